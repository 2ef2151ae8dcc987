"""Programme files on the command line: checked, shown, compared, copied into the next year."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

PROGRAMMES = sorted((Path(os.environ["MADO_DATA_DIR"]) / "programmes").glob("*.json"))
SMALLEST = str(Path(sys.argv[2]) / "programmes" / "smallest.json")
BROKEN = str(Path(sys.argv[2]) / "programmes" / "broken" / "name-unknown.json")


def our_programmes_have_no_fault():
    assert len(PROGRAMMES) == 3
    for path in PROGRAMMES:
        got, status = tap.answer("programme", "check", "--json", "--", str(path))
        assert status == 0 and got["faults"] == [] and got["programme"] == path.stem, got


def a_fault_is_told_with_its_place():
    got, status = tap.answer("programme", "check", "--json", "--", BROKEN)
    fault, = got["faults"]
    assert status == 1 and fault["code"] == "E_NAME_UNKNOWN" and fault["pointer"] == "/queues/intake/columns/1", got
    done = tap.ctl("programme", "check", BROKEN)
    assert done.returncode == 1 and f"{BROKEN}:{fault['line']}:{fault['column']}: " in done.stdout.decode()


def every_verb_refuses_a_broken_file():
    for words in (["show", BROKEN], ["diff", SMALLEST, BROKEN], ["diff", BROKEN, SMALLEST], ["new", "--from", BROKEN]):
        got, status = tap.answer("programme", *words, "--json")
        assert status == 1 and len(got["faults"]) == 1, (words, got)


def a_missing_file_is_refused():
    got, status = tap.answer("programme", "check", "--json", "--", "/nonexistent/file")
    assert status == 1 and "/nonexistent/file" in got["error"]


def items_are_shown_with_what_they_inherit():
    got, status = tap.answer("programme", "show", "--json", "--", SMALLEST)
    name = next(item for item in got["items"] if item["id"] == "name")
    assert status == 0 and name["see"] == ["clerk", "lead"] and name["edit"] == ["clerk"] and name["give"] == ["ward"]
    assert [state["id"] for state in got["states"] if state["end"]] == ["paid"]
    assert [state["id"] for state in got["states"] if state["fixed"]] == ["planned", "paid"]
    assert [step["right"] for step in got["transitions"]] == ["claim", "", "", "order", "pay"] and got["duties"] == []
    lines = tap.ctl("programme", "show", SMALLEST).stdout.decode().splitlines()
    assert sum(line.startswith("item\t") for line in lines) == len(got["items"])


def what_may_change_and_who_does_what_is_shown():
    path = next(str(path) for path in PROGRAMMES if path.stem == "ninpu-r7")
    got = tap.answer("programme", "show", "--json", "--", path)[0]
    contact = next(step for step in got["transitions"] if step["id"] == "contact")
    method = next(item for item in got["items"] if item["id"] == "transfer_method")
    assert "gift_address" in contact["edits"] and "name" not in contact["edits"], contact
    assert method["set_by"] == "rule" and method["is"].startswith("CASE method"), method
    assert {"id": "approve", "by": ["decider"]} in got["duties"]
    assert next(item for item in got["items"] if item["id"] == "clinic")["tells_whereabouts"]
    assert "duty\tapprove\tby decider" in tap.ctl("programme", "show", path).stdout.decode().splitlines()


def the_way_is_drawn():
    dot = tap.ctl("programme", "show", "--dot", SMALLEST).stdout.decode()
    assert dot.startswith("digraph") and '"planned" -> "paid" [label="支払う"];' in dot and dot.endswith("}\n")
    assert tap.ctl("programme", "show", "--dot", "--json", SMALLEST).returncode == 2


def next_year_passes_the_check_and_has_the_same_items():
    with tempfile.TemporaryDirectory() as folder:
        for path in PROGRAMMES:
            output = str(Path(folder) / path.name)
            assert tap.ctl("programme", "new", "--from", str(path), "--output", output).returncode == 0
            assert tap.answer("programme", "check", "--json", "--", output)[1] == 0
            assert tap.answer("programme", "diff", "--json", "--", str(path), output)[0]["changes"] == []
    assert json.loads(tap.ctl("programme", "new", "--from", SMALLEST).stdout)["programme"]["fiscal_year"] == 2026
    assert tap.ctl("programme", "new").returncode == 2


def differences_are_told_in_words():
    with tempfile.TemporaryDirectory() as folder:
        newer = Path(folder) / "newer.json"
        text = Path(SMALLEST).read_text(encoding="utf-8")
        newer.write_text(text.replace('"label": "氏名"', '"label": "お名前"', 1), encoding="utf-8")
        got, status = tap.answer("programme", "diff", "--json", "--", SMALLEST, str(newer))
        said = tap.ctl("programme", "diff", SMALLEST, str(newer)).stdout.decode()
    change, = got["changes"]
    assert status == 0 and change["aspect"] == "label" and said == change["words"] + "\n"
    assert said == 'name: label changes from "氏名" to "お名前"\n', said


def every_role_has_a_card_of_two_pages():
    """Whatever the programme lets the role do stands on it, and the exercises of its course."""
    root = Path(sys.argv[2]).parent.parent
    with tempfile.TemporaryDirectory() as folder:
        for path in PROGRAMMES:
            for role, label in json.loads(path.read_text(encoding="utf-8"))["roles"].items():
                out = str(Path(folder) / f"{path.stem}-{role}.pdf")
                got, status = tap.answer("programme", "card", "--json", "--role", role, "--out", out, str(path))
                assert status == 0, (path, role, got)
                text = subprocess.run(["pdftotext", "-layout", out, "-"], check=True, capture_output=True).stdout.decode()
                assert text.count("\f") <= 2, (path.name, role, text.count("\f"))
                flat = re.sub(r"\s", "", text)
                assert re.sub(r"\s", "", label if isinstance(label, str) else label["label"]) in flat, (role, flat)
                assert "Ctrl+Enter" in flat and "困ったとき" in flat
                programme = json.loads(path.read_text(encoding="utf-8"))
                moves = any(role in step.get("by", []) for step in programme["transitions"].values())
                assert moves == ("できる操作" in flat), role  # and no table without rows
                assert (role in programme["duties"]["people"]) == ("取扱者名簿" in flat), role
                assert ("練習モードの課題" in flat) == (root / "data/courses" / path.stem / f"{role}.json").exists(), role
        got, status = tap.answer("programme", "card", "--json", "--role", "nobody", "--out", folder + "/none.pdf", SMALLEST)
        assert status == 1 and "nobody" in got["error"], got


def the_guide_holds_the_smallest_programme_and_every_code():
    root = Path(sys.argv[2]).parent.parent
    guide = (root / "docs" / "programme-format.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (root / "src/domain/programme").glob("*.c"))
    codes = set(re.findall(r'"(E_[A-Z_]+)"', sources))
    broken = {"E_" + path.stem.upper().replace("-", "_") for path in Path(BROKEN).parent.iterdir()}
    assert Path(SMALLEST).read_text(encoding="utf-8") in guide
    assert codes == set(re.findall(r"`(E_[A-Z_]+)`", guide)) and codes - broken == {"E_SIZE"}, codes - broken


tap.run([(case.__name__.replace("_", " "), case) for case in (
    our_programmes_have_no_fault,
    a_fault_is_told_with_its_place,
    every_verb_refuses_a_broken_file,
    a_missing_file_is_refused,
    items_are_shown_with_what_they_inherit,
    what_may_change_and_who_does_what_is_shown,
    the_way_is_drawn,
    next_year_passes_the_check_and_has_the_same_items,
    differences_are_told_in_words,
    every_role_has_a_card_of_two_pages,
    the_guide_holds_the_smallest_programme_and_every_code,
)])
