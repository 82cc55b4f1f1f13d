#!/usr/bin/env python3
"""Measures what Brood costs. One command, CPU times and ratios; nothing is asserted.

    bench.py BUILD_FOLDER [NAME...]      names: iteration users flood requests journal; all without any

BUILD_FOLDER is a Release build with tests.
"""

import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
from statistics import median

from processes import family, pss

BUILD = os.path.abspath(sys.argv[1])
BROOD = os.path.join(BUILD, "ci/command/brood")
SUITE = os.path.join(BUILD, "tests/bench/empty_suite")


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def brood(folder, *options, **environment):
    """Runs brood; its stats and the CPU seconds of it and everything it started."""
    before = children_cpu()
    done = subprocess.run([BROOD, "run", SUITE, "--out", folder, *options], env={**os.environ, **environment},
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"brood ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    with open(os.path.join(folder, "stats.json"), encoding="utf-8") as file:
        return json.load(file), children_cpu() - before


def repeated_by_googletest(tests):
    repeats = 400_000 // int(tests)
    before = children_cpu()
    subprocess.run([SUITE, f"--gtest_repeat={repeats}", "--gtest_brief=1"], stdout=subprocess.DEVNULL,
                   env={**os.environ, "BENCH_TESTS": tests}, check=True)
    return (children_cpu() - before) / (repeats * int(tests)) * 1e6


def iteration(folder):
    for tests in ("1", "500"):
        ours, beside = [], []
        for _ in range(5):
            stats, cpu = brood(folder, "-u", "1", "-t", "2s", BENCH_TESTS=tests)
            ours.append(cpu / stats["totals"]["tasks"]["count"] * 1e6)
            beside.append(repeated_by_googletest(tests))
        print(f"iteration, suite of {tests}: {min(ours):.3f} to {max(ours):.3f} us CPU, all included; --gtest_repeat "
              f"{min(beside):.3f} to {max(beside):.3f} us; Brood costs {median(ours) / median(beside):.2f} of it")
        subprocess.run([os.path.join(BUILD, "tests/bench/engine_bench")], env={**os.environ, "BENCH_TESTS": tests},
                       stdout=sys.stdout, check=True)


def flood(folder):
    counter = os.path.join(folder, "counter")
    with open(counter, "wb") as file:
        file.write(struct.pack("Q", 0))
    stats, cpu = brood(folder, "-u", "8", "-r", "1000", "-t", "10s", BENCH_COUNTER=counter)
    with open(counter, "rb") as file:
        run = struct.unpack("Q", file.read())[0]
    count = stats["totals"]["tasks"]["count"] + stats["totals"]["tasks"].get("abandoned", 0)
    own = stats["generator"]["cpu_s"] / count
    print(f"flood: {run:,} iterations run, {count:,} reported ({'equal' if run == count else 'NOT EQUAL'}); "
          f"brood itself {own * 1e6:.3f} us a sample, all {cpu / count * 1e6:.3f} us")


def users(folder):
    begin = time.monotonic()
    process = subprocess.Popen([BROOD, "run", SUITE, "--out", folder, "-u", "1000", "-r", "1000", "-t", "60s", "--wait", "1s"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    up, memory = None, 0
    journal = os.path.join(folder, "journal.jsonl")
    while process.poll() is None:
        time.sleep(0.1)
        now = time.monotonic() - begin
        if up is None and os.path.exists(journal):
            with open(journal, encoding="utf-8") as file:
                if any(line.startswith('{"interval"') and '"users":1000' in line for line in file):
                    up = now
        if memory == 0 and now > 50:
            memory = pss(family(process.pid)) / 1024
    with open(os.path.join(folder, "stats.json"), encoding="utf-8") as file:
        stats = json.load(file)
    counts = [point["running"] for point in stats["users"]]
    print(f"1,000 users: all running {up:.1f} s after the start, PSS {memory:.1f} MB in all, "
          f"running after the ramp {min(counts[2:-1])} to {max(counts)}, replaced {stats.get('replaced_users', 0)}, "
          f"lateness p99 {stats['generator']['lateness_ms'].get('p99')} ms")


def program(name):
    def run(_):
        path = os.path.join(BUILD, "tests", name)
        if os.path.exists(path):
            subprocess.run([path], check=True)
        else:
            print(f"{name}: not built")
    return run


BENCHES = {"iteration": iteration, "users": users, "flood": flood, "requests": program("agent/tap/brood_curl_tap_cost"),
           "journal": program("bench/journal_bench")}

for name in sys.argv[2:] or BENCHES:
    with tempfile.TemporaryDirectory() as folder:
        BENCHES[name](folder)
