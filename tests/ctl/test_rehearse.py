"""The trial run of a programme over two exports of made-up people, figure by figure."""

import os
import sys
import tempfile
from pathlib import Path

import tap

DATA = Path(os.environ["MADO_DATA_DIR"])
PROGRAMME = str(DATA / "programmes" / "ninpu-r7.json")
JUNE, JULY = (str(DATA / "samples" / f"ninpu-2025-{month}.csv") for month in ("06", "07"))
FORMS = str(Path(sys.argv[2]) / "programmes" / "forms.json")
BROKEN = str(Path(sys.argv[2]) / "programmes" / "broken" / "name-unknown.json")
PERSONAL = ("見本", "例示", "架空", "カクウ", "hanako", "0900000", "歌舞伎町", "2025000", "9832", "商品券")


def rehearse(*words: str) -> tuple[dict, int]:
    return tap.answer("programme", "rehearse", "--json", "--today", "2025-07-01", "--csv", JUNE, "--csv", JULY, *words,
                      "--", PROGRAMME)


def counts(rows: list, *keys: str) -> dict:
    return {tuple(row[key] for key in keys): row["count"] for row in rows}


def yen(rows: list, *keys: str) -> dict:
    return {tuple(row[key] for key in keys): (row["count"], row["yen"]) for row in rows}


def rows_are_told_apart():
    got, status = rehearse()
    assert status == 1 and got["rows"] == {"new": 13, "same": 2, "changed": 1, "replaced": 1, "refused": 2}, got["rows"]
    assert [(file["charset"], file["map"], file["rows"]) for file in got["files"]] == [
        ("CP932", "logo-2025-04", 15), ("UTF-8-BOM", "logo-2025-04", 4)]
    assert [counts(file["findings"], "code", "heading") for file in got["files"]] == [
        {("W_COLUMN_UNKNOWN", "ご意見"): 1}, {("W_COLUMN_MISSING", "職業"): 1}]
    assert counts(got["refused"], "code", "about") == {("E_NO_RECEIPT", ""): 1, ("E_VALUE", "day"): 1}
    assert [row["places"] for row in got["refused"]] == [["ninpu-2025-06.csv:14"], ["ninpu-2025-07.csv:5"]]
    assert counts(got["changed"], "item") == {("phone",): 1}


def values_that_stay_out_are_named_by_column():
    got, _ = rehearse()
    assert counts(got["values"], "column", "code") == {
        ("content", "E_CHOICE"): 1, ("ご意見", "E_MY_NUMBER"): 1, ("birth_date", "E_DATE:E_RANGE"): 1, ("", "W_DUP_NEWER"): 1}
    assert counts(got["words"], "item", "word") == {("content", "1回目（商品券）"): 1}


def cases_are_judged_as_they_came():
    got, _ = rehearse()
    assert got["cases"] == 13 and counts(got["states"], "state") == {("received",): 13} and got["plannable"] == 0
    assert got["second_applications"] == {"count": 1, "cases": [{"receipt": "logo:NB0008", "first": "logo:NB0001"}]}
    assert counts(got["missing"], "item") == {
        ("account",): 10, ("content",): 1, ("birth_date",): 1, ("former_city",): 1, ("control_no",): 1}
    assert counts(got["checks"], "check", "answer") == {
        ("interview", "found"): 9, ("interview", "unknown"): 1, ("home_visit", "found"): 3, ("home_visit", "unknown"): 1,
        ("account_there", "found"): 10, ("account_there", "unknown"): 1, ("account_twice", "found"): 10,
        ("account_twice", "unknown"): 1, ("account_digits", "unknown"): 11, ("from_april", "found"): 1,
        ("from_april", "unknown"): 1, ("fetuses", "unknown"): 1, ("delivery_past", "unknown"): 1,
        ("delivery_after", "unknown"): 1, ("in_time", "unknown"): 1, ("gift_place", "unknown"): 1, ("wishes", "found"): 1,
        ("former_named", "found"): 1, ("former_asked", "found"): 1, ("mother_age", "unknown"): 1, ("not_paid", "found"): 1}
    assert got["planned"] == []
    assert counts(got["hindrances"], "code", "about") == {
        ("E_REQUIRED", "account"): 11, ("E_CHECKS", "home_visit"): 1, ("E_CHECKS", "interview"): 1,
        ("E_REQUIRED", "content"): 1, ("E_REQUIRED", "delivery_date"): 1, ("E_REQUIRED", "fetuses"): 1,
        ("E_REQUIRED", "gift_postal"): 1, ("E_REQUIRED", "gift_address"): 1, ("E_REQUIRED", "birth_date"): 1,
        ("E_REQUIRED", "former_city"): 1, ("E_REQUIRED", "control_no"): 1}


