"""`packet key --security-key` and what such a key signs: the program as it is, which finds a key in software plugged in."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

FOLDER = tempfile.TemporaryDirectory()
HERE = Path(FOLDER.name)
KEYS = HERE / "keys"
PLUGGED = sys.argv[3]
TOUCH = "touch the security key: it blinks\n"
PASSWORD = "horse staple 7"


def plug_in():
    (KEYS / "plugged").touch()


def pull_out():
    (KEYS / "plugged").unlink()


def call(*words, typed=PASSWORD, touches=True):
    """The answer, its status, and how often it was asked to touch; touched as soon as it asks."""
    program = subprocess.Popen([tap.PROGRAM, *words, "--json", "--password-fd", "0"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "LD_PRELOAD": PLUGGED, "SOFT_KEYS": str(KEYS)})
    program.stdin.write(typed + "\n")
    program.stdin.close()
    asked = 0
    for line in program.stderr:
        asked += line == TOUCH
        if line == TOUCH and touches:
            (KEYS / "touched").touch()
        elif line == TOUCH:
            pull_out()
    said = program.stdout.read()
    return json.loads(said), program.wait(), asked


def state(number, out, key="ward.key", **how):
    return call("packet", "state", number, "--step", "receive", "--by", "w-001", "--key", str(HERE / key), "--media", "1",
                "--out", str(HERE / out), **how)


def none_is_made_where_none_is_plugged_in():
    got, status, asked = call("packet", "key", str(HERE / "none.key"), "--security-key")
    assert status == 1 and "no security key is plugged in" in got["error"] and asked == 0, got
    assert not (HERE / "none.key").exists()


def one_is_made_by_a_touch():
    plug_in()
    got, status, asked = call("packet", "key", str(HERE / "ward.key"), "--security-key")
    assert status == 0 and asked == 1, got
    assert len(got["public"]) == 66 and got["public"].startswith("f2"), got
    kept = json.loads((HERE / "ward.key").read_text())
    assert kept["format"] == "madoguchi-touch-key/1" and kept["public"] == got["public"], kept


def each_signature_is_a_touch():
    got, status, asked = state("P-2026-0012", "statement.json")
    assert status == 0 and asked == 1, got
    signature = json.loads((HERE / "statement.json").read_text())["signature"]
    assert signature["key"] == json.loads((HERE / "ward.key").read_text())["public"], signature
    assert len(signature["value"]) == 138 and signature["value"][128:130] == "01", signature


def the_file_alone_signs_nothing():
    pull_out()
    got, status, asked = state("P-2026-0012", "unplugged.json")
    assert status == 1 and "plug it in" in got["error"] and asked == 0, got
    plug_in()
    got, status, asked = state("P-2026-0012", "pulled.json", touches=False)
    assert status == 1 and "pulled out" in got["error"] and asked == 1, got
    assert not (HERE / "unplugged.json").exists() and not (HERE / "pulled.json").exists()


def a_wrong_password_asks_for_no_touch():
    plug_in()
    got, status, asked = state("P-2026-0012", "wrong.json", typed="horse staple 8")
    assert status == 1 and got["code"] == "password" and asked == 0, got


def the_pin_follows_the_password():
    (KEYS / "pin").write_text("2468")
    got, status, asked = state("P-2026-0012", "pin.json", typed=f"{PASSWORD}\n2468")
    assert status == 0 and asked == 2, (got, asked)  # it says so before it asks for the PIN
    assert json.loads((HERE / "pin.json").read_text())["signature"]["value"][128:130] == "05"
    got, status, asked = state("P-2026-0012", "no-pin.json", typed=f"{PASSWORD}\n1357")
    assert status == 1 and "PIN" in got["error"], got


KEYS.mkdir()
tap.run([(case.__name__.replace("_", " "), case) for case in (
    none_is_made_where_none_is_plugged_in,
    one_is_made_by_a_touch,
    each_signature_is_a_touch,
    the_file_alone_signs_nothing,
    a_wrong_password_asks_for_no_touch,
    the_pin_follows_the_password,
)])
