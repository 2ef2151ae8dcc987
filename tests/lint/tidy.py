"""clang-tidy over every source, each remembered as clean until it, a header that it includes, its flags or the checks change.

The tests themselves, half of all sources, are read only where the sweep is a long one.

usage: tidy.py ROOT BUILD
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

root, build = Path(sys.argv[1]), Path(sys.argv[2])
clean = Path(os.environ.get("MADO_MADE", build)) / "tidy"  # for every work tree, where there is such a place
clean.mkdir(parents=True, exist_ok=True)
checks = (root / ".clang-tidy").read_bytes() + subprocess.check_output(["clang-tidy", "--version"])
headers: dict[str, list[Path]] = {}  # by the last part of their path
for folder in (root / "src", root / "tests", build):
    for header in sorted(folder.rglob("*.h")):
        headers.setdefault(header.name, []).append(header)


@lru_cache(maxsize=None)
def read(path: Path) -> tuple[bytes, tuple[Path, ...]]:
    """A file, and the headers of ours that it may include: all that bear the name."""
    text = path.read_bytes()
    names = {Path(name.decode()).name for name in re.findall(rb'^#\s*include\s*["<]([^">]+)[">]', text, re.M)}
    return text, tuple(header for name in sorted(names) for header in headers.get(name, ()))


def digest(command: dict, source: Path) -> str:
    """Changes with whatever clang-tidy may see of the source."""
    result = hashlib.sha256(checks + command["command"].replace(str(root), "").encode())
    seen, ahead = {source}, [source]
    while ahead:
        text, included = read(ahead.pop())
        result.update(len(text).to_bytes(8) + text)
        ahead += sorted(set(included) - seen)
        seen |= set(included)
    return result.hexdigest()


def check(command: dict) -> str:
    """Empty where the source is clean, else what clang-tidy says."""
    source = Path(command["directory"], command["file"]).resolve()
    mark = clean / digest(command, source)
    if mark.exists():
        return ""
    done = subprocess.run(["clang-tidy", "-quiet", "-extra-arg=-Wno-unknown-warning-option", "-p", str(build),
                           str(source)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        mark.touch()
        return ""
    return done.stdout + done.stderr


folders = ("../../src/", "../../tests/") if "MADO_LONG" in os.environ else ("../../src/",)
commands = [command for command in json.loads((build / "compile_commands.json").read_text())
            if command["file"].endswith(".c") and command["file"].startswith(folders)]
with ThreadPoolExecutor(os.cpu_count()) as pool:
    faults = list(filter(None, pool.map(check, commands)))
print("\n".join(faults))
print(f"{len(commands)} sources, {len(faults)} with faults")
sys.exit(1 if faults or not commands else 0)
