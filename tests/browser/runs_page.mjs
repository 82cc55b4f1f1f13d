// What is the same in the tests of pages of several runs, which brood_sample_pages writes beside their JSON.
import assert from 'node:assert/strict';
import {after, describe, it} from 'node:test';

import {barriers, close, column, launch, openAll, readJson, show, tabStops, writePages} from './chromium.mjs';

const browser = await launch();
export const folder = writePages(process.argv[2]);
after(() => browser.close());

// A test that is given the page, and what it shows as JSON.
export function on(name, what, test, look) {
  it(what, async () => {
    const page = await show(browser, `${folder}/${name}.html`, look);
    try {
      await test(page, readJson(`${folder}/${name}.json`));
    } finally {
      await close(page);
    }
  });
}

export const values = async (page, table, title) => (await column(page, table, title)).map(cell => cell.value);
export const texts = async (page, table, title) => (await column(page, table, title)).map(cell => cell.text);
export const said = page => page.locator('.frame').evaluateAll(all => all.map(frame => frame.getAttribute('aria-valuetext')));
export const downwards = list => [...list].sort((a, b) => b - a);

// What every page has to be: `names` are pages, the first of them the usual one.
export function describePages(names) {
  describe('look', () => {
    for (const name of names) {
      on(name, `${name} fits a phone`, async page =>
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 375), {width: 375, height: 812});
      for (const scheme of ['light', 'dark'])
        on(name, `${name} has no barriers, ${scheme}`, async page => {
          await openAll(page);
          assert.deepEqual(await barriers(page), []);
        }, {scheme});
    }

    on(names[0], 'lines can be seen on light and on dark', async page => {
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme: scheme});
        const least = await page.evaluate(() => {
          const part = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const light = hex => [1, 3, 5].reduce((sum, at, i) => sum + [0.2126, 0.7152, 0.0722][i] * part(parseInt(hex.slice(at, at + 2), 16)), 0.05);
          const contrast = (a, b) => Math.max(a / b, b / a);
          return Math.min(...kColours.map(name => contrast(light(colour(name)), light(colour('card')))));
        });
        assert.ok(least >= 3, `${scheme}: ${least}`);
      }
    });

    on(names[0], 'it prints on white, and is as before afterwards', async page => {
      await page.evaluate(() => addEventListener('beforeprint', () => { window.paper = colour('text'); }));
      assert.ok((await page.pdf()).length > 20_000);
      assert.equal(await page.evaluate(() => window.paper), '#1c2430');
      assert.equal(await page.evaluate(() => document.documentElement.className), '');
    }, {scheme: 'dark'});

    on(names[0], 'everything is reached by Tab', async page => {
      const {wanted, reached} = await tabStops(page);
      assert.ok(reached >= wanted, `${reached} of ${wanted}`);
    });
  });

  describe('quiet', () => {
    for (const name of names)
      on(name, `${name} complains of nothing and asks for nothing`, async page => {
        await openAll(page);
        assert.deepEqual(page.complaints, []);
        assert.equal(page.requests.filter(url => !url.startsWith('data:')).length, 1);
      });

    on(names.find(name => name.endsWith('hostile')), 'text of runs is inert', async page => {
      await openAll(page);
      assert.equal(await page.evaluate(() => window.broken), undefined);
      assert.equal(await page.locator('img, main script').count(), 0);
      const shown = await page.locator('main bdi').allTextContents();
      assert.ok(shown.some(name => name.includes('<img src=x onerror=window.broken=1>')));
      assert.equal(await page.locator('bdi').first().evaluate(node => getComputedStyle(node).unicodeBidi), 'isolate');
    });
  });
}
