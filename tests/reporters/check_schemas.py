"""Checks reports against their schemas: check_schemas.py SAMPLE_REPORTS_PROGRAM REPOSITORY"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def check_json(files, schema_file):
    try:
        import jsonschema
    except ImportError:
        return "python3-jsonschema is not installed"
    if not hasattr(jsonschema, "Draft202012Validator"):
        return "python3-jsonschema is too old for draft 2020-12"
    schema = json.loads(schema_file.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    def no_such_number(text):
        raise ValueError(f"{text} is not JSON")

    for file in files:
        report = json.loads(file.read_text(encoding="utf-8"), parse_constant=no_such_number)
        for error in validator.iter_errors(report):
            sys.exit(f"{file.parent.name}/{file.name}: {list(error.absolute_path)}: {error.message[:500]}")
    assert not validator.is_valid({**report, "surprise": 1}), "the schema accepts unknown members"


def check_junit(folders, schema_file):
    if not shutil.which("xmllint"):
        return "xmllint is not installed"
    if not schema_file.exists():
        return f"{schema_file} is absent"
    files = [str(folder / "junit.xml") for folder in folders]
    run = subprocess.run(["xmllint", "--noout", "--schema", str(schema_file), *files], stderr=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit("\n".join(line for line in run.stderr.splitlines() if not line.endswith(" validates")))


def main():
    program, repository = sys.argv[1], pathlib.Path(sys.argv[2])
    schemas = pathlib.Path(os.environ.get("BROOD_SCHEMAS") or repository.parent / "shared" / "schemas")
    docs = repository / "docs"
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as several:
        subprocess.run([program, scratch], check=True)
        subprocess.run([program, several, "several"], check=True)
        folders = sorted(pathlib.Path(scratch).iterdir())
        missing = [
            check_json([folder / "stats.json" for folder in folders], docs / "stats.schema.json"),
            check_json(sorted(pathlib.Path(several).glob("compare-*.json")), docs / "compare.schema.json"),
            check_json(sorted(pathlib.Path(several).glob("trend-*.json")), docs / "trend.schema.json"),
            check_junit(folders, schemas / "junit-10.xsd"),
        ]
    for reason in filter(None, missing):
        print("not checked:", reason)
    sys.exit(SKIPPED if all(missing) else 0)


main()
