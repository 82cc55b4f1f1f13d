"""Runs ci/gitlab/brood.gitlab-ci.yml with gitlab-ci-local, on the shop, and looks at what GitLab would be given.

    gitlab_test.py PREFIX SHOP_SERVER SHOP_E2E_TESTS

PREFIX is where Brood is installed. Ends with 77 where gitlab-ci-local, its rsync or python3-yaml is missing.
"""
import json
import pathlib
import re
import shutil
import sys
import unittest
import xml.etree.ElementTree as ElementTree

import throw_away

try:
    import yaml
except ImportError:
    print("not checked: python3-yaml is not installed")
    sys.exit(77)

sys.path.insert(0, str(throw_away.HERE.parent / "reporters"))
import format_readers  # noqa: E402

SKIPPED = 77
TEMPLATE = throw_away.HERE.parents[1] / "ci" / "gitlab" / "brood.gitlab-ci.yml"
PROGRAM = throw_away.TOOLS / ".bin" / "gitlab-ci-local"
TESTS = {"accounts", "orders", "payments"}  # of the project

PIPELINE = """
include:
  - local: ci/brood.gitlab-ci.yml
stress:
  extends: .brood-stress
  variables:
    BROOD_BUILD: |
      cmake --preset ci
      cmake --build --preset ci
    BROOD_PRESET: ci
    PT_BASELINE: baselines
"""


class Pipeline:
    """The project's pipeline, which may be run more than once."""

    def __init__(self, text=PIPELINE, source="."):
        self.project = throw_away.Project(*PROGRAMS, {
            ".gitlab-ci.yml": text, "ci/brood.gitlab-ci.yml": TEMPLATE.read_text(encoding="utf-8")}, source)
        self.state = self.project.folder / ".gitlab-ci-local"

    def run(self, *options, **variables):
        """True if it passed. Jobs run in the project's folder, one after another."""
        command = ["node", str(PROGRAM), "--force-shell-executor", "--concurrency=1", *options]
        for name, value in variables.items():
            command += ["--variable", f"{name}={value}"]
        self.log, code = self.project.run(command)
        return code == 0

    def artifacts(self, job="stress"):
        return self.state / "artifacts" / job / "stress-report"


def runs_of(report):
    return {folder.name for folder in report.iterdir() if (folder / "report.html").exists()}


def stats_of(report, run):
    return json.loads((report / run / "stats.json").read_text(encoding="utf-8"))


def ctest_cases(report):
    suite = ElementTree.parse(report / "ctest.xml").getroot()
    return {case.get("name"): case.get("status") for case in suite.iter("testcase")}


class Reports(unittest.TestCase):
    """Base of what holds whatever became of the job."""

    @classmethod
    def setUpClass(cls):
        cls.pipeline = Pipeline()
        cls.passed = cls.pipeline.run(**cls.variables)
        cls.report = cls.pipeline.artifacts()

    @classmethod
    def tearDownClass(cls):
        cls.pipeline.project.close()

    def read(self, path):
        return (self.report / path).read_text(encoding="utf-8")

    def check_each_is_read_by_its_consumer(self, runs):
        self.assertEqual(runs, runs_of(self.report), self.pipeline.log)
        self.assertEqual(runs, set(format_readers.metrics_of_runs(self.read("metrics.txt"))))
        requests = 0
        for run in runs:
            told = format_readers.junit_xml(self.read(f"{run}/junit.xml"))
            stats = stats_of(self.report, run)
            self.assertEqual(told["requests"], stats["totals"]["requests"]["count"])
            requests += told["requests"]
            format_readers.report_html(self.read(f"{run}/report.html"))
            format_readers.report_md(self.read(f"{run}/report.md"))
            format_readers.metrics_txt(self.read(f"{run}/metrics.txt"))
            self.assertIn(f'href="{run}/report.html"', self.read("index.html"))
            self.assertTrue((self.report / "results" / run / "journal.jsonl").exists())
        self.assertEqual(requests, format_readers.load_performance_json(self.read("load-performance.json"))["requests"])
        links = [link["external_link"] for link in json.loads(self.read("annotations.json"))["Load tests"]]
        self.assertTrue(all("/artifacts/file/stress-report/" in link["url"] for link in links))
        self.assertEqual(1 + len(runs), len(links))


