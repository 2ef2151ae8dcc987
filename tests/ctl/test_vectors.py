"""Every verb of madoguchi-ctl against every vector file: arguments are the input columns, answers the output columns."""

import base64
import csv
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import tap

DATA = Path(sys.argv[2])
VECTORS = DATA / "vectors"
FIXTURE = str(VECTORS / "bank-master.fixture.tsv")


def rows(name: str) -> list[dict]:
    text = (VECTORS / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.split("\n")[:-1], delimiter="\t", quoting=csv.QUOTE_NONE))


# verb, vector file, input columns, {answer key: column}, whether a row is an input that is refused
AGE = ["attains_6_on", "last_eligible_day_seed003", "attains_18_on", "fy_end_18",
       "legal_age_2025-04-01", "legal_age_2026-03-31", "birthday_age_2026-03-31"]
YUCHO = ["ok", "store", "store_name", "store_kana", "kind", "kind_code", "account", "errors", "warnings", "check_digit"]
BANK = ["bank", "branch", "status", "bank_name", "bank_kana", "branch_name", "branch_kana"]
TABLES = [
    (["date", "parse"], "dates.parse.tsv", ["input"], ["iso", "code", "wareki"], lambda row: row["code"] != "OK"),
    (["date", "age"], "dates.age.tsv", ["birth"], AGE, None),
    (["date", "business"], "dates.business.tsv", ["op", "date", "arg"], ["result"], None),
    (["text", "fold"], "kana-names.search.tsv", ["a"], {"key": "key_a"}, None),
    (["text", "equal"], "kana-names.search.tsv", ["a", "b"], ["equal", "equal_loose"], None),
    (["text", "zengin"], "kana-names.convert.tsv", ["input"], ["half", "hex"], None),
    (["name", "match"], "kana-names.match.tsv", ["applicant_kana", "holder_kana"], ["level"], None),
    (["my-number", "check"], "my-number.vectors.tsv", ["kind", "value"], ["valid"], lambda row: row["valid"] == "0"),
    (["my-number", "scan"], "my-number.detect.tsv", ["text"], ["level"], None),
    (["postal", "barcode"], "postal.barcode.tsv", ["postcode", "address"],
     ["extracted", "symbols", "check", "bars_67"], None),
    (["postal", "address"], "postal.address.tsv", ["input"], ["zip", "town", "block", "building"], None),
    (["yucho", "convert"], "yucho.vectors.tsv", ["kigo", "bango", "naka"], YUCHO, lambda row: row["ok"] == "0"),
    (["yucho", "find"], "yucho.free.tsv", ["text"], ["kigo", "bango", "naka"], None),
]


def table_case(verb, name, inputs, outputs, refused):
    columns = outputs if isinstance(outputs, dict) else {column: column for column in outputs}

    def case():
        for row in rows(name):
            got, status = tap.answer(*verb, "--json", "--", *[row[column] or "" for column in inputs])
            expected = {key: row[column] or "" for key, column in columns.items()}
            assert {key: got.get(key) for key in columns} == expected, f"{row}: got {got}"
            if refused is not None:
                assert status == int(refused(row)), f"{row}: exit status {status}"
            else:
                assert status == 0, f"{row}: exit status {status}"

    return f"{' '.join(verb)}: {name}", case


def rejected_characters():
    """Every character of the bank map: its bytes, or its refusal."""
    for row in rows("kana-names.zengin-map.tsv"):
        character = chr(int(row["cp"].removeprefix("U+"), 16))
        got, status = tap.answer("text", "zengin", "--json", "--", f"ア{character}ア")
        if row["warnings"] == "REJECT":
            assert status == 1, row
        else:
            assert status == 0 and got["half"].strip() == f"ｱ{row['half']}ｱ".strip(), f"{row}: got {got}"


def legal_entities():
    """Each abbreviation, at the head, in the middle and at the end, is a company and not the applicant."""
    for row in rows("kana-names.legal.tsv"):
        for holder in (f"{row['head']}ﾃｽﾄ", f"ﾃｽﾄ{row['tail']}"):
            got, _ = tap.answer("name", "match", "--json", "--", "テスト", holder)
            assert got["level"] == "LEGAL", f"{holder}: {got}"


def bank_lookup():
    """With the fixture as the master; rows that name branches the fixture does not carry answer BRANCH_NONE there."""
    known = {(row["bank"], row["branch"]) for row in rows("bank-master.fixture.tsv")}
    banks = {bank for bank, _ in known}
    compared = 0
    for row in rows("bank-master.lookup.tsv"):
        if row["bank"] and (row["bank"] not in banks or (row["branch"] and (row["bank"], row["branch"]) not in known)):
            continue
        got, status = tap.answer("bank", "find", "--json", "--master", FIXTURE, "--",
                                 row["bank_input"], row["branch_input"])
        assert {key: got[key] for key in BANK} == {key: row[key] or "" for key in BANK}, f"{row}: got {got}"
        assert status == int(row["status"] != "OK"), row
        compared += 1
    assert compared >= 10


def zengin_read():
    vectors = json.loads((VECTORS / "zengin.vectors.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "transfer"
        for vector in vectors["valid"] + vectors["invalid"]:
            file.write_bytes(bytes.fromhex(vector["hex"]))
            got, status = tap.answer("zengin", "check", "--json", str(file))
            errors, warnings = vector.get("errors", []), vector.get("warnings", [])
            findings = [[item["code"], item["record"], item["byte"]] for item in got["findings"]]
            assert findings == [item[:3] for item in errors + warnings], f"{vector['id']}: {findings}"
            assert got["ok"] is (not errors) and status == int(bool(errors)), vector["id"]
            for key in ("framing", "groups", "bytes", "sha256"):
                if key in vector:
                    assert got[key] == vector[key], f"{vector['id']}: {key}: {got[key]}"


def zengin_write():
    vectors = json.loads((VECTORS / "zengin.vectors.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "transfer.json"
        for vector in vectors["valid"]:
            file.write_text(json.dumps({key: vector[key] for key in ("framing", "groups")}), encoding="utf-8")
            done = tap.ctl("zengin", "write", str(file))
            assert done.returncode == 0, f"{vector['id']}: {done.stderr.decode()}"
            assert hashlib.sha256(done.stdout).hexdigest() == vector["sha256"], vector["id"]


def form_read():
    vectors = json.loads((VECTORS / "logoform.vectors.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file, known = Path(folder) / "form.csv", Path(folder) / "known.json"
        for vector in vectors["vectors"]:
            file.write_bytes(base64.b64decode(vector["base64"]))
            words = ["form", "read", "--json"]
            if vector["known"] is not None:
                known.write_text(json.dumps(vector["known"]), encoding="utf-8")
                words += ["--known", str(known)]
            got, status = tap.answer(*words, "--", str(file))
            expected = vector["expect"]
            assert {key: got.get(key) for key in expected} == expected, f"{vector['id']}: got {got}"
            assert status == int(bool(expected["errors"])), vector["id"]


tap.run([table_case(*table) for table in TABLES] + [
    ("text zengin: kana-names.zengin-map.tsv", rejected_characters),
    ("name match: kana-names.legal.tsv", legal_entities),
    ("bank find: bank-master.lookup.tsv", bank_lookup),
    ("zengin check: zengin.vectors.json", zengin_read),
    ("zengin write: zengin.vectors.json", zengin_write),
    ("form read: logoform.vectors.json", form_read),
])
