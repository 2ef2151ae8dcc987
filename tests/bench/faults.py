"""Cuts the power and kills processes for a while, and counts: faults.py BUILD [--minutes N].

The sweeps of tests/crash and of the replica run round after round, each with other cuts, beside the tests that kill
whoever works: one at a replica, and service and terminals in pairs; and beside mornings that nobody disturbs, at one
service that may grow with its log alone. What has begun when the time is over is finished.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

SWEEPS = ("crash-sweep", "crash-vfs", "replica-crash")
KILLS = "replica-kill"
PAIRS = "faults-pairs"
SOAK = "faults-soak"


def read_tests(build: Path) -> dict[str, dict]:
    tests = json.loads((build / "meson-info" / "intro-tests.json").read_text(encoding="utf-8"))
    return {test["name"]: test for test in tests if test["name"] in (*SWEEPS, KILLS, PAIRS, SOAK)}


def start(test: dict, **more: str) -> subprocess.Popen:
    environment = {**os.environ, **test["env"], **more}
    return subprocess.Popen(test["cmd"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(process: subprocess.Popen) -> tuple[str, bool]:
    output = process.communicate()[0]
    if process.returncode != 0:
        print("".join(line for line in output.splitlines(True) if "DEBUG" not in line)[-4000:])
    return output, process.returncode == 0


def count_cuts(output: str) -> tuple[int, int]:
    """How many were tried, and how many went wrong, but for the settings of which the test wants that they lose."""
    n_cuts = n_wrong = cuts = wrong = 0
    for line in output.splitlines():
        if found := re.match(r"# (\d+) cuts, (\d+) wrong", line):
            cuts, wrong = cuts + int(found[1]), wrong + int(found[2])
        elif re.match(r"(not )?ok \d* ?/", line):
            if "/loses/" not in line and "/breaks/" not in line:
                n_cuts, n_wrong = n_cuts + cuts, n_wrong + wrong
            cuts = wrong = 0
    return n_cuts, n_wrong


def main() -> int:
    parser = argparse.ArgumentParser(usage="./dev bench faults [--minutes N]")
    parser.add_argument("build", type=Path)
    parser.add_argument("--minutes", type=float, default=5)
    options = parser.parse_args()
    tests = read_tests(options.build)
    end = time.monotonic() + 60 * options.minutes
    killing, pairing, soaking = (
        start(tests[name], MADO_MINUTES=str(options.minutes)) for name in (KILLS, PAIRS, SOAK)
    )
    outputs, is_good, turn = [], True, 0

    while turn < len(SWEEPS) or time.monotonic() < end:  # each at least once
        name = SWEEPS[turn % len(SWEEPS)]
        output, is_whole = finish(start(tests[name], MADO_CRASH_ROUND=str(turn // len(SWEEPS))))
        outputs.append(output)
        is_good, turn = is_good and is_whole, turn + 1
    killed, is_whole = finish(killing)
    paired, is_paired = finish(pairing)
    soaked, is_soaked = finish(soaking)

    n_cuts, n_wrong = (sum(numbers) for numbers in zip(*map(count_cuts, outputs)))
    print(f"power cuts: {n_cuts:,} tried, after {n_wrong:,} of them a commit was lost or something broken")
    if found := re.search(r"# (\d+) killed, (\d+) looked at, (\d+) promised, 0 lost", killed):
        print(f"processes killed: {found[1]}, the file looked at {found[2]} times, {found[3]} things promised, 0 lost")
    if found := re.search(r"# (\d+) killed in (\d+) pairs, 0 operations", paired):
        print(f"service and terminals killed: {found[1]}, in {found[2]} pairs, 0 operations lost or there twice")
    if found := re.search(r"# (\d+ mornings, .*)", soaked):
        print(f"at one service: {found[1]}")
    return 0 if is_good and is_whole and is_paired and is_soaked and n_cuts > 0 and n_wrong == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
