"""Breaks the domain, the store, the service and the line one place at a time, and fails unless a test notices each break.

usage: tests/mutants/run.py check ROOT             every mutant still names a place of the sources
       tests/mutants/run.py hunt ROOT BUILD [TEXT]  builds each mutant (whose tests, file or sentence hold TEXT), runs the tests

The mutants of a folder of src/domain are in the list of its name, FOLDER.mutants; those of a folder of src/base,
src/documents, src/formats, src/store or src/service are in base-FOLDER.mutants and so on; those of src/handover, src/inquiry,
src/letter and src/payment in handover.mutants, inquiry.mutants, letter.mutants and payment.mutants; and those that the
simulation alone has to notice, wherever in src they are, in simulation.mutants. A mutant says in one line what it breaks, in the next in which file, then the text
that stands there just once, each line after "- ", and after "+ " what is put there instead. Neither the sources nor the
build folder change: only the broken file is compiled, apart, and the tests that have to notice are linked with it before
the library, which is then not asked for it any more. So a test of the service that starts the program as it is built
notices nothing, and is not asked.
"""

import json
import os
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

LISTS = Path(__file__).parent
LINK_SECONDS = 0.5  # about
PATIENCE = 5  # a test that sleeps uses no seconds, and is left for so many times those that it may use
KEEPERS = {"ward-copy", "ward-move", "ward-save"}  # with servers of their own: asked where wards are kept alone
CLUSTERS = {"backend-failover"}  # with servers of its own: asked where it is chosen between them alone
LONG = {"replica-crash"}  # minutes for each mutant that stays alive, and what it alone notices is no defect of a line


class Stale(Exception):
    """The list says something that is not so."""


@dataclass
class Mutant:
    sentence: str
    path: Path  # from the root
    layer: str  # the folder of the tests that have to notice
    old: str
    new: str

    def apply(self, root: Path) -> str:
        text = (root / self.path).read_text(encoding="utf-8") if (root / self.path).exists() else ""
        if text.count(self.old) != 1:
            raise Stale(f"the text occurs {text.count(self.old)} times in {self.path}")
        return text.replace(self.old, self.new)


@dataclass
class Test:
    name: str
    layer: str
    command: list[str]
    link: list[str]
    environment: dict[str, str]
    symbols: set[str]
    seconds: float = 0.0  # of a processor, that it uses when nothing is broken
    n_caught: int = 0

    def cost(self) -> float:
        return (self.seconds + LINK_SECONDS) / (1 + self.n_caught)


def find_ground(name: str) -> tuple[Path, str]:
    if name == "simulation":
        return Path("src"), "simulation"
    if name in ("handover", "inquiry", "letter", "payment"):
        return Path("src", name), name
    for layer in ("base", "documents", "formats", "store", "service"):
        if name.startswith(layer + "-"):
            return Path("src", layer, name.removeprefix(layer + "-")), layer
    return Path("src/domain", name), "domain"


def read_list(path: Path):
    folder, layer = find_ground(path.stem)
    for paragraph in path.read_text(encoding="utf-8").strip().split("\n\n"):
        sentence, file, *rest = paragraph.split("\n")
        old, new = ("\n".join(line[2:] for line in rest if line[:2].strip() == sign) for sign in "-+")
        if not old or any(line[:2] not in ("- ", "+ ", "-", "+") for line in rest):
            raise Stale(f"{path.name}: {sentence}: not a mutant")
        yield Mutant(sentence, folder / file, layer, old, new)


def read_lists() -> list[Mutant]:
    return [mutant for path in sorted(LISTS.glob("*.mutants")) for mutant in read_list(path)]


def check(root: Path) -> int:
    faults = 0
    for mutant in read_lists():
        try:
            mutant.apply(root)
        except Stale as stale:
            print(f"{mutant.sentence}: {stale}")
            faults += 1
    return 1 if faults else 0


# --- the build folder: how things are compiled, linked and run there ---------------------------------------------------


def ask(*command) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read_symbols(program: Path) -> set[str]:
    return {line.split()[-1] for line in ask("nm", "--extern-only", "--defined-only", program).splitlines()}


