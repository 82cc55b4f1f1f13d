"""Reads every format by its consumer's rules: a function for each, named as the file that it is given.

Each fails on what its consumer would not take. It returns what it understood, under the names of TOLD in
check_formats.py, as far as the format tells it.
"""
import csv
import html
import io
import json
import re
import shlex
import xml.etree.ElementTree as ElementTree

import histogram_log
import runner_commands


def strict_json(text):
    def refuse(name):
        raise AssertionError(f"{name} is not JSON")

    def without_twins(pairs):
        names = [name for name, _ in pairs]
        assert len(set(names)) == len(names), f"a name twice among {names[:20]}"
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=without_twins)


csv.field_size_limit(10_000_000)
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def assert_no_formula(rows):
    """Spreadsheets calculate a cell that begins so, whatever quotes were around it. Numbers are no formulas."""
    for row in rows:
        for cell in row:
            assert not FORMULA.match(cell) or re.fullmatch(r"-\d+(\.\d+)?", cell), f"a formula: {cell[:200]!r}"


def csv_rows(text):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), "lines of different length"
    assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text), "a sign that steers"
    assert_no_formula(rows)
    # Where a locale has other separators, and by programs that know no quotes.
    for separator in ";\t|":
        assert_no_formula(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    for separator in ",;\t":
        assert_no_formula([[cell.lstrip('"') for cell in line.split(separator)] for line in text.splitlines()])
    return rows


def number(text):
    assert re.fullmatch(r"-?\d+(\.\d+)?", text), f"{text!r} is no plain number"
    return float(text)


# Locust's own headings, which Jenkins' Performance plugin knows the file by.
STATS = ("Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,"
         "Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%")
HISTORY = ("Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,"
           "Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,"
           "Total Min Response Time,Total Max Response Time,Total Average Content Size")


def report_stats_csv(text):
    assert text.startswith(STATS + "\r\n")
    rows = csv_rows(text)[1:]
    for row in rows:
        assert row[1], "a row without a name"
        assert all(cell.isdigit() for cell in row[2:5]), "counts and the median are whole"
        for cell in row[5:11]:
            number(cell)
        assert all(cell == "N/A" or number(cell) >= 0 for cell in row[11:])
    aggregated = rows.pop()
    assert aggregated[:2] == ["", "Aggregated"]
    tasks = [row for row in rows if row[0] == "TASK"]
    told = {
        "requests": int(aggregated[2]), "requests_failed": int(aggregated[3]),
        "tasks": sum(int(row[2]) for row in tasks), "tasks_failed": sum(int(row[3]) for row in tasks),
        "names": len(rows),
    }
    if aggregated[16] != "N/A":
        told["requests_p95_ms"] = number(aggregated[16])
    return told


def report_stats_history_csv(text):
    assert text.startswith(HISTORY + "\r\n")
    rows = csv_rows(text)[1:]
    assert all(row[2:4] == ["", "Aggregated"] and row[0].isdigit() for row in rows)
    totals = [int(row[17]) for row in rows]
    assert totals == sorted(totals), "a total fell"
    return {"requests_judged": totals[-1], "requests_failed": int(rows[-1][18])} if rows else {}


def report_failures_csv(text):
    rows = csv_rows(text)
    assert rows[0] == ["Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"]
    return {"errors_of_requests": sum(int(row[3]) for row in rows[1:])}


def report_exceptions_csv(text):
    rows = csv_rows(text)
    assert rows[0] == ["Count", "Message", "Traceback", "Nodes"]
    return {"other_errors": sum(int(row[0]) for row in rows[1:])}


def report_md(text):
    assert len(text.encode()) <= 60_000, "too long for a comment"
    assert not runner_commands.commands_of(text), "a command, where a job prints it"
    outside = re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    outside = re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "code", outside)
    tags = re.sub(r"<details><summary>[A-Za-z]+ \([0-9a-z ]+\)</summary>|</details>", "", outside)
    assert "<" not in tags, "markup of others"
    assert not re.search(r"://|www\.|@|`|:[a-z]+:", html.unescape(tags)), "a link, a mention or code of others"
    text_only = re.sub(r"^#+ ", "", html.unescape(tags), flags=re.MULTILINE)
    reference = re.search(r".{0,30}([#!~$^]|[%&]\w|\[).{0,30}", text_only)
    assert not reference, f"a reference: {reference and reference[0]!r}"
    assert outside.count("<details>") == outside.count("</details>")
    width = None
    for line in outside.splitlines():
        cells = line.count("|") if line.startswith("|") else None
        assert width is None or cells in (None, width), f"a row of another length: {line[:200]}"
        width = cells
    told = {"incomplete": "**This run is incomplete**" in outside}
    for kind in ("requests", "tasks"):
        row = re.search(rf"^\| all {kind} \| (\d+) \| (\d+) \|", outside, re.MULTILINE)
        if row:
            told |= {kind: int(row[1]), f"{kind}_failed": int(row[2])}
    return told


