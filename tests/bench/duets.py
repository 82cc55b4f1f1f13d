#!/usr/bin/env python3
"""Ten duets of an nginx with itself, and ten with one that takes 25 instead of 20 ms for one of two locations.

    duets.py BUILD_FOLDER [COUNT]

Prints the verdict of each, and what was found worse. Needs nginx with its echo module. Takes 20 to 60 minutes.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

BUILD = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 10
HERE = os.path.dirname(os.path.abspath(__file__))
BROOD = os.path.join(BUILD, "ci/command/brood")
READERS = os.path.join(BUILD, "tests/integration/duet_readers")
SERVER = os.path.join(HERE, "../integration/duet/nginx_with_delay")


def duet(new_delay):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        begin = time.monotonic()
        done = subprocess.run(
            [BROOD, "duet", READERS, "--old", f"{SERVER} {{port}} 0.020 {folder}", "--new",
             f"{SERVER} {{port}} {new_delay} {folder}", "--ready", "/page", "-u", "8", "--out", out],
            capture_output=True, text=True, check=False)
        took = time.monotonic() - begin
        if done.returncode not in (0, 1):
            return f"exit code {done.returncode}: {done.stdout[-300:]}{done.stderr[-300:]}", took
        with open(os.path.join(out, "stats.json"), encoding="utf-8") as file:
            comparison = json.load(file)["comparison"]
        worse = [metric["name"] for metric in comparison["metrics"] if metric["verdict"] == "failed"]
        return f"{comparison['verdict']} {' '.join(worse)}", took


for name, delay in (("itself", "0.020"), ("25 ms instead of 20", "0.025")):
    for number in range(1, COUNT + 1):
        found, seconds = duet(delay)
        print(f"{name}, {number}: {found} ({seconds:.0f} s)", flush=True)
