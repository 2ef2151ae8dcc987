"""`letter template-…`: versions of what a letter says, at a real encrypted profile: written and refused with its place,
looked at, approved by somebody else, and said by the letters of the runs that are made from then on."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

import tap

PASSWORD = "正しい馬の電池"
NOW = "2026-03-02T01:00:00.000000Z"

ward = tempfile.TemporaryDirectory()
got, status = tap.answer("practice", "make", "--json", "--cases", "300", "--histories", "240", "--store", ward.name,
                         "--password-fd", "0", typed=f"{PASSWORD}\n".encode())
assert status == 0, got
PROFILE = str(Path(ward.name, "ward"))
TEXT = Path(ward.name, "decision.json")


def letter(verb, *words, account="lead-1", role="lead"):
    return tap.answer("letter", verb, "--json", "--password-fd", "0", "--at", NOW, "--account", account, "--role", role,
                      PROFILE, *(str(word) for word in words), typed=f"{PASSWORD}\n".encode())


def begin():
    shown, status = letter("template-show", "decision")
    assert status == 0, shown
    return shown["text"]


def write(text):
    TEXT.write_text(text, encoding="utf-8")
    return letter("template-write", "decision", TEXT)


def say(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout


def it_begins_with_what_the_book_says():
    assert json.loads(begin())["layout"] == "hagaki-v"
    got, status = letter("template-list", "decision")
    assert status == 0 and got["versions"] == [], got
    got, status = letter("template-show", "none")
    assert status == 1, got


def what_is_wrong_is_named_with_its_place():
    """An item that is none, one that the printer must not have, a second letter beside the first, and no JSON."""
    text = begin()
    line = next(n for n, each in enumerate(text.split("\n"), 1) if "{name}" in each)
    for wrong, code in (("{nam}", "E_NAME_UNKNOWN"), ("{phone}", "E_NOT_GIVEN")):
        got, status = write(text.replace("{name}", wrong, 1))
        assert status == 1 and [(fault["code"], fault["line"]) for fault in got["faults"]] == [(code, line)], got
    got, status = write(text + ', "deficiency": ' + text)
    assert status == 1 and got["faults"], got
    got, status = write(text[:40])
    assert status == 1 and got["faults"][0]["line"] <= 4, got
    got, status = write("[]")
    assert status == 1 and got["faults"][0]["code"] == "E_TYPE", got
    got, status = letter("template-list", "decision")
    assert got["versions"] == [], got


def a_version_is_looked_at_and_approved_by_somebody_else():
    got, status = write(begin().replace("支給決定通知書", "支給決定のお知らせ").replace("{letter.number}", "番号略"))
    assert status == 0 and got["version"] == 1, got
    proof = Path(ward.name, "proof.pdf")
    got, status = letter("template-proof", "--revision", "1", "--out", proof, "decision")
    assert status == 0, got
    assert "支給決定のお知らせ" in say(proof).replace(" ", ""), say(proof)
    got, status = letter("template-approve", "decision", "1")
    assert status == 1 and got["code"] == "E_SAME_PERSON", got
    got, status = letter("template-list", "decision")
    assert [(one["state"], one["current"]) for one in got["versions"]] == [("draft", False)], got
    assert "支給決定のお知らせ" not in begin()
    got, status = letter("template-approve", "decision", "1", account="print-1", role="print")
    assert status == 0, got
    got, status = letter("template-list", "decision")
    assert [(one["approved_by"], one["current"]) for one in got["versions"]] == [("print-1", True)], got
    assert "支給決定のお知らせ" in begin()
    got, status = letter("template-approve", "decision", "2", account="print-1", role="print")
    assert status == 1, got


def nobody_without_the_duty_writes():
    TEXT.write_text(begin(), encoding="utf-8")
    got, status = letter("template-write", "decision", TEXT, account="verifier-1", role="verifier")
    assert status == 1 and got["code"] == "E_ROLE", got


def letters_say_their_version():
    got, status = letter("run-make", "--letter", "decision", "--list", "to_print", "--number", "R7-1", "--write",
                         account="print-1", role="print")
    assert status == 0 and got["joined"] > 0, got
    joined = got["joined"]
    got, status = letter("template-retire", "--reason", "誤字", "decision", "1")
    assert status == 0, got
    assert "支給決定のお知らせ" not in begin()
    shown, status = letter("run-show", "R7-1")
    assert status == 0 and shown["version"] == 1 and len(shown["sheets"]) == joined, shown
    proof = Path(ward.name, "run.pdf")
    got, status = letter("run-proof", "--out", proof, "R7-1", account="print-1", role="print")
    assert status == 0 and "支給決定のお知らせ" in say(proof).replace(" ", ""), got  # that version, though it is retired


def assert_nothing_at_the_cuts(pdf):
    """Where the sheet of labels is cut, and a millimeter beside it, nothing is printed."""
    layout = json.loads(Path(os.environ["MADO_DATA_DIR"], "layouts/labels-24.json").read_text(encoding="utf-8"))
    cells, dots = layout["cells"], 100 / 25.4
    page = subprocess.run(["pdftoppm", "-gray", "-r", "100", "-f", "1", "-l", "1", str(pdf)], capture_output=True, check=True).stdout
    _, size, _, pixels = page.split(b"\n", 3)
    width, height = map(int, size.split())
    lines = [pixels[y * width:(y + 1) * width] for y in range(height)]
    assert min(min(line) for line in lines) < 128  # there is something
    for row in range(cells["rows"] + 1):
        cut = cells["y"] + row * cells["height"]
        assert all(min(lines[y]) > 128 for y in range(round((cut - 1) * dots), round((cut + 1) * dots))), row
    for column in range(1, cells["columns"]):
        cut = cells["x"] + column * cells["width"]
        assert all(min(line[round((cut - 1) * dots):round((cut + 1) * dots)]) > 128 for line in lines), column


def envelopes_have_the_labels_of_their_sheets():
    """The addresses of the letters, sheet by sheet, with the mark that the scanner holds against the sheet."""
    assert letter("run-freeze", "R7-1", account="print-1", role="print")[1] == 0
    assert letter("run-approve", "--sheet", "R7-1/000001", "R7-1")[1] == 0
    pdf, labels = Path(ward.name, "all.pdf"), Path(ward.name, "labels.pdf")
    got, status = letter("run-print", "--out", pdf, "--labels", labels, "R7-1", account="print-1", role="print")
    assert status == 0, got
    said, letters = say(labels), say(pdf)
    for name in re.findall(r"(\S+ \S+)　?様", letters):
        assert name in said, name
    assert "支給" not in said and "円" not in said, said
    assert_nothing_at_the_cuts(labels)
    subprocess.run(["pdftoppm", "-gray", "-png", "-r", "300", str(labels), str(Path(ward.name, "label"))], check=True)
    marks = [line for page in sorted(Path(ward.name).glob("label-*.png"))
             for line in subprocess.run(["zbarimg", "-q", "--raw", str(page)], capture_output=True, text=True).stdout.split()]
    wanted = [f"R7-1/{n:06}/1/1" for n in range(1, got["letters"] + 1)]
    assert sorted(marks) == wanted and len(wanted) > 1, (len(marks), len(wanted), sorted(set(wanted) - set(marks))[:5])


tap.run([(case.__name__.replace("_", " "), case) for case in (
    it_begins_with_what_the_book_says,
    what_is_wrong_is_named_with_its_place,
    a_version_is_looked_at_and_approved_by_somebody_else,
    nobody_without_the_duty_writes,
    letters_say_their_version,
    envelopes_have_the_labels_of_their_sheets,
)])
