"""Fails where a source is not as `./dev format` leaves it."""

import subprocess
import sys
from pathlib import Path

root = Path(sys.argv[1])
sources = [str(path) for folder in ("src", "tests") for path in sorted((root / folder).rglob("*.[ch]"))]
status = subprocess.run(["clang-format", "--dry-run", "-Werror", *sources], check=False).returncode
blueprints = root / "ui"
if blueprints.exists():
    status |= subprocess.run(["blueprint-compiler", "format", str(blueprints)], check=False).returncode
sys.exit(1 if status else 0)
