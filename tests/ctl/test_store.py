"""`store …` on real encrypted profiles: what is in them, and what is wrong with them."""

import fcntl
import hashlib
import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

SPOIL = sys.argv[3]
PASSWORD = "正しい馬の電池"
PAGE = 4096
OWN = 12


def store(verb, profile, *words, password=PASSWORD):
    return tap.answer("store", verb, "--json", "--password-fd", "0", str(profile), *words, typed=f"{password}\n".encode())


def make(folder, *words):
    got, status = tap.answer("practice", "make", "--json", "--cases", "400", "--histories", "40", "--pictures", "2", "--store",
                             str(folder), "--password-fd", "0", *words, typed=f"{PASSWORD}\n".encode())
    return got, status


ward = tempfile.TemporaryDirectory()
MADE, _ = make(Path(ward.name, "store"), "--out", str(Path(ward.name, "clear")))
ENTITIES = [json.loads(line) for line in Path(ward.name, "clear/entities.jsonl").read_text().splitlines()]


def copy(folder):
    shutil.copytree(Path(ward.name, "store"), folder, dirs_exist_ok=True)
    return Path(folder, "ward")


def spoil(profile, sql):
    subprocess.run([SPOIL, str(profile), PASSWORD, sql], check=True, timeout=60)


def flip(path, offset):
    content = bytearray(path.read_bytes())
    content[offset] ^= 0xFF
    path.write_bytes(content)


def info_says_what_is_there():
    got, status = store("info", Path(ward.name, "store/ward"))
    assert status == 0, got
    assert got["ward"] == "shinjuku" and got["programme"] == "ninpu-r7" and got["schema"] >= 4
    assert got["bytes"] == Path(ward.name, "store/ward.db").stat().st_size and got["bytes"] > 400 * 1000
    assert got["journal"]["saved"] == OWN and sum(got["journal"].values()) == OWN
    assert got["cursor"]["trusted"] and not got["cursor"]["loading"]
    states = {name: count for name, count in MADE["states"].items() if count > 0}
    assert {name.removeprefix("state:case:"): count for name, count in got["queues"].items()
            if name.startswith("state:case:")} == states


def files_of_a_profile_are_named_in_any_way():
    with tempfile.TemporaryDirectory() as folder:
        profile = copy(folder)
        (profile.parent / "terminal.share").rename(profile.parent / "elsewhere")
        for ending in ("", ".db", ".key"):
            got, status = store("info", f"{profile}{ending}", "--share", str(profile.parent / "elsewhere"))
            assert status == 0, got
        got, status = store("info", profile)
        assert status == 1 and got["code"] == "missing" and "terminal.share" in got["error"]


def nothing_of_it_is_in_clear():
    content = Path(ward.name, "store/ward.db").read_bytes()
    for entity in ENTITIES[:50]:
        for text in (entity["id"], entity["body"].get("items", {}).get("name", {}).get("kanji") or entity["id"]):
            assert text.encode() not in content


def a_sound_profile_has_no_findings():
    got, status = store("check", Path(ward.name, "store/ward"))
    assert status == 0 and got["findings"] == [], got


def findings_of(sql):
    with tempfile.TemporaryDirectory() as folder:
        profile = copy(folder)
        spoil(profile, sql)
        got, status = store("check", profile)
        assert all(finding["meaning"] and finding["remedy"] for finding in got["findings"])
        assert status == (1 if any(finding["severity"] == "error" for finding in got["findings"]) else 0)
        return [(finding["code"], finding.get("field"), {**finding}) for finding in got["findings"]]


