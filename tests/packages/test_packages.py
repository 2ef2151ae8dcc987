"""The packages, from a medium, in a clean Debian 13 with no network: installed, upgraded with what was made in between,
taken back, removed and purged; and media that somebody changed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(sys.argv[2]) / "tests/ctl"))
import tap  # noqa: E402
from room import Room, why_not  # noqa: E402

TREE = Path(sys.argv[2])
WALKER = Path(sys.argv[3])
BEFORE = "0.1.0~before"
MADE = Path(os.environ["MADO_MADE"])
PROGRAMME = "/usr/share/madoguchi/programmes/ninpu-r7.json"
INIT = ["service", "init", "--address", "127.0.0.1:8443", "--allow", "127.0.0.0/8", "--ward", "shinjuku",
        "--administrator", "admin-1", "--overseer", "over-1", "--backup", "/var/backups/madoguchi",
        "--programme", PROGRAMME]


def run(*words, **more):
    done = subprocess.run(list(map(str, words)), check=False, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)
    assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout[-3000:]}"
    return done.stdout


class Media:
    """Two of them, by one key: the packages of this tree, and the same under a lower version."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.key = folder / "key"
        self.paper = {}
        self.packages = {"now": TREE / "build/packages", "before": TREE / "build/packages-before"}
        run(TREE / "data/package/build.sh", self.packages["now"], self.packages["before"], BEFORE)
        for name in ("before", "now"):
            self.lay(name, name, self.key)

    def lay(self, name, packages, key):
        said = run(TREE / "data/package/medium.sh", self.packages[packages], self.folder / name, key, MADE / "debs")
        self.paper[name] = said.splitlines()[-1].replace(" ", "")


# What was measured, for whoever plans a day in a room without internet: docs/operations.md says it.
took = {}


@contextmanager
def measured(what: str):
    began = time.monotonic()
    yield
    took[what] = time.monotonic() - began


def say_figures():
    for package in sorted(media.packages["now"].glob("*.deb")):
        print(f"# {package.name.split('_')[0]}: {package.stat().st_size / 1024:.0f} KiB")
    pool = list((media.folder / "now/pool").iterdir())
    print(f"# medium: {len(pool)} packages, {sum(each.stat().st_size for each in pool) / 1e6:.0f} MB")
    for what, figure in took.items():
        print(f"# {what}: {figure:.0f}")
    print(f"# from the medium to the first terminal where somebody is signed in: "
          f"{sum(figure for what, figure in took.items() if what.endswith('seconds')) / 60:.1f} minutes")


def install(room: Room, medium: Path, *words: str, status: int = 0) -> str:
    return room.root("/media/install", *words, binds=[(medium, "/media")], status=status)


# --- the packages themselves -----------------------------------------------------------------------------------------

def lintian_finds_nothing():
    said = run("lintian", "--fail-on", "error,warning", "--suppress-tags", "initial-upload-closes-no-bugs",
               *media.packages["now"].glob("*.deb"))
    assert not said.strip(), said


def each_file_is_in_one_package():
    seen = {}
    for package in media.packages["now"].glob("*.deb"):
        for line in run("dpkg-deb", "-c", package).splitlines():
            path = line.split(maxsplit=5)[5]
            assert path.endswith("/") or path not in seen, (path, package, seen[path])
            seen[path] = package.name.split("_")[0]
    for path, package in {"./usr/bin/madoguchi": "madoguchi", "./usr/libexec/madoguchi/madoguchi-decode": "madoguchi",
                          "./usr/bin/madoguchi-ctl": "madoguchi-ctl", "./usr/bin/madoguchi-service": "madoguchi-service",
                          "./usr/lib/systemd/system/madoguchi-service.service": "madoguchi-service",
                          "./usr/share/glib-2.0/schemas/jp.madoguchi.Madoguchi.gschema.xml": "madoguchi",
                          "./usr/share/help/ja/madoguchi/index.page": "madoguchi",
                          "." + PROGRAMME: "madoguchi-common"}.items():
        assert seen.get(path) == package, (path, seen.get(path))


