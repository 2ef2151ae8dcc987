"""`packet …` from cases to a receipt, opened by the tools that receivers have, and refused wherever something is wrong."""

import hashlib
import json
import os
import resource
import subprocess
import tempfile
from pathlib import Path

import tap

WARD = tempfile.TemporaryDirectory()
HERE = Path(WARD.name)
PROGRAMME = str(Path(os.environ["MADO_DATA_DIR"], "programmes/ninpu-r7.json"))


def key(name, password):
    got, status = tap.answer("packet", "key", str(HERE / f"{name}.key"), "--json", "--password-fd", "0",
                             typed=f"{password}\n".encode())
    assert status == 0, got
    (HERE / f"{name}.keys").write_text(f"# who may sign\n{got['public']} {name}\n")


def cases():
    made, _ = tap.answer("practice", "make", "--json", "--cases", "400", "--histories", "80", "--out", str(HERE / "practice"))
    assert made["ordered_yen"] > 0, made
    lines = (HERE / "practice/entities.jsonl").read_text().splitlines()
    ordered = [line for line in lines if '"state":"ordered"' in line and json.loads(line)["kind"] == "case"]
    (HERE / "cases.jsonl").write_text("\n".join(ordered) + "\n")
    return [json.loads(line) for line in ordered]


key("maker", "makers own")
key("ward", "wards own")
CASES = cases()
AMOUNT = sum(right["amount"] for case in CASES for right in case["body"]["rights"] if right["state"] == "ordered")


def make(number, folder, *words, limit=None, source="cases.jsonl"):
    """A packet, its answer, its status and its password."""
    reader, writer = os.pipe()

    def shrink():
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run([tap.PROGRAM, "packet", "make", str(HERE / source), "--json", "--programme", PROGRAMME, "--packet",
                           "planned", "--id", number, "--by", "a-012", "--key", str(HERE / "maker.key"), "--to", str(folder),
                           "--password-fd", "0", "--password-to", str(writer), *words],
                          input=b"makers own\n", capture_output=True, check=False, timeout=120, pass_fds=(writer,),
                          preexec_fn=shrink, restore_signals=False)
    os.close(writer)
    with os.fdopen(reader) as told:
        password = told.read().strip()
    return json.loads(done.stdout), done.returncode, password, done


def medium(name):
    folder = HERE / name
    folder.mkdir()
    return folder


def receive(archive, password, folder, *words, as_="ward", makers="maker.keys", own="wards own"):
    return tap.answer("packet", "receive", str(archive), "--json", "--makers", str(HERE / makers), "--as", as_, "--by", "w-001",
                      "--key", str(HERE / "ward.key"), "--to", str(folder), "--receipt", f"{folder}.receipt", "--password-fd", "0",
                      *words, typed=f"{password}\n{own}\n".encode())


MEDIUM = medium("medium")
MADE, STATUS, PASSWORD, _ = make("P-2026-0012", MEDIUM)
ARCHIVE = MEDIUM / "P-2026-0012.zip"


def a_packet_is_on_the_medium_and_nothing_beside_it():
    assert STATUS == 0, MADE
    assert [path.name for path in MEDIUM.iterdir()] == ["P-2026-0012.zip"]
    assert MADE["sha256"] == hashlib.sha256(ARCHIVE.read_bytes()).hexdigest()
    assert MADE["records"] == len(CASES) and MADE["total_amount"] == AMOUNT and MADE["findings"] == []


def its_password_is_told_and_stands_nowhere():
    assert len(PASSWORD) >= 20 and not set(PASSWORD) & set("0O1lI")
    assert PASSWORD not in json.dumps(MADE)
    for path in HERE.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path


def unpack_with_7z(folder):
    subprocess.run(["7z", "x", f"-p{PASSWORD}", f"-o{folder}", str(ARCHIVE)], check=True, capture_output=True, timeout=60)


def unpack_with_bsdtar(folder):
    folder.mkdir()
    subprocess.run(["bsdtar", "--passphrase", PASSWORD, "-xf", str(ARCHIVE), "-C", str(folder)], check=True, capture_output=True,
                   timeout=60)


