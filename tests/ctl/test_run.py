"""`letter run-…`: letters from the list to the post office and back, at a real encrypted profile. Where no service has
answered yet, what a letter's place is waits; the paper does not."""

import tempfile
from pathlib import Path

import tap

PASSWORD = "正しい馬の電池"
NOW = "2026-03-02T01:00:00.000000Z"
RUN = "R7-1"
PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"

ward = tempfile.TemporaryDirectory()


def found(programme, cases, histories):
    """A made-up ward: the folder of its profile."""
    folder = Path(ward.name, programme)
    folder.mkdir()
    got, status = tap.answer("practice", "make", "--json", "--programme", str(PROGRAMMES / f"{programme}.json"), "--cases",
                             str(cases), "--histories", str(histories), "--store", str(folder), "--password-fd", "0",
                             typed=f"{PASSWORD}\n".encode())
    assert status == 0, got
    return str(folder / "ward")


PROFILE = found("ninpu-r7", 300, 240)


def letter(verb, *words, account="print-1", role="print", profile=PROFILE):
    return tap.answer("letter", verb, "--json", "--password-fd", "0", "--at", NOW, "--account", account, "--role", role,
                      profile, *(str(word) for word in words), typed=f"{PASSWORD}\n".encode())


def make(*words):
    return letter("run-make", "--letter", "decision", "--list", "to_print", "--number", RUN, "--enclose", *words)


def nothing_is_written_unless_told():
    got, status = make()
    assert status == 0 and got["joining"] > 0, got
    runs, status = letter("runs")
    assert status == 0 and runs["runs"] == [], runs


def a_letter_that_is_none_is_refused():
    got, status = letter("run-make", "--letter", "none", "--number", RUN)
    assert status != 0, got
    got, status = letter("run-show", "no-run")
    assert status == 1, got
    got, status = letter("run-make", "--letter", "decision")
    assert status == 2, got


def a_run_is_made_looked_at_and_printed():
    got, status = make("--write")
    count = got["joined"]
    assert status == 0 and count > 1 and count + len(got["left_out"]) == got["joining"], got
    assert all(left["code"] == "E_PROTECTED" for left in got["left_out"]), got
    again, status = make("--write")
    assert status == 0 and again["joining"] == 0, again
    assert all(left["code"] in ("E_IN_RUN", "E_PROTECTED") for left in again["left_out"]), again
    shown, status = letter("run-show", RUN)
    assert status == 0 and shown["next"] == "freeze" and shown["good"] == count, shown
    assert [sheet["sheet"] for sheet in shown["sheets"]] == [f"{RUN}/{n:06}" for n in range(1, count + 1)], shown
    got, status = letter("run-freeze", RUN)
    assert status == 0, got
    got, status = letter("run-approve", "--sheet", f"{RUN}/000001", RUN)
    assert status == 1 and got["code"] == "E_SAME_PERSON", got


def a_letter_without_its_number_is_not_printed():
    """The service gives the number; until then there is no half of a letter."""
    proof = Path(ward.name, "proof.pdf")
    got, status = letter("run-proof", "--out", proof, RUN)
    assert status == 1 and not proof.exists(), got
    assert [(fault["code"], fault["subject"]) for fault in got["faults"]] == [("E_EMPTY", "letter.number")], got
    got, status = letter("run-print", "--out", proof, RUN)
    assert status == 1 and not proof.exists(), got  # nobody has approved the sample


def pairs_are_checked_and_what_is_spoiled_is_printed_again():
    got, status = letter("run-approve", "--sheet", f"{RUN}/000001", RUN, account="lead-1", role="lead")
    assert status == 0, got
    got, status = letter("run-printed", RUN)
    assert status == 0, got
    got, status = letter("run-enclose", f"{RUN}/000001", f"{RUN}/000001")
    assert status == 0, got
    got, status = letter("run-spoil", "--reason", "紙づまり", f"{RUN}/000002")
    assert status == 0, got
    got, status = letter("run-spoil", f"{RUN}/000002")
    assert status == 2, got
    got, status = letter("run-enclose", f"{RUN}/999999", f"{RUN}/999999")
    assert status == 1, got


