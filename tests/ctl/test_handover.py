"""`handover …` on a profile: packet, notice and entries come together, and nothing leaves the profile without them."""

import hashlib
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

import tap

WARD = tempfile.TemporaryDirectory()
HERE = Path(WARD.name)
PASSWORD = "horse staple 7"
PROFILE = str(HERE / "store/ward")
MEDIUM, DRAWER = HERE / "medium", HERE / "drawer"


def call(verb, *words, typed=2):
    return tap.answer("handover", verb, PROFILE, "--json", "--account", "lead-1", "--password-fd", "0", *words,
                      typed=f"{PASSWORD}\n".encode() * typed)


def set_up():
    got, status = tap.answer("practice", "make", "--json", "--cases", "300", "--histories", "160", "--role", "lead", "--out",
                             str(HERE / "out"), "--store", str(HERE / "store"), "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    MEDIUM.mkdir()
    DRAWER.mkdir()
    for line in (HERE / "out/entities.jsonl").read_text().splitlines():
        body = json.loads(line)["body"]
        if any(right["state"] == "ordered" for right in body.get("rights", [])):
            return body["batch"]["id"]
    raise AssertionError("nothing is ordered")


BATCH = set_up()


def make(number, *words, to=MEDIUM, notice_to=DRAWER):
    return call("make", "--packet", "planned", "--batch", BATCH, "--id", number, "--to", str(to), "--notice-id", f"{number}-N",
                "--notice-to", str(notice_to), *words)


def numbers():
    got, status = call("list", typed=1)
    assert status == 0, got
    return {one["number"]: one for one in got["handovers"]}


def a_packet_comes_with_its_notice_and_both_entries():
    got, status = make("P-2026-0100")
    assert status == 0, got
    assert sorted(path.name for path in MEDIUM.iterdir()) == ["P-2026-0100.zip"]
    assert sorted(path.name for path in DRAWER.iterdir()) == ["P-2026-0100-N.pdf"]
    entries = numbers()
    assert entries["P-2026-0100"]["records"] == got["records"] > 0
    assert entries["P-2026-0100-N"]["kind"] == "password_notice"


def the_password_on_the_notice_opens_the_packet():
    text = subprocess.run(["pdftotext", "-layout", str(DRAWER / "P-2026-0100-N.pdf"), "-"], check=True, capture_output=True,
                          timeout=60).stdout.decode()
    rows = [line.split() for line in text.splitlines()]
    password = "".join("".join(row) for row in rows if 4 <= len(row) <= 5 and all(len(sign) == 1 for sign in row))
    assert len(password) == 24, text
    done = subprocess.run(["7z", "t", f"-p{password}", str(MEDIUM / "P-2026-0100.zip")], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


def a_number_is_one_medium():
    before = numbers()
    got, status = make("P-2026-0100")
    assert status == 1 and "E_EXISTS" in got["error"], got
    assert numbers() == before


def the_notice_never_lies_on_the_medium():
    got, status = make("P-2026-0101", notice_to=MEDIUM)
    assert status == 1 and got["code"] == "beside", got
    assert "P-2026-0101" not in numbers() and len(list(MEDIUM.iterdir())) == 1


def a_medium_that_is_out_takes_nothing():
    got, status = make("P-2026-0102", to=HERE / "pulled")
    assert status == 1 and got["code"] == "missing", got
    assert "P-2026-0102" not in numbers() and len(list(DRAWER.iterdir())) == 1


def a_profile_gives_no_packet_without_an_entry():
    got, status = tap.answer("packet", "make", PROFILE, "--json", "--programme", "x", "--packet", "planned", "--id", "P-1", "--by", "x",
                             "--key", "x", "--to", str(MEDIUM))
    assert status == 1 and "handover make" in got["error"], got


def payment(verb, *words):
    return tap.answer("payment", verb, PROFILE, "--json", "--account", "lead-1", "--role", "lead", "--password-fd", "0",
                      "--at", "2026-03-02T01:00:00.000000Z", *words, typed=f"{PASSWORD}\n".encode())


def find_payable():
    for one in reversed(payment("history")[0]["batches"]):
        rows = payment("show", one["batch"])[0]["rows"]
        if any(row["pay"] == "pay" for row in rows) and not any(row["state"] == "planned" for row in rows):
            return one["batch"]
    raise AssertionError("nothing can be paid")


def the_file_for_the_bank_leaves_as_a_packet():
    batch, medium = find_payable(), HERE / "bank"
    medium.mkdir()
    words = ["--packet", "planned", "--batch", batch, "--pay", "pay", "--id", "P-2026-0110", "--to", str(medium), "--notice-id",
             "P-2026-0110-N", "--notice-to", str(DRAWER)]
    got, status = call("make", *words)
    assert status == 1 and got["code"] == "missing" and not list(medium.iterdir()), got
    file, status = payment("file", batch, "--pay", "pay", "--day", "2026-03-10", "--make", "--consignor", "1234567890",
                           "--consignor-name", "ﾐﾎﾝｼ", "--from-bank", "0001", "--from-branch", "001", "--from-kind", "1",
                           "--from-number", "7654321")
    assert status == 0, file
    got, status = call("make", *words)
    assert status == 0 and got["records"] == file["count"] and got["total_amount"] == file["sum"], got
    entry = numbers()["P-2026-0110"]
    assert entry["records"] == file["count"], entry
    notice = subprocess.run(["pdftotext", "-layout", str(DRAWER / "P-2026-0110-N.pdf"), "-"], capture_output=True, check=True)
    assert notice.stdout


def overdue_and_waiting_are_told():
    entries = numbers()
    assert entries["P-0002"]["overdue"] and entries["P-0002"]["out"] and not entries["P-0001"]["out"]


def the_slip_is_printed_from_the_ledger():
    got, status = call("print", "--number", "p-0002", "--out", str(HERE / "slip.pdf"), typed=1)
    assert status == 0, got
    text = subprocess.run(["pdftotext", str(HERE / "slip.pdf"), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    assert "確認記録票" in text and "P-0002" in text and "S-1011" in text


def the_report_of_erasure_names_what_is_out():
    got, status = call("print", "--erasure", "E-1", "--out", str(HERE / "erasure.pdf"), typed=1)
    assert status == 1 and "P-0002" in got["open"] and "P-0001" not in got["open"], got
    assert not (HERE / "erasure.pdf").exists()
    got, status = call("print", "--erasure", "E-1", "--receiver", "ward-1", "--out", str(HERE / "erasure.pdf"), typed=1)
    assert status == 1 and "P-0002" in got["open"] and "P-0005" not in got["open"], got
    got, status = call("print", "--erasure", "E-1", "--receiver", "nobody", "--out", str(HERE / "erasure.pdf"), typed=1)
    assert status == 1 and "had nothing" in got["error"], got


def a_receiver_without_the_program_is_entered():
    got, status = tap.answer("practice", "make", "--json", "--cases", "300", "--histories", "80", "--role", "ward", "--out",
                             str(HERE / "out2"), "--store", str(HERE / "store2"), "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    (HERE / "packet").write_bytes(b"P-0004")

    def state(out, *words):
        return tap.answer("packet", "state", "P-0004", "--json", "--step", "receive", "--by", "ward-1", "--key",
                          str(HERE / "store2/ward.sign"), "--out", str(HERE / out), "--password-fd", "0", *words,
                          typed=f"{PASSWORD}\n".encode())

    got, status = state("two.json", "--media", "2", "--seal", "S-1031", "--file", str(HERE / "packet"))
    assert status == 0, got
    got, status = call("attest", "--statement", str(HERE / "two.json"))
    assert status == 1 and "E_COUNT" in got["error"] and numbers()["P-0004"]["state"] == "carried", got
    got, status = state("one.json", "--media", "1", "--seal", "S-1031", "--file", str(HERE / "packet"))
    assert status == 0, got
    (HERE / "changed.json").write_text((HERE / "one.json").read_text().replace('"S-1031"', '"S-1032"'))
    got, status = call("attest", "--statement", str(HERE / "changed.json"))
    assert status == 1 and "E_SIGNATURE" in got["error"] and numbers()["P-0004"]["state"] == "carried", got
    got, status = call("attest", "--statement", str(HERE / "packet"))
    assert status == 1 and got["code"] == "format", got
    got, status = call("attest", "--statement", str(HERE / "one.json"))
    assert status == 0 and numbers()["P-0004"]["state"] == "received", got


def sign(number, step, **facts):
    return call("sign", "--number", number, "--step", step, "--facts", json.dumps(facts))


def next_of(number):
    return {one["step"]: one["obstacle"] for one in numbers()[number]["next"]}


def letters_go_through_nine_steps():
    got, status = call("order", "--number", "P-0002", "--id", "L-2", "--content", "案内文")
    assert status == 0, got
    assert numbers()["L-2"]["state"] == "ordered" and numbers()["L-2"]["records"] == numbers()["P-0002"]["records"]
    got, status = sign("L-2", "enclose", media=61, paper="N-1")
    assert status == 1 and "E_STATE" in got["error"], got
    got, status = sign("L-2", "print", media=60, paper="N-1")
    assert status == 1 and "E_COUNT" in got["error"], got
    for step, paper in (("print", "N-1"), ("enclose", "N-2")):
        got, status = sign("L-2", step, media=61, paper=paper)
        assert status == 0, got
    assert next_of("L-2") == {"deliver": "E_MEDIUM_OUT"}, next_of("L-2")
    got, status = sign("L-2", "deliver", media=61, carrier="見本 三郎", bag="B-9", seal="S-9", paper="N-3")
    assert status == 1 and "E_MEDIUM_OUT" in got["error"] and numbers()["L-2"]["state"] == "enclosed", got
    got, status = call("sign", "--number", "L-2", "--step", "deliver", "--facts", "media")
    assert status == 1 and "--facts" in got["error"], got


def what_is_held_says_who_holds_it():
    got, status = sign("P-0004", "hold", reason="監査")
    assert status == 0, got
    got, status = sign("P-0004", "hold", reason="監査")
    assert status == 1 and "E_HELD" in got["error"] and "lead-1" in got["error"], got


def a_photo_is_attached_to_an_entry():
    picture = Path(__file__).resolve().parents[1] / "data/documents/decision-1.png"
    seal = HERE / "封印.png"
    seal.write_bytes(picture.read_bytes())
    got, status = call("attach", "--number", "P-0002", "--photo", str(seal), "--text", "封印 S-1011")
    assert status == 0, got
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    assert numbers()["P-0002"]["photos"] == [{"text": "封印 S-1011", "name": "封印.png", "sha256": digest}]
    got, status = call("attach", "--number", "P-0002", "--photo", str(seal), "--text", "もう一度")
    assert status == 1 and "E_EXISTS" in got["error"], got
    got, status = call("attach", "--number", "P-0002", "--photo", str(HERE / "packet"), "--text", "x")
    assert status == 1 and "neither PNG, JPEG nor PDF" in got["error"], got
    got, status = call("attach", "--number", "P-0002", "--photo", str(HERE / "absent.png"), "--text", "x")
    assert status == 1 and got["code"] == "missing", got
    got, status = sign("P-0002", "attach", hash=digest, type="image/png", name="x", text="x")
    assert status != 0 and "handover attach" in got["error"], got
    assert len(numbers()["P-0002"]["photos"]) == 1
    assert all(picture.read_bytes()[:64] not in path.read_bytes() for path in (HERE / "store").iterdir() if path.is_file())
    got, status = call("print", "--number", "P-0002", "--out", str(HERE / "photo.pdf"), typed=1)
    text = subprocess.run(["pdftotext", str(HERE / "photo.pdf"), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    assert status == 0 and "写真・写し" in text and "封印 S-1011" in text, text


def call_ward(verb, *words, typed=2):
    return tap.answer("handover", verb, str(HERE / "store2/ward"), "--json", "--account", "ward-1", "--password-fd", "0", *words,
                      typed=f"{PASSWORD}\n".encode() * typed)


def nothing_is_erased_before_its_term_is_over():
    got, status = call("due", typed=1)
    assert status == 0 and got["count"] == 0 and got["erasures"] == [] and "until" not in got, got
    got, status = call("erase", "--id", "E-1")
    assert status == 1 and "no term is over" in got["error"], got
    got, status = call("approve", "--number", "E-1")
    assert status == 1 and "no erasure" in got["error"], got
    got, status = call("erase")
    assert status == 2 and "--id" in got["error"], got


def the_ward_preserves_and_lifts():
    got, status = call("preserve", "--reason", "監査")
    assert status == 1 and "E_ROLE" in got["error"], got
    got, status = call_ward("preserve", "--reason", "監査")
    assert status == 0, got
    got, status = call_ward("due", typed=1)
    assert status == 0 and [one["state"] for one in got["preservations"]] == ["held"], got
    held = got["preservations"][0]["id"]
    got, status = call_ward("lift", "--id", held, "--reason", "終了")
    assert status == 0, got
    got, status = call_ward("lift", "--id", held, "--reason", "終了")
    assert status == 1 and "E_STATE" in got["error"], got


def the_ledger_is_a_spreadsheet():
    got, status = call("export", "--out", str(HERE / "ledger.xlsx"), typed=1)
    assert status == 0 and got["handovers"] == len(numbers()), got
    with zipfile.ZipFile(HERE / "ledger.xlsx") as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
        rows = archive.read("xl/worksheets/sheet1.xml").decode().count("<row ")
    for word in ("媒体番号", "情報の内容", "P-0002", "封緘", "パスワード通知書", "袋 B-"):
        assert word in texts, word
    assert rows > len(numbers()), rows
    got, status = call("export", "--out", str(HERE / "ledger.xlsx"), typed=1)
    assert status == 1 and got["code"] == "exists", got


def nothing_is_left_to_recover():
    got, status = call("recover", typed=1)
    assert status == 0 and not got["undone"], got


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_packet_comes_with_its_notice_and_both_entries,
    the_password_on_the_notice_opens_the_packet,
    a_number_is_one_medium,
    the_notice_never_lies_on_the_medium,
    a_medium_that_is_out_takes_nothing,
    a_profile_gives_no_packet_without_an_entry,
    the_file_for_the_bank_leaves_as_a_packet,
    overdue_and_waiting_are_told,
    the_slip_is_printed_from_the_ledger,
    the_report_of_erasure_names_what_is_out,
    a_receiver_without_the_program_is_entered,
    letters_go_through_nine_steps,
    what_is_held_says_who_holds_it,
    a_photo_is_attached_to_an_entry,
    nothing_is_erased_before_its_term_is_over,
    the_ward_preserves_and_lifts,
    the_ledger_is_a_spreadsheet,
    nothing_is_left_to_recover,
)])
