"""The scripts that CMake puts into a build folder for pipelines: brood-stress and brood-publish.

    scripts_test.py PREFIX SHOP_SERVER SHOP_E2E_TESTS
"""
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
