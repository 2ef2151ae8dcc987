"""Every shell script of the tree, held by shellcheck."""

import subprocess
import sys
from pathlib import Path

root = Path(sys.argv[1])
scripts = [root / "dev", root / ".ci" / "run", *sorted((root / "tests").rglob("*.sh")),
           *sorted((root / "data/package").glob("*.sh")), root / "data/package/install",
           root / "data/package/debian/madoguchi-service.postrm"]
sys.exit(subprocess.run(["shellcheck", "--exclude=SC2015,SC2016", *map(str, scripts)], check=False).returncode)
