"""`practice make`: what it writes is what it says, and the same each time."""

import hashlib
import json
import tempfile
from pathlib import Path

import tap

PROGRAMMES = Path(__file__).resolve().parents[2] / "data/programmes"


def make(folder, *words):
    got, status = tap.answer("practice", "make", "--json", "--out", folder, "--cases", "60", "--histories", "30", *words)
    assert status == 0, got
    return got


def digest(folder):
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]


def it_writes_what_it_says():
    with tempfile.TemporaryDirectory() as folder:
        got = make(folder, "--pictures", "3")
        operations = [json.loads(line) for line in Path(folder, "operations.jsonl").read_text().splitlines()]
        entities = [json.loads(line) for line in Path(folder, "entities.jsonl").read_text().splitlines()]
        cases = [entity for entity in entities if entity["kind"] == "case"]
        assert len(operations) == got["operations"] and len(entities) == got["entities"]
        assert len({operation["id"] for operation in operations}) == len(operations)
        assert len(cases) == 60 == sum(got["states"].values())
        paid = sum(right["amount"] for case in cases for right in case["body"].get("rights", []) if right["state"] == "paid")
        assert paid == got["paid_yen"] > 0
        assert len(list(Path(folder, "pictures").glob("*.png"))) == got["pictures"] == 6


def the_same_seed_is_the_same_ward():
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two, tempfile.TemporaryDirectory() as three:
        make(one, "--pictures", "2")
        make(two, "--pictures", "2")
        make(three, "--pictures", "2", "--seed", "2")
        assert digest(one) == digest(two) != digest(three)


def the_form_goes_into_form_read():
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "form.csv")
        make(folder, "--csv", str(table))
        got, status = tap.answer("form", "read", "--json", str(table))
        assert status == 0 and len(got["records"]) == 60


def a_programme_without_a_form_has_no_export():
    with tempfile.TemporaryDirectory() as folder:
        got, status = tap.answer("practice", "make", "--json", "--csv", str(Path(folder, "form.csv")), "--programme",
                                 str(PROGRAMMES / "kosodate-oen-r7.json"))
        assert status == 1 and "no web form" in got["error"]


def a_second_ward_needs_a_folder_of_its_own():
    with tempfile.TemporaryDirectory() as folder:
        make(folder)
        before = digest(folder)
        got, status = tap.answer("practice", "make", "--json", "--out", folder, "--cases", "60", "--seed", "2")
        assert status == 1 and folder in got["error"]
        assert digest(folder) == before


def wrong_numbers_are_wrong_usage():
    for words in (["--cases", "x"], ["--cases", "10", "--histories", "11"], ["--seed", "-1"], ["--pictures", "101"]):
        assert tap.ctl("practice", "make", *words).returncode == 2, words


tap.run([(case.__name__.replace("_", " "), case) for case in (
    it_writes_what_it_says,
    the_same_seed_is_the_same_ward,
    the_form_goes_into_form_read,
    a_programme_without_a_form_has_no_export,
    a_second_ward_needs_a_folder_of_its_own,
    wrong_numbers_are_wrong_usage,
)])
