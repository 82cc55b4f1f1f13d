// A trend as a person sees and uses it, in Chromium.
//   node trend_page_test.mjs SAMPLE_PAGES
// SAMPLE_PAGES writes the pages. Exit code 77 where there is no browser.
import assert from 'node:assert/strict';
import {describe} from 'node:test';
import {pathToFileURL} from 'node:url';

import {text} from './chromium.mjs';
import {describePages, downwards, folder, on, said, texts, values} from './runs_page.mjs';

// The scenario with nine runs.
function onShop(what, test, look) {
  on('trend', what, async (page, trend) => {
    await page.getByLabel('Scenario').selectOption('1');
    await test(page, trend.scenarios[1]);
  }, look);
}

describe('figures', () => {
  onShop('of each name equal those of the JSON', async (page, shop) => {
    const columns = {Count: 'count', Rate: 'rate', p50: 'p50', p95: 'p95', p99: 'p99', 'Error rate': 'error_rate'};
    for (const i of [0, 3, shop.rows.length - 1]) {
      await page.getByLabel('Figures of').selectOption(String(i));
      for (const [title, metric] of Object.entries(columns))
        assert.deepEqual(await values(page, 'trend-table', title), [...shop.rows[i][metric]].reverse(), title);
    }
    assert.match(await text(page, 'h1'), /the last 9 runs/);
  });

  onShop('of the last run are at the top', async (page, shop) => {
    assert.equal(Number(await page.locator('#p95').getAttribute('data-value')), shop.rows[0].p95.at(-1));
    assert.match(await text(page, '#last'), /passed/);
  });

  onShop('of the last run stand beside those of the last one that passed under the same conditions', async (page, shop) => {
    assert.deepEqual([shop.runs[7].outcome, shop.runs[7].conditions], ['incomplete', shop.runs[8].conditions]);
    const before = (await page.locator('#rate').locator('xpath=..').textContent()).split('before: ')[1];
    const wanted = shop.rows[0].rate[6];
    assert.ok(Math.abs(Number(before.replace(/[^0-9.]/g, '')) - wanted) <= wanted * 0.001, before);
  });

  onShop('that a run does not have are told', async (page, shop) => {
    await page.getByLabel('Figures of').selectOption(String(shop.rows.findIndex(row => row.name === 'Shop.Task3')));
    assert.equal((await texts(page, 'trend-table', 'Count'))[4], 'not in it');
  });
});

describe('conditions', () => {
  onShop('are told apart in words and shapes', async page => {
    const legend = await page.locator('#conditions li').allTextContents();
    assert.match(legend[0], /^ A, 6 runs: .*users 2/);
    assert.equal(legend[1], ' B, 3 runs: as A, but users 20, not 2');
    const shapes = await page.locator('#conditions path').evaluateAll(all => all.map(path => path.getAttribute('d')));
    assert.equal(new Set(shapes).size, 2);
  });

  onShop('break the lines where they change', async page => {
    const sets = await page.evaluate(() => Chart.getChart(document.querySelector('#trend canvas')).data.datasets
      .map(set => ({at: set.data.map(point => point.x), shape: set.pointStyle})));
    assert.deepEqual(sets, [{at: [0, 1, 2], shape: 'circle'}, {at: [3, 4, 5], shape: 'triangle'}, {at: [6, 7, 8], shape: 'circle'}]);
  });
});

describe('use', () => {
  onShop('runs that did not pass are marked', async page => {
    assert.equal(await text(page, '#outcomes'), 'Marks of runs: \u2716 failed, \u25a0 incomplete');
    const outcomes = await texts(page, 'trend-table', 'Outcome');
    assert.equal(outcomes[1], '\u25a0 incomplete');
    assert.equal(outcomes[6], '\u2716 failed');
  });

  onShop('arrow keys move from run to run in all charts', async (page, shop) => {
    await page.locator('#trend .frame').first().focus();
    for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
    assert.equal(await text(page, '#chosen'), 'run 3 of 9, 2026-11-12 10:00:00 UTC, failed, conditions A');
    const words = await said(page);
    assert.equal(words.length, 5);
    for (const one of words) assert.match(one, /^run 3 of 9, /);
    const rate = Number(words[0].split('Rate: ')[1].replace(/[^0-9.]/g, ''));
    assert.ok(Math.abs(rate - shop.rows[0].rate[2]) <= rate * 0.005);
  });

  onShop('a pointer tells the run', async page => {
    await page.locator('#trend .frame').first().scrollIntoViewIfNeeded();
    const box = await page.locator('#trend .frame').first().boundingBox();
    await page.mouse.move(box.x + box.width - 30, box.y + 50);
    assert.match(await text(page, '#chosen'), /^run 9 of 9, /);
  });

  onShop('links lead to the reports that are there', async page => {
    const links = await page.locator('#trend-table a').evaluateAll(all => all.map(link => link.href));
    assert.equal(links.length, 8);
    assert.equal(links[0], pathToFileURL(`${folder}/eventful/report.html`).href);
  });

  onShop('notes tell what is not shown', async page => {
    const notes = (await page.locator('#notes li').allTextContents()).join(' ');
    assert.match(notes, /3 older runs are not shown/);
    assert.match(notes, /Skipped: '2026-11-30\/shop\/stats\.json': a damaged stats\.json/);
  });

  onShop('a heading sorts and a word filters', async page => {
    await page.locator('#trend-table thead').getByRole('button', {name: 'p95'}).click();
    const down = await values(page, 'trend-table', 'p95');
    assert.deepEqual(down, downwards(down));
    await page.locator('#table').getByRole('searchbox').pressSequentially('11-13');
    assert.equal((await texts(page, 'trend-table', 'Started')).length, 1);
  });
});

describePages(['trend', 'trend_hostile', 'trend_empty']);

describe('without scripts', () =>
  on('trend', 'it is the summary', async page => assert.match(await text(page, 'noscript pre'), /shop_e2e: all requests of 9 runs/), {scripts: false}));