def the_tools_of_receivers_open_it():
    for unpack in (unpack_with_7z, unpack_with_bsdtar):
        folder = HERE / unpack.__name__
        unpack(folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        assert {path.name for path in folder.iterdir()} == {"manifest.json", "README.txt", "data-1.csv"}
        for file in manifest["files"]:
            content = (folder / file["name"]).read_bytes()
            assert len(content) == file["bytes"] and hashlib.sha256(content).hexdigest() == file["sha256"]
        rows = (folder / "data-1.csv").read_bytes().decode("cp932").split("\r\n")
        assert len(rows) == len(CASES) + 2 and rows[0].startswith('"給付管理番号","氏名","氏名(カナ)"')
        for case, row in zip(CASES, rows[1:]):
            items = case["body"]["items"]
            assert row.startswith(f'"{items["control_no"]}","{items["name"]["kanji"]}","{items["name"]["kana"]}"'), row
            assert items["phone"] not in row and items.get("email", "@") not in row
        assert "支給予定データ" in (folder / "README.txt").read_text(encoding="utf-8-sig")


def a_wrong_password_opens_it_nowhere():
    assert subprocess.run(["7z", "t", "-pwrong", str(ARCHIVE)], capture_output=True, timeout=60, check=False).returncode != 0


def its_list_in_clear_tells_nothing():
    listed = subprocess.run(["7z", "l", "-slt", str(ARCHIVE)], check=True, capture_output=True, timeout=60).stdout.decode()
    assert listed.count("Method = AES-256") == 3 and listed.count("Modified = 1980-01-01") == 3
    assert listed.count("\nCRC = \n") == 3, "a checksum of the plain text would let somebody confirm a guess"


def check_tells_what_is_in_it():
    got, status = tap.answer("packet", "check", str(ARCHIVE), "--json", "--makers", str(HERE / "maker.keys"), "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    assert got["to"] == "ward" and got["records"] == len(CASES) and got["total_amount"] == AMOUNT
    assert got["sha256"] == MADE["sha256"] and "phone" not in got["items"]


def receipt(path, *words, receivers="ward.keys"):
    return tap.answer("packet", "receipt", str(path), "--json", "--receivers", str(HERE / receivers), *words)


def what_was_received_is_receipted():
    folder = HERE / "received"
    got, status = receive(ARCHIVE, PASSWORD, folder)
    assert status == 0, got
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "README.txt", "data-1.csv"}
    assert folder.stat().st_mode & 0o777 == 0o700
    paper = Path(f"{folder}.receipt")
    got, status = receipt(paper, "--digest", MADE["sha256"], "--records", str(len(CASES)), "--amount", str(AMOUNT))
    assert status == 0 and got["packet_id"] == "P-2026-0012" and got["received_by"] == "w-001", got
    for words, code in ((("--digest", "0" * 64), "digest"), (("--digest", MADE["sha256"], "--records", str(len(CASES) + 1)), "count"),
                        (("--digest", MADE["sha256"], "--amount", str(AMOUNT + 1)), "count")):
        got, status = receipt(paper, *words)
        assert status == 1 and got["code"] == code, got
    got, status = receipt(paper, "--digest", MADE["sha256"], receivers="maker.keys")
    assert status == 1 and got["code"] == "key-unknown", got
    paper.write_text(paper.read_text().replace("w-001", "w-002"))
    got, status = receipt(paper, "--digest", MADE["sha256"])
    assert status == 1 and got["code"] == "changed", got


def spoilt():
    content = bytearray(ARCHIVE.read_bytes())
    content[len(content) // 2] ^= 1
    path = HERE / "spoilt.zip"
    path.write_bytes(content)
    return path


def what_is_refused_leaves_nothing():
    folder = HERE / "refused"
    for code, tried in {
        "password": lambda: receive(ARCHIVE, "wrong", folder),
        "damaged": lambda: receive(spoilt(), PASSWORD, folder),
        "receiver": lambda: receive(ARCHIVE, PASSWORD, folder, as_="printer"),
        "key-unknown": lambda: receive(ARCHIVE, PASSWORD, folder, makers="ward.keys"),
        "missing": lambda: receive(HERE / "nothing.zip", PASSWORD, folder),
        "format": lambda: receive(HERE / "cases.jsonl", PASSWORD, folder),
    }.items():
        got, status = tried()
        assert status == 1 and (got["code"] == code or (code == "format" and got["code"] == "damaged")), (code, got)
        assert not folder.exists() and not Path(f"{folder}.receipt").exists(), code
        assert not list(HERE.glob("refused*")) and not list(HERE.glob(".refused*")), code
    got, status = receive(ARCHIVE, PASSWORD, folder, own="not the wards")
    assert status == 1 and got["code"] == "password" and not folder.exists(), got


def a_folder_that_is_there_is_left_alone():
    folder = medium("taken")
    (folder / "own").write_text("mine")
    got, status = receive(ARCHIVE, PASSWORD, folder)
    assert status == 1 and got["code"] == "exists", got
    assert [path.name for path in folder.iterdir()] == ["own"] and not Path(f"{folder}.receipt").exists()


def a_disc_holds_the_same_packet():
    folder = medium("disc")
    got, status, password, _ = make("P-2026-0013", folder, "--image")
    assert status == 0 and got["file"] == "P-2026-0013.iso", got
    for number, unpack in enumerate((["7z", "x", f"-o{HERE}/iso0"], ["bsdtar", "-C", f"{HERE}/iso1", "-xf"])):
        (HERE / f"iso{number}").mkdir()
        subprocess.run([*unpack, str(folder / "P-2026-0013.iso")], check=True, capture_output=True, timeout=60)
        archive = HERE / f"iso{number}/P-2026-0013.zip"
        assert hashlib.sha256(archive.read_bytes()).hexdigest() == got["sha256"]
        got_again, status = receive(archive, password, HERE / f"received{number}")
        assert status == 0, got_again


def a_full_medium_has_nothing_on_it():
    folder = medium("full")
    got, status, _, _ = make("P-2026-0014", folder, limit=1000)
    assert status == 1 and got["code"] == "full", got
    assert not list(folder.iterdir())


def a_number_is_used_once():
    got, status, _, _ = make("P-2026-0012", MEDIUM)
    assert status == 1 and got["code"] == "exists", got
    assert hashlib.sha256(ARCHIVE.read_bytes()).hexdigest() == MADE["sha256"]


def what_must_not_go_is_told_by_place():
    folder = medium("odd")
    case = json.loads(json.dumps(CASES[0]))
    case["body"]["items"]["address"] = "新宿区😀"
    (HERE / "odd.jsonl").write_text(json.dumps(case, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")
    got, status, _, done = make("P-2026-0015", folder, source="odd.jsonl")
    assert status == 1 and got["code"] == "content" and got["findings"][0]["code"] == "E_CHARSET", got
    assert "新宿区" not in done.stdout.decode() + done.stderr.decode() and not list(folder.iterdir())


def a_line_that_is_no_case_is_named():
    folder = medium("torn")
    first = (HERE / "cases.jsonl").read_text().splitlines()[0]
    (HERE / "torn.jsonl").write_text(f"{first}\n{first[:40]}\n")
    got, status, _, _ = make("P-2026-0017", folder, source="torn.jsonl")
    assert status == 1 and "torn.jsonl:2: " in got["error"] and not list(folder.iterdir()), got


def a_packet_of_nothing_is_not_made():
    folder = medium("none")
    got, status, _, _ = make("P-2026-0016", folder, "--batch", "0195eeb1-5a00-7abc-8def-0123456789ab")
    assert status == 1 and got["code"] == "content" and not list(folder.iterdir()), got


def wrong_numbers_and_missing_words_are_refused():
    folder = medium("wrong")
    for number in ("../P", "p-1", "", "-P", "P" * 33):
        got, status, _, _ = make(number, folder)
        assert status == 1 and got["code"] == "format", got
    assert not list(folder.iterdir())
    for words in (["check", "x"], ["receive", "x"], ["receipt", "x"], ["make", "x"]):
        got, status = tap.answer("packet", *words, "--json")
        assert status == 2 and "missing" in got["error"], got


def a_ledger_goes_out_and_is_proven():
    bundle = HERE / "ledger.json"
    done = tap.answer("ledger", "export", str(HERE / "practice/operations.jsonl"), "--json", "--programme", PROGRAMME, "--key",
                      str(HERE / "maker.key"), "--out", str(bundle), "--password-fd", "0", typed=b"makers own\n")
    operations = [json.loads(line) for line in (HERE / "practice/operations.jsonl").read_text().splitlines()]
    steps = [one for one in operations if one["kind"].startswith("handover.")]
    assert done[1] == 0 and done[0]["entries"] == len(steps) > 0 and done[0]["head"] != "0" * 64, done
    register = "".join(one["body"]["key"] + "\n" for one in operations if one["kind"] == "person.register")
    (HERE / "register.keys").write_text(register)
    (HERE / "all.keys").write_text(register + (HERE / "maker.keys").read_text())
    got, status = tap.answer("ledger", "verify", str(bundle), "--json", "--keys", str(HERE / "all.keys"))
    assert status == 0 and got["ok"] and got["entries"] == len(steps), got
    for words, code in ((("--keys", "register.keys"), "E_BUNDLE"), (("--keys", "all.keys", "--head", "1" * 64), "E_HEAD")):
        got, status = tap.answer("ledger", "verify", str(bundle), "--json", words[0], str(HERE / words[1]), *words[2:])
        assert status == 1 and [finding["code"] for finding in got["findings"]] == [code], got
    got, status = tap.answer("ledger", "verify", str(bundle), "--json", "--keys", str(HERE / "maker.keys"))
    assert status == 1 and {finding["code"] for finding in got["findings"]} == {"E_SIGNATURE"}, got
    got, status = tap.answer("ledger", "verify", str(ARCHIVE), "--json", "--keys", str(HERE / "maker.keys"))
    assert status == 1 and got["code"] == "format", got


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_packet_is_on_the_medium_and_nothing_beside_it,
    its_password_is_told_and_stands_nowhere,
    the_tools_of_receivers_open_it,
    a_wrong_password_opens_it_nowhere,
    its_list_in_clear_tells_nothing,
    check_tells_what_is_in_it,
    what_was_received_is_receipted,
    what_is_refused_leaves_nothing,
    a_folder_that_is_there_is_left_alone,
    a_disc_holds_the_same_packet,
    a_full_medium_has_nothing_on_it,
    a_number_is_used_once,
    what_must_not_go_is_told_by_place,
    a_line_that_is_no_case_is_named,
    a_packet_of_nothing_is_not_made,
    wrong_numbers_and_missing_words_are_refused,
    a_ledger_goes_out_and_is_proven,
)])
