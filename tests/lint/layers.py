"""Holds the house rules that the compiler cannot: which outside library a layer may touch, and how headers are named.

The order of the layers themselves is held by their include directories, and by the link tests in tests/layering.
"""

import re
import sys
from pathlib import Path

# An outside header, and the only places under src/ that may include it.
RESERVED = {
    r"gnutls/": ["service/"],
    r"gtk/|adwaita|gdk/": ["app/"],
    r"sqlite3\.h|sqlcipher/": ["store/", "service/backend-sqlcipher", "domain/rule"],
    r"libpq-fe\.h": ["service/backend-postgresql"],
    r"cairo": ["decode/", "practice/", "documents/"],
    r"hb\.h": ["documents/"],
    r"pango/": ["practice/", "documents/"],
    r"qrencode\.h": ["base/post/"],
    r"curl/": ["sync/"],
    r"microhttpd": ["service/"],
    r"zip\.h": ["formats/packet", "intake/"],
    r"libisofs/": ["formats/packet"],
    r"zstd\.h": ["protocol/"],
    r"openssl/": ["base/trust/", "service/", "sync/"],
    r"yyjson\.h": ["base/json/", "formats/", "domain/", "documents/", "handover/", "intake/", "practice/", "protocol/", "store/", "service/",
                   "sync/"],
    r"json-glib/": ["ctl/", "service/", "app/"],
    r"glib/gi18n": ["app/", "documents/"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def faults(root: Path):
    for path in sorted((root / "src").rglob("*.[ch]")):
        place = path.relative_to(root / "src").as_posix()
        lines = path.read_text(encoding="utf-8").splitlines()
        if not lines or "SPDX-License-Identifier: GPL-3.0-or-later" not in lines[0]:
            yield f"src/{place}:1: the license line is missing"
        for number, line in enumerate(lines, 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            bracket, header = match.groups()
            if bracket == '"' and "/" in header:
                yield f"src/{place}:{number}: a header of ours is included by its bare name, not '{header}'"
            for pattern, homes in RESERVED.items():
                if re.match(pattern, header) and not any(place.startswith(home) for home in homes):
                    yield f"src/{place}:{number}: '{header}' belongs to {', '.join(homes)} alone"


found = list(faults(Path(sys.argv[1])))
print("\n".join(found))
sys.exit(1 if found else 0)
