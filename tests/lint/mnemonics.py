"""No two buttons that can stand on the screen together answer to the same letter, in English or in Japanese: whoever
presses Alt and the letter would go from one to the other and press neither. A page has in it what its parts have
(templates of their own); pages of a stack are never there together; a menu is a screen of its own.

And the walks press no button by a letter that it no longer has: a letter that moved would be found out only by the walk
that meets it, minutes later."""

import re
import sys
from pathlib import Path

root = Path(sys.argv[1])
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/|[{};]|[^\s{};"/]+|/', re.DOTALL)
LABEL = re.compile(r'(?:label|button-label|title): C?_\( (?:"[^"]*" , )?"((?:[^"\\]|\\.)*)" \)')


class Node:
    def __init__(self, head):
        self.head, self.labels, self.children, self.lines = head, [], [], ""


def read(text):
    """The blocks of a template, each with its own properties."""
    top = Node("")
    stack, words = [top], []
    for token in TOKEN.findall(text):
        if token == "{":
            stack.append(Node(" ".join(words)))
            stack[-2].children.append(stack[-1])
            words = []
        elif token in ("}", ";"):
            stack[-1].lines += " ".join(words) + "\n"
            words = []
            if token == "}":
                stack.pop()
        elif not token.startswith(("//", "/*")):
            words.append(token)
    return top


def read_translations(path):
    text = path.read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)msgstr ((?:"(?:[^"\\]|\\.)*"\n)+)', text, re.MULTILINE)
    join = lambda quoted: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted))
    return {join(said): join(means) for said, means in pairs}


templates = {}
for path in sorted((root / "ui").rglob("*.blp")):
    for node in read(path.read_text(encoding="utf-8")).children:
        if node.head.startswith("template $"):
            templates[node.head.split("$")[1].split(":")[0].strip()] = (path, node)
translations = read_translations(root / "po" / "ja.po")

# What a page gives its buttons while it runs, and what a question answers to.
SET = re.compile(r'(?:gtk_button_set_label|adw_banner_set_button_label|gtk_\w+_new_with_mnemonic|create_button|add_button)'
                 r' \([^;]*?;')
ASKED = re.compile(r"adw_alert_dialog_add_responses? \([^;]*?;")
MNEMONIC = re.compile(r'\b_ \("([^"]*_\w[^"]*)"\)')
set_by_program, questions = {}, []
for path in sorted((root / "src/app").rglob("*.c")):
    text = path.read_text(encoding="utf-8")
    name = "".join(word.capitalize() for word in path.stem.split("-"))
    set_by_program[name] = [label for call in SET.findall(text) for label in MNEMONIC.findall(call)]
    for function in re.split(r"^}", text, flags=re.MULTILINE):
        questions.append((path, [label for call in ASKED.findall(function) for label in MNEMONIC.findall(call)]))


def find_name(node):
    part = re.search(r"template \$(Mado\w+)", node.head)
    return part[1] if part else None


def find_part(node):
    part = re.search(r"\$(Mado\w+)", node.head)
    return templates.get(part[1]) if part and not node.head.startswith("template") else None


def is_menu(node):
    return node.head.startswith("menu ") or node.head in ("submenu", "section", "item")


def is_page(node):
    return re.search(r"\bStackPage\b|ViewStackPage|StackPage", node.head) is not None


def get_labels(node):
    if not re.search(r"use-underline: true|button-label:", node.lines) and not is_menu(node):
        return []
    return [label for label in LABEL.findall(node.lines) if re.search(r"_\w", label)]


def gather(node, pages, menus):
    """What stands there at once; what stands there by turns goes to @pages (stack, page), and what opens to @menus."""
    labels = get_labels(node) + set_by_program.get(find_name(node), [])
    part = find_part(node)
    for child in node.children + ([part[1]] if part else []):
        if child.head.startswith("menu "):
            menus.append(child)
        elif is_page(child):
            pages.append((node, child))
        else:
            labels += gather(child, pages, menus)
    return labels


def gather_all(page):
    """What may stand there, whatever is turned to."""
    pages = []
    labels = gather(page, pages, [])
    for _, inner in pages:
        labels += gather_all(inner)
    return labels


def get_letter(label, is_japanese):
    text = translations.get(label, label) if is_japanese else label
    letter = re.search(r"_(\w)", text)
    return letter[1].lower() if letter else None


# What one button says by turns.
TURNS = [{"_Link to a Case…", "_Link to Another Case…"}, {"_Make the Batch", "_Join the Batch"},
         {"_Make the File…", "_Make the List…"}, {"_Receive and Next", "_Receive"}]


def compare(labels, faults):
    for is_japanese in (False, True):
        letters = {}
        for label in dict.fromkeys(labels):  # the same button at two places is one
            letters.setdefault(get_letter(label, is_japanese), []).append(label)
        faults += [(letter, "Japanese" if is_japanese else "English", " | ".join(sorted(same)))
                   for letter, same in letters.items() if letter is not None and len(same) > 1 and set(same) not in TURNS]


def check(node, around, faults):
    pages, menus = [], []
    labels = around + gather(node, pages, menus)
    compare(labels, faults)
    for stack, page in pages:
        beside = [label for other, one in pages if other is not stack for label in gather_all(one)]
        check(page, labels + beside, faults)
    for menu in menus:
        check_menu(menu, faults)


def check_menu(menu, faults):
    """A submenu takes the place of the menu that it is in."""
    labels = []

    def walk(node):
        for child in node.children:
            if child.head == "submenu":
                check_menu(child, faults)
                labels.extend(get_labels(child))
            else:
                labels.extend(get_labels(child) if child.head == "item" else [])
                walk(child)

    walk(menu)
    compare(labels, faults)


lines = set()
for name, (path, node) in templates.items():
    faults = []
    check(node, [], faults)
    lines |= {f"{path.relative_to(root)}: {letter.upper()} in {language}: {same}" for letter, language, same in faults}
for path, labels in questions:
    faults = []
    compare(labels, faults)
    lines |= {f"{path.relative_to(root)}: {letter.upper()} in {language}: {same}" for letter, language, same in faults}

# What the walks press. A number or a name in a label is any number or name.
SAID = re.compile(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n)+)', re.MULTILINE)
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
PRESSED = re.compile(r'.*[^\x00-\x7f].*\([A-Z0-9]\)…?')
NOT_OURS = {"印刷(P)"}  # of GTK's own dialog
catalogue = (root / "po" / "ja.po").read_text(encoding="utf-8")
known = {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', said)).replace("_", "") for said in SAID.findall(catalogue)}
patterns = [re.compile(re.sub(r"%(?:\d\$)?\w", ".*", re.escape(label).replace(r"\%", "%"))) for label in known if "%" in label]
for path in sorted((root / "tests/gui").rglob("*.[ch]")):
    for label in filter(PRESSED.fullmatch, QUOTED.findall(path.read_text(encoding="utf-8"))):
        if label not in known | NOT_OURS and not any(pattern.fullmatch(label) for pattern in patterns):
            lines.add(f"{path.relative_to(root)}: no button says {label}")
print("\n".join(sorted(lines)) or f"{len(templates)} templates")
sys.exit(1 if lines or not templates else 0)