# --- a machine of the service, from the first day to its last -----------------------------------------------------------

def a_changed_medium_is_refused():
    for change in ("package", "index", "key", "other key"):
        medium = work / "changed"
        shutil.copytree(media.folder / "now", medium, copy_function=os.link)
        if change == "package":
            path = next(medium.glob("pool/madoguchi-service_*.deb"))
        else:
            path = medium / {"index": "Packages", "key": "madoguchi-medium.gpg", "other key": "InRelease"}[change]
        content = bytearray(path.read_bytes())
        path.unlink()
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        said = install(service, medium, "service", status=1)
        assert not service.version("madoguchi-service"), said
        shutil.rmtree(medium)
    stranger = work / "stranger.key"
    media.lay("stranger", "now", stranger)
    assert media.paper["stranger"] != media.paper["now"] and media.paper["before"] == media.paper["now"]
    (service.folder / "etc/apt/keyrings").mkdir(exist_ok=True)
    shutil.copy(media.folder / "now/madoguchi-medium.gpg", service.folder / "etc/apt/keyrings/madoguchi-medium.gpg")
    said = install(service, media.folder / "stranger", "service", status=1)
    assert "another key" in said, said


def the_paper_names_the_script():
    import hashlib
    for name in ("before", "now"):
        assert hashlib.sha256((media.folder / name / "install").read_bytes()).hexdigest() == media.paper[name]


def the_service_is_installed_but_not_started():
    before = service.count()
    with measured("the service's machine installed, seconds"):
        said = install(service, media.folder / "before", "service")
    took["the service's machine, packages that were installed"] = service.count() - before
    assert service.version("madoguchi-service") == BEFORE and "madoguchi-ctl service init" in said, said
    for folder in ("/etc/madoguchi", "/var/lib/madoguchi", "/var/backups/madoguchi"):
        assert service.root("stat", "-c", "%U %G %a", folder).strip() == "madoguchi madoguchi 700", folder
    assert not list((service.folder / "etc/systemd/system").rglob("madoguchi-service*"))
    said = service.root("systemd-analyze", "verify", "--man=no", "/usr/lib/systemd/system/madoguchi-service.service")
    assert "madoguchi-service" not in said, said
    said = service.root("madoguchi-ctl", "service", "init", status=1)
    assert "runuser -u madoguchi" in said, said


def serve() -> None:
    """Starts the installed service as its user, until it is ready, and tells it to end."""
    process, child = service.start("madoguchi", "madoguchi-service")
    said = ""
    for line in process.stderr:
        said += line
        if "ready on port" in line:
            os.kill(child, signal.SIGTERM)
    assert process.wait(60) == 0 and "ready on port" in said, said


def heads() -> dict:
    got = service.answer("madoguchi", "audit", "verify", "shinjuku")
    return {stream["stream"]: stream["head"] for stream in got["streams"]}


def a_first_run_ends_green_and_serves():
    with measured("the first run of the service, seconds"):
        got = service.answer("madoguchi", *INIT)
    assert {each["state"] for each in got["checks"]} == {"good"}, got
    serve()


def an_upgrade_keeps_what_was_made():
    before = heads()
    assert "shinjuku/ninpu-r7" in before, before
    install(service, media.folder / "now", "service")
    assert service.version("madoguchi-service") == service.version("madoguchi-ctl") == VERSION
    assert heads() == before
    got = service.answer("madoguchi", "service", "check")
    assert {each["state"] for each in got["checks"]} == {"good"}, got
    serve()


