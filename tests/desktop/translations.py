"""Holds the Japanese of the program and of its help to be complete, and po/POTFILES.in to name every file with text.

usage: translations.py ROOT
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

MARKED = re.compile(r"""(?<![\w.])(?:_|N_|C_|NC_|ngettext)\s?\(\s*["']""")


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True)


def files_with_text(root: Path) -> set[str]:
    sources = [*root.glob("src/**/*.[ch]"), *root.glob("ui/**/*.blp")]
    marked = {path for path in sources if MARKED.search(path.read_text())}
    described = {path for suffix in ("desktop.in", "gschema.xml", "metainfo.xml.in") for path in root.glob(f"data/*.{suffix}")}
    return {str(path.relative_to(root)) for path in marked | described}


def main() -> int:
    root = Path(sys.argv[1])
    listed = (root / "po/POTFILES.in").read_text().split()
    if set(listed) != files_with_text(root) or listed != sorted(listed):
        print(f"po/POTFILES.in must be, in this order: {sorted(files_with_text(root))}", file=sys.stderr)
        return 1

    # msgcmp refuses what is missing, untranslated or fuzzy
    with tempfile.TemporaryDirectory() as folder:
        program, manual = Path(folder, "program.pot"), Path(folder, "manual.pot")
        run("xgettext", "--directory", root, "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
            "--keyword=NC_:1c,2", "--keyword=ngettext:1,2", "--files-from", root / "po/POTFILES.in", "--output", program)
        run("itstool", "--output", manual, *sorted(root.glob("help/C/*.page")))
        for language in (root / "po/LINGUAS").read_text().split():
            run("msgfmt", "--check", "--output-file=/dev/null", root / "po" / f"{language}.po")
            run("msgcmp", root / "po" / f"{language}.po", program)
            run("msgcmp", root / "help" / language / f"{language}.po", manual)
    return 0


if __name__ == "__main__":
    sys.exit(main())
