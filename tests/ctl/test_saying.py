"""`saying …`: what is said on the telephone, at a real encrypted profile: looked at, brought out as a file, worded anew
there and brought back as versions, each fault with its place, and approved by somebody else."""

import json
import tempfile
from pathlib import Path

import tap

PASSWORD = "正しい馬の電池"
NOW = "2026-03-02T01:00:00.000000Z"

ward = tempfile.TemporaryDirectory()
got, status = tap.answer("practice", "make", "--json", "--cases", "3", "--store", ward.name, "--password-fd", "0",
                         typed=f"{PASSWORD}\n".encode())
assert status == 0, got
PROFILE = str(Path(ward.name, "ward"))
FILE = Path(ward.name, "sayings.json")


def saying(verb, *words, account="lead-1", role="lead"):
    return tap.answer("saying", verb, "--json", "--password-fd", "0", "--at", NOW, "--account", account, "--role", role,
                      PROFILE, *(str(word) for word in words), typed=f"{PASSWORD}\n".encode())


def find(id, **who):
    got, status = saying("list", **who)
    assert status == 0, got
    return next((one for one in got["sayings"] if one["saying"] == id), None)


def bring(sayings, *words, **who):
    FILE.write_text(json.dumps({"format": 1, "sayings": sayings}, ensure_ascii=False, indent=1), encoding="utf-8")
    return saying("import", *words, FILE, **who)


def it_begins_with_what_the_programme_says():
    assert find("when-paid") == {"saying": "when-paid", "label": "いつ振り込まれますか", "said": True, "version": 2}
    assert find(".fubi")["version"] == 0
    got, status = saying("show", "when-paid")
    assert status == 0 and got["said"] and got["versions"] == [] and got["category"] == "payment" and got["text"], got
    got, status = saying("show", "nothing")
    assert status == 1, got
    got, status = saying("show", "--revision", "2", "when-paid")  # the programme's own is nobody's version
    assert status == 1, got


def what_was_brought_out_changes_nothing():
    path = Path(ward.name, "out.json")
    got, status = saying("export", path)
    assert status == 0, got
    sayings = json.loads(path.read_text(encoding="utf-8"))["sayings"]
    assert {one["saying"] for one in sayings} >= {"when-paid", ".fubi"}, sayings
    got, status = bring(sayings, "--write")
    assert status == 0 and got["versions"] == [], got
    got, status = saying("export", path)  # not over a file that is there
    assert status == 1, got


def every_fault_has_its_place():
    new = {"saying": "faq-9", "label": "駐輪場はありますか", "category": "other", "text": "ございます。"}
    for wrong, code in (({"label": ""}, "E_MEMBER_MISSING"), ({"text": ""}, "E_MEMBER_MISSING"),
                        ({"category": "none"}, "E_NAME_UNKNOWN"), ({"category": ""}, "E_MEMBER_MISSING"),
                        ({"code": "Bad!"}, "E_WORD"), ({"code": "fubi"}, "E_ID_TWICE"), ({"word": "x"}, "E_MEMBER_UNKNOWN"),
                        ({"gone": "yes"}, "E_TYPE"), ({"saying": ""}, "E_MEMBER_MISSING")):
        got, status = bring([new | wrong], "--write")
        assert status == 1 and [fault["code"] for fault in got["faults"]] == [code], (wrong, got)
        assert got["faults"][0]["line"] >= 4, got
    got, status = bring([new, new], "--write")
    assert status == 1 and got["faults"][0]["pointer"] == "/sayings/1/saying", got
    got, status = bring([new | {"code": "a"}, new | {"saying": "faq-10", "code": "a"}], "--write")
    assert status == 1 and got["faults"][0]["pointer"] == "/sayings/1/code", got
    FILE.write_text("[]", encoding="utf-8")
    got, status = saying("import", FILE)
    assert status == 1 and got["faults"][0]["code"] == "E_FORMAT", got
    assert find("faq-9") is None


def a_version_is_shown_written_once_and_approved_by_somebody_else():
    shown, _ = saying("show", "when-paid")
    worded = {name: shown[name] for name in ("saying", "label", "category", "words")} | {"text": "今月末です。"}
    got, status = bring([worded])
    assert status == 0 and not got["written"] and got["versions"][0]["version"] == 3, got
    assert "waits" not in find("when-paid")
    for versions in (1, 0):  # the second time it is there already
        got, status = bring([worded], "--write")
        assert status == 0 and len(got["versions"]) == versions, got
    assert find("when-paid")["waits"] == 3 and find("when-paid")["version"] == 2
    got, status = saying("approve", "when-paid", "3")
    assert status == 1 and got["code"] == "E_SAME_PERSON", got
    got, status = saying("approve", "when-paid", "3", account="lead-2")
    assert status == 0, got
    got, status = saying("show", "when-paid")
    assert got["text"] == "今月末です。" and got["said"] and got["versions"][0]["approved_by"] == "lead-2", got
    got, status = saying("retire", "--reason", "誤り", "when-paid", "3")
    assert status == 0, got
    assert find("when-paid")["version"] == 2


def nobody_without_the_duty_writes():
    got, status = bring([{"saying": "faq-9", "label": "問", "category": "other", "text": "答"}], "--write",
                        account="agent-1", role="agent")
    assert status == 1 and got["code"] == "E_ROLE", got
    assert find("faq-9") is None


tap.run([(case.__name__.replace("_", " "), case) for case in (
    it_begins_with_what_the_programme_says,
    what_was_brought_out_changes_nothing,
    every_fault_has_its_place,
    a_version_is_shown_written_once_and_approved_by_somebody_else,
    nobody_without_the_duty_writes,
)])
