"""The verbs that no vector file speaks of, with the made-up sample as the list of banks."""

import os
import tempfile
from pathlib import Path

import tap

SAMPLE = Path(os.environ["MADO_DATA_DIR"]) / "banks" / "banks-sample.tsv"


def a_bank_is_found_by_code_name_and_kana():
    for text in ("0701", "見本", "ﾐﾎﾝ", "みほん"):
        banks = tap.answer("bank", "search", "--json", "--", text)[0]["banks"]
        assert banks[0]["name"] == "見本", (text, banks)


def its_branches_are_searched_alone():
    branches = tap.answer("bank", "search", "--json", "--bank", "0701", "--", "さくら")[0]["branches"]
    assert [branch["code"] for branch in branches] == ["002"]


def nothing_is_guessed_between_two_branches_of_one_name():
    got, status = tap.answer("bank", "find", "--json", "--", "見本中央銀行", "中央支店")
    assert status == 1 and got["status"] == "BRANCH_AMBIG" and got["branch"] == ""


def a_former_name_tells_its_new_code_and_is_still_refused():
    got, status = tap.answer("bank", "find", "--json", "--", "新生銀行", "本店")
    assert status == 1 and got["status"] == "BANK_NONE" and got["now"] == "0397"


def a_new_list_is_compared_before_it_is_taken():
    rows = SAMPLE.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        newer = Path(folder) / "banks-20270101.tsv"
        changed = [row.replace("\tさくら町\t", "\tさくら通\t") if row.startswith("0701\t002") else row
                   for row in rows if not row.startswith("0701\t003")]
        newer.write_text("\n".join(changed + ["0799\t001\t新顔\tシンガオ\t本店\tホンテン"]) + "\n", encoding="utf-8")
        got, status = tap.answer("bank", "compare", "--json", "--", str(SAMPLE), str(newer))
        assert status == 0 and got["branches"] == {"added": 1, "removed": 1, "renamed": 1}, got


def an_imported_list_is_used_and_never_an_older_one():
    with tempfile.TemporaryDirectory() as folder:
        home = {"XDG_DATA_HOME": folder}
        rows = SAMPLE.read_text(encoding="utf-8").splitlines()[1:]
        for day in ("20270101", "20261201", ""):
            file = Path(folder) / f"banks-{day}.tsv"
            file.write_text("\n".join([*rows, f"0799\t001\t新顔{day}\tシンガオ\t本店\tホンテン"]) + "\n", encoding="utf-8")
            got, status = tap.answer("bank", "import", "--json", "--", str(file), environment=home)
            assert status == int(day != "20270101"), (day, got)
        got, status = tap.answer("bank", "find", "--json", "--", "0799", "001", environment=home)
        assert status == 0 and got["bank_name"] == "新顔20270101", got


def a_list_with_bad_rows_is_refused_with_their_places():
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder) / "banks.tsv"
        bad.write_text("bank\tbranch\tbank_name\tbank_kana\tbranch_name\tbranch_kana\n1\t001\tあ\tア\tい\tイ\n")
        got, status = tap.answer("bank", "find", "--json", "--master", str(bad), "--", "あ", "い")
        errors = [finding for finding in got["findings"] if finding["severity"] == "error"]
        assert status == 1 and [(error["code"], error["record"]) for error in errors] == [("E_CODE", 2)], got


def a_number_is_masked_and_the_rest_stays():
    text = "個人番号は９８３２−０５６７−３２１４です。電話 03-1234-5678"
    masked = tap.answer("my-number", "mask", "--json", "--", text)[0]["text"]
    assert masked == "個人番号は****−****−****です。電話 03-1234-5678", masked


def a_column_is_dropped_by_its_heading():
    for heading, dropped in (("マイナンバー（12桁）", "1"), ("個人 番号", "1"), ("法人番号", "0"), ("受付番号", "0")):
        assert tap.answer("my-number", "heading", "--json", "--", heading)[0]["dropped"] == dropped, heading


def days_are_asked_for_by_name():
    for question, result in ((("holiday", "2026-05-05"), "こどもの日"), (("gov_add", "2025-12-26", "1"), "2026-01-05"),
                             (("era_short", "2019-05-01"), "R1.5.1"), (("era_code", "2025-04-01"), "5070401"),
                             (("fiscal_year_name", "2026-03-31"), "令和7年度"),
                             (("term_end", "2025-04-10", "24"), "2027-04-09"),
                             (("appeal_deadline_rolled", "2025-11-30", "3"), "2026-03-02"),
                             (("eight_weeks_before", "2025-12-01"), "2025-10-06"),
                             (("due_date", "2025-02-24"), "2025-12-01"),
                             (("gestation_name", "2025-12-01", "2025-12-08"), "41週")):
        got, status = tap.answer("date", "business", "--json", *question)
        assert status == 0 and got["result"] == result, (question, got)


def an_unknown_question_or_day_is_refused():
    for words in (("nonsense", "2025-04-01"), ("bank_day", "yesterday"), ("bank_add", "2025-04-01", "many")):
        got, status = tap.answer("date", "business", "--json", *words)
        assert status == 1 and got["error"], words


def loose_folding_is_asked_for():
    strict = tap.answer("text", "fold", "--json", "--", "碕")[0]["key"]
    loose = tap.answer("text", "fold", "--json", "--loose", "--", "碕")[0]["key"]
    assert (strict, loose) == ("碕", "崎")


tap.run([(case.__name__.replace("_", " "), case) for case in (
    a_bank_is_found_by_code_name_and_kana,
    its_branches_are_searched_alone,
    nothing_is_guessed_between_two_branches_of_one_name,
    a_former_name_tells_its_new_code_and_is_still_refused,
    a_new_list_is_compared_before_it_is_taken,
    an_imported_list_is_used_and_never_an_older_one,
    a_list_with_bad_rows_is_refused_with_their_places,
    a_number_is_masked_and_the_rest_stays,
    a_column_is_dropped_by_its_heading,
    days_are_asked_for_by_name,
    an_unknown_question_or_day_is_refused,
    loose_folding_is_asked_for,
)])
