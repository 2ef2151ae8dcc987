"""`inquiry report`: what a month of calls came to, out of a made-up ward; nothing of it tells of anybody."""

import json
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

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


NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_sheets(path):
    """Each sheet by its name, as rows of what a spreadsheet program shows."""
    with zipfile.ZipFile(path) as book:
        shared = [text.findtext("x:t", "", NAMES)
                  for text in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("x:si", NAMES)]
        targets = {one.get("Id"): one.get("Target")
                   for one in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        sheets = {}
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind("x:sheets/x:sheet", NAMES):
            rows = ElementTree.fromstring(book.read("xl/" + targets[sheet.get(REFERENCE)])).iterfind(".//x:row", NAMES)
            sheets[sheet.get("name")] = [
                [shared[int(cell.findtext("x:v", "", NAMES))] if cell.get("t") == "s" else float(cell.findtext("x:v", "0", NAMES))
                 for cell in row.iterfind("x:c", NAMES)] for row in rows]
    return sheets


def say(pdf):
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    return [line.split() for line in said.splitlines() if line.strip()]


def form_and_table_say_the_same_figures():
    """Read back as whoever gets them reads them: by category, outcome, hour, day and waiting time."""
    pdf, xlsx = Path(ward.name, "s.pdf"), Path(ward.name, "s.xlsx")
    got, status = report("2025-06", "--pdf", str(pdf), "--xlsx", str(xlsx))
    assert status == 0 and got["calls"] > 0, got
    outcomes = [got[name] for name in ("answered", "call_back", "ask_ward", "unknown_caller")] + [got["calls"]]
    sheets = read_sheets(xlsx)
    assert list(sheets) == ["概要", "分類別", "時間帯別", "日別", "待ち時間"], list(sheets)
    assert ["対象月", "令和7年6月"] in sheets["概要"] and ["受電（件）", got["calls"]] in sheets["概要"], sheets["概要"]
    rows = sheets["分類別"]
    assert rows[0] == ["分類", "回答済み", "折返し", "区へ照会", "該当なし", "合計"], rows[0]
    assert [row[-1] for row in rows[1:-1]] == list(got["categories"].values()), rows
    assert rows[-1] == ["合計", *outcomes], rows[-1]
    assert [sum(column) for column in zip(*(row[1:] for row in rows[1:-1]))] == outcomes, rows
    for name, count in (("時間帯別", 24), ("日別", 30)):
        rows = sheets[name]
        assert len(rows) == count + 2 and sum(row[1] for row in rows[1:-1]) == got["calls"] == rows[-1][1], rows
    waited = got["until_called_back"]
    assert sheets["待ち時間"][1] == ["折返しまで", waited["ended"], waited["median_minutes"], waited["longest_minutes"],
                                 waited["open"]], sheets["待ち時間"]
    said = say(pdf)
    assert ["令和7年6月分"] in said and ["問合せ月報（令和7年6月）"] in said and ["受電", f"{got['calls']}件"] in said, said
    assert ["合計", *map(str, outcomes)] in said, said
    assert ["折返しまで", f"{waited['ended']}件", f"{waited['median_minutes']}分", f"{waited['longest_minutes']}分",
            f"{waited['open']}件"] in said, said
    hours = {line[0]: int(line[1]) for line in said if line[0].endswith("時台")}
    assert hours and all([hour, count] in sheets["時間帯別"] for hour, count in hours.items()), (hours, sheets)
    assert sum(hours.values()) == got["calls"], hours


def a_month_without_calls_says_so():
    pdf = Path(ward.name, "none.pdf")
    got, status = report("2030-06", "--pdf", str(pdf))
    assert status == 0 and got["calls"] == 0, got
    assert ["受電", "0件"] in say(pdf) and ["時間帯別"] not in say(pdf), say(pdf)


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
    form_and_table_say_the_same_figures,
    a_month_without_calls_says_so,
    form_and_table_say_no_name,
    a_month_that_is_none_is_refused,
)])