SAMPLE = re.compile(r'([a-z_][a-z0-9_]*)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (\S+)')


def metrics_prom(text):
    """By OpenMetrics' grammar; promtool reads it as well."""
    assert text.endswith("\n# EOF\n")
    values, families = {}, set()
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            name, kind = line[7:].split(" ")
            assert kind == "gauge" and name not in families
            families.add(name)
        if line.startswith("#"):
            continue
        name, labels, value = SAMPLE.fullmatch(line).groups()
        assert name in families and (name, labels) not in values, line[:200]
        values[name, labels] = float(value)
    told = {"incomplete": values["brood_run_complete", None] == 0}
    for kind in ("requests", "tasks"):
        told[kind] = values[f"brood_{kind}_samples", None]
        told[f"{kind}_failed"] = values[f"brood_{kind}_failures", None]
        if (f"brood_{kind}_p95_seconds", None) in values:
            told[f"{kind}_p95_ms"] = values[f"brood_{kind}_p95_seconds", None] * 1e3
    told["names"] = sum(name in ("brood_task_samples", "brood_request_samples") for name, _ in values)
    return told


def load_performance_json(text):
    summary = strict_json(text)
    metrics = summary["metrics"]
    assert set(metrics["checks"]) == {"passes", "fails", "value"} and isinstance(metrics["http_reqs"]["rate"], (int, float))
    if "http_req_waiting" in metrics:  # what GitLab shows of it
        assert {"p(90)", "p(95)"} <= set(metrics["http_req_waiting"])
    told = {"requests": metrics["http_reqs"]["count"], "requests_failed": metrics["http_req_failed"]["passes"],
            "tasks": metrics["iterations"]["count"], "incomplete": not summary["complete"]}
    for kind, metric in (("requests", "http_req_duration"), ("tasks", "iteration_duration")):
        if metric in metrics:
            told[f"{kind}_p95_ms"] = metrics[metric]["p(95)"]
    return told


# Ruby's Shellwords.shellsplit, which GitLab reads a line with: words, and the last alternative is an error.
WORD = re.compile(r"""\s*(?:([^\0\s\\'"]+)|'([^\0']*)'|"((?:[^\0"\\]|\\[^\0])*)"|(\\[^\0]?)|(\S))(\s|\Z)?""")


def shell_split(line):
    words, field, position = [], "", 0
    while position < len(line):
        found = WORD.match(line, position)
        word, single, double, escape, garbage, separator = found.groups()
        assert garbage is None, f"GitLab cannot read {line!r}"
        field += word or single or re.sub(r'\\([$`"\\\n])', r"\1", double or "") or re.sub(r"\\(.)", r"\1", escape or "")
        if separator is not None:
            words.append(field)
            field = ""
        position = found.end()
    return words


def metrics_of_runs(text):
    """{run: {metric with its other labels: value}}"""
    runs = {}
    for line in text.splitlines():
        words = shell_split(re.sub(r"#.*$", "", line))
        assert words == shlex.split(line, comments=True), "a shell sees it otherwise"
        assert len(words) == 2, line
        metric, run, labels = re.fullmatch(r"(\w+)\{run=(.*?)(,name=.*)?\}", words[0]).groups()
        values = runs.setdefault(run, {})
        assert metric + (labels or "") not in values, line
        values[metric + (labels or "")] = number(words[1])
    return runs


def metrics_txt(text):
    (values,) = metrics_of_runs(text).values()
    told = {"incomplete": values["complete"] == 0}
    for kind in ("requests", "tasks"):
        if f"{kind}_p95_ms" in values:
            told[f"{kind}_p95_ms"] = values[f"{kind}_p95_ms"]
    return told


