"""Fails unless the table of the places where tests kill processes and the sources have the same names: ROOT.

A name stands in one place of the sources, or nobody could say where a process died.
"""

import re
import sys
from collections import Counter
from pathlib import Path

CALL = re.compile(r'mado_fault_point \("([a-z-]+)"\)')
WHOM = {"terminal", "make", "service", "backup", "restore", "ending", "server"}


def read_table(path: Path) -> dict[str, set[str]]:
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {words[0]: set(words[1:]) for words in lines if words and not words[0].startswith("#")}


def main() -> int:
    root = Path(sys.argv[1])
    table = read_table(root / "tests/faults/points.txt")
    places = Counter(name for folder in ("src", "tests/faults") for path in (root / folder).rglob("*.c")
                     for name in CALL.findall(path.read_text(encoding="utf-8")))
    faults = [f"{name}: it stands in {places[name]} places of the sources" for name in table if places[name] != 1]
    faults += [f"{name}: the table does not have it" for name in places if name not in table]
    faults += [f"{name}: nobody is killed there" for name, whom in table.items() if not whom or whom - WHOM]
    print("\n".join(faults) or f"{len(table)} places")
    return 1 if faults or not table else 0


if __name__ == "__main__":
    sys.exit(main())
