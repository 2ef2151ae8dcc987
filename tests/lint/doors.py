"""Holds the table of doors in docs/handover.md to the sources: whatever writes a file, prints or copies something stands
in it, with how often it does, so that nobody opens another door for personal data unnoticed.

usage: doors.py ROOT
"""

import re
import sys
from pathlib import Path

# What parts of the program that have people's data in their hands can write with.
ROOMS = ("app", "ctl", "decode", "documents", "formats", "handover", "inquiry", "intake", "letter", "payment", "practice")
WRITES = re.compile(
    r"\b(g_file_set_contents(?:_full)?|g_file_replace(?:_contents)?(?:_bytes)?(?:_async)?|g_file_replace_readwrite\w*"
    r"|g_file_create(?:_\w+)?|g_file_append_to\w*|g_file_copy\w*|g_file_move\w*|g_file_save_\w+|fopen|creat|g_creat|freopen"
    r"|mado_durable_file_save|mado_packet_medium_(?:write|put)|mado_ctl_packet_save|mado_press_file_save|mado_signed_file_save"
    r"|gtk_print_operation_run\w*|gtk_print_job_new|gdk_clipboard_set\w*|gtk_drag_source_new|gdk_texture_save_to_(?:png|tiff)"
    r"|cairo_surface_write_to_png|g_spawn_\w+|g_subprocess_new\w*) \(")
ROW = re.compile(r"^\| ((?:`[\w-]+` \d+(?:, )?)+) \|", re.MULTILINE)

root = Path(sys.argv[1])


def calls(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(len(WRITES.findall(line)) for line in lines if not re.match(r" \*|/\*|mado_", line))


found = {path.stem: calls(path) for room in ROOMS for path in (root / "src" / room).rglob("*.c")}
found = {name: count for name, count in found.items() if count > 0}
page = (root / "docs" / "handover.md").read_text(encoding="utf-8")
section = page.partition("## Doors")[2].partition("\n## ")[0]
cells = [cell for row in ROW.findall(section) for cell in re.findall(r"`([\w-]+)` (\d+)", row)]
listed = {name: int(count) for name, count in cells}

faults = [f"{name} writes {count} times: say in the table what, and why it needs no entry of the ledger"
          for name, count in sorted(found.items()) if name not in listed]
faults += [f"{name} writes {found.get(name, 0)} times, and the table says {count}"
           for name, count in sorted(listed.items()) if found.get(name) != count and (name in found or count > 0)]
faults += [f"{name} stands there twice" for name in listed if sum(name == other for other, _ in cells) > 1]
print("\n".join(f"docs/handover.md, Doors: {fault}" for fault in faults) or f"{len(listed)} doors")
sys.exit(1 if faults or not found else 0)
