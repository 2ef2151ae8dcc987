"""The customer barcode against zint, which draws it on its own; and what an import leaves on disk."""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

DATA = Path(sys.argv[2])
BARS = {"111": "1", "110": "2", "011": "3", "010": "4"}  # upper, middle, lower row: our digit for the bar


def zint(content: str) -> str:
    """The bars that zint draws for postal code and address, as our digits."""
    dump = subprocess.run(["zint", "--barcode=JAPANPOST", "--dump", "-d", content],
                          capture_output=True, check=True, text=True, timeout=60).stdout
    rows = ["".join(f"{int(part, 16):08b}" for part in line.split()) for line in dump.splitlines()]
    assert len(rows) == 3, dump
    columns = ["".join(column) for column in zip(*rows)]
    return "".join(BARS[column] for column in columns[0:2 * 67:2])


def cut(extracted: str) -> str:
    """What of it goes into thirteen symbols: zint refuses what is too long, and a letter takes two."""
    room, kept = 13, ""
    for character in extracted:
        room -= 2 if character.isalpha() else 1
        if room < 0:
            break
        kept += character
    return kept


def bars_are_those_of_zint():
    lines = (DATA / "vectors/postal.barcode.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    compared = 0
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        got, status = tap.answer("postal", "barcode", "--json", "--", row["postcode"], row["address"])
        assert status == 0, row
        symbols = got["symbols"].split(" ")
        if symbols[-2] in ("CC1", "CC2", "CC3"):
            continue  # a letter cut in two, which zint cannot express
        assert zint(row["postcode"].replace("-", "") + cut(got["extracted"])) == got["bars_67"], row
        compared += 1
    assert compared >= 15


def there_is_no_barcode_without_a_towns_code():
    for code in ("160-0000", "16000", "nonsense", ""):
        got, status = tap.answer("postal", "barcode", "--json", "--", code, "新宿1-2-3")
        assert status == 1 and got["error"] and got["bars_67"] == "" and got["extracted"] == "1-2-3", code


def an_import_is_whole_or_nothing():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        towns = Path(folder) / "madoguchi/postal/towns.tsv"
        file = Path(folder) / "ken-all.csv"
        good = (DATA / "postal/made-up-cp932.csv").read_bytes()

        got, status = tap.answer("postal", "import", "--json", str(DATA / "postal/made-up-cp932.csv"))
        assert status == 0 and (got["towns"], got["added"], got["removed"], got["findings"]) == (16, 16, 97, []), got
        assert tap.answer("postal", "address", "--json", "北区北1条西20丁目3")[0]["zip"] == "9980002"
        before = towns.read_bytes()

        file.write_bytes(good.replace(b'"9990002"', b'"999000"'))
        got, status = tap.answer("postal", "import", "--json", str(file))
        assert status == 1 and towns.read_bytes() == before, got
        assert [(item["code"], item["record"], item["byte"]) for item in got["findings"]] == [("E_POSTAL_CODE", 17, 3)]

        file.write_bytes(good.replace(b'"9990002"', b'"9990009"'))
        got, status = tap.answer("postal", "import", "--json", str(file))
        assert status == 0 and (got["added"], got["removed"], got["changed"]) == (0, 0, 1), got

        file.write_bytes(b"")
        assert tap.answer("postal", "import", "--json", str(file))[1] == 1
        assert [path.name for path in towns.parent.iterdir()] == ["towns.tsv"]
        got, status = tap.answer("postal", "address", "--json", "--towns", str(DATA / "postal/shinjuku-towns.tsv"), "余丁町1")
        assert status == 0 and got["zip"] == "1620055", got


tap.run([(case.__name__.replace("_", " "), case) for case in (
    bars_are_those_of_zint,
    there_is_no_barcode_without_a_towns_code,
    an_import_is_whole_or_nothing,
)])
