"""The little that our Python tests need to speak TAP to the runner."""

import json
import os
import subprocess
import sys
import traceback

PROGRAM = sys.argv[1]


def ctl(*words: str, environment: dict | None = None, typed: bytes = b"") -> subprocess.CompletedProcess:
    """Runs madoguchi-ctl with these words, these variables on top of ours, and this on its standard input."""
    variables = {**os.environ, **(environment or {})}
    return subprocess.run([PROGRAM, *words], env=variables, input=typed, capture_output=True, check=False, timeout=120)


def answer(*words: str, environment: dict | None = None, typed: bytes = b"") -> tuple[dict, int]:
    """The JSON answer of a call, and its exit status."""
    done = ctl(*words, environment=environment, typed=typed)
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
