#!/usr/bin/env python3
"""Which standard headers does a scenario include, that it could do without?

    expensive_headers.py COMPILER INCLUDE_FOLDER

Time depends on the machine, so headers are named instead: each of these takes 0.1 to 0.3 s to compile with g++ 12.
Exit code 1 and one line per finding.
"""

import re
import subprocess
import sys

EXPENSIVE = ["random", "functional", "memory", "iostream", "map", "unordered_map", "regex", "filesystem", "algorithm",
             "ranges", "thread", "future", "variant", "nlohmann/json.hpp"]


def own_headers_of(compiler, folder):
    source = "#include <brood/brood.hpp>\n"
    # -MM would leave out what is not quoted, -H tells all.
    told = subprocess.run([compiler, "-std=c++20", "-I", folder, "-H", "-fsyntax-only", "-x", "c++", "-"],
                          input=source, capture_output=True, text=True, check=True).stderr
    return sorted(set(re.findall(rf"^\.+ ({re.escape(folder)}/\S+)$", told, re.MULTILINE)))


def findings(compiler, folder):
    for path in own_headers_of(compiler, folder):
        with open(path, encoding="utf-8") as file:
            for name in re.findall(r"^#include <([^>]+)>", file.read(), re.MULTILINE):
                if name in EXPENSIVE:
                    yield f"{path} includes <{name}>, which every compilation of a scenario waits for"


if __name__ == "__main__":
    found = list(findings(*sys.argv[1:]))
    print("\n".join(found) or "no expensive header")
    sys.exit(1 if found or not own_headers_of(*sys.argv[1:]) else 0)
