// Takes the pictures of the documentation: a page of a run light, dark, on a phone, and what opens on it; or a page of
// several runs.
//   node take_pictures.mjs REPORT_HTML FOLDER
//   node take_pictures.mjs PAGE_HTML FOLDER NAME
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';

import {close, launch, show} from './chromium.mjs';

const [report, folder, only] = process.argv.slice(2);
mkdirSync(folder, {recursive: true});
const browser = await launch();
const save = (page, name) => page.screenshot({path: join(folder, name + '.png')});

const kDesk = {width: 1100, height: 1180};

async function one(name, look) {
  const page = await show(browser, report, look);
  await save(page, name);
  await close(page);
}

async function whatOpens() {
  const page = await show(browser, report, kDesk);
  await page.locator('#slowest summary').first().click();
  await page.locator('#requests-table button.open').first().click();
  for (const [part, name] of [['#requests', 'report_rows'], ['#slowest', 'report_slowest']]) {
    await page.evaluate(selector => document.querySelector(selector).scrollIntoView(), part);
    await save(page, name);
  }
}

if (only) {
  await one(only, kDesk);
} else {
  for (const [name, look] of Object.entries({report_light: kDesk, report_dark: {...kDesk, scheme: 'dark'}, report_phone: {width: 375, height: 1000}}))
    await one(name, look);
  await whatOpens();
}
if (await page.locator('#comparison').count()) {
  await page.locator('#comparison').screenshot({path: join(folder, 'report_comparison.png')});
}
await browser.close();
