"""The scripts that CMake puts into a build folder for pipelines: brood-stress and brood-publish.

    scripts_test.py PREFIX SHOP_SERVER SHOP_E2E_TESTS
"""
import shutil
import signal
import subprocess
import sys
import time
import unittest

import throw_away


class Scripts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.project = throw_away.Project(*PROGRAMS, {})
        cls.build = cls.project.folder / "build" / "ci"
        cls.run_of("cmake", "--preset", "ci")

    @classmethod
    def tearDownClass(cls):
        cls.project.close()

    @classmethod
    def run_of(cls, *command, **variables):
        cls.printed, cls.code = cls.project.run(command, **variables)

    def stress(self, **variables):
        self.run_of("build/ci/brood-stress", "stress-report", **{"BROOD_PRESET": "ci"} | variables)

    def test_stress_takes_its_shard_of_the_tests(self):
        self.stress(BROOD_SHARD="2/3")
        self.assertEqual(0, self.code, self.printed)
        self.assertEqual(["orders"], [folder.name for folder in (self.build / "stress-results").iterdir()])

    def test_stress_has_ctest_end_at_the_given_time_in_whatever_time_zone(self):
        for zone in ("UTC", "Asia/Kolkata", "America/St_Johns"):
            begin = time.monotonic()
            self.stress(PT_DURATION="1", BROOD_STOP=str(int(time.time()) + 3), TZ=zone)
            self.assertLess(time.monotonic() - begin, 30, zone)
            self.assertNotEqual(0, self.code)
            self.assertTrue((self.project.folder / "stress-report" / "ctest.xml").exists(), self.printed)

    def test_stress_does_not_begin_when_the_time_is_over(self):
        self.stress(BROOD_STOP=str(int(time.time()) - 1))
        self.assertEqual(1, self.code)
        self.assertIn("the build took all the time there was", self.printed)

    def test_stress_says_so_where_ctest_cannot_end_it(self):
        """A day later ctest would take for now."""
        self.stress(PT_DURATION="300ms", BROOD_SHARD="1/3", BROOD_STOP=str(int(time.time()) + 86400 + 3600))
        self.assertEqual(0, self.code, self.printed)
        self.assertIn("BROOD_STOP is a day ahead or more", self.printed)

    def test_stress_takes_no_other_text_for_a_shard_or_a_time(self):
        for shard in ("0/3", "4/3", "two", "1", "1/2/3", "/2"):
            self.stress(BROOD_SHARD=shard)
            self.assertEqual((2, True), (self.code, f"BROOD_SHARD is '{shard}'" in self.printed), self.printed)
        self.stress(BROOD_STOP="noon")
        self.assertEqual((2, True), (self.code, "BROOD_STOP is 'noon'" in self.printed), self.printed)

    def test_stress_removes_no_folder_of_others(self):
        self.run_of("build/ci/brood-stress", "impatient", BROOD_PRESET="ci")
        self.assertEqual(2, self.code)
        self.assertIn("'impatient' is not of an earlier job", self.printed)
        self.assertTrue((self.project.folder / "impatient" / "CMakeLists.txt").exists())

    def test_stress_says_so_where_there_is_no_such_test(self):
        self.stress(BROOD_LABEL="^dust$")
        self.assertEqual(1, self.code)
        self.assertIn("preset 'ci' has no test with the label '^dust$'", self.printed)

    def test_stress_says_so_where_there_is_no_such_preset(self):
        self.stress(BROOD_PRESET="cd")
        self.assertEqual(2, self.code)
        self.assertIn("ctest cannot list the tests of preset 'cd'", self.printed)

    def test_stress_runs_no_tests_of_another_build(self):
        self.stress(BROOD_PRESET="elsewhere", TEAM_BUILD="there")
        self.assertEqual(2, self.code)
        self.assertRegex(self.printed, "preset 'elsewhere' is about '.*', not about '.*/build/ci'")

    def test_stress_knows_the_tests_of_a_preset_that_prints_nothing(self):
        self.stress(BROOD_PRESET="quiet", BROOD_SHARD="4/4")
        self.assertIn("no test is left for shard 4/4, since there are 3", self.printed)

    def test_a_terminal_that_closes_stops_the_run_which_writes_its_reports(self):
        results = self.build / "stress-results" / "accounts"
        environment = self.project.environment | {"BROOD_PRESET": "ci", "BROOD_SHARD": "1/3", "PT_DURATION": "2"}
        shutil.rmtree(results, ignore_errors=True)
        script = subprocess.Popen(["build/ci/brood-stress", "stress-report"], cwd=self.project.folder, env=environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (results / "journal.jsonl").exists():
            time.sleep(0.02)
        script.send_signal(signal.SIGHUP)
        self.assertNotEqual(0, script.wait(timeout=60))
        self.assertTrue((results / "stats.json").exists())

    def test_stress_fails_where_no_test_is_left_for_a_job(self):
        self.stress(BROOD_SHARD="4/4")
        self.assertEqual(1, self.code)
        self.assertIn("no test is left for shard 4/4, since there are 3", self.printed)
        self.assertFalse((self.build / "stress-results").exists())

    def test_each_says_how_it_is_used(self):
        for script in ("brood-stress", "brood-publish"):
            self.run_of(f"build/ci/{script}")
            self.assertEqual(2, self.code)
            self.assertIn("usage: ", self.printed)

    def test_publish_says_so_where_brood_is_not_built(self):
        (path,) = (self.build / "stress-tests").glob("brood-*.path")
        text = path.read_text(encoding="utf-8")
        path.write_text("/nowhere/brood\n", encoding="utf-8")
        self.addCleanup(path.write_text, text, encoding="utf-8")
        self.run_of("build/ci/brood-publish", "gitlab")
        self.assertEqual(2, self.code)
        self.assertIn("brood is not built", self.printed)

    def test_publish_finds_the_brood_of_any_configuration(self):
        stray = self.build / "stress-tests" / "brood-AFirst.path"
        stray.write_text("/nowhere/brood\n", encoding="utf-8")
        self.addCleanup(stray.unlink)
        self.run_of("build/ci/brood-publish", "--help")
        self.assertEqual(0, self.code, self.printed)


if __name__ == "__main__":
    PROGRAMS, sys.argv[1:] = sys.argv[1:4], sys.argv[4:]
    unittest.main(verbosity=2)
