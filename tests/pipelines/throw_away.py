"""A team's project in a repository of its own, in a folder that is gone afterwards."""
import os
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = HERE.parents[0] / "tools" / "node_modules"

# What the surrounding pipeline, ctest or shell would say to the one under test.
FOREIGN = ("PT_", "CTEST_", "DASHBOARD_", "CI", "GITLAB_", "GITHUB_", "RUNNER_", "BROOD_", "GTEST_")


# Builds where the job's TEAM_BUILD says, and leaves a shell that nothing more should run in.
ELSEWHERE = "cmake --preset elsewhere\ncmake --build --preset elsewhere\ncd /\nset +e\nexport TEAM_BUILD=nowhere\n: $NONE"


class Project:
    """tests/pipelines/project, in the folder `source`, with `files` added, committed, on branch main with a remote."""

    def __init__(self, brood, shop_server, shop_e2e_tests, files, source="."):
        self.scratch = tempfile.TemporaryDirectory(prefix="brood-pipeline-")
        self.folder = pathlib.Path(self.scratch.name) / "team"
        shutil.copytree(HERE / "project", self.folder / source)
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8")
        foreign = [name for name in os.environ if name.startswith(FOREIGN)]
        self.environment = {name: value for name, value in os.environ.items() if name not in foreign} | {
            "CMAKE_PREFIX_PATH": brood, "SHOP_SERVER": shop_server, "SHOP_E2E_TESTS": shop_e2e_tests,
            "HOME": self.scratch.name, "GIT_CONFIG_NOSYSTEM": "1"}
        for command in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"],
                        ["-c", "user.name=team", "-c", "user.email=team@localhost", "commit", "--quiet", "-m", "all"],
                        ["remote", "add", "origin", "git@gitlab.invalid:team/shop.git"]):
            subprocess.run(["git", *command], cwd=self.folder, env=self.environment, check=True)

    def close(self):
        self.scratch.cleanup()

    def run(self, command, **variables):
        """Everything that `command` printed, in one text, and its exit code."""
        done = subprocess.run(command, cwd=self.folder, env=self.environment | variables, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=120)
        return done.stdout, done.returncode