def it_goes_to_the_post_office():
    office = ("--office", "新宿郵便局", "--day")
    good = letter("run-show", RUN)[0]["good"]
    got, status = letter("run-dispatch", *office, "2026-03-09", "--count", good, RUN)
    assert status == 1 and got["code"] == "E_VALUE", got  # that day is not yet
    for nothing in ((), ("--count", "0"), ("--count", "many")):
        assert letter("run-dispatch", *office, "2026-03-02", *nothing, RUN)[1] == 2, nothing
    got, status = letter("run-dispatch", *office, "2026-03-02", "--count", good + 1, RUN)
    assert status == 1 and got["code"] == "E_COUNT", got  # the post office has counted one more
    got, status = letter("run-dispatch", *office, "2026-03-02", "--count", good, RUN)
    assert status == 0, got
    got, status = letter("run-send", RUN)
    assert status == 0 and got["sent"] > 0, got
    again, status = letter("run-send", RUN)
    assert status == 0 and again["sent"] == 0, again


def what_comes_back_waits_again():
    before, _ = letter("runs")
    back = ("--day", "2026-03-02", "--due", "2026-03-05", f"{RUN}/000001/1/2")
    got, status = letter("run-return", "--reason", "さあ", *back)
    assert status == 1 and got["code"] == "E_REASON", got  # none that the case knows
    got, status = letter("run-return", "--reason", "あて所なし", *back)
    assert status == 0 and "town_is_known" in got and "noted_in_case" in got, got
    after, _ = letter("runs")
    assert after["unsent"] == before["unsent"] + 1, (before, after)
    got, status = letter("run-return", "--reason", "x", "--day", "2026-03-02", "--due", "2026-03-05", "no number")
    assert status == 1, got


def letters_of_004_go_the_whole_way():
    """The ward's own people do all of it; and such letters have no number, so nothing waits for the service."""
    profile = found("kosodate-oen-r7", 30, 10)
    paper = {name: Path(ward.name, f"{name}.pdf") for name in ("proof", "letters", "list")}

    def do(verb, *words, account="ward-1"):
        got, status = letter(verb, *words, account=account, role="ward", profile=profile)
        assert status == 0, (verb, got)
        return got

    for kind, how in ("guidance", ["--enclose"]), ("refusal_form", []):
        run = f"R8-{kind}"
        waiting = do("runs")["waiting"][kind]
        count = do("run-make", "--letter", kind, "--number", run, *how, "--write")["joined"]
        assert 0 < count <= waiting, (kind, count, waiting)
        assert do("runs")["waiting"].get(kind, 0) == waiting - count, kind
        do("run-freeze", run)
        got, status = letter("run-proof", "--out", paper["proof"], run, account="ward-1", role="ward", profile=profile)
        for mark in {fault["sheet"] for fault in got["faults"]}:  # whose number nobody has entered
            assert kind == "refusal_form" and not paper["proof"].exists(), got
            do("run-withdraw", "--reason", "認定番号がない", mark)
            count -= 1
        first = next(sheet["sheet"] for sheet in do("run-show", run)["sheets"] if sheet["state"] == "good")
        paper["proof"].unlink(missing_ok=True)
        do("run-proof", "--out", paper["proof"], run)
        got, status = letter("run-proof", "--out", paper["proof"], run, account="ward-1", role="ward", profile=profile)
        assert status == 1 and got["remedy"] == "give it a name that nothing has yet", got
        do("run-approve", "--sheet", first, run, account="ward-2")
        do("run-print", "--out", paper["letters"], "--packing-list", paper["list"], run)
        assert all(file.read_bytes().startswith(b"%PDF-") for file in paper.values()), kind
        assert paper["letters"].stat().st_size > paper["proof"].stat().st_size, kind
        for file in paper.values():
            file.unlink()
        do("run-printed", run)
        for sheet in do("run-show", run)["sheets"]:
            if how and sheet["state"] == "good":
                do("run-enclose", sheet["sheet"], sheet["sheet"])
        do("run-dispatch", "--office", "新宿郵便局", "--day", "2026-03-02", "--count", count, run)
        assert do("run-send", run)["sent"] == count, kind
        do("run-return", "--reason", "あて所なし", "--day", "2026-03-02", "--due", "2026-03-05", f"{first}/1/1")
        assert do("runs")["waiting"].get(kind, 0) == waiting - count + 1, kind


tap.run([(case.__name__.replace("_", " "), case) for case in (
    nothing_is_written_unless_told,
    a_letter_that_is_none_is_refused,
    a_run_is_made_looked_at_and_printed,
    a_letter_without_its_number_is_not_printed,
    pairs_are_checked_and_what_is_spoiled_is_printed_again,
    it_goes_to_the_post_office,
    what_comes_back_waits_again,
    letters_of_004_go_the_whole_way,
)])
