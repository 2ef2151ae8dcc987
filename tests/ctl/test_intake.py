"""`intake …`: files into a real encrypted profile, shown first, and never twice."""

import json
import tempfile
import zipfile
from pathlib import Path

import tap

PASSWORD = "正しい馬の電池"
HEADINGS = "受付番号,申請日時,氏名,給付管理番号,職業\n"
JUNE = HEADINGS + "X1,2025-06-01,見本 花子,9000000001,船大工\nX2,2025-06-01,見本 太郎,9000000002,大工\n"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(60)

ward = tempfile.TemporaryDirectory()
got, status = tap.answer("practice", "make", "--json", "--cases", "20", "--histories", "4", "--store", ward.name,
                         "--password-fd", "0", typed=f"{PASSWORD}\n".encode())
assert status == 0, got
PROFILE = Path(ward.name, "ward")


def intake(verb, *words):
    return tap.answer("intake", verb, "--json", "--password-fd", "0", "--account", "verifier-1", "--role", "verifier",
                      str(PROFILE), *(str(word) for word in words), typed=f"{PASSWORD}\n".encode())


def entries():
    got, _ = tap.answer("store", "info", "--json", "--password-fd", "0", str(PROFILE), typed=f"{PASSWORD}\n".encode())
    return sum(got["journal"].values())


def put(name, content):
    path = Path(ward.name, name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def a_preview_writes_nothing():
    before = entries()
    got, status = intake("preview", put("june.csv", JUNE))
    assert status == 0, got
    (file,) = got["files"]
    assert file["map"] == "logo-2025-04" and file["purpose"] == "begins" and file["rows"] == 2
    assert file["cases"]["new"] == 2 and file["written"] == 0 and len(file["sha256"]) == 64
    assert entries() == before


def what_is_applied_comes_once():
    before = entries()
    got, status = intake("apply", put("june.csv", JUNE.encode("cp932")))
    assert status == 0 and got["files"][0]["written"] == 2 and got["files"][0]["charset"] == "CP932", got
    got, status = intake("apply", put("again.csv", JUNE))
    assert status == 0 and got["files"][0]["cases"]["same"] == 2 and got["files"][0]["written"] == 0, got
    assert entries() == before + 2


def what_is_refused_is_named_and_not_repeated():
    path = put("odd.csv", HEADINGS + "X9,2025-06-01,見本 花子,1,マイナンバー 123456789018\n")
    got, status = intake("preview", path)
    assert status == 1
    (row,) = got["files"][0]["odd"]
    assert row["row"] == 2 and row["state"] == "refused"
    assert {(finding["code"], finding["record"], finding["byte"]) for finding in row["findings"]} >= {("E_MY_NUMBER", 2, 5)}
    assert "123456789018" not in json.dumps(got) and "見本" not in json.dumps(got, ensure_ascii=False)


def attachments_come_by_their_names():
    path = Path(ward.name, "pictures.zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("X1_通帳.png", PICTURE)
        archive.writestr("../X2.png", PICTURE)
        archive.writestr("Y1.png", PICTURE)
    got, status = intake("apply", "--attachments", path)
    assert status == 1, got
    assert [(file["file"], file["state"], file["code"], file["written"]) for file in got["attachments"]] == [
        ("X1_通帳.png", "new", "", True),
        ("../X2.png", "refused", "E_PATH", False),
        ("Y1.png", "refused", "E_RECEIPT_UNKNOWN", False)], got


def a_list_is_saved_once():
    path = Path(ward.name, "list.csv")
    got, status = intake("preview", "--list", path, put("june.csv", JUNE))
    assert status == 0, got
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"File","Row"') and any('"june.csv","2"' in line for line in lines)
    got, status = intake("preview", "--list", path, put("june.csv", JUNE))
    assert status == 1 and got["code"] == "exists", got


def whoever_takes_in_is_named():
    done = tap.ctl("intake", "preview", "--password-fd", "0", str(PROFILE), typed=f"{PASSWORD}\n".encode())
    assert done.returncode == 2 and b"--account" in done.stderr


def what_is_not_due_stays():
    got, status = tap.answer("intake", "forget", "--json", "--password-fd", "0", str(PROFILE), typed=f"{PASSWORD}\n".encode())
    assert status == 0 and got["forgotten"] == 0, got


def people_read_lines():
    done = tap.ctl("intake", "preview", "--password-fd", "0", "--account", "verifier-1", "--role", "verifier",
                   str(PROFILE), str(put("june.csv", JUNE)), typed=f"{PASSWORD}\n".encode())
    assert done.returncode == 0 and done.stdout.decode().startswith("june.csv: Here already 2\n"), done.stdout


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_preview_writes_nothing,
    what_is_applied_comes_once,
    what_is_refused_is_named_and_not_repeated,
    attachments_come_by_their_names,
    a_list_is_saved_once,
    whoever_takes_in_is_named,
    what_is_not_due_stays,
    people_read_lines,
)])
