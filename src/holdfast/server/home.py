"""The folder of one running Holdfast: HOLDFAST_HOME, by default `.holdfast` in the project's folder."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# pg_ctl hands the paths to a shell between double quotes, so these may not stand in them.
_UNSAFE = set('"$`\\\n')


class NotAHome(Exception):
    """The folder named by HOLDFAST_HOME cannot be one; says why, and what to name instead."""


@dataclass(frozen=True)
class Home:
    """Where one running Holdfast keeps its own things; every folder is for its user alone (0700)."""

    root: Path

    @property
    def secrets(self) -> Path:
        """The file of keys and passwords, mode 0600 (see `secret_file`)."""
        return self.root / "secrets.json"

    @property
    def database(self) -> Path:
        """The embedded database, unless it was first started as root: then `database_note` says where it is."""
        return self.root / "database"

    @property
    def database_note(self) -> Path:
        """A file holding the folder of the database, where that is not in this home."""
        return self.root / "database-is-at"

    @property
    def log(self) -> Path:
        """The folder of the logs."""
        return self.root / "log"

    @property
    def run(self) -> Path:
        """The folder for what lives only as long as a process: sockets, files with process numbers."""
        return self.root / "run"

    def pid(self, process: str) -> Path:
        """The file that holds the process number of this part, such as `web` or `worker`."""
        return self.run / f"{process}.pid"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one process at a time is in here; the others wait, and a process that ends lets go."""
        with (self.root / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def home(environ: Mapping[str, str] = os.environ, project: Path | None = None) -> Home:
    """The home that HOLDFAST_HOME names, its folders made; a relative name counts from the project's folder.

    `project`: by default the current folder. Raises NotAHome for a folder that already holds other things.
    """
    named = environ.get("HOLDFAST_HOME") or ".holdfast"
    root = ((project or Path.cwd()) / Path(named).expanduser()).resolve()
    if bad := _UNSAFE & set(str(root)):
        raise NotAHome(f"HOLDFAST_HOME is {root}: name a folder without {' '.join(sorted(bad))} in its path.")
    made = Home(root)
    _make_private(made)
    for folder in (made.log, made.run):
        folder.mkdir(mode=0o700, exist_ok=True)
    return made


def _make_private(made: Home) -> None:
    """A folder that others may read and that is not ours yet is left as it is: it may be somebody's own."""
    root = made.root
    if root.exists() and not root.is_dir():
        raise NotAHome(f"HOLDFAST_HOME is {root}, which is a file: name a folder.")
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if root.stat().st_mode & 0o077:
        if any(root.iterdir()) and not made.secrets.exists():
            raise NotAHome(f"HOLDFAST_HOME is {root}, which holds other things: name a new or empty folder.")
        root.chmod(0o700)
