"""The little that our Python tests need to speak TAP to the runner."""

import json
import subprocess
import sys
import traceback

PROGRAM = sys.argv[1]


def ctl(*words: str, data: bytes | None = None) -> subprocess.CompletedProcess:
    """Runs madoguchi-ctl with these words."""
    return subprocess.run([PROGRAM, *words], input=data, capture_output=True, check=False, timeout=120)


def answer(*words: str) -> tuple[dict, int]:
    """The JSON answer of a call, and its exit status."""
    done = ctl(*words)
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