def taurus_xml(text):
    assert text.startswith("<?xml") and "<!DOCTYPE" not in text
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "FinalStatus" and number(root.findtext("TestDuration")) >= 0
    groups = root.findall("Group")
    labels = [group.get("label") for group in groups]
    assert labels[0] == "" and len(set(labels)) == len(labels)
    for group in groups:
        value = {child.tag: child.get("value") for child in group if child.tag != "perc"}
        assert all(value[name].isdigit() for name in ("throughput", "succ", "fail", "bytes"))
        assert int(value["succ"]) + int(value["fail"]) == int(value["throughput"])
        assert number(value["avg_rt"]) >= 0
        params = [perc.get("param") for perc in group.findall("perc")]
        assert params in ([], ["0.0", "50.0", "90.0", "95.0", "100.0"])
    told = {"main_judged": int(groups[0].find("throughput").get("value")),
            "main_failed": int(groups[0].find("fail").get("value")), "names": len(groups) - 1}
    p95 = groups[0].find("perc[@param='95.0']")
    if p95 is not None:
        told["main_p95_ms"] = number(p95.get("value")) * 1e3
    return told


def results_jtl(text):
    heading, *rows = csv_rows(text)
    # Jenkins' plugin wants these, in any order.
    assert {"timeStamp", "elapsed", "responseCode", "success", "bytes", "label"} <= set(heading)
    rows = [dict(zip(heading, row)) for row in rows]
    for row in rows:
        assert row["timeStamp"].isdigit() and row["elapsed"].isdigit() and row["bytes"].isdigit() and row["label"]
        assert row["success"] in ("true", "false")
        assert row["ErrorCount"] == ("0" if row["success"] == "true" else row["SampleCount"])
    assert [row["timeStamp"] for row in rows] == sorted(row["timeStamp"] for row in rows)
    return {"all_judged": sum(int(row["SampleCount"]) for row in rows),
            "all_failed": sum(int(row["ErrorCount"]) for row in rows)}


def plot_csv(text):
    labels, values = csv_rows(text)
    assert len(set(labels)) == len(labels)
    value = dict(zip(labels, map(number, values)))
    told = {"incomplete": value["complete"] == 0, "tasks": value["tasks count"]}
    told["names"] = sum(bool(re.match("(task|request) .* count$", label)) for label in labels)
    if "requests count" in value:
        told["requests"] = value["requests count"]
    for kind in ("requests", "tasks"):
        if f"{kind} p95 ms" in value:
            told[f"{kind}_p95_ms"] = value[f"{kind} p95 ms"]
    return told


def ctrf_json(text):
    results = strict_json(text)["results"]
    summary, tests = results["summary"], results["tests"]
    assert summary["tests"] == len(tests)
    for status in ("passed", "failed", "skipped", "pending", "other"):
        assert summary[status] == sum(test["status"] == status for test in tests)
    assert summary["start"] <= summary["stop"]
    metrics = results["extra"]["metrics"]
    told = {"incomplete": not results["extra"]["complete"]}
    told["names"] = sum(len(metrics.get(kind, {})) for kind in ("task", "request"))
    for kind in ("requests", "tasks"):
        told |= {kind: metrics[kind]["count"], f"{kind}_failed": metrics[kind]["failed"]}
        if "p95_ms" in metrics[kind]:
            told[f"{kind}_p95_ms"] = metrics[kind]["p95_ms"]
    return told


def bmf_json(text):
    benchmarks = strict_json(text)
    told = {"incomplete": benchmarks["run"]["complete"]["value"] == 0}
    told["names"] = sum(name.startswith(("task ", "request ")) for name in benchmarks)
    for kind in ("requests", "tasks"):
        measures = benchmarks.get(kind, {})
        if measures:
            told[kind] = measures["count"]["value"]
        if "latency_p95" in measures:
            told[f"{kind}_p95_ms"] = measures["latency_p95"]["value"] / 1e6
    return told


def benchmark_list(text):
    """As github-action-benchmark extracts the results of its custom tools."""
    entries = strict_json(text)
    for entry in entries:
        assert isinstance(entry["name"], str) and isinstance(entry["unit"], str)
        assert isinstance(entry["value"], (int, float))
    by_name = {entry["name"]: entry for entry in entries}
    assert len(by_name) == len(entries)
    return by_name


