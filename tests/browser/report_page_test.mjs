// report.html as a person sees and uses it, in Chromium.
//   node report_page_test.mjs SAMPLE_PAGES
// SAMPLE_PAGES writes the pages. Exit code 77 where there is no browser.
import assert from 'node:assert/strict';
import {after, describe, it} from 'node:test';

import {barriers, close, column, launch, openAll, readJson, show, tabStops, text, writePages} from './chromium.mjs';

const browser = await launch();
const folder = writePages(process.argv[2]);
after(() => browser.close());

const stats = run => readJson(`${folder}/${run}/stats.json`);
const names = async (page, table) => (await column(page, table, 'Name')).map(cell => cell.text.replace(/^[\u25b8\u25be]\u00a0/, ''));
const valueText = (page, index = 0) => page.locator('#course .frame').nth(index).getAttribute('aria-valuetext');

// "1.73" of "1.73 ms" and of "1730 us".
const digits = words => words.replace(/[^0-9.]/g, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');

// A test that is given the page of a run.
function on(run, what, test, look) {
  it(what, async () => {
    const page = await show(browser, `${folder}/${run}/report.html`, look);
    try {
      await test(page, stats(run));
    } finally {
      await close(page);
    }
  });
}

describe('figures', () => {
  const shown = {
    Count: row => row.count, Failed: row => row.failed, Rate: row => row.rate,
    p50: row => row.latency_ms.p50, p95: row => row.latency_ms.p95, p99: row => row.latency_ms.p99, max: row => row.latency_ms.max,
  };
  for (const kind of ['tasks', 'requests'])
    on('eventful', `of ${kind} equal those of stats.json`, async (page, result) => {
      for (const [title, value] of Object.entries(shown)) {
        const cells = await column(page, kind + '-table', title);
        assert.deepEqual(cells.map(cell => cell.value), result[kind].map(value), title);
        for (const cell of cells)  // of three digits
          assert.ok(Math.abs(Number(cell.text.replace(/[^0-9.]/g, '')) - cell.value) <= cell.value * 0.005 + 1e-9, cell.text);
      }
    });

  on('awkward', 'have the digits that the console has', async page => {
    const console = (await text(page, 'noscript')).split('\n').map(line => line.trim().split(/\s{2,}/));
    for (const kind of ['tasks', 'requests']) {
      const shown = await names(page, kind + '-table');
      for (const [i, title] of ['Rate', 'p50', 'p95', 'p99', 'max'].entries())
        for (const [row, cell] of (await column(page, kind + '-table', title)).entries())
          assert.equal(digits(cell.text), digits(console.find(line => line[0] === shown[row])[3 + i]), `${shown[row]} ${title}`);
    }
  });

  on('eventful', 'that matter most are on the first screen', async (page, result) => {
    const total = result.totals.requests;
    for (const [id, value] of [['rate', total.rate], ['p95', total.latency_ms.p95], ['error_rate', total.error_rate]])
      assert.equal(Number(await page.locator('#' + id).getAttribute('data-value')), value);
    assert.match(await text(page, '#sentence'), /FAILED: 1 of/);
    const box = await page.locator('.figures').boundingBox();
    assert.ok(box.y + box.height < 600);
  });

  on('eventful', 'of checks: what failed comes first', async (page, result) => {
    const verdicts = await column(page, 'check-table', 'Verdict');
    assert.equal(verdicts.length, result.checks.length);
    assert.match(verdicts[0].text, /failed/);
  });

  on('eventful', 'of statuses, errors and marks', async (page, result) => {
    assert.equal((await column(page, 'statuses-table', 'Count'))[0].value, result.totals.requests.status['200']);
    assert.ok((await text(page, '#errors .repeat')).includes(result.errors[0].repeat));
    assert.match(await text(page, '#marks'), /a user was replaced/);
    assert.match(await text(page, '#marks'), /requests: p95 < 10ms over 5s/);
  });

  on('eventful', 'of a comparison', async page => {
    assert.deepEqual((await column(page, 'comparison-table', 'verdict')).map(cell => cell.text.slice(2)),
      ['failed', 'failed', 'inconclusive', 'improved', 'passed', 'passed', 'untested']);
    assert.equal((await column(page, 'comparison-table', 'change'))[0].text, '+100% (+90.0% to +110%)');
    assert.match(await text(page, '#reasons'), /Shop.Task3\/p99: too few samples/);
  });

  // What is drawn for each metric with a ratio, by its name: where, in shares of the axis, and as what.
  const changes = page => page.locator('#changes .changes').evaluate(grid => Object.fromEntries(
    Array.from(grid.querySelectorAll('.lane'), lane => {
      const box = lane.getBoundingClientRect();
      const at = part => lane.querySelector(part) && (rect => [rect.left, rect.right].map(x => (x - box.left) / box.width))(lane.querySelector(part).getBoundingClientRect());
      const point = at('.point');
      return [lane.previousSibling.textContent, {point: (point[0] + point[1]) / 2, sign: lane.querySelector('.point').textContent,
        interval: at('.interval'), noticed: at('.noticed')[0], same: at('.same')[0], floor: at('.floor'), words: lane.nextSibling.textContent}];
    })));

  on('eventful', 'of changes: worse is to the right, with its interval, and has a shape and a word', async page => {
    const shown = await changes(page);
    assert.equal(Object.keys(shown).length, 5, 'errors and what is untested have no ratio');
    const worse = shown['Shop.Task3/p95'], better = shown['Shop.Task2/p95'], alike = shown['Shop.Task3/p50'];
    assert.ok(better.point < alike.floor[0] && alike.point > alike.floor[0] && alike.point < alike.floor[1] && worse.point > worse.floor[1]);
    for (const [name, change] of Object.entries(shown)) {
      assert.ok(change.interval[0] < change.point && change.point < change.interval[1], name);
      assert.ok(change.noticed > change.floor[1], name + ': only a slowdown is noticed');
      assert.ok(change.interval[0] >= 0 && change.interval[1] <= 1, name);
    }
    assert.equal(new Set(Object.values(shown).map(change => change.sign)).size, 4);
    assert.match(worse.words, /^\+100% \u2716 failed$/);
    assert.match(better.words, /^\u221220.0% \u2714 improved$/);
  });

  on('eventful', 'of changes: less throughput is worse', async page => {
    const {throughput} = await changes(page);
    assert.ok(throughput.point > throughput.same);
    assert.match(throughput.words, /^\u221215.0% \u2716 failed$/);
  });

  on('eventful', 'of before stand in the charts of the same', async page => {
    assert.doesNotMatch(await text(page, '#course'), /before/);
    await page.getByRole('radio', {name: 'tasks'}).check();
    assert.match(await text(page, '#course .chart'), /before: 900\/s/);
    await page.locator('#tasks-table button.open').nth(3).click();
    assert.deepEqual(await page.locator('#tasks-table .opened svg .before + text').allTextContents(), ['p50 before: 2\u202fms', 'p95 before: 20\u202fms']);
    await page.locator('#tasks-table button.open').nth(0).click();
    assert.equal(await page.locator('#tasks-table .opened').first().locator('.before').count(), 0);
  });
});

describe('use', () => {
  on('eventful', 'a heading sorts', async page => {
    const p95 = async () => (await column(page, 'tasks-table', 'p95')).map(cell => cell.value);
    const heading = page.locator('#tasks-table thead').getByRole('button', {name: 'p95'});
    await heading.click();
    const down = await p95();
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    assert.equal(await page.locator('#tasks-table [aria-sort]').getAttribute('aria-sort'), 'descending');
    await heading.click();
    assert.deepEqual(await p95(), down.reverse());
  });

  on('eventful', 'a word filters', async page => {
    await page.locator('#requests').getByRole('searchbox').pressSequentially('PART3');
    assert.deepEqual(await names(page, 'requests-table'), ['GET /items/:id/part3']);
    assert.equal(await text(page, '#requests [role=status]'), '1 of 8 rows');
  });

  on('eventful', 'charts are of requests or of tasks', async page => {
    assert.match(await text(page, '#course'), /Requests a second/);
    await page.getByRole('radio', {name: 'tasks'}).check();
    assert.match(await text(page, '#course'), /Tasks a second/);
    assert.doesNotMatch(await text(page, '#course'), /Requests a second/);
  });

  on('eventful', 'arrow keys show one moment in all charts', async page => {
    const frames = page.locator('#course .frame');
    await frames.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const said = await frames.evaluateAll(all => all.map(frame => frame.getAttribute('aria-valuetext')));
    assert.ok(said.length >= 8);
    for (const words of said) assert.match(words, /^0:01 to 0:02: /);
    await page.keyboard.press('Escape');
    assert.match(await valueText(page), /the whole run/);
  });

  on('eventful', 'a pointer shows its moment in all charts', async page => {
    await page.locator('#course .frame').first().scrollIntoViewIfNeeded();
    const box = await page.locator('#course .frame').first().boundingBox();
    await page.mouse.move(box.x + box.width - 10, box.y + 50);
    assert.match(await valueText(page, 3), /to 0:30/);
  });

  on('eventful', 'a row opens its distribution by keyboard', async page => {
    await page.locator('#tasks-table button.open').nth(3).focus();
    await page.keyboard.press('Enter');
    const detail = await text(page, '#tasks-table .opened');
    assert.match(detail, /passed, most often from/);
    assert.match(detail, /60 failed/);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#tasks-table .opened').count(), 0);
  });

  on('eventful', 'the slowest iterations are waterfalls', async page => {
    await page.locator('#slowest summary').click();
    await page.locator('#slowest .waterfall').first().waitFor();
    assert.equal(await page.locator('#slowest .waterfall').count(), 5);
    assert.match(await text(page, '#slowest'), /30\u202fms, 500 \u2716 failed/);
  });

  on('eventful', 'everything is reached by Tab', async page => {
    const {wanted, reached} = await tabStops(page);
    assert.ok(reached >= wanted, `${reached} of ${wanted}`);
  });
});

describe('look', () => {
  for (const run of ['eventful', 'hostile', 'incomplete', 'empty'])
    on(run, `the ${run} run fits a phone`, async page =>
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 375), {width: 375, height: 812});

  it('is light or dark as the system', async () => {
    const backs = [];
    for (const scheme of ['light', 'dark']) {
      const page = await show(browser, `${folder}/eventful/report.html`, {scheme});
      backs.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      await close(page);
    }
    assert.notEqual(backs[0], backs[1]);
  });

  for (const run of ['eventful', 'hostile', 'incomplete', 'empty'])
    for (const scheme of ['light', 'dark'])
      on(run, `the ${run} run has no barriers, ${scheme}`, async page => {
        await openAll(page);
        assert.deepEqual(await barriers(page), []);
      }, {scheme});

  on('eventful', 'what can be opened is open on paper, and as before afterwards', async page => {
    await page.evaluate(() => addEventListener('afterprint', () => { window.waterfalls = document.querySelectorAll('.waterfall').length; }));
    assert.ok((await page.pdf()).length > 20_000);
    assert.equal(await page.evaluate(() => window.waterfalls), 5);
    assert.equal(await page.evaluate(() => document.documentElement.className), '');
  }, {scheme: 'dark'});

  on('incomplete', 'what is incomplete says so at the top', async page => {
    assert.match(await text(page, '#incomplete'), /stopped by SIGINT/);
    assert.ok((await page.locator('#incomplete').boundingBox()).y < 50);
  });
});