def a_terminal_is_installed_and_its_first_person_signs_in():
    """Two machines in a network of their own, and the program of the package on a desktop: invited, connected, signed in."""
    before = terminal.count()
    with measured("the terminal installed, seconds"):
        install(terminal, media.folder / "now", "terminal")
    took["the terminal, packages that were installed"] = terminal.count() - before
    for package in ("gstreamer1.0-plugins-good", "libgtk-4-media-gstreamer", "ibus-anthy", "yelp"):  # what ours recommends
        assert terminal.version(package), package
    with measured("invited, connected and signed in, seconds"):
        passwords = service.answer("madoguchi", *INIT)  # which nobody has used yet: they are drawn anew
        invited = service.answer("madoguchi", "terminal", "invite", "--out", "/var/lib/madoguchi/t-01.json", "t-01")
        terminal.root("useradd", "--create-home", "--uid", str(os.getuid()), "clerk")
        shutil.copy(service.folder / "var/lib/madoguchi/t-01.json", terminal.folder / "home/clerk/t-01.json")
        run("bwrap", "--unshare-user", "--unshare-net", "--dev-bind", "/", "/", TREE / "tests/gui/run.sh", sys.executable,
            TREE / "tests/packages/first_terminal.py", WALKER, service.folder, terminal.folder, "/home/clerk/t-01.json",
            invited["code"], "127.0.0.1:8443", "admin-1", passwords["administrator"])


def a_step_back_is_wanted_and_keeps_it_too():
    before = heads()
    said = install(service, media.folder / "before", "service", status=1)
    assert service.version("madoguchi-service") == VERSION, said
    install(service, media.folder / "before", "service", "--downgrade")
    assert service.version("madoguchi-service") == service.version("madoguchi-common") == BEFORE
    assert heads() == before
    serve()
    install(service, media.folder / "now", "service")


def what_people_made_outlives_the_package():
    """Removed, purged, and installed again: the service goes on where it was."""
    before = heads()
    service.root("apt-get", "remove", "-y", "madoguchi-service")
    assert not (service.folder / "usr/bin/madoguchi-service").exists()
    assert heads() == before
    service.root("apt-get", "purge", "-y", "madoguchi-service", variables={"DEBIAN_FRONTEND": "noninteractive"})
    assert heads() == before
    install(service, media.folder / "now", "service")
    assert heads() == before
    serve()


def a_purge_destroys_where_somebody_says_so():
    service.root("sh", "-c", "echo madoguchi-service madoguchi-service/purge-wards boolean true | debconf-set-selections")
    service.root("apt-get", "purge", "-y", "madoguchi-service", variables={"DEBIAN_FRONTEND": "noninteractive"})
    assert not (service.folder / "var/lib/madoguchi").exists() and not (service.folder / "etc/madoguchi").exists()
    assert list((service.folder / "var/backups/madoguchi").rglob("*.whole")), "what was saved stays in any case"


VERSION = re.search(r"\((.*?)\)", (TREE / "data/package/debian/changelog").read_text()).group(1)

reason = why_not()
if reason:
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)

work = Path(tempfile.mkdtemp(dir=TREE / "build"))
rooms = []
try:
    media = Media(work)
    rooms = [Room(work / "service"), Room(work / "terminal")]
    service, terminal = rooms
    tap.run([
        ("lintian finds nothing", lintian_finds_nothing),
        ("each file is in one package", each_file_is_in_one_package),
        ("the paper names the script", the_paper_names_the_script),
        ("a changed medium is refused", a_changed_medium_is_refused),
        ("the service is installed but not started", the_service_is_installed_but_not_started),
        ("a first run ends green and serves", a_first_run_ends_green_and_serves),
        ("an upgrade keeps what was made", an_upgrade_keeps_what_was_made),
        ("a terminal is installed and its first person signs in", a_terminal_is_installed_and_its_first_person_signs_in),
        ("a step back is wanted and keeps it, too", a_step_back_is_wanted_and_keeps_it_too),
        ("what people made outlives the package", what_people_made_outlives_the_package),
        ("a purge destroys where somebody says so", a_purge_destroys_where_somebody_says_so),
        ("what it took", say_figures),
    ])
finally:
    for room in rooms:
        room.remove()
    shutil.rmtree(work, ignore_errors=True)