def each_fault_is_found_in_its_place():
    for sql, code, field, place in (
        ("UPDATE counter SET count = count + 1 WHERE name = 'intake'", "E_COUNTER", "intake", {}),
        ("DELETE FROM queue_rung WHERE queue = 'intake'", "E_LADDER", "intake", {}),
        ("UPDATE queue_row SET key = x'00' WHERE queue = 'intake' AND row = (SELECT min (row) FROM queue_row"
         " WHERE queue = 'intake')", "E_STAND", "intake", {}),
        ("UPDATE entity SET state = 'paid' WHERE row = 7 AND state <> 'paid' OR row = 7 AND version = 0;"
         "UPDATE entity SET version = version + 1 WHERE row = 7", "E_ROW", None, {"row": 7}),
        ("INSERT INTO search (search) VALUES ('delete-all')", "E_SEARCH", None, {}),
        ("DELETE FROM receipt WHERE claim = (SELECT min (claim) FROM receipt)", "E_RECEIPTS", None, {}),
        ("UPDATE receipt SET row = 0 WHERE claim = (SELECT min (claim) FROM receipt)", "E_RECEIPTS", None, {}),
        ("INSERT INTO attachment SELECT id, randomblob (32), '1.png', 'image/png', 1 FROM entity LIMIT 2", "E_ATTACHMENT", None,
         {"number": 2}),
        ("INSERT INTO attachment SELECT entity, hash, '1.png', 'image/png', 1 FROM blob_owner LIMIT 1", "E_ATTACHMENT", None,
         {"number": 1}),
        ("INSERT INTO import_row SELECT randomblob (16), 2, id, randomblob (32) FROM entity LIMIT 3", "E_IMPORT", None,
         {"number": 3}),
        ("INSERT INTO import VALUES (randomblob (16), 'logo-2025-04', '6.csv', randomblob (32), 1, 'a-01', 9, 0)", "W_IMPORT",
         "logo-2025-04", {}),
        ("UPDATE journal SET text = x'7b7d' WHERE dseq = 5", "E_JOURNAL", None, {"entry": 5}),
        ("DELETE FROM journal WHERE dseq = 3", "E_JOURNAL", None, {"entry": 3}),
        ("UPDATE cursor SET received = 99", "E_CURSOR", "received", {"number": 99}),
        ("UPDATE cursor SET place = 'somewhere'", "W_LOADING", None, {}),
    ):
        found = findings_of(sql)
        assert any(got == code and where == field and all(finding.get(key) == value for key, value in place.items())
                   for got, where, finding in found), (sql, found)


def an_erased_operation_is_no_fault():
    assert findings_of("UPDATE journal SET text = NULL WHERE dseq = 5") == []


