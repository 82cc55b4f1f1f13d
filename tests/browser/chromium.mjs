// Chromium for tests, through Playwright: what a page shows, what it complains about, and what it asks of a network.
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execFileSync} from 'node:child_process';
import {pathToFileURL} from 'node:url';

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const load = createRequire(new URL('../tools/', import.meta.url));  // where ci/install-deps puts packages

export const SKIPPED = 77;

function playwright() {
  try {
    return load('playwright-core');
  } catch {
    return null;
  }
}

// A browser; ends the program where there is none.
export async function launch() {
  if (!PROGRAM || !playwright()) {
    console.log('skipped: there is no browser to test in; run ci/install-deps');
    process.exit(SKIPPED);
  }
  return playwright().chromium.launch({executablePath: PROGRAM, args: ['--no-sandbox', '--disable-dev-shm-usage']});
}

// Runs the program that writes sample pages. Returns their folder, which is removed at the end.
export function writePages(program) {
  const folder = mkdtempSync(join(tmpdir(), 'brood-pages-'));
  process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
  execFileSync(program, [folder]);
  return folder;
}

export const readJson = path => JSON.parse(readFileSync(path, 'utf8'));

// A page as somebody with such a screen sees it. `complaints` and `requests` are what it said and asked for so far.
export async function show(browser, file, {scheme = 'light', width = 1240, height = 1000, scripts = true} = {}) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme: scheme, javaScriptEnabled: scripts});
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  page.on('console', message => page.complaints.push(message.text()));
  page.on('pageerror', error => page.complaints.push(String(error)));
  page.on('request', request => page.requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return page;
}

export const close = page => page.context().close();

// What is wrong for people who cannot see well, cannot see, or use no mouse: axe's rules of WCAG 2.1 A and AA.
export async function barriers(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(readFileSync(load.resolve('axe-core'), 'utf8'));
  const {violations} = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], resultTypes: ['violations']}));
  return violations.flatMap(rule => rule.nodes.slice(0, 5).map(node => `${rule.id}: ${node.html.slice(0, 150)}: ${node.failureSummary}`));
}

// Cells of a table's column as {text, value}; `value` is what it is sorted by.
export const column = (page, table, title) => page.locator(`#${table} tbody tr:not(.opened) [data-title="${title}"]`).evaluateAll(cells =>
  cells.map(cell => ({text: cell.textContent, value: cell.dataset.value === undefined ? null : Number(cell.dataset.value)})));

export const text = (page, selector) => page.locator(selector).first().textContent();

export const openAll = page => page.evaluate(() => { for (const one of document.querySelectorAll('button.open, summary')) one.click(); });

// How many of the things that can be used there are, and how many of them Tab reaches.
export async function tabStops(page) {
  const wanted = await page.evaluate(() => Array.from(document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]'))
    .filter(node => node.getClientRects().length && !(node.type === 'radio' && !node.checked)).length);
  let reached = 0;
  for (let i = 0; i < wanted + 3; ++i) {
    await page.keyboard.press('Tab');
    reached = await page.evaluate(() => (window.seen ??= new Set()).add(document.activeElement).size);
  }
  return {wanted, reached};
}
