#!/usr/bin/env python3
"""report.html as a person sees and uses it, in Chromium.

    page_test.py SAMPLE_PAGES

SAMPLE_PAGES writes the pages. Exit code 77 where there is no browser.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import browser

PAGES = pathlib.Path()
TAB, ENTER, SPACE, RIGHT, END, ESCAPE = "\ue004", "\ue007", " ", "\ue014", "\ue010", "\ue00c"

# Contrast of every piece of text with what lies behind it, as WCAG 2 defines it; the worst with its text.
WORST_CONTRAST = """
const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const parse = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const behind = node => {
  for (; node; node = node.parentElement) {
    const c = parse(getComputedStyle(node).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
let worst = [99, ''];
for (const node of document.querySelectorAll('main *')) {
  const own = Array.from(node.childNodes).some(child => child.nodeType === 3 && child.textContent.trim());
  if (!own || node.namespaceURI.endsWith('svg') || !node.getClientRects().length) continue;
  const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < worst[0]) worst = [ratio, node.textContent.slice(0, 60)];
}
return worst;
"""


class Page(unittest.TestCase):
    page = None  # one browser for all tests

    def setUp(self):
        self.page.open("about:blank")
        self.page.complaints()
        self.page.requests()

    def show(self, name, **look):
        self.page.look_as(**look)
        self.page.open(PAGES / name / "report.html")
        return json.loads((PAGES / name / "stats.json").read_text())

    def text(self, selector):
        return self.page.run("return document.querySelector(arguments[0]).textContent", selector)

    def column(self, table, title):
        return self.page.run("""
            return Array.from(document.querySelectorAll('#' + arguments[0] + ' tbody tr:not(.opened)'), row =>
                row.querySelector('[data-title="' + arguments[1] + '"]')).map(cell => ({
                    text: cell.textContent, value: cell.dataset.value === undefined ? null : Number(cell.dataset.value)}))""",
            table, title)

    def names(self, table):
        return [re.sub("^[\u25b8\u25be]\u00a0", "", cell["text"]) for cell in self.column(table, "Name")]

    def press_heading(self, table, title):
        self.page.run("""
            for (const button of document.querySelectorAll('#' + arguments[0] + ' thead button'))
                if (button.textContent.startsWith(arguments[1])) button.click();""", table, title)


class Figures(Page):
    def test_equal_those_of_stats_json(self):
        stats = self.show("eventful")
        for kind in ("tasks", "requests"):
            rows = stats[kind]
            for title, value in (("Count", lambda row: row["count"]), ("Failed", lambda row: row["failed"]),
                                 ("Rate", lambda row: row["rate"]), ("p50", lambda row: row["latency_ms"]["p50"]),
                                 ("p95", lambda row: row["latency_ms"]["p95"]), ("p99", lambda row: row["latency_ms"]["p99"]),
                                 ("max", lambda row: row["latency_ms"]["max"])):
                shown = self.column(kind + "-table", title)
                self.assertEqual([cell["value"] for cell in shown], [value(row) for row in rows], (kind, title))
                for cell in shown:
                    number = float(re.sub("[^0-9.]", "", cell["text"]))
                    self.assertAlmostEqual(number, cell["value"], delta=abs(cell["value"]) * 0.005 + 1e-9)

    def test_first_screen(self):
        stats = self.show("eventful")
        total = stats["totals"]["requests"]
        for name, value in (("rate", total["rate"]), ("p95", total["latency_ms"]["p95"]), ("error_rate", total["error_rate"])):
            self.assertEqual(float(self.page.run("return document.getElementById(arguments[0]).dataset.value", name)), value)
        self.assertIn("FAILED: 1 of", self.text("#sentence"))
        self.assertEqual(len(self.column("check-table", "Check")), len(stats["checks"]))
        self.assertIn("failed", self.column("check-table", "Verdict")[0]["text"], "what failed comes first")
        bottom = self.page.run("return document.querySelector('.figures').getBoundingClientRect().bottom")
        self.assertLess(bottom, 600)

    def test_of_statuses_errors_and_marks(self):
        stats = self.show("eventful")
        self.assertEqual(self.column("statuses-table", "Count")[0]["value"], stats["totals"]["requests"]["status"]["200"])
        self.assertIn(stats["errors"][0]["repeat"], self.text("#errors .repeat"))
        self.assertIn("a user was replaced", self.text("#marks"))
        self.assertIn("requests: p95 < 10ms over 5s", self.text("#marks"))


    def test_of_a_comparison(self):
        self.show("eventful")
        self.assertEqual([cell["text"] for cell in self.column("comparison-table", "verdict")], ["\u2716 failed", "\u2013 untested"])
        self.assertEqual(self.column("comparison-table", "change")[0]["text"], "+100% (+90.0% to +110%)")
        self.assertIn("browse/p99: too few samples", self.text("#reasons"))


class Use(Page):
    def test_sorts_by_a_heading(self):
        self.show("eventful")
        self.press_heading("tasks-table", "p95")
        down = [cell["value"] for cell in self.column("tasks-table", "p95")]
        self.assertEqual(down, sorted(down, reverse=True))
        self.assertEqual(self.page.run("return document.querySelector('#tasks-table [aria-sort]').getAttribute('aria-sort')"), "descending")
        self.press_heading("tasks-table", "p95")
        self.assertEqual([cell["value"] for cell in self.column("tasks-table", "p95")], down[::-1])

    def test_filters_by_a_word(self):
        self.show("eventful")
        self.page.run("document.querySelector('#requests input[type=search]').focus()")
        self.page.press(*"PART3")
        self.assertEqual(self.names("requests-table"), ["GET /items/:id/part3"])
        self.assertEqual(self.text("#requests [role=status]"), "1 of 8 rows")

    def test_charts_are_of_requests_or_of_tasks(self):
        self.show("eventful")
        self.assertIn("Requests a second", self.text("#course"))
        self.page.run("document.querySelector('#course input[value=tasks]').click()")
        self.assertIn("Tasks a second", self.text("#course"))
        self.assertNotIn("Requests a second", self.text("#course"))

    def test_one_moment_is_shown_in_all_charts(self):
        self.show("eventful")
        self.page.run("document.querySelector('#course .frame').focus()")
        self.page.press(RIGHT, RIGHT)
        said = self.page.run("return Array.from(document.querySelectorAll('#course .frame'), f => f.getAttribute('aria-valuetext'))")
        self.assertGreaterEqual(len(said), 8)
        for words in said:
            self.assertTrue(words.startswith("0:01 to 0:02: "), words)
        self.page.press(ESCAPE)
        self.assertIn("the whole run", self.page.run("return document.querySelector('#course .frame').getAttribute('aria-valuetext')"))

    def test_a_pointer_moves_the_moment(self):
        self.show("eventful")
        self.page.run("""
            const frame = document.querySelector('#course .frame'), box = frame.getBoundingClientRect();
            frame.dispatchEvent(new PointerEvent('pointermove', {clientX: box.right - 10, clientY: box.top + 50, pointerType: 'mouse'}));""")
        self.assertIn("to 0:30", self.page.run("return document.querySelectorAll('#course .frame')[3].getAttribute('aria-valuetext')"))

    def test_a_row_opens_its_distribution_by_keyboard(self):
        self.show("eventful")
        self.page.run("document.querySelectorAll('#tasks-table button.open')[3].focus()")
        self.page.press(ENTER)
        detail = self.text("#tasks-table .opened")
        self.assertIn("passed, most often from", detail)
        self.assertIn("60 failed", detail)
        self.page.press(ENTER)
        self.assertEqual(self.page.run("return document.querySelectorAll('#tasks-table .opened').length"), 0)

    def test_the_slowest_iterations_are_waterfalls(self):
        self.show("eventful")
        self.page.run("document.querySelector('#slowest summary').click()")
        self.page.driver.implicitly_wait(2)
        self.page.driver.find_element("css selector", "#slowest .waterfall")
        self.assertEqual(self.page.run("return document.querySelectorAll('#slowest .waterfall').length"), 5)
        self.assertIn("30\u202fms, 500 \u2716 failed", self.text("#slowest"))

    def test_everything_is_reached_by_tab(self):
        self.show("eventful")
        wanted = self.page.run("""
            const found = document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]');
            return Array.from(found).filter(node => node.getClientRects().length && !(node.type === 'radio' && !node.checked)).length""")
        reached = set()
        self.page.run("document.body.focus()")
        for _ in range(wanted + 3):
            self.page.press(TAB)
            reached.add(self.page.run("""
                window.seen = window.seen || []; const at = document.activeElement;
                if (!window.seen.includes(at)) window.seen.push(at); return window.seen.length"""))
        self.assertGreaterEqual(max(reached), wanted)


class Look(Page):
    def test_fits_a_phone(self):
        for name in ("eventful", "hostile", "incomplete", "empty"):
            self.show(name, width=375, height=812)
            self.assertLessEqual(self.page.run("return document.documentElement.scrollWidth"), 375, name)

    def test_is_light_or_dark_as_the_system(self):
        backs = {}
        for scheme in ("light", "dark"):
            self.show("eventful", scheme=scheme)
            self.page.run("for (const d of document.querySelectorAll('details')) d.open = true")
            backs[scheme] = self.page.run("return getComputedStyle(document.body).backgroundColor")
            ratio, text = self.page.run(WORST_CONTRAST)
            self.assertGreaterEqual(ratio, 4.5, (scheme, text))
        self.assertNotEqual(backs["light"], backs["dark"])

    def test_prints(self):
        self.show("eventful", scheme="dark")
        self.page.run("addEventListener('afterprint', () => { window.waterfalls = document.querySelectorAll('.waterfall').length; })")
        self.assertGreater(len(self.page.pdf()), 20_000)
        self.assertEqual(self.page.run("return window.waterfalls"), 5)
        self.assertEqual(self.page.run("return document.documentElement.className"), "", "as it was before")

    def test_what_is_incomplete_says_so_at_the_top(self):
        self.show("incomplete")
        self.assertIn("stopped by SIGINT", self.text("#incomplete"))
        self.assertLess(self.page.run("return document.querySelector('#incomplete').getBoundingClientRect().top"), 50)

    def test_charts_and_inputs_have_names(self):
        self.show("eventful")
        nameless = self.page.run("""
            const named = node => node.getAttribute('aria-label') || node.getAttribute('aria-labelledby') ||
                node.closest('label') || node.textContent.trim();
            return Array.from(document.querySelectorAll('button, input, a, [role], table')).filter(node => !named(node) &&
                node.getAttribute('role') !== 'status').map(node => node.outerHTML.slice(0, 80))""")
        self.assertEqual(nameless, [])


class Quiet(Page):
    def test_no_page_complains_or_asks_for_anything(self):
        for name in ("small", "eventful", "hostile", "incomplete", "empty"):
            self.show(name)
            self.page.run("for (const b of document.querySelectorAll('button.open, summary')) b.click()")
            self.assertEqual(self.page.complaints(), [], name)
            urls = [url for url in self.page.requests() if not url.startswith("data:")]
            self.assertEqual(len(urls), 1, urls)

    def test_a_thousand_names_do_not_make_a_page_of_a_thousand_rows(self):
        stats = self.show("wide")
        self.assertEqual(self.page.complaints(), [])
        self.assertEqual(len(self.column("tasks-table", "Name")), 60)
        self.assertEqual(self.page.run("return document.querySelectorAll('.error').length"), 20)
        self.page.run("document.querySelector('#tasks button.more').click()")
        self.assertEqual(len(self.column("tasks-table", "Name")), len(stats["tasks"]))

    def test_without_scripts_it_is_the_summary(self):
        self.page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self.addCleanup(self.page.driver.execute_cdp_cmd, "Emulation.setScriptExecutionDisabled", {"value": False})
        self.show("eventful")
        shown = self.page.driver.find_element("css selector", "noscript pre").text
        self.assertIn("FAILED: 1 of", shown)
        self.assertIn("Shop.Task3", shown)

    def test_text_of_a_run_is_inert(self):
        stats = self.show("hostile")
        self.page.run("for (const b of document.querySelectorAll('button.open, summary')) b.click()")
        self.assertIsNone(self.page.run("return window.broken"))
        self.assertEqual(self.page.run("return document.querySelectorAll('img, main script').length"), 0)
        shown = self.page.run("return Array.from(document.querySelectorAll('#tasks-table tbody button.open bdi'), b => b.textContent)")
        for task in stats["tasks"]:
            self.assertIn(task["name"], shown)
        self.assertEqual(self.page.run("return getComputedStyle(document.querySelector('bdi')).unicodeBidi"), "isolate")

    def test_an_hour_with_fifty_names_opens_within_a_second(self):
        # The best of a few: others may be using the machine.
        took = []
        while len(took) < 5 and min(took, default=1000) >= 1000:
            self.show("hour")
            took.append(self.page.run("return performance.getEntriesByType('navigation')[0].domComplete"))
        self.assertLess(min(took), 1000)


def main():
    global PAGES
    lacking = browser.missing()
    if lacking:
        print(f"page_test: skipped, there is no browser to test in; install {lacking}")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        PAGES = pathlib.Path(folder)
        with browser.chromium() as Page.page:
            result = unittest.main(argv=["page_test", *sys.argv[2:]], exit=False, verbosity=2).result
        return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
