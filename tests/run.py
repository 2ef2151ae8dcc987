"""Runs the tests of a build folder and closes with one line that counts them, read from the runner's own log.

usage: tests/run.py BUILD [SUITE or TEST ...]
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

SUITES = ("unit", "integration", "gui", "fuzz", "lint", "long")
SLOWER = 4  # so much longer a test may take under the sanitizers; and its long sweeps


def main() -> int:
    build, names = Path(sys.argv[1]), sys.argv[2:]
    log = build / "meson-logs" / "testlog.junit.xml"
    log.unlink(missing_ok=True)

    # Two more than there are processors: those that read every source leave the processors to the others.
    command = ["meson", "test", "-C", str(build), "--print-errorlogs", "--no-rebuild",
               "--num-processes", str(os.cpu_count() + 2)]
    patience = (SLOWER if build.name == "sanitize" else 1) * (SLOWER if "MADO_LONG" in os.environ else 1)
    command += ["--timeout-multiplier", str(patience)]
    if not names and "MADO_LONG" not in os.environ:
        command += ["--no-suite", "long"]
    for name in names:
        command += ["--suite", name] if name in SUITES else [name]
    status = subprocess.run(command, check=False).returncode

    passed = failed = skipped = 0
    if log.exists():
        for case in xml.parse(log).iter("testcase"):
            outcomes = {child.tag for child in case}
            if outcomes & {"failure", "error"}:
                failed += 1
            elif "skipped" in outcomes:
                skipped += 1
                print(f"skipped: {case.get('classname')} {case.get('name')}")
            else:
                passed += 1
    if passed + failed == 0 or (status != 0 and failed == 0):
        failed += 1  # no test ran, or the runner itself broke: never green
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
