"""`payment …`: money from the plan to the result, at a real encrypted profile. Rows are named by receipt numbers alone."""

import functools
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

import tap

PASSWORD = "正しい馬の電池"
KEY_PASSWORD = "鍵の暗証"
NOW = "2026-03-02T01:00:00.000000Z"
PAYER = ["--consignor", "1234567890", "--consignor-name", "ﾐﾎﾝｼ", "--from-bank", "0001", "--from-branch", "001",
         "--from-kind", "1", "--from-number", "7654321"]
WARD = ["--cases", "200", "--histories", "160"]

ward = tempfile.TemporaryDirectory()
got, status = tap.answer("practice", "make", "--json", *WARD, "--store", ward.name, "--password-fd", "0",
                         typed=f"{PASSWORD}\n".encode())
assert status == 0, got
PROFILE = str(Path(ward.name, "ward"))
ENTITIES = Path(ward.name, "plain", "entities.jsonl")
KEY = Path(ward.name, "decider.key")
done = tap.ctl("packet", "key", "--password-fd", "0", str(KEY), typed=f"{KEY_PASSWORD}\n".encode())
assert done.returncode == 0, done.stderr
done = tap.ctl("practice", "make", *WARD, "--out", str(ENTITIES.parent))
assert done.returncode == 0, done.stderr
CASES = {case["body"].get("receipt"): case for case in map(json.loads, ENTITIES.read_text().splitlines())
         if case["kind"] == "case"}


def payment(verb, *words, role="lead", account="payer-1", key=False):
    return tap.answer("payment", verb, "--json", "--password-fd", "0", "--at", NOW, "--account", account, "--role", role,
                      *(("--sign", str(KEY)) if key else ()), PROFILE, *(str(word) for word in words),
                      typed=(f"{PASSWORD}\n" + (f"{KEY_PASSWORD}\n" if key else "")).encode())


def entries():
    got, _ = tap.answer("store", "info", "--json", "--password-fd", "0", PROFILE, typed=f"{PASSWORD}\n".encode())
    return sum(got["journal"].values())


@functools.cache
def batches():
    got, status = payment("history")
    assert status == 0, got
    return [batch["batch"] for batch in got["batches"]]


def find(wanted, unwanted=lambda row: False):
    """The latest batch with rows that want is true of, and these rows."""
    for batch in reversed(batches()):
        got, _ = payment("show", batch)
        rows = [row for row in got["rows"] if wanted(row)]
        if rows and not any(unwanted(row) for row in got["rows"]):
            return batch, rows
    raise AssertionError("the made-up ward has no such batch")


@functools.cache
def payable():
    return find(lambda row: row["pay"] == "pay", lambda row: row["state"] == "planned")


def put(name, text):
    path = Path(ward.name, name)
    path.write_text(text)
    return path


def decision(rows, change=lambda row: row):
    text = ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,振込口座情報・預金種目,"
            "振込口座情報・口座番号,振込口座情報・口座名義人,結果\n")
    for row in rows:
        items = CASES[row["receipt"]]["body"]["items"]
        account = items.get("account", {})
        text += ",".join(change([items["control_no"], str(row["amount"]), *(account.get(part, "") for part in
                         ("bank", "branch", "kind", "number", "holder")), "決定"])) + "\n"
    return text


def a_plan_writes_nothing_unless_told():
    before = entries()
    got, status = payment("plan", "--packet", "planned")
    assert status == 0 and got["count"] >= 1 and got["sum"] == sum(kind["sum"] for kind in got["kinds"]), got
    assert {row["code"] for row in got["left_out"]} >= {"E_DEFICIENCY_OPEN"}, got
    assert entries() == before
    assert "見本" not in json.dumps(got, ensure_ascii=False)


def nothing_is_ordered_with_another_packet():
    got, status = payment("plan", "--packet", "decided")
    assert status == 1 and "no payment is ordered" in got["error"], got