def rights_come_to_what_the_rates_say():
    got, _ = rehearse()
    # of the eight first payments one asks for March, before there was a rate, and one is a second application
    assert yen(got["rights"], "right", "state") == {
        ("first", "claimed"): (7, 300000), ("first", "attached"): (1, 50000), ("first", "open"): (1, 50000),
        ("second", "claimed"): (3, 200000)}


def with_the_papers_seen_the_amounts_to_be_paid_come_out():
    got, status = rehearse("--assume-checked")
    assert status == 1 and got["plannable"] == 6
    assert yen(got["planned"], "right") == {("first",): (3, 150000), ("second",): (3, 200000)}
    assert got["planned"][1]["places"] == ["ninpu-2025-06.csv:4", "ninpu-2025-06.csv:5", "ninpu-2025-07.csv:4"]
    stops = counts(got["hindrances"], "code", "about")
    assert {key: stops[key] for key in stops if key[0] != "E_REQUIRED"} == {
        ("E_CHECKS", "from_april"): 1, ("E_CHECKS", "wishes"): 1, ("E_CHECKS", "not_paid"): 1, ("E_RIGHT_ATTACHED", ""): 1}
    assert not {"interview", "home_visit"} & {row["check"] for row in got["checks"]}


def the_same_again_adds_nothing():
    once, _ = rehearse()
    again, _ = rehearse("--csv", JULY, "--csv", JUNE)
    assert again["cases"] == once["cases"] and again["rights"] == once["rights"]
    assert again["rows"]["new"] == once["rows"]["new"] and again["rows"]["refused"] == 4


def nothing_personal_is_printed():
    for words in ([], ["--assume-checked"]):
        said = tap.ctl("programme", "rehearse", PROGRAMME, "--csv", JUNE, "--csv", JULY, "--today", "2025-07-01", *words)
        text = said.stdout.decode()
        assert said.returncode == 1 and "logo:NB0008 after logo:NB0001" in text
        assert not [word for word in PERSONAL if word in text], text


def a_file_of_another_form_is_refused():
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other.csv"
        for text, code in (("a,b\n1,2\n", "E_MAP_NONE"), ("番号,申込者,他\n1234567890,見本,x\n", "E_COLUMN_UNKNOWN"),
                           ("申込者\n見本\n", "E_COLUMN_MISSING"), ("", "E_EMPTY")):
            other.write_text(text, encoding="utf-8")
            got, status = tap.answer("programme", "rehearse", "--json", "--today", "2025-07-01", "--csv", str(other), "--",
                                     FORMS)
            assert status == 1 and code in [row["code"] for row in got["files"][0]["findings"]], got
            assert got["files"][0]["map"] == "" and got["cases"] == 0


def what_is_wrong_with_the_call_is_said():
    assert tap.ctl("programme", "rehearse", PROGRAMME).returncode == 2
    assert tap.ctl("programme", "rehearse", PROGRAMME, "--csv", JUNE, "--today", "yesterday").returncode == 2
    assert tap.ctl("programme", "rehearse", PROGRAMME, "--csv", "/nonexistent/file").returncode == 1
    got, status = tap.answer("programme", "rehearse", "--json", "--csv", JUNE, "--", BROKEN)
    assert status == 1 and len(got["faults"]) == 1
    kosodate = str(DATA / "programmes" / "kosodate-oen-r7.json")
    got, status = tap.answer("programme", "rehearse", "--json", "--csv", JUNE, "--", kosodate)
    assert status == 1 and got["files"][0]["map"] == ""
    assert "E_COLUMN_MISSING" in [row["code"] for row in got["files"][0]["findings"]]


tap.run([(case.__name__.replace("_", " "), case) for case in (
    rows_are_told_apart,
    values_that_stay_out_are_named_by_column,
    cases_are_judged_as_they_came,
    rights_come_to_what_the_rates_say,
    with_the_papers_seen_the_amounts_to_be_paid_come_out,
    the_same_again_adds_nothing,
    nothing_personal_is_printed,
    a_file_of_another_form_is_refused,
    what_is_wrong_with_the_call_is_said,
)])
