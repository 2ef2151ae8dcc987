"""`zengin check` with a day and a list of banks, and the shape of its answer for people."""

import json
import sys
import tempfile
from pathlib import Path

import tap

VECTORS = Path(sys.argv[2]) / "vectors"
FIXTURE = str(VECTORS / "bank-master.fixture.tsv")
VALID = json.loads((VECTORS / "zengin.vectors.json").read_text(encoding="utf-8"))["valid"]
folder = tempfile.TemporaryDirectory()
file = Path(folder.name) / "transfer"


def check(*options: str, place: tuple[int, int] = (1, 1), content: bytes = b"1") -> tuple[list, int]:
    """What is found in the sound file after the content came to stand at (record, byte) of it; and the exit status."""
    transfer = bytearray.fromhex(VALID[0]["hex"])
    start = (place[0] - 1) * 122 + place[1] - 1
    transfer[start:start + len(content)] = content
    file.write_bytes(transfer)
    got, status = tap.answer("zengin", "check", "--json", *options, str(file))
    assert got["ok"] is (status == 0), got
    return [[item["code"], item["record"], item["byte"]] for item in got["findings"]], status


def a_day_of_any_form_is_taken():
    for day in ("2025-04-01", "20250401", "令和7年4月1日", "R7.4.1"):
        assert check("--on", day) == ([], 0), day
    assert check("--on", "令和7年2月1日") == ([["E_DATE_FAR", 1, 55]], 1)
    assert check("--on", "2025-04-01", place=(1, 55), content=b"0429") == ([["E_DATE_CLOSED", 1, 55]], 1)


def a_list_of_banks_is_asked():
    assert check("--master", FIXTURE, "--on", "2025-04-01") == ([], 0)
    assert check("--master", FIXTURE, place=(2, 2), content=b"0002") == ([["E_BANK_NONE", 2, 2]], 1)
    assert check("--master", FIXTURE, place=(1, 78), content=b"210") == ([["E_BRANCH_NONE", 1, 78]], 1)


def japan_post_bank_is_looked_at_with_either():
    for options in (["--on", "2025-04-01"], ["--master", FIXTURE]):
        assert check(*options, place=(3, 43), content=b"4") == ([["W_YUCHO_TYPE", 3, 43]], 0)
        assert check(*options, place=(3, 21), content=b"017") == ([["E_YUCHO_STORE", 3, 21]], 1)


def without_them_only_the_file_is_judged():
    for place, content in (((3, 21), b"017"), ((1, 55), b"0429"), ((2, 2), b"0002")):
        assert check(place=place, content=content) == ([], 0)


def what_the_options_name_must_make_sense():
    done = tap.ctl("zengin", "check", "--json", "--on", "3/4", str(file))
    assert done.returncode == 2 and "--on" in json.loads(done.stdout)["error"]
    for master in ("/nonexistent/banks.tsv", str(file)):
        got, status = tap.answer("zengin", "check", "--json", "--master", master, str(file))
        assert status == 1 and got["ok"] is False and got["error"], got


def people_see_the_payments_too():
    file.write_bytes(bytes.fromhex(VALID[0]["hex"]))
    done = tap.ctl("zengin", "check", str(file))
    for payment in VALID[0]["groups"][0]["data"]:
        assert f"payee_name: {payment['payee_name']}\n" in done.stdout.decode()
    assert done.returncode == 0


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_day_of_any_form_is_taken,
    a_list_of_banks_is_asked,
    japan_post_bank_is_looked_at_with_either,
    without_them_only_the_file_is_judged,
    what_the_options_name_must_make_sense,
    people_see_the_payments_too,
)])
