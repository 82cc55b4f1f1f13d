"""Runs a composite action as GitHub's runner does, as far as an action of ours needs it: scripts really run, with files
behind GITHUB_OUTPUT and GITHUB_STEP_SUMMARY; other actions are noted with what they would be given.
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading

import yaml

HERE = pathlib.Path(__file__).resolve().parent
BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"]  # what `shell: bash` means
# Of a cancelled step: after the first signal, after the second.
PATIENCE = (7.5, 2.5)


class Expressions:
    def __enter__(self):
        self.node = subprocess.Popen(["node", HERE / "github_expressions.mjs"], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self.node.stdin.close()
        self.node.wait()
        self.node.stdout.close()

    def evaluate(self, text, contexts, status):
        self.node.stdin.write(json.dumps({"text": text, "contexts": contexts, "status": status}) + "\n")
        self.node.stdin.flush()
        return json.loads(self.node.stdout.readline())["text"]

    def expand(self, text, contexts, status):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: self.evaluate(found[1], contexts, status), str(text))

    def holds(self, condition, contexts, status):
        if not re.search(r"\b(always|success|failure|cancelled)\(\)", condition):
            condition = f"success() && ({condition})"
        return self.evaluate(condition, contexts, status) == "true"


class Job:
    """What became of the action. `steps` has each step's outcome by name, `used` what other actions were given."""

    def __init__(self, action, folder, environment, inputs, github, when_to_cancel=None):
        self.folder, self.environment, self.when_to_cancel = folder, environment, when_to_cancel
        self.status, self.summary, self.log = "success", "", ""
        self.steps, self.used, self.output = {}, {}, {}
        with Expressions() as self.expressions:
            self.contexts = {"inputs": {}, "env": environment, "github": github, "steps": {}}
            for name, each in action["inputs"].items():
                self.contexts["inputs"][name] = inputs.get(name, self.expand(each["default"]))
            for step in action["runs"]["steps"]:
                self.take(step)

    def expand(self, text):
        return self.expressions.expand(text, self.contexts, self.status)

    def take(self, step):
        outputs, outcome = {}, "skipped"
        if self.expressions.holds(step.get("if", "success()"), self.contexts, self.status):
            if "uses" in step:
                self.used[step["name"]] = {"uses": step["uses"]} | {key: self.expand(v) for key, v in step["with"].items()}
                outcome = "success"
            else:
                outputs, outcome = self.run(step)
        self.steps[step["name"]] = outcome
        if "id" in step:
            self.contexts["steps"][step["id"]] = {"outcome": outcome, "outputs": outputs}
        if outcome in ("failure", "cancelled") and self.status == "success":
            self.status = outcome

    def run(self, step):
        with tempfile.TemporaryDirectory() as scratch:
            files = {name: pathlib.Path(scratch) / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "script")}
            for file in files.values():
                file.touch()
            files["script"].write_text(self.expand(step["run"]), encoding="utf-8")
            environment = self.environment | {name: str(file) for name, file in files.items()} | {
                name: self.expand(value) for name, value in step.get("env", {}).items()}
            process = subprocess.Popen([*BASH, files["script"]], cwd=self.folder, env=environment,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            log = []  # with each kind of line end, as runner_commands reads it
            reader = threading.Thread(target=lambda: log.append(process.stdout.read().decode("utf-8", "replace")))
            reader.start()
            cancelled = self.when_to_cancel is not None and step["name"] == "Load"
            if cancelled:
                self.when_to_cancel()
                self.cancel(process)
            outcome = "success" if process.wait(timeout=120) == 0 else "failure"
            reader.join()  # until the last of what the script began has ended
            process.stdout.close()
            self.output[step["name"]] = log[0]
            self.log += log[0]
            self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
            lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
            return dict(line.split("=", 1) for line in lines), "cancelled" if cancelled else outcome

    @staticmethod
    def cancel(process):
        """The process alone is told, then again, then it is killed."""
        for each, patience in zip((signal.SIGINT, signal.SIGTERM), PATIENCE):
            os.kill(process.pid, each)
            try:
                process.wait(timeout=patience)
                return
            except subprocess.TimeoutExpired:
                pass
        process.kill()


def read_action(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))