def read_tests(build: Path, layers: set[str], asked: set[str]) -> list[Test]:
    tests = []
    for test in json.loads(ask("meson", "introspect", "--tests", build)):
        program = Path(test["cmd"][0])
        is_of_program = program.parent.name == "service" and any("integration" in suite for suite in test["suite"])
        if (is_of_program and test["name"] not in asked) or test["name"] in LONG:
            continue
        if program.parent in (build / "tests" / layer for layer in layers):
            link = shlex.split(ask("ninja", "-C", build, "--quiet", "-t", "commands", "-s", program.relative_to(build)))
            environment = {**os.environ, **test["env"]}
            tests.append(Test(test["name"], program.parent.name, test["cmd"], link, environment, read_symbols(program)))
    return tests


def read_compilers(build: Path) -> dict[Path, list[str]]:
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    return {(build / entry["file"]).resolve(): shlex.split(entry["command"]) for entry in entries}


def replace_after(command: list[str], option: str, value: Path) -> list[str]:
    at = command.index(option) + 1
    return command[:at] + [str(value)] + command[at + 1 :]


def build(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise Stale(done.stderr.strip())


def run_test(test: Test, program: Path | str, seconds: float) -> bool:
    """Counts what the test uses, not what passes: or whatever is slow on a busy machine would be a mutant caught."""
    command = ["prlimit", f"--cpu={round(seconds)}", "--", program, *test.command[1:]]
    try:
        return subprocess.run(command, env=test.environment, timeout=PATIENCE * seconds, check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def count_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(tests: list[Test]) -> None:
    for test in tests:
        begin = count_seconds()
        if not run_test(test, test.command[0], 600):
            raise Stale(f"{test.name} fails although nothing is broken")
        test.seconds = count_seconds() - begin


# --- the hunt ----------------------------------------------------------------------------------------------------------


class Hunt:
    def __init__(self, root: Path, build: Path, mutants: list[Mutant]):
        folders = {mutant.path.parent for mutant in mutants}
        asked = (KEEPERS if Path("src/service/keep") in folders else set()) | (
            CLUSTERS if Path("src/service/backend-postgresql") in folders else set())
        self.root, self.build = root, build
        self.compilers = read_compilers(build)
        self.tests = read_tests(build, {mutant.layer for mutant in mutants}, asked)
        measure(self.tests)

    def compile(self, mutant: Mutant, folder: Path) -> Path:
        source, object_file = folder / mutant.path.name, folder / "broken.o"
        source.write_text(mutant.apply(self.root), encoding="utf-8")
        command = self.compilers[(self.root / mutant.path).resolve()]
        command = replace_after(replace_after(command, "-o", object_file), "-c", source)
        command = replace_after(command, "-MF", folder / "dependencies") + ["-O0", "-w"]
        build(command, self.build)
        return object_file

    def notices(self, test: Test, object_file: Path) -> bool:
        program = object_file.parent / test.name
        at = test.link.index("-o") + 2
        link = replace_after(test.link, "-o", program)
        build([*link[:at], str(object_file), *link[at:], "-lm", "-s"], self.build)  # the library may be what asked for it
        is_good = run_test(test, program, 30 + 10 * test.seconds)
        program.unlink()
        return not is_good

    def catch(self, mutant: Mutant) -> bool:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                object_file = self.compile(mutant, Path(folder))
                symbols = read_symbols(object_file)
                touched = sorted((test for test in self.tests
                                  if test.layer == mutant.layer and test.symbols & symbols), key=Test.cost)
                catcher = next((test for test in touched if self.notices(test, object_file)), None)
                answer = f"caught by {catcher.name}" if catcher else "ALIVE"
            except Stale as stale:
                catcher, answer = None, f"STALE: {stale}"
        if catcher:
            catcher.n_caught += 1
        print(f"{answer}: {mutant.path.stem}: {mutant.sentence} ({time.monotonic() - begin:.1f} s)", flush=True)
        return catcher is not None


def hunt(root: Path, build: Path, text: str) -> int:
    mutants = [mutant for mutant in read_lists() if text in f"{mutant.layer} {mutant.path} {mutant.sentence}"]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        caught = sum(pool.map(Hunt(root, build, mutants).catch, mutants))
    print(f"{caught} passed, {len(mutants) - caught} failed")
    return 0 if 0 < caught == len(mutants) else 1


def main() -> int:
    root = Path(sys.argv[2]).resolve()
    try:
        if sys.argv[1] == "check":
            return check(root)
        return hunt(root, Path(sys.argv[3]).resolve(), " ".join(sys.argv[4:]))
    except Stale as stale:
        print(stale)
        return 1


if __name__ == "__main__":
    sys.exit(main())
