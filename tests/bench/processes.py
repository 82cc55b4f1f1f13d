"""A process with all that it started."""

import os


def family(pid):
    pids, waiting = [], [pid]
    while waiting:
        pid = waiting.pop()
        pids.append(pid)
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
                    waiting += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return pids


def pss(pids):
    """Their memory in KB; what several share is counted once."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass
    return total
