"""clang-tidy over every source, each remembered as clean until it, a header of ours, its flags or the checks change.

usage: tidy.py ROOT BUILD
"""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root, build = Path(sys.argv[1]), Path(sys.argv[2])
clean = build / "tidy"
clean.mkdir(exist_ok=True)


def digest_of_surroundings() -> bytes:
    """What every source depends on: the checks, and the headers of ours."""
    digest = hashlib.sha256((root / ".clang-tidy").read_bytes())
    for folder in (root / "src", root / "tests"):
        for header in sorted(folder.rglob("*.h")):
            digest.update(header.read_bytes())
    return digest.digest()


def check(command: dict) -> str:
    """Empty where the source is clean, else what clang-tidy says."""
    source = Path(command["directory"], command["file"]).resolve()
    digest = hashlib.sha256(surroundings + command["command"].encode() + source.read_bytes()).hexdigest()
    if (clean / digest).exists():
        return ""
    done = subprocess.run(["clang-tidy", "-quiet", "-extra-arg=-Wno-unknown-warning-option", "-p", str(build),
                           str(source)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        (clean / digest).touch()
        return ""
    return done.stdout + done.stderr


surroundings = digest_of_surroundings()
commands = [command for command in json.loads((build / "compile_commands.json").read_text())
            if command["file"].endswith(".c") and command["file"].startswith(("../../src/", "../../tests/"))]
with ThreadPoolExecutor(os.cpu_count()) as pool:
    faults = list(filter(None, pool.map(check, commands)))
print("\n".join(faults))
print(f"{len(commands)} sources, {len(faults)} with faults")
sys.exit(1 if faults or not commands else 0)