describe('quiet', () => {
  for (const run of ['small', 'eventful', 'hostile', 'incomplete', 'empty'])
    on(run, `the ${run} run complains of nothing and asks for nothing`, async page => {
      await openAll(page);
      assert.deepEqual(page.complaints, []);
      assert.equal(page.requests.filter(url => !url.startsWith('data:')).length, 1);
    });

  on('wide', 'a thousand names do not make a page of a thousand rows', async (page, result) => {
    assert.deepEqual(page.complaints, []);
    assert.equal((await column(page, 'tasks-table', 'Name')).length, 60);
    assert.equal(await page.locator('.error').count(), 20);
    await page.locator('#tasks button.more').click();
    assert.equal((await column(page, 'tasks-table', 'Name')).length, result.tasks.length);
  });

  on('eventful', 'without scripts it is the summary', async page => {
    const summary = await text(page, 'noscript pre');
    assert.match(summary, /FAILED: 1 of/);
    assert.match(summary, /Shop\.Task3/);
  }, {scripts: false});

  on('hostile', 'text of a run is inert', async (page, result) => {
    await openAll(page);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.locator('img, main script').count(), 0);
    const shown = await page.locator('#tasks-table tbody bdi').allTextContents();
    for (const task of result.tasks) assert.ok(shown.includes(task.name), task.name.slice(0, 100));
    assert.equal(await page.locator('bdi').first().evaluate(node => getComputedStyle(node).unicodeBidi), 'isolate');
  });

  it('an hour with fifty names opens within a second', async () => {
    const took = [];
    while (took.length < 5 && Math.min(1000, ...took) >= 1000) {  // the best of a few: others may be using the machine
      const page = await show(browser, `${folder}/hour/report.html`);
      took.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].domComplete));
      await close(page);
    }
    assert.ok(Math.min(...took) < 1000, String(took));
  });
});
