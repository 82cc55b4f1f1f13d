"""Checks that programs of others read reports, and understand what stats.json says.

    check_consumers.py SAMPLE_REPORTS_PROGRAM REPOSITORY

GitLab's own libraries (Ruby's ActiveSupport with Nokogiri, and Shellwords), junit2json, and HdrHistogram's JavaScript port.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

SKIPPED = 77
CONSUMERS = pathlib.Path(__file__).resolve().parent / "consumers"


def close(ours, theirs):
    return abs(ours - theirs) <= max(0.002 * ours, 0.0011)


def written_cases(folder):
    """By the standard library."""
    cases = list(ElementTree.parse(folder / "junit.xml").iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    return {"cases": len(cases), "failures": len(failed), "names": [case.get("name") for case in cases]}


def check_gitlab(folder, stats, told):
    if told["junit"] != written_cases(folder):
        yield f"GitLab understands other test cases: {str(told['junit'])[:500]}"
    ours = stats["totals"]["tasks"]["rate"]
    (theirs,) = (value for name, value in told["metrics"].items() if name.startswith("tasks_rate{"))
    if abs(ours - theirs) > 0.006 * ours:  # of three digits
        yield f"GitLab understands {theirs} tasks a second instead of {ours}"


def check_histogram(name, row, told):
    if told["count"] != row["passed"]:
        yield f"histogram of {name}: {told['count']} values instead of {row['passed']}"
    for percentile in ("p50", "p95"):
        if not close(row["latency_ms"][percentile], told[percentile] / 1e6):
            yield f"histogram of {name}: {percentile} is {told[percentile]} ns, stats.json says {row['latency_ms'][percentile]} ms"


def check_packages(folder, stats, told):
    ours, theirs = written_cases(folder), told["junit"]
    if ours | {"names": []} != theirs | {"names": []} or not set(theirs["names"]) <= set(ours["names"]):
        yield f"junit2json understands other test cases: {str(told['junit'])[:500]}"
    main = "requests" if stats["requests"] else "tasks"
    if "" in told["log"]:
        yield from check_histogram("all", stats["totals"][main], told["log"][""])
    rows = {kind: {row_name(row): row for row in stats[kind]} for kind in ("tasks", "requests")}
    for kind, histograms in told["histograms"].items():
        for name, numbers in histograms.items():
            yield from check_histogram(f"{kind} {name[:100]}", rows[kind][name], numbers)


def row_name(row):
    return f"{row['method']} {row['name']}" if row.get("method") else row["name"]


def run(command, folders, check):
    told = subprocess.run(command + [str(folder) for folder in folders], capture_output=True, text=True)
    if told.returncode != 0:
        return [f"{command}: {told.stderr[:2000]}"]
    findings = []
    for folder, line in zip(folders, told.stdout.rstrip("\n").split("\n"), strict=True):
        stats = json.loads((folder / "stats.json").read_text(encoding="utf-8"))
        findings += [f"{folder.name}: {finding}" for finding in check(folder, stats, json.loads(line))]
    return findings


def has_ruby_libraries():
    return shutil.which("ruby") and subprocess.run(["ruby", "-ractive_support", "-rnokogiri", "-e", ""], capture_output=True).returncode == 0


def main():
    program, repository = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([program, scratch], check=True)
        folders = sorted(pathlib.Path(scratch).iterdir())
        findings, checked = [], 0
        if has_ruby_libraries():
            findings += run(["ruby", str(CONSUMERS / "gitlab.rb")], folders, check_gitlab)
            checked += 1
        else:
            print("not checked: ruby-activesupport and ruby-nokogiri are not installed")
        if (repository / "tests/tools/node_modules").exists():
            findings += run(["node", str(CONSUMERS / "packages.mjs")], folders, check_packages)
            checked += 1
        else:
            print("not checked: the packages of tests/tools are not installed")
    print(f"{len(folders)} runs: {len(findings)} findings", *findings[:50], sep="\n")
    sys.exit(1 if findings else 0 if checked else SKIPPED)


main()
