"""Holds docs/zengin-findings.md to the sources: each code that they can give stands in it once, and no other."""

import re
import sys
from pathlib import Path

root = Path(sys.argv[1])
text = (root / "docs" / "zengin-findings.md").read_text(encoding="utf-8")
rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", text, re.MULTILINE)
documented = [code for code, _ in rows]
given = {code for path in (root / "src/formats/zengin").glob("*.c")
         for code in re.findall(r'"([EW]_[A-Z_0-9]+)"', path.read_text(encoding="utf-8"))}

faults = [f"{code} is not in the table" for code in sorted(given - set(documented))]
faults += [f"{code} is given nowhere" for code in sorted(set(documented) - given)]
faults += [f"{code} stands there twice" for code in sorted({code for code in documented if documented.count(code) > 1})]
faults += [f"{code} is no {severity}" for code, severity in rows
           if severity != ("error" if code.startswith("E_") else "warning")]
print("\n".join(f"docs/zengin-findings.md: {fault}" for fault in faults) or f"{len(rows)} codes")
sys.exit(1 if faults or not given else 0)
