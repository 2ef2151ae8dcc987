"""`service init` and `service check`: from an empty folder to a service that may start, however often it is cut off."""

import hashlib
import json
import os
import pty
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tap

PROGRAMME = str(Path(os.environ["MADO_DATA_DIR"]) / "programmes/ninpu-r7.json")

# in the order in which they are made
PAPERS = ["secret", "authority.key", "authority.pem", "service.key", "service.pem"]


class Place:
    def __init__(self):
        self.held = tempfile.TemporaryDirectory()
        self.folder = Path(self.held.name)
        self.etc = self.folder / "etc"
        self.kept = self.folder / "kept"
        self.etc.mkdir(mode=0o700)
        self.config = str(self.etc / "service.conf")

    def wishes(self):
        return ["--address", "10.20.0.1:8443", "--allow", "10.20.0.0/16", "--folder", str(self.kept), "--ward", "shinjuku",
                "--administrator", "admin-1", "--overseer", "over-1", "--backup", str(self.folder / "saved"),
                "--programme", PROGRAMME]

    def init(self, *words):
        return tap.answer("service", "init", "--json", "--config", self.config, *(words or self.wishes()))

    def check(self, *words):
        return tap.answer("service", "check", "--json", "--config", self.config, *words)

    def sums(self):
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.etc.iterdir()}


def state_of(answer, check):
    return [each["state"] for each in answer["checks"] if each["check"] == check]


def is_green(answer):
    return {each["state"] for each in answer["checks"]} == {"good"}


def one_call_makes_a_service_that_may_start():
    place = Place()
    got, status = place.init()
    assert status == 0 and is_green(got), got
    assert len(got["administrator"]) > 12 and got["administrator"] != got["overseer"], got
    for path in [place.kept, *place.etc.iterdir(), place.folder / "saved"]:
        assert path.stat().st_mode & 0o77 == 0, path
    got, status = tap.answer("audit", "verify", "--json", "--config", place.config, "shinjuku")
    assert status == 0 and {stream["stream"] for stream in got["streams"]} >= {"shinjuku/ninpu-r7"}, got
    got, status = tap.answer("service", "drill", "--json", "--key", str(place.etc / "backup.key"), "--scratch",
                             str(place.folder), str(place.folder / "saved/shinjuku"))
    assert status == 0, got


def what_is_missing_is_named():
    place = Place()
    wishes = place.wishes()
    for option in ("--address", "--allow", "--ward", "--administrator", "--overseer", "--backup"):
        at = wishes.index(option)
        got, status = place.init(*wishes[:at], *wishes[at + 2:])
        assert status == 2 and option in got["error"], got
        assert not any(place.etc.iterdir()), option
    got, status = place.init(*["admin-1" if word == "over-1" else word for word in wishes])
    assert status == 2 and "two persons" in got["error"], got


def again_is_safe():
    place = Place()
    place.init()
    before = place.sums()
    got, status = place.init()
    assert status == 0 and is_green(got) and place.sums() == before, got
    for wish, other in (("--address", "10.20.0.2:8443"), ("--allow", "10.0.0.0/8"), ("--ward", "minato"), ("--backup", "/srv")):
        got, status = place.init(wish, other, "--administrator", "admin-1", "--overseer", "over-1")
        assert status == 1 and wish in got["error"], got
    assert place.sums() == before


def passwords_that_nobody_used_are_drawn_again():
    """Whoever was cut off had not read them; somebody else's account is not taken over so."""
    place = Place()
    first, _ = place.init()
    second, status = place.init()
    assert status == 0 and first["administrator"] != second["administrator"]
    third, status = tap.answer("account", "found", "--json", "--config", place.config, "shinjuku", "intruder", "over-1")
    assert status == 1 and "already" in third["error"], third


def whoever_was_cut_off_goes_on():
    """After each thing that is made: what is there is kept, the rest is made."""
    for n_made in range(len(PAPERS) + 1):
        place = Place()
        place.init()
        for paper in PAPERS[n_made:]:
            (place.etc / paper).unlink()
        for file in place.kept.iterdir():
            file.unlink()
        for saved in (place.folder / "saved").rglob("0*"):
            saved.unlink()
        before = place.sums()
        got, status = place.init()
        assert status == 0 and is_green(got), (n_made, got)
        kept = PAPERS[:n_made] if n_made != 4 else PAPERS[:3]  # a key without its certificate is nobody's
        assert all(place.sums()[paper] == before[paper] for paper in kept), n_made


def what_is_lost_is_not_made_anew():
    for lost, says in (("secret", "secret"), ("authority.key", "key of the authority")):
        place = Place()
        place.init()
        for file in place.kept.iterdir():
            if lost != "secret":
                file.unlink()
        (place.etc / lost).unlink()
        before = place.sums()
        got, status = place.init()
        assert status == 1 and says in got["error"] and "lost" in got["error"], got
        assert place.sums() == before
    place = Place()
    place.init()
    (place.kept / "office.ward").unlink()
    got, status = place.init()
    assert status == 1 and "office is lost" in got["error"], got


