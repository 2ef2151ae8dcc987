"""In a network of their own, and on a desktop of a test (tests/gui/run.sh): the installed service is started, and the
installed program on another machine, where somebody walks through its first minutes.

usage: first_terminal.py WALKER SERVICE TERMINAL FILE CODE ADDRESS ACCOUNT PASSWORD-FOR-ONCE
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from room import PATH, Room

WALKER, SERVICE, TERMINAL, *WORDS = sys.argv[1:]

# What a desktop tells a program that it starts; the rest of a test's environment stays outside.
TOLD = ["DISPLAY", "XAUTHORITY", "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"]
SAID = {"HOME": "/home/clerk", "LANG": "ja_JP.UTF-8", "PATH": PATH, "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
        "GTK_A11Y": "atspi", "GTK_IM_MODULE": "gtk-im-context-simple", "ADW_DISABLE_PORTAL": "1", "GSETTINGS_BACKEND": "keyfile"}


def hold(terminal: Room) -> tuple:
    """Somebody who keeps the terminal's machine going: the program is started beside him, with a number of its own, by
    which a test finds its window. Its display and its Japanese come from outside."""
    binds = [(os.environ["HOME"], os.environ["HOME"]), ("/usr/lib/locale", "/usr/lib/locale")]
    binds += [(folder, folder) for folder in (Path(os.environ["XAUTHORITY"]).parent, Path("/tmp/.X11-unix")) if folder.exists()]
    told, tell = os.pipe()
    words = terminal.enter(os.getuid(), binds, network=True)
    at = words.index("--dev")
    words[at:at + 2] = ["--dev-bind", "/dev", "/dev"]  # or bwrap puts a second user between us and the machine
    process = subprocess.Popen([*words, "--info-fd", str(tell), "sleep", "infinity"], pass_fds=[tell], stdin=subprocess.DEVNULL,
                               env={"PATH": PATH})
    os.close(tell)
    with os.fdopen(told) as info:
        return process, json.load(info)["child-pid"]


def write_program(folder: Path, held: int) -> None:
    """What a test starts by the name of the program: the one that is installed on the terminal."""
    said = " ".join(f"{name}={value}" for name, value in SAID.items())
    told = " ".join(f'${{{name}:+"{name}=${name}"}}' for name in TOLD)
    program = folder / "madoguchi"
    program.write_text(f"#!/bin/sh\nexec nsenter --target {held} --user --mount --root --wd --preserve-credentials "
                       f"/usr/bin/env -i {said} {told} /usr/bin/madoguchi \"$@\"\n")
    program.chmod(0o755)


serving, service = Room.at(Path(SERVICE)).start("madoguchi", "madoguchi-service", network=True)
held = None
try:
    for line in serving.stderr:
        if "ready on port" in line:
            break
    held, child = hold(Room.at(Path(TERMINAL)))
    with tempfile.TemporaryDirectory() as folder:
        write_program(Path(folder), child)
        done = subprocess.run([WALKER, *WORDS], check=False, env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
finally:
    os.kill(service, signal.SIGTERM)
    serving.communicate()
    if held:
        os.kill(child, signal.SIGKILL)
        held.wait()
sys.exit(done.returncode != 0)
