"""Runs ci/jenkins/vars/broodStress.groovy on the shop, and looks at what Jenkins would be given.

    jenkins_test.py PREFIX SHOP_SERVER SHOP_E2E_TESTS

PREFIX is where Brood is installed. Ends with 77 where Groovy or Java is missing.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import unittest

import throw_away

sys.path.insert(0, str(throw_away.HERE.parent / "reporters"))
import format_readers  # noqa: E402

SKIPPED = 77
STEP = throw_away.HERE.parents[1] / "ci" / "jenkins" / "vars" / "broodStress.groovy"
COOKIE = b"JENKINS_NODE_COOKIE=brood-test"
QUICK_START = "-XX:TieredStopAtLevel=1"
RUNS = ["accounts", "orders", "payments"]


def processes_of_the_build():
    """As Jenkins finds them: by their environment."""
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if COOKIE in (folder / "environ").read_bytes().split(b"\0"):
                    yield int(folder.name)
            except OSError:  # it has ended, or is another user's
                pass


def name_of(file):
    return pathlib.Path(file).parent.name


class JenkinsTest(unittest.TestCase):
    """Each test has a project of its own."""

    def setUp(self):
        self.give_project(".")

    def give_project(self, source):
        self.project = throw_away.Project(*PROGRAMS, {}, source)
        self.addCleanup(self.project.close)

    def start(self, missing=("none",), environment=None, **settings):
        settings = {"build": "cmake --preset ci\ncmake --build --preset ci", "preset": "ci", "duration": "300ms"} | settings
        file = pathlib.Path(self.project.scratch.name) / "settings.json"
        file.write_text(json.dumps(settings), encoding="utf-8")
        java = pathlib.Path(shutil.which("java")).resolve().parents[1]
        return subprocess.Popen(
            ["groovy", throw_away.HERE / "jenkins_node.groovy", STEP, file, self.project.folder, ",".join(missing)],
            env=self.project.environment | {"JAVA_HOME": str(java), "JAVA_OPTS": QUICK_START} | (environment or {}),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")

    def finish(self, build):
        """What was published: for each step the arguments of its calls."""
        self.log, _ = build.communicate(timeout=120)
        self.published = {}
        for line in self.log.splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "step":
                name, _, arguments = rest.partition(" ")
                self.published.setdefault(name, []).append(json.loads(arguments))
        return self.log.splitlines()[-1].removeprefix("result ")

    def build(self, **given):
        return self.finish(self.start(**given))

    def files(self, step):
        """Of the one call of the step."""
        self.assertEqual(1, len(self.published.get(step, [])), self.log)
        return sorted(self.published[step][0]["files"])

    def check_each_is_read_by_its_consumer(self, *runs, recorded=None):
        results = [file for file in self.files("junit") if not file.endswith("/ctest.xml")]
        self.assertEqual(list(runs), sorted(map(name_of, results)), self.log)
        recorded = list(recorded or runs)
        reports = self.files("perfReport")
        self.assertEqual([f"{run}.taurus.xml" for run in recorded], sorted(pathlib.Path(file).name for file in reports))
        self.assertEqual(100, self.published["perfReport"][0]["errorFailedThreshold"])
        self.assertEqual([f"brood-{run}.csv" for run in recorded], sorted(plot["csvFileName"] for plot in self.published["plot"]))
        for file in results:
            format_readers.junit_xml(self.read(file))
            format_readers.report_html(self.read(pathlib.Path(file).parent / "report.html"))
        for file in reports:
            format_readers.taurus_xml(self.read(file))
        for plot in self.published["plot"]:
            [series] = plot["csvSeries"]
            [file] = [file for file in self.files("archiveArtifacts") if file.endswith("/" + series["file"])]
            text = self.read(file)
            format_readers.plot_csv(text)
            heading = next(iter(format_readers.csv_rows(text)))
            self.assertTrue(set(series["exclusionValues"].split(",")) <= set(heading), heading)
        archived = [file for file in self.files("archiveArtifacts") if file.endswith("/journal.jsonl")]
        self.assertEqual(recorded, sorted(map(name_of, archived)))

    @staticmethod
    def read(file):
        return pathlib.Path(file).read_text(encoding="utf-8")

    def stored(self, folder):
        return len(list((self.project.folder / folder).glob("*.baseline.json")))

    def test_a_build_that_passes_shows_its_runs_and_is_what_branches_are_compared_with(self):
        main = {"BRANCH_NAME": "main", "BRANCH_IS_PRIMARY": "true"}
        self.assertEqual("SUCCESS", self.build(baseline="stored", environment=main), self.log)
        self.check_each_is_read_by_its_consumer(*RUNS)
        self.assertEqual(3, self.stored("stored"))
        self.build(baseline="stored", thresholds="tasks: count > 1000000", environment={"BRANCH_NAME": "faster"})
        self.assertEqual(3, self.log.count("Compared with 1 stored run"), self.log)
        self.assertEqual((3, 3), (self.stored("stored"), self.stored(".brood-baseline")))

    def test_shards_have_nodes_of_their_own_and_are_shown_once(self):
        self.assertEqual("FAILURE", self.build(thresholds="tasks: count > 1000000", shards=2, nodes="load"), self.log)
        self.check_each_is_read_by_its_consumer(*RUNS)
        self.assertEqual(["1", "2"], sorted(pathlib.Path(file).parents[1].name for file in self.files("junit")
                                            if file.endswith("/ctest.xml")))

    def test_an_aborted_build_stops_its_run_and_has_its_reports(self):
        journal = self.project.folder / "build/ci/stress-results/accounts/journal.jsonl"
        build = self.start(duration="2")
        while not journal.exists() or journal.read_bytes().count(b"\n") < 3:
            time.sleep(0.05)
        for process in processes_of_the_build():
            os.kill(process, signal.SIGTERM)
        self.assertEqual("ABORTED", self.finish(build), self.log)
        self.check_each_is_read_by_its_consumer(*RUNS, recorded=["accounts"])
        self.assertIn("did not run", self.read(self.project.folder / "stress-report/index.html"))
        stats = json.loads(self.read(self.project.folder / "stress-report/accounts/stats.json"))
        self.assertFalse(stats["complete"])
        self.assertGreater(stats["totals"]["requests"]["count"], 0)
        self.assertEqual([], list(processes_of_the_build()))

    def test_limits_nest(self):
        self.assertEqual("FAILURE", self.build(minutes="0", shards="1"))  # as parameters of a build are
        self.assertIn("the build took all the time there was", self.log)
        self.assertEqual([{"time": 2, "unit": "MINUTES"}], self.published["timeout"])

    def test_a_build_that_does_not_compile_publishes_nothing(self):
        self.assertEqual("FAILURE", self.build(build="echo no compiler\nfalse\necho built"))
        self.assertIn("no compiler", self.log)
        self.assertNotIn("built", self.log)
        self.assertEqual({}, self.published)

    def test_a_load_that_cannot_begin_shows_nothing_of_an_earlier_build(self):
        for file in ("stress-report/old/junit.xml", "build/ci/stress-results/old/journal.jsonl"):
            (self.project.folder / file).parent.mkdir(parents=True)
            (self.project.folder / file).touch()
        self.assertEqual("FAILURE", self.build(baseline=".", environment={"BRANCH_NAME": "faster"}))  # copied into itself
        self.assertIn("stress-report", self.log)
        self.assertNotIn("/old", self.log)

    def test_a_project_in_a_folder_may_have_a_build_that_goes_elsewhere(self):
        self.give_project("shop")
        result = self.build(build=throw_away.ELSEWHERE, preset="elsewhere", source="shop", environment={"TEAM_BUILD": "there"})
        self.assertEqual("SUCCESS", result, self.log)
        self.check_each_is_read_by_its_consumer(*RUNS)

    def test_a_number_that_is_none_is_named(self):
        self.assertEqual("FAILURE", self.build(shards="two"))
        self.assertIn("broodStress: shards is 'two'; give a whole number, 1 or more", self.log)

    def test_a_plugin_that_is_not_installed_is_left_out(self):
        environment = {"BROOD_BUILD": "cmake --preset ci && cmake --build --preset ci", "BROOD_PRESET": "ci"}
        result = self.build(missing=("plot", "perfReport"), build="", preset="", environment=environment)
        self.assertEqual("SUCCESS", result, self.log)
        self.assertIn("the plugin Plot", self.log)
        self.assertEqual({"timeout", "junit", "archiveArtifacts"}, set(self.published))

    def test_a_setting_that_is_unknown_is_named(self):
        self.assertEqual("FAILURE", self.build(durration="5"))
        self.assertIn("broodStress: there is no durration. There are: build, preset, source, duration, ", self.log)


if __name__ == "__main__":
    if not shutil.which("groovy") or not shutil.which("java"):
        print("not checked: groovy, or java, is not installed")
        sys.exit(SKIPPED)
    PROGRAMS, sys.argv[1:] = sys.argv[1:4], sys.argv[4:]
    unittest.main(verbosity=2)
