"""The little that our Python tests need to speak TAP to the runner."""

import json
import os
import subprocess
import sys
import traceback

PROGRAM = sys.argv[1]


def ctl(*words: str, environment: dict | None = None) -> subprocess.CompletedProcess:
    """Runs madoguchi-ctl with these words, and these variables on top of ours."""
    variables = {**os.environ, **(environment or {})}
    return subprocess.run([PROGRAM, *words], env=variables, capture_output=True, check=False, timeout=120)


def answer(*words: str, environment: dict | None = None) -> tuple[dict, int]:
    """The JSON answer of a call, and its exit status."""
    done = ctl(*words, environment=environment)
    return json.loads(done.stdout), done.returncode


def run(cases: list) -> None:
    """Runs (name, function) pairs; a case fails by raising."""
    print(f"1..{len(cases)}")
    for number, (name, case) in enumerate(cases, 1):
        try:
            case()
            print(f"ok {number} - {name}", flush=True)
        except Exception:  # noqa: BLE001 – whatever went wrong, the case failed and the others go on
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {name}", flush=True)