def a_batch_is_added_up_anew():
    batch, rows = payable()
    got, status = payment("show", batch)
    assert status == 0 and got["state"] == "approved" and got["figures"] in ("equal", "unknown"), got
    assert got["sum_here"] == sum(row["amount"] for row in got["rows"])


def a_decision_is_shown_and_then_taken_over():
    batch, rows = find(lambda row: row["state"] == "planned")
    path = put("decided.csv", decision(rows))
    got, status = payment("decision", batch, path)
    assert status == 0 and got["balanced"] and got["rows"]["equal"] == len(rows) and got["written"] == 0, got
    got, status = payment("decision", "--apply", batch, path)
    assert status == 1 and "signature" in got["error"], got
    got, status = payment("decision", "--apply", batch, path, key=True)
    assert status == 0 and got["written"] == len(rows), got
    got, status = payment("decision", "--apply", batch, path, key=True)
    assert status == 1 and got["findings"][0]["code"] == "E_FILE_SEEN", got


def what_was_paid_before_is_shown_and_then_recorded():
    paid = next(case["body"] for case in CASES.values()
                if any((right["right"], right["state"]) == ("first", "paid") for right in case["body"].get("rights", [])))
    path = put("earlier.csv", "給付管理番号,支給日,支給額\n"
               f"{paid['items']['control_no']},2024-12-10,50000\n9999999998,2024-12-10,50000\n9999999999,x,50000\n")
    before = entries()
    got, status = payment("earlier", "--right", "first", "--under", "令和6年度", path)
    assert status == 1 and got.get("new") == {"count": 1, "sum": 50000}, got
    assert [row["code"] for row in got["rows"]] == ["E_EARLIER_PAID_HERE", "", "E_EARLIER_DAY"], got
    assert got["rows"][0]["receipt"] == paid["receipt"] and entries() == before
    got, _ = payment("earlier", "--right", "first", "--under", "令和6年度", "--apply", path)
    assert got["known"]["count"] == 0 and entries() == before, got
    for _ in range(2):
        got, _ = payment("earlier", "--right", "first", "--under", "令和6年度", "--apply", "--leave-out", path)
        assert got["known"] == {"count": 1, "sum": 50000} and entries() == before + 1, got


def a_record_is_taken_back_by_another():
    got, status = payment("recorded")
    assert status == 0 and [row["state"] for row in got["recorded"]] == ["recorded"], got
    got, status = payment("withdraw", "--reason", "別人の実績", got["recorded"][0]["earlier"], role="decider")
    assert status == 1 and got["code"] == "E_SAME_PERSON", got


def money_that_comes_back_is_approved_by_another():
    paid = next(case["body"]["receipt"] for case in CASES.values()
                if any(right["state"] == "paid" for right in case["body"].get("rights", [])))
    got, status = payment("recover", "--why", "overpaid", "--amount", "10000", "--reason", "額の誤り", paid)
    assert status == 0, got
    mine = got["recovery"]
    got, status = payment("recovery", "--amount", "10000", mine, "approve", role="decider")
    assert status == 1 and got["code"] == "E_SAME_PERSON", got
    got, status = payment("recovery", "--amount", "1", "--day", "2026-03-01", mine, "receive")
    assert status == 1 and got["code"] == "E_STATE", got
    got, status = payment("recoveries")
    assert status == 0 and got["open"] == 0 and got["recoveries"][0]["receipt"] == paid, got
    assert got["recoveries"][0]["state"] == "asked" and got["recoveries"][0]["amount"] == 10000, got
    assert payment("recover", "--why", "overpaid", "--amount", "ten", "--reason", "x", paid)[1] == 2
    assert payment("recover", "--why", "overpaid", "--amount", "1", "--reason", "x", "logo:none")[1] == 1


