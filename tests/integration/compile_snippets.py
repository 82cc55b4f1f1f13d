"""Compiles the C++ of a documentation page: compile_snippets.py PAGE COMPILER [OPTION...]

Each ```cpp block has a namespace of its own; its includes and using-directives come first.
"""
import re
import subprocess
import sys


def program_of(page):
    head, blocks = ["#include <brood/brood.hpp>", "using namespace std::chrono_literals;"], []
    text = open(page, encoding="utf-8").read()
    for found in re.finditer(r"^```cpp\n(.*?)^```$", text, re.M | re.S):
        line = text.count("\n", 0, found.start()) + 2
        body = []
        for code in found.group(1).splitlines():
            is_head = code.startswith(("#include", "using namespace"))
            (head if is_head else body).append(code)
            if is_head:
                body.append("")
        blocks.append(f'namespace block_{len(blocks)} {{\n#line {line} "{page}"\n' + "\n".join(body) + "\n}")
    return len(blocks), "\n".join(head + blocks) + "\n"


def main():
    page, *compiler = sys.argv[1:]
    count, program = program_of(page)
    if count == 0:
        sys.exit(f"{page} has no C++")
    result = subprocess.run([*compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-x", "c++", "-"],
                            input=program, text=True, check=False)
    sys.exit(result.returncode)


main()