def a_person_is_asked():
    """At a terminal: each question with its default."""
    place = Place()
    master, slave = pty.openpty()
    asked = subprocess.Popen([tap.PROGRAM, "service", "init", "--config", place.config, "--folder", str(place.kept),
                              "--backup", str(place.folder / "saved")], stdin=slave, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
    os.close(slave)
    os.write(master, b"10.20.0.1:8443\n10.20.0.0/16 10.21.0.0/16\n\n\n\n")
    out, err = asked.communicate(timeout=120)
    assert asked.returncode == 0, err
    assert err.count("]: ") == 3 and "The first ward, as its programmes name it [shinjuku]: " in err, err
    assert "administrator: " in out and "state: wrong" not in out, out
    written = Path(place.config).read_text()
    assert "\nallow=10.20.0.0/16;10.21.0.0/16;\n" in written and "\n[ward shinjuku]\n" in written, written
    os.close(master)


def what_has_to_be_done_soon_is_said():
    place = Place()
    place.init()
    long_ago = time.time() - 9 * 86400
    for saved in (place.folder / "saved/shinjuku").iterdir():
        os.utime(saved, (long_ago, long_ago))
    got, status = place.check()
    assert status == 0 and state_of(got, "backup") == ["soon"], got
    (place.etc / "backup.key").unlink()
    got, status = place.check()
    assert status == 0 and state_of(got, "backup") == ["soon"], got
    got, status = tap.answer("service", "save", "--json", "--config", place.config)
    assert status == 1 and "key of backups" in got["error"], got


def each_check_says_what_is_wrong_and_what_to_do():
    place = Place()
    place.init()
    (place.etc / "secret").chmod(0o644)
    place.kept.chmod(0o755)
    got, status = place.check()
    assert status == 1 and state_of(got, "papers") == ["wrong"] and state_of(got, "folder") == ["wrong"], got
    assert state_of(got, "disk") == ["good"], got
    assert all(each["what"] and each["remedy"] for each in got["checks"] if each["state"] != "good")


ANSWERS = """
import socket, subprocess, sys
kinds = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}
held = []
for word in sys.argv[1].split():
    kind, address, port = word.split(",")
    one = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kinds[kind])
    if ":" in address:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    one.bind((address, int(port)))
    if kind == "tcp":
        one.listen()
    held.append(one)
sys.exit(subprocess.run(sys.argv[2:]).returncode)
"""


def nothing_else_may_answer():
    """In a network of its own, where the test decides who answers."""
    place = Place()
    place.init()
    apart = ["bwrap", "--unshare-user", "--unshare-net", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    if subprocess.run([*apart, "true"], check=False, capture_output=True).returncode != 0:
        print("# this machine gives a test no namespaces: only what the machine itself answers was tried")
        return
    for sockets, also, found in (
            ("tcp,0.0.0.0,8443 tcp,127.0.0.1,5432 udp,127.0.0.1,5353", [], []),
            ("tcp,0.0.0.0,8443 tcp,0.0.0.0,2222", [], ["tcp 0.0.0.0 port 2222"]),
            ("tcp,::,2222 udp,0.0.0.0,51820 udp,::,5353", ["--also", "udp:51820"], ["tcp :: port 2222", "udp :: port 5353"]),
            ("tcp,::1,2222 udp,0.0.0.0,8443", [], ["udp 0.0.0.0 port 8443"])):
        words = [tap.PROGRAM, "service", "check", "--json", "--network", "--config", place.config, *also]
        done = subprocess.run([*apart, sys.executable, "-c", ANSWERS, sockets, *words], check=False, capture_output=True,
                              text=True, timeout=60)
        got = json.loads(done.stdout)
        assert done.returncode == bool(found), (done.stdout, done.stderr)
        said = [each["what"] for each in got["checks"] if each["check"] == "network" and each["state"] == "wrong"]
        assert len(said) == len(found) and all(any(each in what for what in said) for each in found), (said, found)
    got, status = place.check("--network", "--also", "22")
    assert status == 2 and "--also" in got["error"], got


tap.run([
    ("one call makes a service that may start", one_call_makes_a_service_that_may_start),
    ("what is missing is named", what_is_missing_is_named),
    ("again is safe", again_is_safe),
    ("passwords that nobody used are drawn again", passwords_that_nobody_used_are_drawn_again),
    ("whoever was cut off goes on", whoever_was_cut_off_goes_on),
    ("what is lost is not made anew", what_is_lost_is_not_made_anew),
    ("a person is asked", a_person_is_asked),
    ("what has to be done soon is said", what_has_to_be_done_soon_is_said),
    ("each check says what is wrong and what to do", each_check_says_what_is_wrong_and_what_to_do),
    ("nothing else may answer", nothing_else_may_answer),
])