def one_yen_stops_the_file():
    batch, rows = find(lambda row: row["state"] == "planned" or row["state"] == "decided")
    path = put("yen.csv", decision(rows, lambda row: [row[0], str(int(row[1]) + 1), *row[2:]]))
    got, status = payment("decision", "--apply", batch, path, key=True)
    assert status == 1 and not got["balanced"] and got["written"] == 0, got
    assert got["odd"][0]["changed"] == ["amount"] and got["odd"][0]["row"] == 2, got
    got, status = payment("decision", "--leave-out", "99=区へ", batch, path)
    assert status == 2


def result(rows):
    return decision(rows, lambda row: [*row[:-1], "振込済", "2026-03-10"]).replace("結果\n", "結果,振込日\n")


def what_is_no_result_of_the_batch_is_refused():
    batch, rows = payable()
    before = entries()
    strange = [["9999999999", "50000", "0001", "001", "1", "7654321", "ﾐﾎﾝ", "振込済", "2026-03-10"]]
    for name, text, code in (
            ("bank.txt", "1" + " " * 119, "E_COLUMN_MISSING"),
            ("cut.csv", result(rows).split("\n")[0].replace("給付管理番号", "番号"), "E_COLUMN_MISSING"),
            ("other.csv", result(rows).split("\n")[0] + "\n" + ",".join(strange[0]) + "\n", "E_OTHER_BATCH")):
        got, status = payment("result", "--apply", batch, put(name, text))
        assert status == 1 and got["findings"][0]["code"] == code and got["written"] == 0, (name, got)
    more = put("more-result.csv", result(rows) + ",".join(strange[0]) + "\n")
    got, status = payment("result", "--apply", batch, more)
    assert status == 1 and got["odd"][-1]["state"] == "unknown" and got["written"] == 0, got
    assert all(row["message"] for row in got["odd"]) and entries() == before, got


def a_file_waits_for_a_day_when_banks_work():
    batch, rows = payable()
    got, status = payment("file", "--pay", "pay", "--day", "2026-03-08", *PAYER, batch)
    assert status == 1 and "E_DATE_CLOSED" in {finding["code"] for finding in got["findings"]}, got
    got, status = payment("file", "--pay", "pay", *PAYER, batch)
    assert status == 2, got


