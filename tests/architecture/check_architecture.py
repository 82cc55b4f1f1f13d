#!/usr/bin/env python3
"""Reads every #include of the tree and reports what breaks the order of the floors.

    check_architecture.py ROOT

A floor may include itself and the floors named beside it in FLOORS, nothing else of the project. Files must not include
each other in a ring. A file of more than 400 lines needs a reason in LONG_FILES. Exit code 1 and one line per finding.
"""

import os
import re
import sys

# Each floor with the floors it may include; a folder belongs to the longest name that is a prefix of its path.
FLOORS = {
    "runner/include": [],
    "runner/core": [],
    "runner/channel": ["runner/core"],
    "runner/agent": ["runner/include", "runner/core", "runner/channel"],
    "runner/swarm": ["runner/include", "runner/core", "runner/channel"],
    "reporters": ["runner/core"],
    "ci/gate": ["runner/core"],
    "ci/duet": ["runner/include", "runner/core", "runner/channel", "runner/swarm", "ci/gate"],
    "ci/web": ["runner/core", "reporters"],
    "ci/command": ["runner/core", "runner/swarm", "reporters", "ci/gate", "ci/duet", "ci/web"],
    # Customers of Brood: they see its public headers only, as any other customer.
    "scenarios": ["runner/include"],
    # Tests see everything, and nothing sees them.
    "tests": ["runner/include", "runner/core", "runner/channel", "runner/agent", "runner/swarm", "reporters", "ci/gate",
              "ci/duet", "ci/web", "ci/command", "scenarios"],
}

# Files of more than MOST_LINES lines, each with its reason.
LONG_FILES = {}

SOURCES = (".hpp", ".cpp", ".h", ".cc", ".c")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<(brood/[^>]+)>)', re.MULTILINE)
MOST_LINES = 400


def floor_of(path):
    fitting = [name for name in FLOORS if path.startswith(name + "/")]
    return max(fitting, key=len, default=None)


def sources(root):
    for top in sorted({name.split("/")[0] for name in FLOORS}):
        for folder, _, files in os.walk(os.path.join(root, top)):
            for name in sorted(files):
                if name.endswith(SOURCES):
                    yield os.path.relpath(os.path.join(folder, name), root)


def resolve(root, path, included):
    """The project's file that an include means; None for others' headers."""
    for candidate in (included, os.path.join("runner/include", included),
                      os.path.normpath(os.path.join(os.path.dirname(path), included))):
        if os.path.isfile(os.path.join(root, candidate)):
            return candidate
    return None


def read(root):
    """Every source file with the project's files it includes, and its number of lines."""
    includes, lines = {}, {}
    for path in sources(root):
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = file.read()
        lines[path] = text.count("\n")
        targets = (resolve(root, path, quoted or angled) for quoted, angled in INCLUDE.findall(text))
        includes[path] = [target for target in targets if target is not None]
    return includes, lines


def wrong_floors(includes):
    for path, targets in includes.items():
        floor = floor_of(path)
        for target in targets:
            other = floor_of(target)
            if other != floor and other not in FLOORS[floor]:
                yield f"{path} includes {target}: {floor} must not include {other}"


def rings(includes):
    state = {}

    def visit(path, trail):
        state[path] = "open"
        for target in includes.get(path, []):
            if state.get(target) == "open":
                ring = trail[trail.index(target):] if target in trail else [target]
                yield "a ring of includes: " + " -> ".join(ring + [target])
            elif target not in state:
                yield from visit(target, trail + [target])
        state[path] = "done"

    for path in sorted(includes):
        if path not in state:
            yield from visit(path, [path])


def long_files(lines):
    for path, count in lines.items():
        if count > MOST_LINES and path not in LONG_FILES:
            yield f"{path} has {count} lines, more than {MOST_LINES}: split it, or give a reason in LONG_FILES"
    for path in LONG_FILES:
        if lines.get(path, 0) <= MOST_LINES:
            yield f"{path} needs no reason in LONG_FILES any more"


def findings(root):
    includes, lines = read(root)
    return [*wrong_floors(includes), *rings(includes), *long_files(lines)]


if __name__ == "__main__":
    found = findings(sys.argv[1])
    print("\n".join(found) or f"the floors are in order: {len(read(sys.argv[1])[0])} files")
    sys.exit(1 if found else 0)
