"""`service …` on real wards, in encrypted files and in two PostgreSQL clusters: moved, saved, restored, tried."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tap

WORLD = sys.argv[3]
N_KILLS = 8

clusters = subprocess.Popen([WORLD, "clusters"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
DATABASES = [f"postgresql:{line.strip()}" for line in iter(clusters.stdout.readline, "\n")]
FIRST, SECOND = DATABASES[:len(DATABASES) // 2], DATABASES[len(DATABASES) // 2:]


BASE = "[service]\nlisten=127.0.0.1:0\naddress=127.0.0.1:8443\nallow=127.0.0.1/32\nfolder=.\nfree-disk-mib=64\n"
KEYS = {"sqlcipher": "file", "postgresql": "connection"}


class Place:
    """A service in a folder, a key for backups, and wards: "where" is as the directory has it."""

    def __init__(self):
        self.held = tempfile.TemporaryDirectory()
        self.folder = Path(self.held.name)
        self.key = self.folder / "key"
        self.saved = self.folder / "saved"
        self.saved.mkdir()
        self.n_services = 0
        self.first = self.configure("first", self.file("a"))
        got, status = tap.answer("service", "init", "--json", "--config", self.first)
        assert status == 0, got
        got, status = tap.answer("service", "backup-key", "--json", str(self.key))
        assert status == 0 and self.key.stat().st_size == 64 and self.key.stat().st_mode & 0o77 == 0, got

    def file(self, name):
        return f"sqlcipher:{self.folder / name}"

    def configure(self, name, where):
        backend, place = where.split(":", 1)
        path = self.folder / f"{name}.conf"
        path.write_text(f"{BASE}[office]\nfile={name}.office\n[ward shinjuku]\nbackend={backend}\n{KEYS[backend]}={place}\n")
        path.chmod(0o600)
        return str(path)

    def at(self, where):
        """A service of the same secret that knows of no move: for it the ward is there."""
        self.n_services += 1
        name = f"service-{self.n_services}"
        shutil.copy(self.folder / "first.office", self.folder / f"{name}.office")
        return self.configure(name, where)

    def fill(self, where, steps=60):
        subprocess.run([WORLD, "fill", self.at(where), "shinjuku", str(steps)], check=True, timeout=120)

    def words(self, verb, config, *words, key=True):
        return ["service", verb, "--json", "--config", config, *(["--key", str(self.key)] if key else []), *words]

    def migrate(self, where, there, *words):
        return tap.answer(*self.words("migrate", self.at(where), "shinjuku", there, *words, key=False))

    def backup(self, where, *words):
        return tap.answer(*self.words("backup", self.at(where), *words, "shinjuku", str(self.saved)))

    def restore(self, where, *words):
        return tap.answer(*self.words("restore", self.at(where), *words, str(self.saved), "shinjuku"))

    def serves(self, where):
        """Whether the ward is open to work there; a place that was just made is, but has no ward yet."""
        got, status = tap.answer("audit", "verify", "--json", "--config", self.at(where), "shinjuku")
        return status == 0 and got["streams"] != []

    def drill(self, *words):
        return tap.answer("service", "drill", "--json", "--key", str(self.key), *words, "--scratch", str(self.folder),
                          str(self.saved))


def a_ward_goes_to_postgresql_and_on_and_back():
    """By the directory: who knew it where it was made finds it wherever it went."""
    place = Place()
    place.fill(place.file("a"))
    config = place.at(place.file("a"))
    rooms = []
    for there in (FIRST[0], SECOND[0], place.file("b")):
        got, status = tap.answer(*place.words("migrate", config, "shinjuku", there, key=False))
        assert status == 0 and got["lies"] == there, got
        rooms.append(got["rooms"])
    assert rooms[0] == rooms[1] == rooms[2] and any("entries" in room["room"] for room in rooms[0])
    for there in (place.file("a"), FIRST[0], SECOND[0]):
        got, status = place.backup(there)
        assert status == 1 and "elsewhere" in got["error"], got
    got, status = tap.answer(*place.words("backup", config, "shinjuku", str(place.saved)))
    assert status == 0 and got["whole"], got
    got, status = tap.answer("audit", "verify", "--json", "--config", config, "shinjuku")
    assert status == 0 and len(got["streams"]) == 3, got
    got, status = tap.answer(*place.words("migrate", config, "shinjuku", place.file("b"), key=False))
    assert status == 0 and "rooms" not in got, got


def a_move_waits_for_the_service():
    place = Place()
    place.fill(place.file("a"), 20)
    with subprocess.Popen([WORLD, "hold", place.at(place.file("a")), "shinjuku"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout.readline() == "open\n"
        got, status = place.migrate(place.file("a"), FIRST[1], "--patience", "0")
        assert status == 1 and got["code"] == "in-use", got
        words = place.words("migrate", place.at(place.file("a")), "shinjuku", FIRST[1], key=False)
        with subprocess.Popen([tap.PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as move:
            time.sleep(1)
            assert move.poll() is None
            service.stdin.close()
            answer = json.loads(move.stdout.read())
            assert move.wait() == 0 and answer["rooms"], answer


def a_move_that_is_killed_is_gone_on_with():
    """kill -9 at any time: both places never serve, and whoever calls again ends it."""
    chance = random.Random(5)
    place = Place()
    place.fill(place.file("a"), 150)
    ways = [place.file("w0")]
    begun = time.monotonic()
    got, status = place.migrate(place.file("a"), ways[0])
    assert status == 0, got
    length = time.monotonic() - begun
    n_killed = number = 0
    while n_killed < N_KILLS:
        number += 1
        ways.append(place.file(f"w{number}"))
        words = place.words("migrate", place.at(ways[-2]), "shinjuku", ways[-1], key=False)
        with subprocess.Popen([tap.PROGRAM, *words], stdout=subprocess.PIPE) as move:
            time.sleep(chance.uniform(0, length))
            move.send_signal(signal.SIGKILL)
            is_killed = move.wait() == -signal.SIGKILL
        n_killed += is_killed
        length *= 1 if is_killed else 0.8       # quicker than the one that was timed
        serving = [place.serves(way) for way in ways[-2:]]
        assert sum(serving) <= 1, (number, serving)
        got, status = place.migrate(ways[-2], ways[-1])
        assert status == 0, got
        assert [place.serves(way) for way in ways[-2:]] == [False, True], number
    got, status = place.backup(ways[-1])
    assert status == 0, got


def nothing_is_moved_over_a_ward():
    place = Place()
    for name in ("a", "b"):
        place.fill(place.file(name), 5)
    got, status = place.migrate(place.file("a"), place.file("b"))
    assert status == 1 and "already" in got["error"], got
    assert place.backup(place.file("a"))[1] == 0 and place.backup(place.file("b"), "--whole")[1] in (0, 1)


def what_was_saved_comes_back_elsewhere():
    place = Place()
    place.fill(FIRST[2])
    got, status = place.backup(FIRST[2])
    assert status == 0 and got["whole"] and got["bytes"] == Path(got["file"]).stat().st_size, got
    got, status = place.backup(FIRST[2])
    assert status == 0 and not got["whole"] and got["number"] == 2, got
    tried, status = place.drill()
    assert status == 0 and tried["files"] == 2 and "came back whole" in tried["words"], tried
    assert [name for name in os.listdir(place.folder) if "drill" in name] == []
    for ward in (place.file("restored"), SECOND[2]):
        got, status = place.restore(ward)
        assert status == 0 and got["rooms"] == tried["rooms"], got
    got, status = place.restore(SECOND[2])
    assert status == 1, got
    got, status = place.restore(place.file("restored"))
    assert status == 1 and got["code"] == "exists", got
    got, status = place.backup(SECOND[2])
    assert status == 0 and got["whole"] and got["number"] == 3, got


def a_ward_comes_back_in_another_place():
    place = Place()
    place.fill(place.file("a"), 30)
    config = place.at(place.file("a"))
    backup = place.words("backup", config, "shinjuku", str(place.saved))
    assert tap.answer(*backup)[1] == 0
    (place.folder / "a").unlink()
    got, status = tap.answer(*place.words("restore", config, "--to", SECOND[3], str(place.saved), "shinjuku"))
    assert status == 0, got
    got, status = tap.answer(*backup)
    assert status == 0 and got["whole"], got
    got, status = place.migrate(SECOND[3], place.file("b"))
    assert status == 0, got


def the_office_is_saved_like_a_ward():
    place = Place()
    config = place.first
    got, status = tap.answer(*place.words("backup", config, "office", str(place.saved)))
    assert status == 0 and got["whole"], got
    assert place.drill()[1] == 0
    got, status = tap.answer(*place.words("restore", config, "--to", place.file("b"), str(place.saved), "office"))
    assert status == 2 and "configuration" in got["error"], got
    (place.folder / "first.office").unlink()
    got, status = tap.answer(*place.words("restore", config, str(place.saved), "office"))
    assert status == 0, got
    assert tap.answer("terminal", "list", "--json", "--config", config)[1] == 0


def a_ward_that_came_back_otherwise_is_let_in():
    place = Place()
    place.fill(place.file("a"), 120)
    assert place.backup(place.file("a"))[1] == 0
    config = place.at(place.file("a"))
    known, status = tap.answer(*place.words("erased", config, "shinjuku", str(place.saved)))
    assert status == 0 and known["erased"] > 0, known
    got, status = tap.answer(*place.words("readmit", config, "shinjuku", str(place.saved)))
    assert status == 0 and got["erased"] == known["erased"], got
    after, status = place.backup(place.file("a"))
    assert status == 0 and after["whole"], after
    (place.saved / "erased").unlink()
    got, status = tap.answer(*place.words("readmit", config, "shinjuku", str(place.saved)))
    assert status == 1 and got["code"] == "erasures", got


def nothing_of_it_is_in_clear():
    place = Place()
    place.fill(place.file("a"), 40)
    got, status = place.backup(place.file("a"))
    assert status == 0, got
    content = b"".join(file.read_bytes() for file in place.saved.iterdir())
    for text in ("ninpu", "見本", "v-01", "phone"):
        assert text.encode() not in content, text


def damage_is_found_by_the_drill():
    place = Place()
    place.fill(place.file("a"), 30)
    for number in range(3):
        got, status = place.backup(place.file("a"))
        assert status == 0, (number, got)
    first, second, third = sorted(place.saved.glob("0*"))
    content = bytearray(third.read_bytes())
    content[len(content) // 2] ^= 1
    third.write_bytes(content)
    got, status = place.drill()
    assert status == 1 and got["code"] == "damaged" and "--until" in got["remedy"], got
    assert place.drill("--until", "2")[1] == 0
    got, status = place.backup(place.file("a"))
    assert status == 1 and got["code"] == "damaged", got
    second.unlink()
    third.unlink()
    assert place.drill()[1] == 0
    first.unlink()
    got, status = place.drill()
    assert status == 1 and got["code"] == "nothing", got


def all_is_tried_and_what_came_of_it_is_noted():
    """Where the service looks, and the next who tries: beside what was saved."""
    place = Place()
    place.fill(place.file("a"), 20)
    config = place.at(place.file("a"))
    got, status = tap.answer(*place.words("drill", config, key=False))
    assert status == 1 and "[backup]" in got["error"], got
    with open(config, "a", encoding="utf-8") as file:
        file.write(f"[backup]\nfolder={place.folder / 'all'}\nkey={place.key}\n")
    (place.folder / "all").mkdir(mode=0o700)
    note = place.folder / "all" / "shinjuku" / "drilled"
    assert tap.answer(*place.words("save", config, key=False))[1] == 0
    assert json.loads((note.parent / "saved").read_text())["good"]
    left = place.folder / "madoguchi-drill-killed"
    left.mkdir()
    (left / "ward").write_text("noise")
    got, status = tap.answer(*place.words("drill", config, key=False))
    assert status == 0 and len(got["drilled"]) == 2 and "came back whole" in got["drilled"][0]["words"], got
    assert json.loads(note.read_text())["good"] and note.stat().st_mode & 0o77 == 0
    assert not left.exists() and not [name for name in os.listdir(place.folder) if "drill" in name]
    saved = next(note.parent.glob("*.whole"))
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(content)
    got, status = tap.answer(*place.words("drill", config, key=False))
    assert status == 1 and "shinjuku" in got["error"], got
    told = json.loads(note.read_text())
    assert "good" not in told and told["what"], told
    assert json.loads((place.folder / "all" / "office" / "drilled").read_text())["good"]  # those after it were tried


def a_wrong_key_and_an_open_one_are_refused():
    place = Place()
    place.fill(place.file("a"), 5)
    assert place.backup(place.file("a"))[1] == 0
    place.key.chmod(0o640)
    got, status = place.drill()
    assert status == 1 and "chmod" in got["error"], got
    place.key.chmod(0o600)
    place.key.write_text(os.urandom(32).hex())
    got, status = place.drill()
    assert status == 1 and got["code"] == "key", got
    for text in ("short", "0" * 64):
        place.key.write_text(text)
        got, status = place.drill()
        assert status == 1 and "key of backups" in got["error"], got
    got, status = tap.answer("service", "drill", "--json", str(place.saved))
    assert status == 2 and "--key" in got["error"], got


def limited(words, limit):
    def limit_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    done = subprocess.run([tap.PROGRAM, *words], capture_output=True, check=False, timeout=120, preexec_fn=limit_files)
    return json.loads(done.stdout), done.returncode


def a_full_disk_spoils_nothing():
    place = Place()
    place.fill(place.file("a"), 120)
    whole, status = place.backup(place.file("a"))
    assert status == 0, whole
    for limit in (1000, whole["bytes"] // 2):
        got, status = limited(place.words("backup", place.at(place.file("a")), "--whole", "shinjuku", str(place.saved)), limit)
        assert status == 1 and "error" in got, got
    for number, limit in enumerate((1000, 60000, 300000)):
        there = place.file(f"full{number}")
        got, status = limited(place.words("restore", place.at(there), str(place.saved), "shinjuku"), limit)
        assert status == 1, got
        words = place.words("migrate", place.at(place.file("a")), "shinjuku", place.file(f"move{number}"), key=False)
        got, status = limited(words, limit)
        assert status == 1, got
    assert place.drill()[1] == 0
    assert place.backup(place.file("a"))[1] == 0
    got, status = place.migrate(place.file("a"), place.file("move1"))
    assert status == 0, got


def places_are_read_or_refused():
    place = Place()
    place.fill(place.file("a"), 5)
    for there in ("/srv/ward", "sqlcipher:"):
        got, status = place.migrate(place.file("a"), there)
        assert status == 2 and "sqlcipher:FILE" in got["error"], got
    got, status = place.migrate(place.file("a"), "oracle:x")
    assert status == 1 and "no backend" in got["error"], got
    got, status = tap.answer(*place.words("backup", place.first, "chuo", str(place.saved)))
    assert status == 1 and "[ward chuo]" in got["error"], got
    got, status = place.backup(place.file("nowhere"))
    assert status == 1 and got["code"] in ("missing", "io"), got
    got, status = tap.answer("service", "backup-key", "--json", str(place.key))
    assert status == 1 and got["code"] == "exists", got


try:
    tap.run([(f"ctl keep {case.__name__.replace('_', ' ')}", case) for case in (
        a_ward_goes_to_postgresql_and_on_and_back,
        a_move_waits_for_the_service,
        a_move_that_is_killed_is_gone_on_with,
        nothing_is_moved_over_a_ward,
        what_was_saved_comes_back_elsewhere,
        a_ward_comes_back_in_another_place,
        the_office_is_saved_like_a_ward,
        a_ward_that_came_back_otherwise_is_let_in,
        nothing_of_it_is_in_clear,
        damage_is_found_by_the_drill,
        all_is_tried_and_what_came_of_it_is_noted,
        a_wrong_key_and_an_open_one_are_refused,
        a_full_disk_spoils_nothing,
        places_are_read_or_refused,
    )])
finally:
    clusters.stdin.close()
    clusters.wait(60)