def benchmark_of_run(text):
    """Of a file of one run, without its name."""
    entries = benchmark_list(text)
    run = re.match("(.*?: )(requests|tasks) ", next(iter(entries)))[1] if entries else ""
    assert all(name.startswith(run) for name in entries)
    return {name.removeprefix(run): entry for name, entry in entries.items()}


def benchmark_smaller_json(text):
    entries = benchmark_of_run(text)
    return {f"{kind}_p95_ms": entries[f"{kind} p95"]["value"] for kind in ("requests", "tasks") if f"{kind} p95" in entries}


def benchmark_bigger_json(text):
    entries = benchmark_of_run(text)
    told = {kind: int(re.match(r"n=(\d+)", entries[f"{kind} rate"]["extra"])[1])
            for kind in ("requests", "tasks") if f"{kind} rate" in entries}
    return told | {"incomplete": "incomplete" in entries["tasks rate"]["extra"],
                   "names": sum(name.startswith(("task ", "request ")) for name in entries)}


def command_text(text, codes):
    """What the runner makes of a property or a message: it decodes these and no others, the sign itself last."""
    assert not re.search("%(?!" + "|".join(codes) + ")", text), f"a sign that the runner does not decode: {text[:200]!r}"
    return re.sub("%(..)", lambda code: chr(int(code[1], 16)), text)


def annotations_txt(text):
    """As GitHub's runner takes the commands from a step's output: the first `::` after the start ends the properties."""
    assert text == "" or text.endswith("\n")
    shown = []
    read = iter(runner_commands.commands_of(text))
    for line in re.split(r"\r\n|\r|\n", text)[:-1]:
        head, found, message = line.strip().removeprefix("::").partition("::")
        assert next(read)[0] == head.partition(" ")[0], f"the runner reads something else: {line[:200]!r}"
        assert line.startswith("::") and found, f"no command: {line[:200]!r}"
        command, _, properties = head.partition(" ")
        assert command in ("error", "warning"), f"another command: {line[:200]!r}"
        properties = dict(one.split("=", 1) for one in properties.split(","))
        assert set(properties) <= {"file", "line", "title"} and properties["title"], properties
        assert re.fullmatch(r"[1-9]\d*", properties.get("line", "1")) and properties.get("file", "-"), properties
        assert "line" not in properties or "file" in properties
        for value in properties.values():
            assert not set("\r\n") & set(command_text(value, ("25", "0D", "0A", "3A", "2C"))), "a title is one line"
        command_text(message, ("25", "0D", "0A"))
        shown.append(command)
    assert max(map(shown.count, ("error", "warning"))) <= 10, "GitHub shows ten of each"
    return {"fails": "error" in shown, "errors_told": shown.count("warning")}


def latency_hlog(text):
    logged = histogram_log.read_log(text)
    for histogram, most in logged.values():
        top = histogram.buckets[-1][0] / 1e6
        assert most <= top + 0.001 and most >= top * 0.998 - 0.001, "a maximum outside the last bucket"
    told = {"incomplete": "complete: false" in text}
    if None in logged:
        told |= {"main_passed": logged[None][0].count, "main_p95_ms": logged[None][0].quantile(0.95) / 1e6}
    return told


def junit_xml(text):
    value = {one.get("name"): one.get("value") for one in ElementTree.fromstring(text.encode()).iter("property")}
    told = {"incomplete": value["complete"] == "false"}
    for kind in ("requests", "tasks"):
        told |= {kind: int(value[f"{kind}.count"]), f"{kind}_failed": int(value[f"{kind}.failures"])}
        if f"{kind}.p95_ms" in value:
            told[f"{kind}_p95_ms"] = number(value[f"{kind}.p95_ms"])
    return told


def report_html(text):
    found = re.fullmatch(r'.*<script type="application/json" id="data">([^<]*)</script>.*', text, re.DOTALL)
    assert found, "no data, or markup in it"
    stats = strict_json(found[1])
    told = {"incomplete": not stats["complete"], "names": len(stats["tasks"]) + len(stats["requests"])}
    for kind in ("requests", "tasks"):
        told |= {kind: stats["totals"][kind]["count"], f"{kind}_failed": stats["totals"][kind]["failed"]}
    return told


READERS = {name: value for name, value in globals().items()
           if re.search("_(csv|md|prom|json|txt|xml|jtl|hlog|html)$", name) and callable(value) and name != "strict_json"}
