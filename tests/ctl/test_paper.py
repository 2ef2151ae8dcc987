"""What has become of letters: the packing list of a run, a letter that came back, and what has not gone out."""

import json
import tempfile
from pathlib import Path

import tap

HOME = tempfile.TemporaryDirectory()
FOLDER = Path(HOME.name)
RUN = "0195eeb1-5a00-7abc-8def-000000000001"
OTHER_RUN = "0195eeb1-5a00-7abc-8def-000000000002"
CASE = "0195eeb1-5a00-7abc-8def-000000000003"


def entity(kind, number, state, body):
    return {"body": body, "id": f"0195eeb1-5a00-7abc-8def-0000000001{number:02d}" if isinstance(number, int) else number,
            "kind": kind, "state": state, "version": 1}


def step(what, mark, run=None, **more):
    return {"at": 1, "by": "p-01", "what": what, "mark": mark, **({"run": run} if run else {}), **more}


def letter(number, state, steps, due=None, **more):
    body = {"kind": "letter", "letter": "decision", "to": "見本 花子", "subject": "決定通知", "number": f"7新健健第{number}号",
            "sheets": steps, **({"due": due} if due else {}), **more}
    return entity("notice", number, state, body)


def run(**figures):
    body = {"number": "R7-1", "letter": "decision", "count": 5, "spoiled": 2, "reprinted": 1, "void": 1, "enclosed": 1, "waiting": 0,
            **figures}
    return entity("run", RUN, "printed", body)


LETTERS = [
    letter(2, "made", [step("join", "R7-1/000002", RUN), step("enclose", "R7-1/000002")], due="2025-05-08"),
    letter(1, "made", [step("join", "R7-1/000001", RUN), step("spoil", "R7-1/000001", reason="紙詰まり"),
                       step("reprint", "R7-1/000001-2", reason="x")], due="2025-05-09"),
    letter(3, "made", [step("join", "R7-1/000003", RUN), step("withdraw", "R7-1/000003", reason="取下げ")], due="2025-05-01"),
    letter(4, "closed", [step("join", "R7-1/000004", RUN), step("spoil", "R7-1/000004", reason="汚れ"),
                         step("withdraw", "R7-1/000004", reason="転居")]),
    # came back, and waits in another run: in the first it is what it was
    letter(5, "returned", [step("join", "R7-1/000005", RUN), step("join", "R7-2/000001", OTHER_RUN),
                           step("spoil", "R7-2/000001", reason="x")], due="2025-05-16", case=CASE, branch=2,
           sheet={"run": OTHER_RUN, "mark": "R7-2/000001"},
           way=[{"what": "sent", "day": "2025-05-01"}, {"what": "returned", "day": "2025-05-12", "reason": "転居"}]),
    letter(6, "sent", [step("join", "R7-2/000002", OTHER_RUN)]),
    entity("notice", 7, "made", {"kind": "notification", "to": "x", "subject": "x", "due": "2025-05-01"}),
]


def person(address):
    return entity("case", CASE, "notified", {"items": {"address": address}})


def write(*entities):
    path = FOLDER / "entities.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for one in entities),
                    encoding="utf-8")
    return str(path)


def the_packing_list_has_every_sheet_in_its_order():
    got, status = tap.answer("letter", "list", "--json", "R7-1", write(run(), *LETTERS))
    assert status == 0, got
    assert [(one["sheet"], one["state"]) for one in got["sheets"]] == [
        ("R7-1/000001-2", "good"), ("R7-1/000002", "enclosed"), ("R7-1/000003", "void"), ("R7-1/000004", "spoiled"),
        ("R7-1/000005", "good")], got
    assert [got[name] for name in ("count", "good", "spoiled", "reprinted", "void", "enclosed")] == [5, 3, 2, 1, 1, 1], got
    assert got["good"] == got["count"] + got["reprinted"] - got["spoiled"] - got["void"]
    assert got["sheets"][0]["number"] == "7新健健第1号"


def a_letter_that_is_missing_is_noticed():
    got, status = tap.answer("letter", "list", "--json", "R7-1", write(run(), *LETTERS[1:]))
    assert status == 1 and "not what the run says" in got["error"] and got["count"] == 4, got
    for figure in ("spoiled", "reprinted", "void", "enclosed"):
        got, status = tap.answer("letter", "list", "--json", "R7-1", write(run(**{figure: 7}), *LETTERS))
        assert status == 1, figure
    got, status = tap.answer("letter", "list", "--json", "R7-9", write(run(), *LETTERS))
    assert status == 1 and "no such run" in got["error"], got


def what_comes_back_is_found_by_number_and_by_every_mark_it_had():
    path = write(run(), *LETTERS, person("東京都新宿区新宿1-2-3 見本荘101"))
    for text in ("7新健健第5号", "R7-1/000005", "R7-1/000005/2/2", "R7-2/000001"):
        got, status = tap.answer("letter", "find", "--json", text, path)
        assert status == 0 and got["letter"] == LETTERS[4]["id"] and got["case"] == CASE, (text, got)
    assert got["state"] == "returned" and got["day"] == "2025-05-12" and got["branch"] == 2 and got["sheet"] == "R7-2/000001", got
    assert "見本" not in json.dumps(got, ensure_ascii=False), got
    for text in ("R7-1/00000", "R7-1", "7新健健第", ""):
        assert tap.answer("letter", "find", "--json", text, path)[1] == 1, text


def its_address_is_held_against_the_towns():
    for address, answer in (("東京都新宿区新宿1-2-3", (True, True)), ("東京都新宿区新宿", (True, False)), ("架空町", (False, False))):
        got, status = tap.answer("letter", "find", "--json", "R7-1/000005", write(*LETTERS, person(address)))
        assert status == 0 and (got["town_is_known"], got["block_is_given"]) == answer, (address, got)
    got, status = tap.answer("letter", "find", "--json", "R7-1/000005", write(*LETTERS))
    assert status == 0 and "town_is_known" not in got, got


def nothing_stays_unsent_unseen():
    got, status = tap.answer("letter", "unsent", "--json", "--date", "2025-05-09", write(run(), *LETTERS))
    assert status == 0, got
    assert [(one["number"], one["days_late"]) for one in got["letters"]] == [
        ("7新健健第3号", 8), ("7新健健第2号", 1), ("7新健健第1号", 0), ("7新健健第5号", 0)], got
    assert (got["unsent"], got["late"]) == (4, 2), got
    assert tap.ctl("letter", "unsent", "--date", "2025-13-01", write(*LETTERS)).returncode == 2


def a_broken_file_is_named_with_its_line():
    path = FOLDER / "broken.jsonl"
    path.write_text(Path(write(run())).read_text(encoding="utf-8") + '{"kind":"notice"}\n', encoding="utf-8")
    for words in (["list", "R7-1"], ["find", "x"], ["unsent"]):
        got, status = tap.answer("letter", words[0], "--json", *words[1:], str(path))
        assert status == 1 and "broken.jsonl:2" in got["error"], got


tap.run([(case.__name__.replace("_", " "), case) for case in (
    the_packing_list_has_every_sheet_in_its_order,
    a_letter_that_is_missing_is_noticed,
    what_comes_back_is_found_by_number_and_by_every_mark_it_had,
    its_address_is_held_against_the_towns,
    nothing_stays_unsent_unseen,
    a_broken_file_is_named_with_its_line,
)])
