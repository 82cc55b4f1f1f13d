"""Checks that every format of reports is what its consumers read, and that all tell the same of a run.

    check_formats.py SAMPLE_REPORTS_PROGRAM REPOSITORY             checks
    check_formats.py SAMPLE_REPORTS_PROGRAM REPOSITORY --update    writes the golden files anew; look at the diff
"""
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree as ElementTree

from format_readers import READERS

# The run whose files are kept. stats.json and junit.xml have tests of their own.
GOLDEN_RUN = "shop"
NOT_GOLDEN = {"stats.json", "junit.xml", "report.html"}
TOLERANCE = 0.011  # of times: GitLab's have three significant digits


def expected(stats):
    """TOLD: what stats.json says, under the names that readers use."""
    totals = stats["totals"]
    told = {"names": len(stats["tasks"]) + len(stats["requests"]), "incomplete": not stats["complete"]}
    for kind in ("requests", "tasks"):
        told[kind] = totals[kind]["count"]
        told[f"{kind}_failed"] = totals[kind]["failed"]
        told[f"{kind}_judged"] = totals[kind]["passed"] + totals[kind]["failed"]
        told[f"{kind}_passed"] = totals[kind]["passed"]
        told[f"{kind}_p95_ms"] = totals[kind].get("latency_ms", {}).get("p95")
    main = "requests" if stats["requests"] else "tasks"
    for figure in ("judged", "failed", "passed", "p95_ms"):
        told[f"main_{figure}"] = told[f"{main}_{figure}"]
    told["all_judged"] = told["requests_judged"] + told["tasks_judged"]
    told["all_failed"] = told["requests_failed"] + told["tasks_failed"]
    told["errors_of_requests"] = sum(error["count"] for error in stats["errors"] if "name" in error)
    told["other_errors"] = sum(error["count"] for error in stats["errors"] if "name" not in error)
    told["errors_told"] = min(10, len(stats["errors"]))
    told["fails"] = stats["verdict"] == "failed" or not stats["complete"]
    return told


def differs(name, ours, theirs):
    if not name.endswith("_ms"):
        return ours != theirs
    # Times that do not fit a double's whole numbers are told roughly, and short ones are rounded.
    return ours is None or abs(ours - theirs) > max(TOLERANCE * ours, 0.0011)


def check_readers(folder):
    """Findings on one run: what a consumer would not read, and where a format differs from stats.json."""
    told = expected(json.loads((folder / "stats.json").read_text(encoding="utf-8")))
    for file in sorted(folder.iterdir()):
        reader = READERS.get(file.name.replace(".", "_").replace("-", "_"))
        if file.name == "stats.json":
            continue
        if reader is None:
            yield f"{file.name}: no reader knows it; write one in format_readers.py"
            continue
        try:
            understood = reader(file.read_bytes().decode("utf-8"))
        except Exception as failure:  # whatever a reader cannot take is a finding
            line = traceback.extract_tb(failure.__traceback__)[-1].line
            yield f"{folder.name}/{file.name}: {type(failure).__name__}: {str(failure)[:500]}: {line}"
            continue
        for name, value in understood.items():
            if differs(name, told[name], value):
                yield f"{folder.name}/{file.name}: {name} is {value}, stats.json says {told[name]}"


def check_golden(folder, golden, update):
    """Findings as diffs of the kept files."""
    files = {file.name for file in folder.iterdir()} - NOT_GOLDEN
    if update:
        shutil.rmtree(golden, ignore_errors=True)
        golden.mkdir(parents=True)
        for name in files:
            shutil.copy(folder / name, golden / name)
    for name in sorted(files | {file.name for file in golden.iterdir()}):
        texts = [(path / name).read_bytes().decode() if (path / name).exists() else "" for path in (golden, folder)]
        if texts[0] != texts[1]:
            lines = [text.replace("\r\n", "\n").splitlines(keepends=True) for text in texts]
            diff = "".join(difflib.unified_diff(*lines, f"golden/{name}", f"written/{name}"))
            yield diff or f"{name}: other line ends than the golden file"