def damaged_pages_are_named():
    with tempfile.TemporaryDirectory() as folder:
        profile = copy(folder)
        last = profile.with_suffix(".db").stat().st_size // PAGE
        for page in (last // 2, last - 3):
            flip(profile.with_suffix(".db"), (page - 1) * PAGE + 1000)
        got, status = store("check", profile)
        assert status == 1, got
        assert [finding["page"] for finding in got["findings"] if finding["code"] == "E_PAGE"] == [last // 2, last - 3]
        assert all("copy" in finding["remedy"] for finding in got["findings"] if finding["code"] == "E_PAGE")
        people = tap.ctl("store", "check", "--password-fd", "0", str(profile), typed=PASSWORD.encode())
        assert people.returncode == 1 and f"E_PAGE page {last // 2}: ".encode() in people.stdout


def refused(code, spoiled=lambda profile: None, **words):
    with tempfile.TemporaryDirectory() as folder:
        profile = copy(folder)
        spoiled(profile)
        for verb in ("info", "check", "export-mine"):
            got, status = store(verb, profile, **words)
            assert status == 1 and got["code"] == code and got["remedy"], (verb, got)
            assert PASSWORD not in json.dumps(got, ensure_ascii=False)


def what_does_not_open_says_why():
    refused("password", password="wrong")
    refused("newer", lambda profile: spoil(profile, "PRAGMA user_version = 9999"))
    refused("not-a-database", lambda profile: flip(profile.with_suffix(".db"), 100))
    refused("key-damaged", lambda profile: flip(profile.with_suffix(".key"), 60))
    refused("missing", lambda profile: profile.with_suffix(".db").unlink())
    refused("missing", lambda profile: profile.with_suffix(".key").unlink())
    refused("password", lambda profile: (profile.parent / "terminal.share").write_bytes(bytes(32)))
    refused("share-missing", lambda profile: (profile.parent / "terminal.share").write_bytes(b"short"))


def a_profile_in_use_is_left_alone():
    with tempfile.TemporaryDirectory() as folder:
        profile = copy(folder)
        with profile.with_suffix(".lock").open("r+") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            got, status = store("info", profile)
            assert status == 1 and got["code"] == "in-use", got
        assert store("info", profile)[1] == 0


def another_programme_is_refused():
    programme = Path(__file__).resolve().parents[2] / "data/programmes/kosodate-oen-r7.json"
    got, status = store("search", Path(ward.name, "store/ward"), "山", "--programme", str(programme))
    assert status == 1 and got["code"] == "programme", got


def passwords_are_no_words():
    profile = str(Path(ward.name, "store/ward"))
    assert tap.ctl("store", "info", "--password", PASSWORD, profile).returncode == 2
    assert tap.ctl("store", "info", "--password-fd", "secret", profile).returncode == 2
    assert tap.ctl("store", "info", "--password-fd", "0", profile, typed=b"").returncode == 1
    assert tap.ctl("store", "info", "--password-fd", "77", profile).returncode == 1


def the_password_is_asked_for_and_not_shown():
    program, profile = str(Path(tap.PROGRAM).resolve()), str(Path(ward.name, "store/ward"))
    process, terminal = pty.fork()
    if process == 0:
        os.execv(program, [program, "store", "info", profile])
    seen = b""
    while b"Password: " not in seen:
        seen += os.read(terminal, 1000)
    os.write(terminal, f"{PASSWORD}\n".encode())
    try:
        while piece := os.read(terminal, 1000):
            seen += piece
    except OSError:  # the other side is gone
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0, seen
    assert b"ward: shinjuku" in seen and PASSWORD.encode() not in seen


def search_finds_pages_and_totals():
    case = next(entity for entity in ENTITIES if entity["kind"] == "case" and entity["body"]["items"].get("phone"))
    profile = Path(ward.name, "store/ward")
    got, status = store("search", profile, case["body"]["items"]["phone"])
    assert status == 0 and got["is_all"] and case["id"] in [hit["id"] for hit in got["hits"]], got
    assert got["hits"][0]["field"] == "phone" and got["hits"][0]["how"] == "exact" and not got["hits"][0]["variant"]
    got, status = store("search", profile, "東京都", "--limit", "5")
    assert len(got["hits"]) == 5 < got["total"] and {hit["field"] for hit in got["hits"]} == {"address"}
    got, status = store("search", profile, "存在しない名前")
    assert status == 0 and got["total"] == 0 and got["hits"] == []
    assert tap.ctl("store", "search", "--limit", "0", str(profile), "山").returncode == 2
    got, status = store("search", profile, "山" * 400)
    assert status == 1 and got["code"] == "too-long", got


def variants_are_found_and_marked():
    """Who is told 埜 over the telephone finds 野, and sees that it is not what was typed; 﨑 and 崎 are one character."""
    cases = [entity for entity in ENTITIES if entity["kind"] == "case"]
    for written, typed, is_variant in (("野", "埜", True), ("﨑", "崎", False)):
        case = next(case for case in cases if written in case["body"]["items"]["name"]["kanji"])
        name = case["body"]["items"]["name"]["kanji"].replace(written, typed)
        got, status = store("search", Path(ward.name, "store/ward"), name)
        assert status == 0 and [hit["variant"] for hit in got["hits"] if hit["id"] == case["id"]] == [is_variant], (name, got)


def own_work_is_exported_as_it_was_saved():
    profile = Path(ward.name, "store/ward")
    done = tap.ctl("store", "export-mine", "--password-fd", "0", str(profile), typed=PASSWORD.encode())
    lines = done.stdout.splitlines()
    assert done.returncode == 0 and len(lines) == OWN
    for number, line in enumerate(lines, 1):
        entry = json.loads(line)
        operation = line[line.index(b'"operation":') + len(b'"operation":'):-1]
        assert entry["dseq"] == number and entry["state"] == "saved"
        assert entry["hash"] == hashlib.sha256(operation).hexdigest()
        assert entry["operation"]["actor"] == "verifier-1"
    got, status = store("export-mine", profile)
    assert status == 0 and [entry["dseq"] for entry in got["entries"]] == list(range(1, OWN + 1))
    assert got["entries"][0]["operation"] == json.loads(lines[0])["operation"]


def one_folder_takes_one_ward():
    with tempfile.TemporaryDirectory() as folder:
        profile = copy(folder)
        before = profile.with_suffix(".db").read_bytes()
        got, status = make(folder)
        assert status == 1 and got["code"] == "exists", got
        assert profile.with_suffix(".db").read_bytes() == before


tap.run([(case.__name__.replace("_", " "), case) for case in (
    info_says_what_is_there,
    files_of_a_profile_are_named_in_any_way,
    nothing_of_it_is_in_clear,
    a_sound_profile_has_no_findings,
    each_fault_is_found_in_its_place,
    an_erased_operation_is_no_fault,
    damaged_pages_are_named,
    what_does_not_open_says_why,
    a_profile_in_use_is_left_alone,
    another_programme_is_refused,
    passwords_are_no_words,
    the_password_is_asked_for_and_not_shown,
    search_finds_pages_and_totals,
    variants_are_found_and_marked,
    own_work_is_exported_as_it_was_saved,
    one_folder_takes_one_ward,
)])
