// Runs side by side as a person sees and uses them, in Chromium.
//   node compare_page_test.mjs SAMPLE_PAGES
// SAMPLE_PAGES writes the pages. Exit code 77 where there is no browser.
import assert from 'node:assert/strict';
import {describe} from 'node:test';

import {text} from './chromium.mjs';
import {describePages, downwards, on, said, texts, values} from './runs_page.mjs';

const named = (compared, of) => compared.rows.filter(row => row.of === of && !row.all);
const figures = (rows, run, metric) => rows.map(row => row.runs[run]?.[metric] ?? null);

describe('figures', () => {
  on('compare', 'equal those of the JSON, and so do changes', async (page, compared) => {
    const rows = named(compared, 'requests');
    for (const {name} of compared.metrics) {
      await page.locator(`input[name=requests-metric][value=${name}]`).check();
      for (const run of [0, 1]) assert.deepEqual(await values(page, 'requests-table', `Run ${run + 1}`), figures(rows, run, name), name);
      if (name === 'error_rate') continue;
      const changes = (await values(page, 'requests-table', 'Change 2')).map(value => value === null ? null : Number((value + 1).toPrecision(9)));
      assert.deepEqual(changes, rows.map(row => row.ratios[1]?.[name] ?? null), name);
    }
  });

  on('compare_awkward', 'and changes are those of the console', async (page, compared) => {
    const words = (await text(page, 'noscript')).split('\n').map(line => line.trim().split(/\s{2,}/));
    const plain = cell => cell.replace('\u2212', '-').replace('\u00b5', 'u').replace(/[\s,]/g, '');
    for (const of of ['tasks', 'requests'])
      for (const [i, {name}] of compared.metrics.slice(1).entries()) {
        await page.locator(`input[name=${of}-metric][value=${name}]`).check();
        const [first, second, change] = [await texts(page, of + '-table', 'Run 1'), await texts(page, of + '-table', 'Run 2'), await texts(page, of + '-table', 'Change 2')];
        for (const [at, row] of named(compared, of).entries()) {
          const line = words.findIndex(cells => cells[0] === [row.method, row.name].filter(part => part).join(' '));
          assert.equal(plain(first[at]), words[line][2 + i], `${row.name} ${name}`);
          const same = change[at] === 'none' || change[at] === '-';
          assert.equal(plain(second[at]) + (same ? '' : `(${plain(change[at])})`), words[line + 1][1 + i].replace(/ /g, ''), `${row.name} ${name}`);
        }
      }
  });

  on('compare', 'of all together are a line for each metric', async (page, compared) => {
    const total = compared.rows[0];
    assert.deepEqual(await values(page, 'totals-requests', 'Run 2'), compared.metrics.map(({name}) => total.runs[1][name]));
    const change = (total.ratios[1].p95 - 1) * 100;
    assert.equal((await texts(page, 'totals-requests', 'Change 2'))[3], `${change < 0 ? '\u2212' : '+'}${Math.abs(change).toFixed(1)}%`);
  });

  on('compare', 'that a run does not have are told', async page => {
    assert.equal((await texts(page, 'tasks-table', 'Run 1')).filter(cell => cell === 'not in it').length, 2);
    assert.ok(!(await texts(page, 'tasks-table', 'Run 2')).includes('not in it'));
  });

  on('compare', 'come with what is better, and once that they are no verdict', async page => {
    assert.match(await text(page, '#totals'), /Higher is better: Rate\. Lower is better: p50, p95, p99, Error rate\./);
    assert.equal((await text(page, '#page')).split('may be chance').length, 2);
  });

  on('compare_hostile', 'of other loads and of incomplete runs are told apart at the top', async page => {
    const notes = await page.locator('#notes li').allTextContents();
    assert.ok(notes.some(note => note.includes('Run 2 is incomplete')));
    assert.ok(notes.some(note => note.includes('Run 2 had another load than run 1: target')));
    assert.equal((await texts(page, 'runs-table', 'Outcome'))[1], '\u25a0 incomplete');
  });
});

describe('use', () => {
  on('compare', 'a heading sorts, and what cannot be compared comes last', async page => {
    await page.locator('#tasks-table thead').getByRole('button', {name: 'Change 2'}).click();
    const shown = await values(page, 'tasks-table', 'Change 2');
    assert.equal(shown.at(-1), null);
    const known = shown.filter(value => value !== null);
    assert.deepEqual(known, downwards(known));
  });

  on('compare', 'another figure keeps order and filter', async page => {
    const heading = page.locator('#tasks-table thead').getByRole('button', {name: 'Name'});
    await heading.click();
    await heading.click();
    await page.locator('#tasks').getByRole('searchbox').pressSequentially('TASK');
    const before = await texts(page, 'tasks-table', 'Name');
    assert.match(before[0], /Shop\.Task9/);
    await page.locator('input[name=tasks-metric][value=rate]').check();
    assert.deepEqual(await texts(page, 'tasks-table', 'Name'), before);
    assert.equal(await page.locator('#tasks').getByRole('searchbox').inputValue(), 'task');
  });

  on('compare', 'a name opens all its figures and distributions by keyboard', async (page, compared) => {
    await page.locator('#tasks-table button.open').nth(3).focus();
    await page.keyboard.press('Enter');
    const detail = await text(page, '#tasks-table .opened');
    assert.equal(detail.split('most often from').length - 1, compared.runs.length);
    assert.equal(await page.locator('#tasks-table .opened path').count(), 2);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#tasks-table .opened').count(), 0);
  });

  on('compare', 'arrow keys show one moment of all runs in all charts', async page => {
    await page.locator('#course .frame').first().focus();
    for (let i = 0; i < 2; ++i) await page.keyboard.press('ArrowRight');
    for (const words of await said(page)) assert.match(words, /^0:01 to 0:02: run 1: .*, run 2: /);
    await page.keyboard.press('End');
    for (const words of await said(page)) assert.match(words, /run 2: -$/, 'the second run had ended');
    await page.keyboard.press('Escape');
    assert.match((await said(page))[0], /the whole run/);
  });

  on('compare', 'charts are of the chosen kind and percentile', async page => {
    await page.locator('#course').getByRole('radio', {name: 'tasks'}).check();
    await page.locator('#course').getByRole('radio', {name: 'p99'}).check();
    assert.match(await text(page, '#course'), /Tasks: time taken, p99/);
  });
});

describePages(['compare', 'compare_hostile', 'compare_empty']);

describe('without scripts', () =>
  on('compare', 'it is the summary', async page => assert.match(await text(page, 'noscript pre'), /may be chance/), {scripts: false}));