def check_schemas(folders, schemas):
    try:
        import jsonschema
    except ImportError:
        print("not checked: python3-jsonschema is not installed")
        return
    for schema_file, name in (("ctrf.schema.json", "ctrf.json"), ("bmf.schema.json", "bmf.json")):
        if not (schemas / schema_file).exists():
            print(f"not checked: {schemas / schema_file} is absent")
            continue
        schema = json.loads((schemas / schema_file).read_text(encoding="utf-8"))
        schema["$schema"] = schema["$schema"].rstrip("#")
        validator = jsonschema.Draft7Validator(schema)
        for folder in folders:
            for error in validator.iter_errors(json.loads((folder / name).read_text(encoding="utf-8"))):
                yield f"{folder.name}/{name}: {list(error.absolute_path)}: {error.message[:500]}"


def check_promtool(folders):
    if not shutil.which("promtool"):
        print("not checked: promtool is not installed (Debian's prometheus)")
        return
    for folder in folders:
        with open(folder / "metrics.prom", "rb") as metrics:
            run = subprocess.run(["promtool", "check", "metrics"], stdin=metrics, capture_output=True, text=True)
        if run.returncode != 0:
            yield f"{folder.name}/metrics.prom: {run.stdout[:500]}{run.stderr[:500]}"


# Of the tree that a markdown file is, what names of strangers could become; and what GitHub and GitLab look for in its texts.
MARKUP = {"link", "image", "html_inline", "strikethrough", "tasklist", "footnote_reference", "block_quote", "thematic_break"}
OURS = ("> **This run is incomplete**",)
REFERENCE = re.compile(r"[@#!~$^]\w|[%&]\w|://|www\.|\[\[|(^|\s):[a-z_+-]+:(\s|$)", re.IGNORECASE)


def check_markdown(folders):
    """As GitHub's own program reads it, whose tree says what is text and what became more."""
    if not shutil.which("cmark-gfm"):
        print("not checked: cmark-gfm is not installed")
        return
    extensions = [word for name in ("table", "autolink", "strikethrough", "tasklist") for word in ("-e", name)]
    for folder in folders:
        text = (folder / "report.md").read_text(encoding="utf-8")
        quotes = sum(text.count(each) for each in OURS)
        read = subprocess.run(["cmark-gfm", *extensions, "-t", "xml", folder / "report.md"], capture_output=True, check=True).stdout
        tree = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", read))
        for node in tree.iter():
            tag = node.tag.rpartition("}")[2]
            if tag == "block_quote" and quotes > 0:
                quotes -= 1
            elif tag in MARKUP:
                yield f"{folder.name}/report.md: {tag}: {ElementTree.tostring(node)[:300]}"
            elif tag == "html_block" and not re.fullmatch(r"(<details><summary>[\w ()]+</summary>|</details>)\s*", node.text):
                yield f"{folder.name}/report.md: markup of others: {node.text[:300]!r}"
        # Texts that stand beside each other are one for whoever looks for references.
        for parent in tree.iter():
            beside = "".join(node.text or "" if node.tag.endswith("}text") else " \0 " for node in parent)
            if found := REFERENCE.search(beside):
                yield f"{folder.name}/report.md: a reference: {beside[max(0, found.start() - 30):][:100]!r}"


def main():
    program, repository, update = sys.argv[1], pathlib.Path(sys.argv[2]), "--update" in sys.argv[3:]
    schemas = pathlib.Path(os.environ.get("BROOD_SCHEMAS") or repository.parent / "shared" / "schemas")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([program, scratch], check=True)
        folders = sorted(pathlib.Path(scratch).iterdir())
        findings = [finding for folder in folders for finding in check_readers(folder)]
        findings += check_golden(pathlib.Path(scratch) / GOLDEN_RUN, repository / "tests/reporters/golden/formats", update)
        findings += check_schemas(folders, schemas)
        findings += check_promtool(folders)
        findings += check_markdown(folders)
    print(f"{len(folders)} runs, {len(READERS)} files of each: {len(findings)} findings", *findings[:50], sep="\n")
    sys.exit(1 if findings else 0)


main()
