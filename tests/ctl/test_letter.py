"""Letters as they come out of madoguchi-ctl, read back by other programs: their text, their picture, what shows in the
window and at the folds, the post's barcode, the QR codes, and 300 names."""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

DATA = Path(os.environ["MADO_DATA_DIR"])
GOLDEN = Path(sys.argv[2]) / "documents"
MM = 25.4

CASE = {
    "body": {
        "items": {"postal_code": "1600022", "address": "東京都新宿区新宿1-2-3 見本荘101",
                  "name": {"kanji": "見本 花子", "kana": "ミホン ハナコ"}, "control_no": "0000012345",
                  "amount": 50000, "transfer_date": "2025-05-20"},
        "deficiencies": [{"due": "2025-05-01", "opened": {"at": 1}, "text": "通帳の写しがありません。"},
                         {"due": "2025-04-28", "opened": {"at": 1}, "reason": "未記入"}],
    },
    "id": "0195eeb1-5a00-7abc-8def-0123456789ab", "kind": "case", "state": "decided", "version": 9,
}


PROGRAMMES = ("ninpu-r7", "babysitter-r7", "kosodate-oen-r7")
WHY = "対象となる期間を過ぎてからの申請であるため"


def read_data(path: str) -> dict:
    return json.loads((DATA / path).read_text(encoding="utf-8"))


def case_for(programme: dict) -> dict:
    """A case that has all that any letter of the programme names, and why each step was done."""
    case = json.loads(json.dumps(CASE))
    case["body"]["items"] |= {"receipt_no": "000000012345", "cert_no": "000123456789", "decided_on": "2025-05-01"}
    case["body"]["done"] = {id: {"at": at, "by": "l-001", "reason": WHY} if "reason" in transition else {"at": at, "by": "l-001"}
                            for at, (id, transition) in enumerate(programme["transitions"].items(), 1)}
    return case


def write_cases(folder: Path, cases: list) -> str:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(case, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
                            for case in cases), encoding="utf-8")
    return str(path)


def make(folder: Path, letter: str, cases: list, *more: str, programme="ninpu-r7",
         book: Path | None = None) -> tuple[dict, int, Path]:
    out = folder / f"{letter}.pdf"
    got, status = tap.answer("letter", "make", "--json", "--programme", str(DATA / f"programmes/{programme}.json"),
                             "--letter", letter, "--as", "print", "--date", "2025-05-08", "--decided", "2025-05-01",
                             "--number", "7新健健第%号", "--out", str(out), *more, "--",
                             str(book or DATA / f"letters/{programme}.json"), write_cases(folder, cases))
    return got, status, out


def run(*words: str) -> bytes:
    return subprocess.run(words, check=True, capture_output=True, timeout=120).stdout


def read_text(pdf: Path) -> str:
    return run("pdftotext", "-layout", str(pdf), "-").decode()


