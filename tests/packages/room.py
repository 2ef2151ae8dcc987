"""A Debian 13 that has nothing but its base, and what is done in it: as root of its own, with no network, or as any of
its accounts. The machine gives us one user alone, so whoever acts owns all there is, and who owns what is remembered by
fakeroot, which says it again to whoever asks as root."""

import json
import os
import shutil
import subprocess
from pathlib import Path

LIBRARY = Path("/usr/lib/x86_64-linux-gnu/libfakeroot/libfakeroot-sysv.so")
FAKEROOT = "/opt/fakeroot"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def why_not() -> str:
    """What this machine lacks for a room, or nothing."""
    room = Path(os.environ.get("MADO_MADE", "/nowhere")) / "clean" / "room.tar"
    if not room.exists():
        return "there is no clean room: ./dev test makes one"
    if subprocess.run(["bwrap", "--unshare-user", "--unshare-net", "--unshare-ipc", "--uid", "0", "--ro-bind", "/", "/",
                       "true"], check=False, capture_output=True).returncode != 0:
        return "this machine gives a test no namespaces"
    return ""


class Room:
    def __init__(self, folder: Path):
        self.folder = folder
        self.owners = folder.with_suffix(".owners")
        folder.mkdir(mode=0o755)
        subprocess.run(["tar", "-x", "-f", Path(os.environ["MADO_MADE"]) / "clean" / "room.tar", "-C", folder,
                        "--no-same-owner", "--exclude=./dev/*"], check=True)
        tools = folder / FAKEROOT[1:]
        tools.mkdir(parents=True)
        for tool in ("/usr/bin/fakeroot-sysv", "/usr/bin/faked-sysv", LIBRARY):
            shutil.copy(tool, tools)
        (folder / "etc/apt/sources.list").unlink(missing_ok=True)
        for key in (folder / "etc/apt/apt.conf.d").glob("99mmdebstrap"):
            key.unlink()
        (folder / "etc/apt/apt.conf.d/room").write_text('APT::Sandbox::User "root";\n')
        (folder / "etc/dpkg/dpkg.cfg.d/room").write_text("force-unsafe-io\n")
        self.owners.touch()

    @classmethod
    def at(cls, folder: Path):
        """One that somebody made before."""
        self = cls.__new__(cls)
        self.folder, self.owners = folder, folder.with_suffix(".owners")
        return self

    def remove(self):
        subprocess.run(["chmod", "-R", "u+rwX", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def enter(self, user: int, binds: list, network: bool = False) -> list:
        """The words before a command that make it run here."""
        words = ["bwrap", "--unshare-user", "--uid", str(user), "--gid", str(user), "--unshare-ipc", "--die-with-parent",
                 "--bind", str(self.folder), "/", "--ro-bind", "/proc", "/proc", "--dev", "/dev",
                 "--tmpfs", "/run", "--perms", "1777", "--tmpfs", "/tmp"]
        words += [] if network else ["--unshare-net"]
        for there, here in binds:
            words += ["--ro-bind", str(there), here]
        return words

    def root(self, *words: str, binds: list = (), status: int = 0, variables: dict | None = None) -> str:
        """Runs a command as root, and wants this of it; says what it said. Nothing is really given away: there is one user."""
        owners = ["--bind", str(self.owners), "/opt/owners"]
        fakeroot = [f"{FAKEROOT}/fakeroot-sysv", "-l", f"{FAKEROOT}/{LIBRARY.name}", "-f", f"{FAKEROOT}/faked-sysv",
                    "-i", "/opt/owners", "-s", "/opt/owners", "--"]
        done = subprocess.run([*self.enter(0, list(binds)), *owners, *fakeroot, *words], check=False, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900,
                              env={"PATH": PATH, "HOME": "/root", "LC_ALL": "C.UTF-8", "FAKEROOTDONTTRYCHOWN": "1",
                                   **(variables or {})})
        assert (done.returncode == 0) == (status == 0), f"{' '.join(map(str, words))}: {done.returncode}\n{done.stdout}"
        return done.stdout

    def number(self, account: str) -> int:
        for line in (self.folder / "etc/passwd").read_text().splitlines():
            if line.startswith(f"{account}:"):
                return int(line.split(":")[2])
        raise AssertionError(f"there is no account {account}")

    def run_as(self, account: str, *words: str, binds: list = ()) -> subprocess.CompletedProcess:
        """Runs a command as one of the accounts of this room."""
        return subprocess.run([*self.enter(self.number(account), list(binds)), *words], check=False, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300,
                              env={"PATH": PATH, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"})

    def answer(self, account: str, *words: str, status: int = 0) -> dict:
        done = self.run_as(account, "madoguchi-ctl", *words, "--json")
        assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)

    def start(self, account: str, *words: str, network: bool = False) -> tuple:
        """A process that goes on, with its own number: what is started as bwrap's child."""
        told, tell = os.pipe()
        process = subprocess.Popen([*self.enter(self.number(account), [], network), "--info-fd", str(tell), *words],
                                   pass_fds=[tell], text=True, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   env={"PATH": PATH, "LC_ALL": "C.UTF-8"})
        os.close(tell)
        with os.fdopen(told) as info:
            child = json.load(info)["child-pid"]
        return process, child

    def count(self) -> int:
        """Of packages that are installed."""
        done = subprocess.run([*self.enter(0, []), "dpkg-query", "-W", "-f", "${db:Status-Status}\n"], check=True, text=True,
                              capture_output=True, env={"PATH": PATH})
        return done.stdout.splitlines().count("installed")

    def version(self, package: str) -> str:
        """Of an installed package; "" where it is not."""
        done = subprocess.run([*self.enter(0, []), "dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", package],
                              check=False, text=True, capture_output=True, env={"PATH": PATH})
        state, _, version = done.stdout.partition(" ")
        return version if state == "installed" else ""
