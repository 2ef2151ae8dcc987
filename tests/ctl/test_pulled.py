"""A medium that is full, or is pulled at any moment while a packet is written onto it: nothing half-made can be read, and the
ledger says what is so. It is a file system of its own (a small tmpfs in a name space), detached under the program's hands; a
loop device needs rights that a test does not have."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tap

INSIDE = "MADO_INSIDE"  # set in the name space
if INSIDE not in os.environ:
    if subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True, check=False).returncode != 0:
        print("1..0 # SKIP this machine gives a test no name spaces: no file system of its own to pull")
        sys.exit(0)
    os.execvpe("unshare", ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})

HERE = Path(tempfile.mkdtemp())
PASSWORD = "horse staple 7"
PROFILE = str(HERE / "store/ward")
MEDIUM, DRAWER = HERE / "media/disc", HERE / "drawer"
MOMENTS = 10


def words(verb, *more):
    return ["handover", verb, PROFILE, "--json", "--account", "lead-1", "--password-fd", "0", *more]


def call(verb, *more, typed=2):
    return tap.answer(*words(verb, *more), typed=f"{PASSWORD}\n".encode() * typed)


def make_place():
    """Where media are put in nothing can be written while there is none, as on a desktop."""
    MEDIUM.parent.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(MEDIUM.parent)], check=True)
    MEDIUM.mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(MEDIUM.parent)], check=True)


def set_up():
    got, status = tap.answer("practice", "make", "--json", "--cases", "300", "--histories", "80", "--role", "lead", "--out",
                             str(HERE / "out"), "--store", str(HERE / "store"), "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    make_place()
    DRAWER.mkdir()
    for line in (HERE / "out/entities.jsonl").read_text().splitlines():
        body = json.loads(line)["body"]
        if any(right["state"] == "ordered" for right in body.get("rights", [])):
            return body["batch"]["id"]
    raise AssertionError("nothing is ordered")


BATCH = set_up()


def order(number):
    return words("make", "--packet", "planned", "--batch", BATCH, "--id", number, "--to", str(MEDIUM), "--notice-id",
                 f"{number}-N", "--notice-to", str(DRAWER))


def put_in(size):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(MEDIUM)], check=True)


def pull():
    subprocess.run(["umount", "--lazy", str(MEDIUM)], check=True)


def numbers():
    got, status = call("list", typed=1)
    assert status == 0, got
    return {one["number"] for one in got["handovers"]}


def a_full_medium_takes_nothing():
    before = numbers()
    put_in("8k")
    (MEDIUM / "other").write_bytes(bytes(8192))
    got, status = tap.answer(*order("P-2026-0700"), typed=f"{PASSWORD}\n".encode() * 2)
    left = [path.name for path in MEDIUM.iterdir()]
    pull()
    assert status == 1 and got["code"] == "full", got
    assert left == ["other"] and list(DRAWER.iterdir()) == [] and numbers() == before, left


def take_the_time():
    """How long it takes where nobody pulls: the moments are spread over that, and a little more."""
    put_in("1m")
    begun = time.monotonic()
    got, status = tap.answer(*order("P-2026-0709"), typed=f"{PASSWORD}\n".encode() * 2)
    assert status == 0, got
    pull()
    return time.monotonic() - begun


def a_medium_that_is_pulled_leaves_the_truth():
    ends = []
    whole = take_the_time()
    for moment in range(MOMENTS):
        number = f"P-2026-07{moment + 10}"
        before = numbers()
        put_in("1m")
        making = subprocess.Popen([tap.PROGRAM, *order(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        making.stdin.write(f"{PASSWORD}\n".encode() * 2)
        making.stdin.close()
        try:
            making.wait(timeout=whole * 1.2 * (moment + 1) / MOMENTS)
        except subprocess.TimeoutExpired:
            pass
        held = os.open(MEDIUM, os.O_RDONLY)  # what was on it can be looked at after it was pulled
        pull()
        got = json.loads(making.stdout.read())
        status = making.wait(timeout=120)
        named = [name for name in os.listdir(held) if not name.startswith(".")]
        os.close(held)
        notices = [path.name for path in DRAWER.iterdir()]
        assert list(MEDIUM.iterdir()) == [], "something was written where no medium was"
        ends.append("made" if status == 0 else "signed" if number in numbers() else "nothing")
        if status == 0:
            assert named == [f"{number}.zip"] and f"{number}-N.pdf" in notices and number in numbers(), (got, named, notices)
            continue
        assert f"{number}-N.pdf" not in notices, (moment, got, notices)  # without its notice nobody opens it
        if number in numbers():  # it was signed before the medium was pulled: nobody can tell what is on it
            again, refused = call("recover", "--lost", typed=1)
            assert refused == 0, again
        else:
            assert named == [] and numbers() == before, (moment, got, named)
            call("recover", typed=1)
    print(f"# pulled: {', '.join(ends)}")


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_full_medium_takes_nothing,
    a_medium_that_is_pulled_leaves_the_truth,
)])
