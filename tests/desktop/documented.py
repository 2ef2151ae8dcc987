"""Whatever a reader is told to type is there: each verb of ./dev, each test that is named behind `./dev test`, and each verb
and option of madoguchi-ctl, in the README, in docs/ and in the help. Each page of the program has its page of the help, for F1.

usage: documented.py TREE MADOGUCHI-CTL BUILD-FOLDER
"""

import json
import re
import subprocess
import sys
from pathlib import Path

tree, program, build = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])

EVERYWHERE = {"--json", "--help"}
NO_NOUN = {"completion", "help"}
END = re.compile(r"[`#|();\n]|<[^>]*>| {2}| –|, ")  # of what is typed, in a line of prose or of an example


def read_verbs() -> dict:
    said = subprocess.run([program, "completion"], check=True, text=True, capture_output=True).stdout
    return {tuple(words[:2]): set(words[2:]) | EVERYWHERE for words in map(str.split, said.splitlines())}


def read_tests() -> set:
    found = json.loads((build / "meson-info/intro-tests.json").read_text())
    return {each["name"] for each in found} | {suite.split(":")[-1] for each in found for suite in each["suite"]}


def read_dev() -> set:
    text = (tree / "dev").read_text()
    return set(re.search(r"^    demo \|(.*?)\) ;;", text, re.M).group(1).replace(" ", "").split("|")) | {"demo", "help", "clean"}


verbs, tests, dev = read_verbs(), read_tests(), read_dev()
nouns = {noun for noun, _ in verbs}
faults = []


def typed(text: str, start: int) -> list:
    return END.split(text[start:start + 300], maxsplit=1)[0].split()


def look_at_ctl(place: str, words: list):
    if not words or not re.fullmatch(r"[a-z-]+", words[0]) or words[0].startswith("-") or words[0] in NO_NOUN:
        return
    if words[0] not in nouns:
        faults.append(f"{place}: madoguchi-ctl has no “{words[0]}”")
    elif len(words) > 1 and re.fullmatch(r"[a-z][a-z-]*", words[1]):
        options = verbs.get((words[0], words[1]))
        if options is None:
            faults.append(f"{place}: madoguchi-ctl has no “{words[0]} {words[1]}”")
            return
        faults.extend(f"{place}: “{words[0]} {words[1]}” has no {word}" for word in words[2:]
                      if re.fullmatch(r"--[a-z-]+", word) and word not in options)


def look_at_dev(place: str, words: list):
    if not words or not re.fullmatch(r"[a-z]+", words[0]):
        return
    if words[0] not in dev:
        faults.append(f"{place}: ./dev has no “{words[0]}”")
    elif words[0] == "ctl":
        look_at_ctl(place, words[1:])
    elif words[0] == "test" and len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]) and words[1][0] != "-":
        if words[1] not in tests:
            faults.append(f"{place}: there is no test “{words[1]}”")


n_found = 0
pages = [tree / "README.md", tree / "CONTRIBUTING.md", *sorted((tree / "docs").rglob("*.md")), *sorted((tree / "help/C").glob("*.page"))]
for page in pages:
    text = page.read_text()
    for found in re.finditer(r"madoguchi-ctl (?=[a-z])|\./dev (?=[a-z])", text):
        where = f"{page.relative_to(tree)}:{text.count(chr(10), 0, found.start()) + 1}"
        n_found += 1
        (look_at_dev if found.group().startswith("./dev") else look_at_ctl)(where, typed(text, found.end()))

# what F1 opens: a page kind names one topic, and what looks closer returns others
topics = {}
for source in sorted((tree / "src/app").rglob("*.c")):
    text, name = source.read_text(), str(source.relative_to(tree))
    for kind in re.finditer(r"const MadoPageKind \w+ = \{(.*?)\};", text, re.S):
        found = re.findall(r'"([^"]*)"', kind.group(1))
        if len(found) != 1:
            faults.append(f"{name}: a page has one topic of the help, not {found}")
        topics.update(dict.fromkeys(found, name))
    for body in re.finditer(r"^\w+_get_help \(.*?^\}|^help_cb \(.*?^\}", text, re.S | re.M):
        topics.update(dict.fromkeys(re.findall(r'[?:n] "([a-z-]+)"', body.group()), name))
for blueprint in sorted((tree / "ui").rglob("*.blp")):
    for found in re.findall(r'"app\.help";\s*action-target: "\'([^\']*)\'"', blueprint.read_text()):
        topics[found] = str(blueprint.relative_to(tree))
for topic, name in topics.items():
    if not (tree / f"help/C/{topic}.page").exists():
        faults.append(f"{name}: the help has no page “{topic}”")

assert len(topics) > 15, topics
assert n_found > 100, f"only {n_found} commands were found: is this the right tree?"
print("\n".join(faults))
sys.exit(bool(faults))