class AJobThatPasses(Reports):
    variables = {}

    def test_leaves_all_its_reports(self):
        self.assertTrue(self.passed, self.pipeline.log)
        self.check_each_is_read_by_its_consumer(TESTS)
        self.assertEqual(dict.fromkeys(TESTS, "run"), ctest_cases(self.report))


class AJobOfWhichAThresholdFails(Reports):
    variables = {"PT_THRESHOLDS": "# of this pipeline\ntasks: count > 1000000\nrequests: p95 < 10s"}

    def test_fails_and_leaves_all_its_reports(self):
        self.assertFalse(self.passed, self.pipeline.log)
        self.check_each_is_read_by_its_consumer(TESTS)
        self.assertEqual(dict.fromkeys(TESTS, "fail"), ctest_cases(self.report))

    def test_says_which(self):
        failed = [check["text"] for check in stats_of(self.report, "orders")["checks"] if check["verdict"] == "failed"]
        self.assertEqual(["tasks: count > 1000000"], failed)


class AJobOfWhichCtestKillsATest(Reports):
    """At its TIMEOUT; the test would go on for a minute. There is no other in this shard."""
    variables = {"PT_DURATION": "1", "TEAM_TIMEOUT": "4", "BROOD_SHARD": "1/3"}

    def test_fails_and_leaves_all_its_reports(self):
        self.assertFalse(self.passed, self.pipeline.log)
        self.check_each_is_read_by_its_consumer({"accounts"})
        self.assertEqual({"accounts": "fail"}, ctest_cases(self.report))
        self.assertRegex(self.pipeline.log, "accounts .*Timeout")

    def test_has_what_was_measured_until_then(self):
        stats = stats_of(self.report, "accounts")
        self.assertFalse(stats["complete"])
        self.assertGreater(stats["totals"]["requests"]["count"], 0)


class AJobOfWhichNoTestBegins(unittest.TestCase):
    def test_shows_each_of_them(self):
        pipeline = Pipeline()
        self.addCleanup(pipeline.project.close)
        self.assertFalse(pipeline.run(PT_THRESHOLDS="requests: p95 < 10s\ntasks: cuont > 1"), pipeline.log)
        self.assertEqual(TESTS, runs_of(pipeline.artifacts()), pipeline.log)
        page = (pipeline.artifacts() / "index.html").read_text(encoding="utf-8")
        self.assertEqual(3, page.count("did not run"))
        self.assertEqual(3, page.count("PT_THRESHOLDS line 2: "))
        for test in TESTS:
            format_readers.junit_xml((pipeline.artifacts() / test / "junit.xml").read_text(encoding="utf-8"))


class AProjectInAFolder(unittest.TestCase):
    def test_may_have_a_build_that_goes_elsewhere(self):
        pipeline = Pipeline(source="shop")
        self.addCleanup(pipeline.project.close)
        passed = pipeline.run(BROOD_BUILD=throw_away.ELSEWHERE.replace("$", "$$"), BROOD_PRESET="elsewhere", TEAM_BUILD="there",
                              BROOD_SOURCE="shop", BROOD_SHARD="1/3")
        self.assertTrue(passed, pipeline.log)
        self.assertEqual({"accounts"}, runs_of(pipeline.artifacts()), pipeline.log)
        self.assertTrue((pipeline.artifacts() / "results" / "accounts" / "journal.jsonl").exists())


class AJobThatDoesNotBuild(unittest.TestCase):
    def test_names_the_variable_that_is_empty(self):
        pipeline = Pipeline()
        self.addCleanup(pipeline.project.close)
        for variable in ("BROOD_BUILD", "BROOD_PRESET"):
            self.assertFalse(pipeline.run(**{variable: ""}), pipeline.log)
            self.assertRegex(pipeline.log, f"{variable}: is empty: give the ")

    def test_says_so_where_it_has_no_stress_test(self):
        pipeline = Pipeline()
        self.addCleanup(pipeline.project.close)
        self.assertFalse(pipeline.run(BROOD_BUILD="mkdir -p build/ci"), pipeline.log)
        self.assertIn("brood_add_stress_test() adds one", pipeline.log)

    def test_fails_and_publishes_nothing(self):
        pipeline = Pipeline()
        self.addCleanup(pipeline.project.close)
        self.assertFalse(pipeline.run(BROOD_BUILD="echo no compiler; false"), pipeline.log)
        self.assertIn("no compiler", pipeline.log)
        self.assertFalse(pipeline.artifacts().exists())


