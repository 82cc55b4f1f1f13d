"""Runs the action of ci/github on the shop, and looks at what GitHub would be given.

    github_test.py PREFIX SHOP_SERVER SHOP_E2E_TESTS

PREFIX is where Brood is installed. Ends with 77 where GitHub's expressions are missing.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

import throw_away

sys.path.insert(0, str(throw_away.HERE.parent / "reporters"))
import format_readers  # noqa: E402
import runner_commands  # noqa: E402

SKIPPED = 77
ACTION = throw_away.HERE.parents[1] / "ci" / "github" / "action.yml"
BUILD = "cmake --preset ci\ncmake --build --preset ci"
MAIN = {"token": "t", "workflow": "Load, nightly", "job": "stress", "run_id": "7", "run_attempt": "1", "event_name": "push", "ref_name": "main",
        "event": {"repository": {"default_branch": "main"}}}
CHANGE = MAIN | {"event_name": "pull_request", "ref_name": "12/merge"}
MAX_SUMMARY = 1024 * 1024
COMMANDS = ("::error::x", "::set-output name=x::y", "::add-mask::x", "##[error]x", "::stop-commands::x", "##[set-env name=PATH;]x")
# What .NET trims, and what it does not see; what ends a line there; what a careless filter would leave behind.
BEGINNINGS = ("", " ", "\t \v\f", "\u00a0", "\u0085", "\u1680", "\u2003\u2009", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000\u00a0", "\ufeff",
              "\u200b", "\u200d", "\u00ad", "\r", "a\r", "a\r\n", "\r\r \u00a0", "#", "##", "\udcff")
HOSTILE_LINES = tuple(beginning + command for beginning in BEGINNINGS for command in COMMANDS)


class GithubTest(unittest.TestCase):
    """Each test has a project of its own."""

    def setUp(self):
        self.give_project(".")

    def give_project(self, source):
        self.project = throw_away.Project(*PROGRAMS, {}, source)
        self.addCleanup(self.project.close)
        self.report = self.project.folder / "stress-report"

    def job(self, github=MAIN, when_to_cancel=None, environment=None, **inputs):
        given = {"build": BUILD, "preset": "ci", "duration": "300ms"} | inputs
        return github_runner.Job(github_runner.read_action(ACTION), self.project.folder,
                                 self.project.environment | (environment or {}), given, github, when_to_cancel)

    def runs(self):
        return sorted(folder.name for folder in self.report.iterdir() if (folder / "report.html").exists())

    def stats(self, run):
        return json.loads((self.report / run / "stats.json").read_text(encoding="utf-8"))

    def check_each_is_read_by_its_consumer(self, job, *runs):
        self.assertEqual(list(runs), self.runs(), job.log)
        readers = {"junit.xml": format_readers.junit_xml, "report.html": format_readers.report_html,
                   "report.md": format_readers.report_md, "annotations.txt": format_readers.annotations_txt}
        for run in runs:
            for file, reader in readers.items():
                reader((self.report / run / file).read_text(encoding="utf-8"))
            self.assertIn(f"## Load test {run}\n", job.summary)
        for file in ("benchmark_smaller.json", "benchmark_bigger.json"):
            names = format_readers.benchmark_list((self.report / file).read_text(encoding="utf-8"))
            self.assertTrue(all(name.startswith(tuple(f"{run}: " for run in runs)) for name in names), names)
        self.assertLessEqual(len(job.summary.encode()), MAX_SUMMARY)
        format_readers.annotations_txt(self.commands(job.output["Publish"]))
        self.assertIn(str(self.report.relative_to(self.project.folder)), job.used["Upload"]["path"])

    @staticmethod
    def commands(text):
        return "".join(line for line in text.splitlines(keepends=True) if line.startswith("::"))

    def test_a_job_that_passes_shows_its_runs_and_keeps_the_baseline(self):
        job = self.job(baseline="baselines", benchmark="true")
        self.assertEqual("success", job.status, job.log)
        self.check_each_is_read_by_its_consumer(job, "accounts", "orders", "payments")
        self.assertEqual([], [one for log in job.output.values() for one in runner_commands.commands_of(log)])
        kept = job.used["Keep the baseline"]
        self.assertEqual(3, len(list(pathlib.Path(kept["path"]).glob("*.baseline.json"))))
        fetched = job.used["Fetch the baseline"]
        self.assertEqual((kept["path"], kept["key"]), (fetched["path"], fetched["key"]))
        self.assertTrue(kept["key"].startswith(fetched["restore-keys"]) and kept["key"].endswith("-7-1"), kept)
        for step in ("Benchmarks, smaller is better", "Benchmarks, bigger is better"):
            self.assertTrue((self.project.folder / job.used[step]["output-file-path"]).exists())

    def test_a_change_of_which_a_threshold_fails_says_so_beside_it_and_leaves_no_baseline(self):
        job = self.job(CHANGE, baseline="baselines", thresholds="tasks: count > 1000000", shard="1", shards="3",
                       benchmark="true")
        self.assertEqual("failure", job.status, job.log)
        self.check_each_is_read_by_its_consumer(job, "accounts")
        self.assertIn("::error title=accounts.checks%3A tasks%3A count > 1000000::", job.output["Publish"])
        self.assertIn("**FAILED**", job.summary)
        self.assertEqual("skipped", job.steps["Keep the baseline"])
        self.assertEqual("skipped", job.steps["Benchmarks, smaller is better"])
        self.assertEqual("stress-report-1", job.used["Upload"]["name"])

    def test_shards_run_each_test_once(self):
        runs = []
        for shard in "12":
            job = self.job(shard=shard, shards="2")
            self.assertEqual("success", job.status, job.log)
            cases = ElementTree.parse(self.report / "ctest.xml").getroot().iter("testcase")
            self.assertEqual(self.runs(), sorted(case.get("name") for case in cases))
            runs += self.runs()
        self.assertEqual(["accounts", "orders", "payments"], sorted(runs))

    def test_a_job_whose_run_is_killed_has_its_reports(self):
        """By ctest, when the test's own time is over."""
        job = self.job(environment={"TEAM_TIMEOUT": "3"}, shard="1", shards="3", duration="2")
        self.assertEqual("failure", job.status)
        self.check_each_is_read_by_its_consumer(job, "accounts")
        self.assertFalse(self.stats("accounts")["complete"])
        self.assertGreater(self.stats("accounts")["totals"]["requests"]["count"], 0)
        self.assertIn("::error title=accounts%3A run::", job.output["Publish"])

    def test_a_cancelled_job_stops_its_run_and_has_its_reports(self):
        journal = self.project.folder / "build/ci/stress-results/accounts/journal.jsonl"

        def when_a_second_is_recorded():
            while not journal.exists() or journal.read_bytes().count(b"\n") < 3:
                time.sleep(0.05)

        job = self.job(when_to_cancel=when_a_second_is_recorded, shard="1", shards="3", duration="2")
        self.assertEqual("cancelled", job.status)
        self.check_each_is_read_by_its_consumer(job, "accounts")
        self.assertFalse(self.stats("accounts")["complete"])
        self.assertGreater(self.stats("accounts")["totals"]["requests"]["count"], 0)
        self.assertIn("stopped by SIGTERM", job.summary)

    def test_a_job_that_does_not_build_publishes_nothing(self):
        job = self.job(build="echo no compiler\nfalse\necho built")
        self.assertEqual("failure", job.status)
        self.assertIn("no compiler", job.log)
        self.assertNotIn("built", job.log)
        self.assertEqual({"skipped"}, {outcome for name, outcome in job.steps.items() if name != "Build"})

    def test_a_job_whose_time_is_over_runs_nothing(self):
        job = self.job(minutes="0")
        self.assertEqual("failure", job.status)
        self.assertIn("the build took all the time there was", job.log)

    def test_what_others_wrote_leaves_no_baseline_though_it_runs_for_the_main_branch(self):
        self.job(minutes="0")
        for event, outcome in (("pull_request_target", "skipped"), ("issue_comment", "skipped"), ("schedule", "success"),
                               ("workflow_dispatch", "success")):
            job = self.job(MAIN | {"event_name": event}, build="true", minutes="0", baseline="baselines")
            self.assertEqual(outcome, job.steps["Keep the baseline"], event)

    def test_jobs_that_differ_do_not_share_a_baseline(self):
        self.job(minutes="0")
        keys = set()
        for github, artifact in ((MAIN, "a"), (MAIN, "b"), (MAIN | {"workflow": "Other"}, "a")):
            job = self.job(github, build="true", minutes="0", baseline="baselines", artifact=artifact)
            keys.add(job.used["Keep the baseline"]["key"])
        self.assertEqual(3, len(keys))
        self.assertNotIn(",", "".join(keys))

    def test_a_job_of_which_no_test_begins_shows_each_of_them(self):
        job = self.job(thresholds="tasks: cuont > 1")
        self.assertEqual("failure", job.status, job.log)
        self.assertEqual(["accounts", "orders", "payments"], self.runs(), job.log)
        errors = [line for line in self.commands(job.output["Publish"]).splitlines() if "did not run" in line]
        self.assertEqual(3, len(errors), job.output["Publish"])
        self.assertIn("unknown metric 'cuont'", job.summary)

    def test_a_project_in_a_folder_may_have_a_build_that_goes_elsewhere(self):
        self.give_project("shop")
        job = self.job(build=throw_away.ELSEWHERE, preset="elsewhere", source="shop", shard="1", shards="3",
                       environment={"TEAM_BUILD": "there"})
        self.assertEqual("success", job.status, job.log)
        self.assertEqual(["accounts"], self.runs())

    def test_a_setting_that_is_missing_is_named(self):
        for name in ("build", "preset"):
            job = self.job(**{name: ""})
            self.assertEqual("failure", job.status)
            self.assertIn(f"BROOD_{name.upper()}: is empty: give the ", job.log)

    def test_settings_may_be_variables_of_the_job(self):
        variables = {"BROOD_BUILD": BUILD, "BROOD_PRESET": "ci", "PT_DURATION": "300ms",
                     "PT_THRESHOLDS": "tasks: count > 1000000", "PT_BASELINE": "baselines"}
        job = self.job(environment=variables, build="", preset="", duration="", shard="3", shards="3")
        self.assertEqual("failure", job.status, job.log)
        self.assertEqual(["payments"], self.runs())
        self.assertIn("::error title=payments.checks%3A tasks%3A count > 1000000::", job.output["Publish"])
        self.assertIn("Keep the baseline", job.used)

    def load(self, *lines):
        """The log of the step that runs tests, where they print these."""
        step = next(step for step in github_runner.read_action(ACTION)["runs"]["steps"] if step["name"] == "Load")
        step = {"name": "Load", "run": step["run"], "env": {"BROOD_FOLDER": "${{ inputs.folder }}"}}
        with tempfile.TemporaryDirectory() as folder:
            printed = pathlib.Path(folder) / "printed"
            printed.write_bytes("\n".join((*lines, "")).encode("utf-8", "surrogateescape"))
            program = pathlib.Path(folder) / "brood-stress"
            program.write_text(f"#!/bin/sh\ncat '{printed}'\n")
            program.chmod(0o755)
            return github_runner.Job({"inputs": {"folder": {"default": folder}}, "runs": {"steps": [step]}},
                                     self.project.folder, self.project.environment, {}, MAIN).log

    def test_what_tests_print_is_no_command_of_the_workflow(self):
        log = self.load(*HOSTILE_LINES)
        self.assertEqual([], runner_commands.commands_of(log))
        stop, _, rest = log.partition("\n")
        self.assertRegex(stop, "^::stop-commands::[0-9a-f]{32}$")
        self.assertEqual([], runner_commands.commands_of(rest), "nor would it be one without the word")

    def test_what_tests_print_stays_readable(self):
        lines = self.load("::error::x", "a::b ### c [d]", "Gr\u00fc\u00dfe", "a ##[group]b", "50 %\r100 %\r").splitlines()[1:]
        self.assertEqual(["|::error::x", "a::b ### c [d]", "Gr\u00fc\u00dfe", "a ## [group]b", "50 %", "100 %"], lines)

    def test_what_is_published_of_a_hostile_run_is_no_command_but_its_own(self):
        for name in ("::error::hostile run", "\u00a0::add-mask::x", "##[error]hostile run"):
            with tempfile.TemporaryDirectory() as scratch:
                results, report = pathlib.Path(scratch) / "results", pathlib.Path(scratch) / "report"
                (results / name).mkdir(parents=True)
                (results / name / "journal.jsonl").write_text("\u00a0::error::no journal\n")
                brood = pathlib.Path(PROGRAMS[0]) / "bin" / "brood"
                done = subprocess.run([brood, "publish", "github", results, "--to", report], capture_output=True, text=True)
                self.assertIn("hostile" if "hostile" in name else "add-mask", done.stdout)
                self.assertEqual([], runner_commands.commands_of(done.stdout + done.stderr), name)
                told = runner_commands.commands_of((report / "annotations.txt").read_text(encoding="utf-8"))
                self.assertEqual(["error"], [command for command, _, _ in told])


if __name__ == "__main__":
    try:
        import github_runner
    except ImportError as missing:
        print(f"not checked: {missing}")
        sys.exit(SKIPPED)
    if not (throw_away.TOOLS / "@actions" / "expressions").exists():
        print("not checked: @actions/expressions of tests/tools is not installed")
        sys.exit(SKIPPED)
    PROGRAMS, sys.argv[1:] = sys.argv[1:4], sys.argv[4:]
    unittest.main(verbosity=2)
