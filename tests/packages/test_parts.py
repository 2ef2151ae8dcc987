"""What the program needs, what its packages are built with, what is installed to develop it, and what the Flatpak brings:
four lists that say the same. Meson's is the one that the others are held against."""

import json
import re
import sys
from pathlib import Path

tree = Path(sys.argv[1])

GTK = "libgtk-4-dev"

# meson's name: the Debian package (with its own floor where it counts otherwise than the library), and the Flatpak's
# module; "runtime": GNOME's has it; "service": no part of a terminal
PARTS = {
    "cairo": (GTK, "runtime"), "cairo-pdf": (GTK, "runtime"), "gdk-pixbuf-2.0": (GTK, "runtime"),
    "gio-2.0": ("libglib2.0-dev", "runtime"), "glib-2.0": ("libglib2.0-dev", "runtime"),
    "gnutls": ("libgnutls28-dev", "service"), "gobject-2.0": ("libglib2.0-dev", "runtime"),
    "gtk4": (GTK, "runtime"), "harfbuzz": (GTK, "runtime"),
    "json-glib-1.0": ("libjson-glib-dev", "runtime"), "libadwaita-1": ("libadwaita-1-dev", "runtime"),
    "libcrypto": ("libssl-dev", "openssl"), "libcurl": ("libcurl4-openssl-dev", "runtime"),
    "libfido2": ("libfido2-dev", "libfido2"), "libisofs-1": ("libisofs-dev", "libisofs"), "libmicrohttpd": ("libmicrohttpd-dev", "service"),
    "libpq": ("libpq-dev", "service"), "libqrencode": ("libqrencode-dev", "qrencode"), "libssl": ("libssl-dev", "openssl"),
    "libsystemd": ("libsystemd-dev", "service"), "libzip": ("libzip-dev", "libzip"), "libzstd": ("libzstd-dev", "runtime"),
    "pangocairo": (GTK, "runtime"), "poppler-glib": ("libpoppler-glib-dev", "poppler"),
    "sqlcipher": ("libsqlcipher-dev", "sqlcipher"), "xlsxwriter": ("libxlsxwriter-dev", "libxlsxwriter"),
    "yyjson": ("libyyjson-dev", "yyjson"),
}
OTHER_FLOORS = {"sqlcipher"}  # meson asks for SQLite's own number
TOOLS = {"blueprint-compiler", "debhelper-compat", "desktop-file-utils", "gettext", "itstool", "meson", "pkgconf"}
FROM_BINUTILS = {"m"}         # of the C library

faults = []


def floors_of_meson() -> dict:
    found = {}
    for path in [tree / "meson.build", *(tree / "src").rglob("meson.build")]:
        for name, floor in re.findall(r"(?<!_)dependency\('([^']+)'(?:, version: '>= ([^']+)')?", path.read_text()):
            found[name] = floor
        for name in re.findall(r"find_library\('([^']+)'", path.read_text()):
            if name not in FROM_BINUTILS:
                found[name] = ""
    return found


def floors_of_control() -> dict:
    text = (tree / "data/package/debian/control").read_text()
    field = re.search(r"^Build-Depends:(.*?)^\S", text, re.M | re.S).group(1)
    return {name: floor for name, floor in re.findall(r"([a-z0-9.+-]+)(?: \([>=]+ ([^)]+)\))?", field)}


meson, control = floors_of_meson(), floors_of_control()
developed = {line.split("#")[0].strip() for line in (tree / ".dev-packages").read_text().splitlines()}
manifest = json.loads((tree / "flatpak/jp.madoguchi.Madoguchi.json").read_text())
modules = {module["name"]: module for module in manifest["modules"]}

faults += [f"meson wants {name}: say in PARTS which package and module has it" for name in meson.keys() - PARTS.keys()]
faults += [f"PARTS names {name}, which meson does not want" for name in PARTS.keys() - meson.keys()]
for name, floor in meson.items():
    package, module = PARTS.get(name, ("", "runtime"))
    if package and package not in control:
        faults.append(f"control: Build-Depends lacks {package}")
    elif package and package != GTK and name not in OTHER_FLOORS and floor and control[package] != floor:
        faults.append(f"control: {package} (>= {control[package]}), but meson wants {name} >= {floor}")
    if module not in ("runtime", "service") and module not in modules:
        faults.append(f"the Flatpak lacks the module {module}")
faults += [f"control: nobody needs {name}" for name in control.keys() - TOOLS - {package for package, _ in PARTS.values()}]
faults += [f".dev-packages lacks {name}" for name in control.keys() - {"debhelper-compat"} - developed]
faults += [f"the Flatpak has {name}, which nobody needs" for name in
           modules.keys() - {"blueprint-compiler", "libcbor", "madoguchi"} - {module for _, module in PARTS.values()}]
faults += [f"the Flatpak builds {option} otherwise" for option in ("-Dtests=false", "-Dservice=false")
           if option not in modules["madoguchi"]["config-opts"]]
for module in modules.values():
    for source in module["sources"]:
        if source["type"] != "dir" and not (source.get("sha256") or source.get("commit")):
            faults.append(f"the Flatpak takes {module['name']} without its hash")
        if source["type"] != "dir" and module["name"] not in (tree / "docs/decisions/0009-flatpak-sources.md").read_text():
            faults.append(f"decision 0009 does not say what was checked of {module['name']}")

version = re.search(r"version: '([^']+)'", (tree / "meson.build").read_text()).group(1)
packaged = re.search(r"\((.*?)\)", (tree / "data/package/debian/changelog").read_text()).group(1)
if packaged.split("-")[0] != version:
    faults.append(f"the changelog is of {packaged}, the program of {version}")
if 'version="' + version + '"' not in (tree / "data/jp.madoguchi.Madoguchi.metainfo.xml.in").read_text():
    faults.append(f"the metainfo file knows no release {version}")

print("\n".join(sorted(set(faults))))
sys.exit(bool(faults))