class TheCache(unittest.TestCase):
    def test_brings_stored_runs_to_the_next_job(self):
        # A job in a folder of its own gets the commit and the cache, and nothing else. gitlab-ci-local would make that folder
        # anew for an after_script, so there is none, and this looks at what the job prints.
        pipeline = Pipeline(PIPELINE + "  after_script: []\n")
        self.addCleanup(pipeline.project.close)
        self.assertTrue(pipeline.run("--shell-isolation"), pipeline.log)
        self.assertEqual(len(TESTS), len(list(pipeline.state.glob("cache/*/baselines/*.baseline.json"))))
        self.assertFalse(pipeline.run("--shell-isolation", PT_THRESHOLDS="tasks: count > 1000000"), pipeline.log)
        self.assertEqual(len(TESTS), pipeline.log.count("Compared with 1 stored run"), pipeline.log)


class TheTemplate(unittest.TestCase):
    """Rules of GitLab that gitlab-ci-local does not know."""
    job = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))[".brood-stress"]

    def test_exposes_folders_without_patterns(self):
        self.assertFalse([path for path in self.job["artifacts"]["paths"] if "*" in path])

    def test_gives_each_limit_room_in_the_next(self):
        minutes = self.job["variables"]
        script, after = (int(minutes[f"RUNNER_{name}_TIMEOUT"].removesuffix("m")) for name in ("SCRIPT", "AFTER_SCRIPT"))
        self.assertLess(int(minutes["BROOD_MINUTES"]), script)
        self.assertEqual("1h", self.job["timeout"])
        self.assertLess(script + after, 60)

    def test_reports_no_test_twice(self):
        self.assertEqual(["stress-report/ctest.xml", "stress-report/*/junit.xml"], self.job["artifacts"]["reports"]["junit"])


class TheExamples(unittest.TestCase):
    def test_are_valid(self):
        page = (throw_away.HERE.parents[1] / "docs" / "pipelines.md").read_text(encoding="utf-8")
        section = re.search(r"^## GitLab\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)[1]
        examples = [text for text in re.findall(r"^```yaml\n(.*?)^```", section, re.MULTILINE | re.DOTALL) if "extends:" in text]
        self.assertEqual(3, len(examples))
        for example in examples:
            jobs = re.sub(r"^include:\n(  .*\n)*", "", example, flags=re.MULTILINE)
            pipeline = Pipeline("include: [{local: ci/brood.gitlab-ci.yml}]\n" + jobs)
            self.assertTrue(pipeline.run("--list-all"), pipeline.log)
            for job in yaml.safe_load(jobs):
                self.assertIn(job, pipeline.log)
            pipeline.project.close()


class ParallelJobs(unittest.TestCase):
    def test_run_each_test_once(self):
        pipeline = Pipeline(PIPELINE + "  parallel: 2\n")
        self.addCleanup(pipeline.project.close)
        self.assertTrue(pipeline.run(), pipeline.log)
        shards = sorted(pathlib.Path(pipeline.state / "artifacts").iterdir())
        runs = [run for shard in shards for run in runs_of(shard / "stress-report")]
        cases = [case for shard in shards for case in ctest_cases(shard / "stress-report")]
        self.assertEqual(2, len(shards))
        self.assertEqual(sorted(TESTS), sorted(runs))
        self.assertEqual(sorted(TESTS), sorted(cases))


if __name__ == "__main__":
    if not PROGRAM.exists() or not shutil.which("rsync"):
        print("not checked: gitlab-ci-local of tests/tools, or rsync, is not installed")
        sys.exit(SKIPPED)
    PROGRAMS, sys.argv[1:] = sys.argv[1:4], sys.argv[4:]
    unittest.main(verbosity=2)