class Picture:
    """A page in gray, with lengths in millimeters."""

    def __init__(self, pdf: Path, page: int, dpi: int):
        data = run("pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), str(pdf))
        _, size, _, self.pixels = data.split(b"\n", 3)
        self.width, self.height = map(int, size.split())
        self.dark = self.pixels.translate(bytes(value < 128 for value in range(256)))
        self.dpi = dpi

    def at(self, millimeters: float) -> int:
        return round(millimeters * self.dpi / MM)

    def ink(self, left: float, top: float, right: float, bottom: float) -> int:
        """How many dark pixels lie in that box."""
        first, last = max(0, self.at(left)), min(self.width, self.at(right))
        return sum(self.dark.count(1, y * self.width + first, y * self.width + last)
                   for y in range(max(0, self.at(top)), min(self.height, self.at(bottom))))

    def is_dark(self, x: int, y: int) -> bool:
        return self.dark[y * self.width + x] == 1

    def bars(self, y: int, first: int, last: int) -> list[int]:
        """The middles of the dark stretches of a line."""
        line = self.dark[y * self.width + first:y * self.width + last]
        return [(found.start() + found.end() - 1) // 2 for found in re.finditer(b"\x01+", line)]


def read_customer_barcode(picture: Picture, left: float, top: float, right: float, bottom: float) -> str:
    """A reader of our own: the rows in which 67 bars stand at one distance are the middle; what each bar has above and
    below them says which it is."""
    first, last = picture.at(left), picture.at(right)
    rows = {}
    for y in range(picture.at(top), picture.at(bottom)):
        bars = picture.bars(y, first, last)
        gaps = [b - a for a, b in zip(bars, bars[1:])]
        if len(bars) == 67 and max(gaps) - min(gaps) <= 2:
            rows[y] = bars
    middle = sorted(rows)
    assert middle, "no row of 67 bars"
    reach = round(len(middle) * 0.6)
    above, below = middle[0] - reach, middle[-1] + reach
    kinds = {(True, True): "1", (True, False): "2", (False, True): "3", (False, False): "4"}
    bars = rows[middle[len(middle) // 2]]
    return "".join(kinds[picture.is_dark(first + x, above), picture.is_dark(first + x, below)] for x in bars)


def compare(name: str, pdf: Path, pages: int) -> None:
    """Text to the letter; pictures with a tolerance: in blocks of 8 × 8 pixels, how dark each is."""
    if "MADO_GOLDEN" in os.environ:
        (GOLDEN / f"{name}.txt").write_text(read_text(pdf), encoding="utf-8")
    assert read_text(pdf) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8"), read_text(pdf)
    for page in range(1, pages + 1):
        golden = GOLDEN / f"{name}-{page}.png"
        got = Picture(pdf, page, 72)
        if "MADO_GOLDEN" in os.environ:
            run("pdftoppm", "-gray", "-png", "-singlefile", "-r", "72", "-f", str(page), "-l", str(page), str(pdf),
                str(golden.with_suffix("")))
        data = run("magick" if Path("/usr/bin/magick").exists() else "convert", str(golden), "-depth", "8", "gray:-")
        assert len(data) == len(got.pixels), (name, page)
        for y in range(0, got.height - 7, 8):
            for x in range(0, got.width - 7, 8):
                places = [(y + j) * got.width + x for j in range(8)]
                seen, wanted = (sum(sum(pixels[at:at + 8]) for at in places) / 64 for pixels in (got.pixels, data))
                assert abs(seen - wanted) < 24, f"{name}, page {page}: {x} {y} is {seen}, should be {wanted}"


def pages_are_as_they_were_looked_at():
    with tempfile.TemporaryDirectory() as name:
        for letter, pages in (("decision", 2), ("deficiency", 1)):
            got, status, pdf = make(Path(name), letter, [CASE])
            assert status == 0 and got["pages"] == pages, got
            compare(letter, pdf, pages)


# A letter for each layout that letters have; none is delivered for the Z fold, whose words are those of the V fold.
LETTERS = {"a4-window": "deficiency", "a4-form": "form", "hagaki-v": "decision", "hagaki-z": "decision"}


def long_case() -> dict:
    long = json.loads(json.dumps(CASE))
    long["body"]["items"]["address"] = "東京都新宿区市谷田町一丁目二十三番地四十五号 見本台グランドハイツ弐番館1234号室 見本様方"
    long["body"]["items"]["name"]["kanji"] = "ミホン アレクサンドリーナ マリア ルイーザ"
    return long


def make_in(folder: Path, layout: str, case: dict) -> Path:
    """The letter of a layout, in that layout."""
    letter = LETTERS[layout]
    book = read_data("letters/ninpu-r7.json")
    book["letters"][letter]["layout"] = layout
    path = folder / "book.json"
    path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    got, status, pdf = make(folder, letter, [case], book=path)
    assert status == 0, (layout, got)
    return pdf


def every_layout_has_its_letter():
    ids = {path.stem for path in (DATA / "layouts").glob("*.json")}
    kinds = {id: read_data(f"layouts/{id}.json")["layout"]["kind"] for id in ids}
    assert {id for id, kind in kinds.items() if kind not in ("labels", "form")} == set(LETTERS), kinds


def assert_window(picture: Picture, window: dict) -> None:
    """What shows in it is the same, however the sheet slides in its envelope."""
    left, top, slide = window["x"], window["y"], window["slide"]
    right, bottom = left + window["width"], top + window["height"]
    whole = picture.ink(left + slide, top + slide, right - slide, bottom - slide)
    assert whole > 500
    for x in (-slide, 0, slide):
        for y in (-slide, 0, slide):
            assert picture.ink(left + x, top + y, right + x, bottom + y) == whole, (x, y)


def only_the_address_shows_in_any_window():
    n_windows = 0
    with tempfile.TemporaryDirectory() as name:
        for layout in LETTERS:
            pages = read_data(f"layouts/{layout}.json")["pages"].values()
            for case in (CASE, long_case()):
                pdf = make_in(Path(name), layout, case)
                for number, page in enumerate(pages, 1):  # a page that is repeated has none
                    for window in page.get("windows", {}).values():
                        assert_window(Picture(pdf, number, 100), window)
                        n_windows += 1
    assert n_windows == 4, n_windows  # two layouts have one


LINE = 0.6  # of a millimeter: as far as a mark may reach beside its place


def marks(fold: dict, width: float, height: float) -> list[tuple]:
    """Where its marks are, at both ends."""
    mark = fold.get("mark", 0)
    if not mark:
        return []
    if "x" in fold:
        left, right = fold["x"] - LINE, fold["x"] + LINE
        return [(left, 0, right, mark + LINE), (left, height - mark - LINE, right, height)]
    top, bottom = fold["y"] - LINE, fold["y"] + LINE
    return [(0, top, mark + LINE, bottom), (width - mark - LINE, top, width, bottom)]


def assert_folds_and_edges(picture: Picture, sheet: dict, folds: list) -> None:
    """At the edges there is nothing but the marks of the folds, and where the paper is glued there is nothing between them."""
    width, height, clear = sheet["width"], sheet["height"], sheet["clear"] - 0.2
    marked = [box for fold in folds for box in marks(fold, width, height)]
    assert all(picture.ink(*box) > 0 for box in marked), folds
    everything, inside = picture.ink(0, 0, width, height), picture.ink(clear, clear, width - clear, height - clear)
    assert everything - inside == sum(picture.ink(*box) for box in marked), (everything, inside, folds)
    for fold in folds:
        reach = fold.get("clear", 0) - 0.2
        if reach > 0:
            assert picture.ink(fold["x"] - reach, clear, fold["x"] + reach, height - clear) == 0, fold


def nothing_is_printed_at_folds_and_edges_of_any_layout():
    n_folds = 0
    with tempfile.TemporaryDirectory() as name:
        for layout in LETTERS:
            data = read_data(f"layouts/{layout}.json")
            for case in (CASE, long_case()):
                pdf = make_in(Path(name), layout, case)
                for number, page in enumerate(data["pages"].values(), 1):
                    if not page.get("repeated"):
                        folds = list(page.get("folds", {}).values())
                        assert_folds_and_edges(Picture(pdf, number, 100), data["sheet"], folds)
                        n_folds += len(folds)
    assert n_folds == 2 * (2 + 2 + 2 + 4), n_folds


def nothing_but_name_and_address_is_outside():
    with tempfile.TemporaryDirectory() as name:
        _, _, pdf = make(Path(name), "decision", [CASE])
        outside = run("pdftotext", "-layout", "-l", "1", str(pdf), "-").decode()
        assert "見本 花子" in outside and "見本荘101" in outside
        for secret in ("50,000", "0000012345", "支給", "妊婦"):
            assert secret not in outside, secret


def the_barcode_reads_back_from_every_layout():
    wanted = tap.answer("postal", "barcode", "--json", "--", "160-0022", "1-2-3 見本荘101")[0]["bars_67"]
    with tempfile.TemporaryDirectory() as name:
        for layout in LETTERS:
            area = next(iter(read_data(f"layouts/{layout}.json")["pages"].values()))["areas"]["address"]
            right, bottom = area["x"] + area["width"] + 5, area["y"] + area["height"] + 2
            pdf = make_in(Path(name), layout, CASE)
            read = read_customer_barcode(Picture(pdf, 1, 400), area["x"] - 1, area["y"] + 10, right, bottom)
            assert read == wanted, (layout, read)


def every_sheet_tells_whose_it_is():
    with tempfile.TemporaryDirectory() as name:
        got, _, pdf = make(Path(name), "deficiency", [CASE] * 3, "--run", "N-7")
        run("pdftoppm", "-gray", "-png", "-r", "200", str(pdf), str(Path(name) / "sheet"))
        read = [run("zbarimg", "-q", "--raw", str(path)).decode().strip() for path in sorted(Path(name).glob("sheet*"))]
        assert got["documents"] == 3 and read == [f"N-7/{n:06}/1/1" for n in (1, 2, 3)], read


def every_layout_has_a_mark_that_a_scanner_reads():
    with tempfile.TemporaryDirectory() as name:
        for layout in LETTERS:
            pdf = make_in(Path(name), layout, CASE)
            run("pdftoppm", "-gray", "-png", "-r", "200", "-singlefile", str(pdf), str(Path(name) / "sheet"))
            read = run("zbarimg", "-q", "--raw", str(Path(name) / "sheet.png")).decode().split()
            n_pages = 2 if layout.startswith("hagaki") else 1
            assert f"R1/000001/1/{n_pages}" in read, (layout, read)
            assert re.search(r"R1\s+000001", read_text(pdf)), layout


def a_sheet_that_is_printed_again_is_not_taken_for_the_spoiled_one():
    with tempfile.TemporaryDirectory() as name:
        _, _, pdf = make(Path(name), "deficiency", [CASE] * 2, "--run", "N-7", "--serial", "12", "--copy", "2")
        run("pdftoppm", "-gray", "-png", "-r", "200", str(pdf), str(Path(name) / "sheet"))
        read = [run("zbarimg", "-q", "--raw", str(path)).decode().strip() for path in sorted(Path(name).glob("sheet*"))]
        assert read == ["N-7/000012-2/1/1", "N-7/000013-2/1/1"], read
        assert re.search(r"N-7\s+000012-2", read_text(pdf))
        for option in ("--serial", "--copy", "--first"):
            assert make(Path(name), "deficiency", [CASE], option, "0")[1] == 2, option


def numbers_count_and_pages_add_up():
    with tempfile.TemporaryDirectory() as name:
        got, status, pdf = make(Path(name), "decision", [CASE] * 5, "--first", "41")
        assert status == 0 and got["documents"] == 5 and got["pages"] == 10
        assert f"Pages:           {got['pages']}" in run("pdfinfo", str(pdf)).decode()
        text = read_text(pdf)
        assert [f"7新健健第{n}号" in text for n in range(40, 47)] == [False, True, True, True, True, True, False]


def a_run_with_a_refused_letter_is_not_made():
    hidden, gap, rare = (json.loads(json.dumps(CASE)) for _ in range(3))
    hidden["body"]["protected"] = {"at": 1, "by": "a-001"}
    del gap["body"]["items"]["amount"]
    rare["body"]["items"]["name"]["kanji"] = "見本 \uE000子"
    with tempfile.TemporaryDirectory() as name:
        got, status, pdf = make(Path(name), "decision", [CASE, hidden, gap, rare])
        found = [(finding["code"], finding["record"], finding["field"]) for finding in got["findings"]]
        assert status == 1 and not pdf.exists() and os.listdir(name) == ["cases.jsonl"], os.listdir(name)
        assert found == [("E_PROTECTED", 2, "decision"), ("E_EMPTY", 3, "amount"), ("E_GLYPH", 4, "name U+E000"),
                         ("E_GLYPH", 4, "to U+E000")], found
        assert "子" not in json.dumps(got, ensure_ascii=False)
        assert make(Path(name), "decision", [hidden], "--as", "lead")[1] == 0


def three_hundred_names_have_no_box():
    """Each family's name is made of rare characters that registers have, with variants (IVS) among them."""
    chance = random.Random(8)
    rare = ["𠮷", "髙", "﨑", "德", "桒", "𣘺", "邉", "邊", "濵", "槗", "栁", "㐂", "䅏", "𡈽", "葛\U000E0103",
            "邉\U000E0110", "辻\U000E0102", "槙", "薗", "纐", "鴗"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done = tap.ctl("practice", "make", "--cases", "300", "--histories", "0", "--out", str(folder / "ward"))
        assert done.returncode == 0
        cases = []
        for line in (folder / "ward/entities.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["kind"] != "case":
                continue
            case["body"]["items"] |= {"amount": 50000, "control_no": "0000012345", "transfer_date": "2025-05-20"}
            kanji = case["body"]["items"]["name"]["kanji"]
            case["body"]["items"]["name"]["kanji"] = chance.choice(rare) + chance.choice(rare) + " " + kanji.split()[-1]
            cases.append(case)
        got, status, pdf = make(folder, "decision", cases)
        assert status == 0 and got["documents"] == len(cases) >= 300, (got["findings"][:5], len(cases))
        text = "".join(read_text(pdf).split())
        plain = "".join(c for c in text if ord(c) < 0xE0100)
        for case in cases:  # a selector that asks for the usual form is not kept by every font's map
            wanted = "".join(c for c in case["body"]["items"]["name"]["kanji"] if not c.isspace() and ord(c) < 0xE0100)
            assert wanted in plain, wanted
        for variant in ("葛\U000E0103", "邉\U000E0110"):  # in the address, and before the text
            n_names = sum(case["body"]["items"]["name"]["kanji"].count(variant) for case in cases)
            assert n_names > 10 and text.count(variant) == 2 * n_names, (variant, n_names, text.count(variant))
        fonts = [line.split() for line in run("pdffonts", str(pdf)).decode().splitlines()[2:]]
        for font in fonts:
            assert any(ours in font[0] for ours in ("BIZUDGothic", "IPAmj", "NotoSansCJK")), font
            assert font[-5] == "yes" and font[-4] == "yes", font  # embedded, as a subset


def every_letter_of_every_programme_is_made():
    """Whatever a step of the programme asks for has words, fits its sheet, and says what it has to say."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("MADO_PAPER", name))
        for programme in PROGRAMMES:
            spec = read_data(f"programmes/{programme}.json")
            assert set(spec["letters"]) == set(read_data(f"letters/{programme}.json")["letters"]), programme
            for letter, given in spec["letters"].items():
                place = folder / programme
                place.mkdir(exist_ok=True)
                got, status, pdf = make(place, letter, [case_for(spec)], programme=programme)
                assert status == 0, (programme, letter, got)
                assert got["pages"] == (2 if given["kind"] == "pressure_postcard" else 1), (programme, letter, got)
                text = "".join(read_text(pdf).split())
                assert (WHY in text) == bool(given.get("reason")), (programme, letter, text)
                assert "{" not in text and "〔" not in text, text
                assert "お問い合わせ" not in text or "ATMの操作" in text, (programme, letter)  # of fraud


def a_form_has_its_number_as_a_code():
    """What comes back by post is scanned: the number on the form is the number of the case."""
    with tempfile.TemporaryDirectory() as name:
        for programme, letter, number in (("ninpu-r7", "form", "0000012345"),
                                          ("kosodate-oen-r7", "application_form", "000123456789"),
                                          ("kosodate-oen-r7", "refusal_form", "000123456789")):
            case = case_for(read_data(f"programmes/{programme}.json"))
            _, status, pdf = make(Path(name), letter, [case], "--run", "N-7", programme=programme)
            assert status == 0
            run("pdftoppm", "-gray", "-png", "-r", "200", "-singlefile", str(pdf), str(Path(name) / "form"))
            read = run("zbarimg", "-q", "--raw", str(Path(name) / "form.png")).decode().split()
            assert sorted(read) == sorted([number, "N-7/000001/1/1"]), read
            assert number in read_text(pdf)


def a_refusal_says_why_and_how_to_object():
    with tempfile.TemporaryDirectory() as name:
        case = case_for(read_data("programmes/ninpu-r7.json"))
        _, _, pdf = make(Path(name), "refusal", [case])
        text = "".join(read_text(pdf).split())
        for words in (WHY, "審査請求", "3か月以内", "取消しの訴え", "6か月以内", "新宿区を被告として"):
            assert words in text, words
        del case["body"]["done"]["refuse"]["reason"]
        got, status, _ = make(Path(name), "refusal", [case])
        assert status == 1 and [finding["field"] for finding in got["findings"]] == ["letter.reason"], got


def mistakes_in_a_book_are_told_with_their_place():
    with tempfile.TemporaryDirectory() as name:
        text = (DATA / "letters/ninpu-r7.json").read_text(encoding="utf-8")
        book = Path(name) / "book.json"
        book.write_text(text.replace("{control_no}", "{phone}", 1), encoding="utf-8")
        words = ["--programme", str(DATA / "programmes/ninpu-r7.json"), "--", str(book)]
        got, status = tap.answer("letter", "check", "--json", *words)
        fault, = got["faults"]
        assert status == 1 and fault["code"] == "E_NOT_GIVEN", got
        done = tap.ctl("letter", "check", *words)
        assert f"{book}:{fault['line']}:{fault['column']}: E_NOT_GIVEN" in done.stdout.decode()
        for programme in PROGRAMMES:
            got, status = tap.answer("letter", "check", "--json", "--programme",
                                     str(DATA / f"programmes/{programme}.json"), "--",
                                     str(DATA / f"letters/{programme}.json"))
            assert status == 0 and got["faults"] == [], got


tap.run([(case.__name__.replace("_", " "), case) for case in (
    pages_are_as_they_were_looked_at,
    every_layout_has_its_letter,
    only_the_address_shows_in_any_window,
    nothing_is_printed_at_folds_and_edges_of_any_layout,
    nothing_but_name_and_address_is_outside,
    the_barcode_reads_back_from_every_layout,
    every_sheet_tells_whose_it_is,
    every_layout_has_a_mark_that_a_scanner_reads,
    a_sheet_that_is_printed_again_is_not_taken_for_the_spoiled_one,
    numbers_count_and_pages_add_up,
    a_run_with_a_refused_letter_is_not_made,
    three_hundred_names_have_no_box,
    every_letter_of_every_programme_is_made,
    a_form_has_its_number_as_a_code,
    a_refusal_says_why_and_how_to_object,
    mistakes_in_a_book_are_told_with_their_place,
)])