def a_file_is_made_once_and_is_the_same_again():
    batch, rows = payable()
    sheet = Path(ward.name, "sheet.pdf")
    day = ["--pay", "pay", "--day", "2026-03-10", *PAYER]
    tried, status = payment("file", *day, batch)
    assert status == 0 and tried["count"] == tried["count_read"] == len(rows) and tried["sum"] == tried["sum_read"], tried
    got, status = payment("file", *day, "--make", "--sheet", sheet, batch)
    assert status == 0 and got["sha256"] == tried["sha256"], got
    words = subprocess.run(["pdftotext", "-layout", str(sheet), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    assert re.search(r"支給予定\s+支給予定データ（令和\d+年\d+月\d+日作成）", words), words
    got, status = payment("file", *day, "--make", batch)
    assert status == 0 and got["kept"] and got["sha256"] == tried["sha256"], got
    got, status = payment("file", "--pay", "pay", "--day", "2026-03-11", *PAYER, batch)
    assert status == 1 and "E_FILE_MADE" in {finding["code"] for finding in got["findings"]}, got


def no_byte_of_the_file_leaves_without_an_entry():
    batch, _ = payable()
    before = sorted(Path(ward.name).rglob("*"))
    got, status = payment("file", "--pay", "pay", "--day", "2026-03-10", *PAYER, "--output", Path(ward.name, "x"), batch)
    assert status == 2, got
    payment("file", "--pay", "pay", "--day", "2026-03-10", *PAYER, "--make", batch)
    new = [path for path in Path(ward.name).rglob("*") if path not in before and path.is_file()]
    assert not [path for path in new if b"1234567890" in path.read_bytes()], new


def results_are_typed_and_taken_once():
    batch, rows = payable()
    typed = [word for row in rows for word in ("--typed", f"{row['receipt']}=振込済//2026-03-10")]
    got, status = payment("result", *typed, batch)
    assert status == 0 and got["rows"]["equal"] == len(rows) and got["written"] == 0, got
    got, status = payment("result", "--apply", *typed, batch)
    assert status == 0 and got["written"] == len(rows), got
    got, status = payment("result", "--apply", *typed, batch)
    assert status == 1 and got["findings"][0]["code"] == "E_FILE_SEEN" and got["written"] == 0, got


def what_nobody_knows_is_refused_with_its_row():
    batch = batches()[0]
    got, status = payment("result", "--typed", "logo:0=振込済", batch)
    assert status == 1 and got["odd"][0]["state"] == "unknown" and got["odd"][0]["row"] == 1, got
    got, status = payment("result", batch)
    assert status == 2
    got, status = payment("show", "0195eeb1-5a00-7abc-8def-0123456789ab")
    assert status == 1, got


def a_plan_is_written_when_told():
    got, status = payment("plan", "--packet", "planned", "--write")
    assert status == 0 and got["batch"], got
    got, status = payment("plan", "--packet", "planned")
    assert status == 0 and got["count"] == 0, got


def who_has_signed_is_named():
    """In another ward: one that has a batch that was begun and not frozen, as the service knows it."""
    global PROFILE
    other = tempfile.TemporaryDirectory()
    got, status = tap.answer("practice", "make", "--json", *WARD, "--seed", "12", "--store", other.name, "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    own, PROFILE = PROFILE, str(Path(other.name, "ward"))
    data = Path(ward.name, "data")
    source = Path(os.environ["MADO_DATA_DIR"])
    Path(data, "programmes").mkdir(parents=True)
    for entry in source.iterdir():
        if entry.name != "programmes":
            Path(data, entry.name).symlink_to(entry)
    text = Path(source, "programmes", "ninpu-r7.json").read_text()
    label = '"label": "支給予定データ",'
    assert text.count(label) == 1
    Path(data, "programmes", "ninpu-r7.json").write_text(text.replace(label, label + ' "signatures": 2,'))
    batch = next(batch["batch"] for batch in payment("history")[0]["batches"] if batch["state"] == "open")
    os.environ["MADO_DATA_DIR"] = str(data)
    try:
        got, status = payment("freeze", batch)
        assert status == 0, got
        got, status = payment("approve", batch, role="decider", account="decider-7", key=True)
        assert status == 0, got
        got, status = payment("approve", batch, role="decider", account="decider-7", key=True)
        assert status == 1 and got["code"] == "E_SAME_PERSON", got
        got, _ = payment("show", batch)
        assert got["state"] == "frozen" and got["signatures_needed"] == 2, got
        assert [entry["by"] for entry in got["signatures"]] == ["decider-7"], got
        assert got["signatures"][0]["at"] == NOW, got
    finally:
        PROFILE = own
        os.environ["MADO_DATA_DIR"] = str(source)


def people_read_lines():
    done = tap.ctl("payment", "plan", "--packet", "planned", "--password-fd", "0", "--account", "payer-1", "--role",
                   "lead", PROFILE, typed=f"{PASSWORD}\n".encode())
    assert done.returncode == 0 and b" cases, " in done.stdout.splitlines()[0], done.stdout


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_plan_writes_nothing_unless_told,
    nothing_is_ordered_with_another_packet,
    a_batch_is_added_up_anew,
    a_file_waits_for_a_day_when_banks_work,
    a_file_is_made_once_and_is_the_same_again,
    no_byte_of_the_file_leaves_without_an_entry,
    what_is_no_result_of_the_batch_is_refused,
    results_are_typed_and_taken_once,
    what_nobody_knows_is_refused_with_its_row,
    a_decision_is_shown_and_then_taken_over,
    one_yen_stops_the_file,
    a_plan_is_written_when_told,
    who_has_signed_is_named,
    what_was_paid_before_is_shown_and_then_recorded,
    a_record_is_taken_back_by_another,
    money_that_comes_back_is_approved_by_another,
    people_read_lines,
)])
