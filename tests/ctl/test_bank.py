"""`payment result` with the bank's own file: that of 004, which left as a packet and comes back with a digit in each row."""

import subprocess
import tempfile
from pathlib import Path

import tap

WARD = tempfile.TemporaryDirectory()
HERE = Path(WARD.name)
PASSWORD = "horse staple 7"
PROFILE = str(HERE / "store/ward")
PROGRAMME = Path(__file__).resolve().parents[2] / "data/programmes/kosodate-oen-r7.json"
NOW, DAY = "2026-03-02T01:00:00.000000Z", "2026-03-10"
PAYER = ["--consignor", "1234567890", "--consignor-name", "ﾐﾎﾝｼ", "--from-bank", "0001", "--from-branch", "001",
         "--from-kind", "1", "--from-number", "7654321"]
LINE = 122  # with its line end
RESULT, YEN, KEY, FROM_BANK = 111, 89, 100, 61  # bytes of a row, from 0; of the header


def payment(verb, *words, role="ward"):
    return tap.answer("payment", verb, PROFILE, "--json", "--account", "ward-1", "--role", role, "--password-fd", "0", "--at",
                      NOW, *(str(word) for word in words), typed=f"{PASSWORD}\n".encode())


def find_batch():
    for one in reversed(payment("history")[0]["batches"]):
        rows = payment("show", one["batch"])[0]["rows"]
        waiting = [row for row in rows if row["state"] == "ordered"]
        if one["state"] == "approved" and len(waiting) > 2:
            return one["batch"], waiting
    raise AssertionError("the made-up ward has no batch that waits for the bank")


def open_packet(path, notice):
    text = subprocess.run(["pdftotext", "-layout", str(notice), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    rows = [line.split() for line in text.splitlines()]
    password = "".join("".join(row) for row in rows if 4 <= len(row) <= 5 and all(len(sign) == 1 for sign in row))
    out = HERE / "bank-opened"
    done = subprocess.run(["7z", "x", f"-p{password}", f"-o{out}", str(path)], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout
    return next(path.read_bytes() for path in out.rglob("*") if path.is_file() and path.stat().st_size % LINE == 0
                and path.read_bytes().startswith(b"121"))


def set_up():
    got, status = tap.answer("practice", "make", "--json", "--programme", str(PROGRAMME), "--cases", "300", "--histories", "160",
                             "--role", "ward", "--store", str(HERE / "store"), "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    batch, rows = find_batch()
    made, status = payment("file", batch, "--day", DAY, "--make", *PAYER)
    assert status == 0, made
    medium, drawer = HERE / "bank", HERE / "drawer"
    medium.mkdir()
    drawer.mkdir()
    got, status = tap.answer("handover", "make", PROFILE, "--json", "--account", "ward-1", "--password-fd", "0", "--packet",
                             "payment", "--batch", batch, "--pay", "paid", "--id", "P-1", "--to", str(medium), "--notice-id",
                             "P-1-N", "--notice-to", str(drawer), typed=f"{PASSWORD}\n".encode() * 2)
    assert status == 0, got
    return batch, rows, open_packet(medium / "P-1.zip", drawer / "P-1-N.pdf")


BATCH, ROWS, SENT = set_up()


def put(name, text):
    path = HERE / name
    path.write_bytes(bytes(text))
    return path


def answered():
    """What the bank sends back: the first account is not there."""
    text = bytearray(SENT)
    for number in range(1, len(ROWS) + 1):
        text[number * LINE + RESULT] = ord("2" if number == 1 else "0")
    return text


def other(text, at):
    text[at] = ord("8" if text[at] == ord("9") else "9")
    return text


def states():
    return [row["state"] for row in payment("show", BATCH)[0]["rows"] if row["receipt"] in {row["receipt"] for row in ROWS}]


def what_was_sent_is_the_batch():
    assert len(SENT) == (len(ROWS) + 3) * LINE and SENT.startswith(b"121")


def a_file_that_is_not_of_what_was_sent_is_refused_as_a_whole():
    for name, text, code in (("cut.txt", answered()[:-LINE], "E_NOEND"),
                             ("yen.txt", other(answered(), LINE + YEN), "E_TOTAL"),
                             ("bank.txt", other(answered(), FROM_BANK), "E_OTHER_BANK"),
                             ("length.txt", answered()[:20] + answered()[21:], "E_LEN")):
        got, status = payment("result", "--apply", BATCH, put(name, text))
        assert status == 1 and code in [finding["code"] for finding in got["findings"]] and got["written"] == 0, (name, got)
    assert set(states()) == {"ordered"}


def a_transfer_that_nobody_sent_is_listed_with_its_row():
    got, status = payment("result", "--apply", BATCH, put("key.txt", other(answered(), LINE + KEY)))
    assert status == 1 and got["written"] == 0, got
    assert sorted(row["state"] for row in got["odd"]) == ["missing", "unknown"] and all(row["message"] for row in got["odd"]), got
    assert set(states()) == {"ordered"}


def what_the_bank_says_is_shown_and_then_taken_over_once():
    path = put("result.txt", answered())
    got, status = payment("result", BATCH, path)
    assert status == 0 and got["balanced"] and got["rows"]["equal"] == len(ROWS) and got["written"] == 0, got
    got, status = payment("result", "--apply", BATCH, path)
    assert status == 0 and got["written"] == len(ROWS), got
    assert sorted(states()) == ["failed"] + ["paid"] * (len(ROWS) - 1), states()
    got, status = payment("result", "--apply", BATCH, path)
    assert status == 1 and got["findings"][0]["code"] == "E_FILE_SEEN" and got["written"] == 0, got


def what_the_bank_calls_back_asks_a_second_person():
    text = bytearray(SENT)
    for number in range(1, len(ROWS) + 1):
        text[number * LINE + RESULT] = ord("8" if number == 2 else "2" if number == 1 else "0")
    path = put("back.txt", text)
    got, _ = payment("result", BATCH, path)
    assert got["rows"]["equal"] == 1 and got["written"] == 0, got
    got, status = payment("result", "--apply", BATCH, path)
    assert status == 0 and got["written"] == 1, got
    assert sorted(states()) == ["failed"] + ["paid"] * (len(ROWS) - 1)


tap.run([(case.__name__.replace("_", " "), case) for case in (
    what_was_sent_is_the_batch,
    a_file_that_is_not_of_what_was_sent_is_refused_as_a_whole,
    a_transfer_that_nobody_sent_is_listed_with_its_row,
    what_the_bank_says_is_shown_and_then_taken_over_once,
    what_the_bank_calls_back_asks_a_second_person,
)])
