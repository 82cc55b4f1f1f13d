#!/usr/bin/env python3
"""Runs every ```sh block of a page, in order, in one shell, in an empty folder.

    run_documentation.py PAGE ROOT_OF_BROOD

Exit code 1 if any command fails. The page's $BROOD is a bare copy of what is committed or changed in ROOT_OF_BROOD. There is no
make, whatever is installed here: a minimal Debian has none, and nothing that the page installs brings it.
"""

import os
import re
import subprocess
import sys
import tempfile

page, root = sys.argv[1], os.path.abspath(sys.argv[2])
with open(page, encoding="utf-8") as file:
    blocks = re.findall(r"^```sh\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
assert blocks, f"no commands in {page}"



def programs_but(left_out, folder):
    """A PATH of one folder that has all programs but these."""
    os.mkdir(folder)
    for place in os.environ["PATH"].split(":"):
        for name in os.listdir(place) if os.path.isdir(place) else []:
            if name not in left_out and not os.path.lexists(os.path.join(folder, name)):
                os.symlink(os.path.join(place, name), os.path.join(folder, name))
    return folder


with tempfile.TemporaryDirectory() as folder:
    # Uncommitted work is part of what is tested: a clone of a snapshot of the work tree.
    source = os.path.join(folder, "source")
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"], check=True,
                            capture_output=True).stdout.decode().split("\0")
    files = [name for name in listed if name and os.path.exists(os.path.join(root, name))]
    subprocess.run(["git", "init", "--quiet", source], check=True)
    subprocess.run(["cp", "--parents", "-t", source, *files], cwd=root, check=True)
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", "-C", source, "add", "-A"], check=True)
    subprocess.run(["git", "-C", source, *identity, "commit", "--quiet", "-m", "snapshot"], check=True)

    work = os.path.join(folder, "work")
    os.mkdir(work)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PT_", "CTEST_", "DASHBOARD_"))}
    environment["PATH"] = programs_but(("make", "gmake"), os.path.join(folder, "programs"))
    script = "set -euxo pipefail\n" + "\n".join(blocks)
    done = subprocess.run(["bash", "-c", script], cwd=work, env={**environment, "BROOD": source})
    sys.exit(1 if done.returncode else 0)
