"""`inquiry report`: what a month of calls came to, out of a made-up ward; nothing of it tells of anybody."""

import json
import tempfile
import zipfile
from pathlib import Path

import tap

PROGRAMME = str(Path(__file__).parents[2] / "data/programmes/ninpu-r7.json")

ward = tempfile.TemporaryDirectory()
got, status = tap.answer("practice", "make", "--json", "--cases", "300", "--histories", "240", "--out", ward.name)
assert status == 0, got
ENTITIES = Path(ward.name, "entities.jsonl")
INQUIRIES = [entity["body"] for entity in map(json.loads, ENTITIES.read_text(encoding="utf-8").splitlines())
             if entity["kind"] == "inquiry"]
MONTHS = [f"2025-{month:02}" for month in range(4, 13)] + [f"2026-{month:02}" for month in range(1, 6)]


def report(month, *words):
    return tap.answer("inquiry", "report", "--json", "--programme", PROGRAMME, "--month", month, *words, str(ENTITIES))


def each_call_is_in_one_month():
    reports = [report(month)[0] for month in MONTHS]
    assert sum(got["calls"] for got in reports) == len(INQUIRIES) > 0, reports
    for outcome in ("answered", "call_back", "ask_ward", "unknown_caller"):
        wanted = sum(body["outcome"] == outcome for body in INQUIRIES)
        assert sum(got[outcome] for got in reports) == wanted, outcome
    for got in reports:
        assert sum(got["categories"].values()) == got["calls"], got
    open_questions = sum("ask_ward" in body.get("waits", {}) for body in INQUIRIES)
    assert sum(got["until_ward_replied"]["open"] for got in reports) == open_questions


def form_and_table_say_no_name():
    pdf, xlsx = Path(ward.name, "r.pdf"), Path(ward.name, "r.xlsx")
    got, status = report("2025-05", "--pdf", str(pdf), "--xlsx", str(xlsx))
    assert status == 0 and got["calls"] > 0, got
    assert pdf.read_bytes().startswith(b"%PDF-"), pdf
    with zipfile.ZipFile(xlsx) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "支給日・金額" in text and "時間帯別" in text, text[:200]
    for body in INQUIRIES:
        assert body["caller_name"] not in text, body
        assert body["thread"][0]["text"] not in text, body


def a_month_that_is_none_is_refused():
    got, status = report("2025-13")
    assert status == 2, got
    got, status = report("May")
    assert status == 2, got


tap.run([(case.__name__, case) for case in (
    each_call_is_in_one_month,
    form_and_table_say_no_name,
    a_month_that_is_none_is_refused,
)])
