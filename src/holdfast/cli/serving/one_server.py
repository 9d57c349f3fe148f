"""One `holdfast serve` a home: whoever holds the lock serves, and a process that ends, however it ends, lets go of it."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from holdfast.server.home import Home


@dataclass(frozen=True)
class Serving:
    """The process that serves a home, and the port it answers on."""

    pid: int
    port: int

    @property
    def address(self) -> str:
        """Where to point a browser: by name, as a passkey belongs to a name."""
        return f"http://localhost:{self.port}/"


class AlreadyServed(Exception):
    """This home is served by another process; `serving` says which, as far as it has said so."""

    def __init__(self, serving: Serving | None) -> None:
        where = f" at {serving.address} (process {serving.pid})" if serving else ""
        super().__init__(f"Holdfast already runs from this folder{where}. Stop it with `make stop`.")
        self.serving = serving


class WillNotStop(Exception):
    """The process that serves was told to stop and has not within the time."""


@contextmanager
def the_one(home: Home, port: int) -> Iterator[None]:
    """Be the one that serves this home. Raises AlreadyServed."""
    path = home.pid("serve")
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServed(_said(path)) from None
        file.truncate(0)
        file.write(json.dumps(asdict(Serving(os.getpid(), port))))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def serving(home: Home) -> Serving | None:
    """Who serves this home now, or None."""
    path = home.pid("serve")
    if not path.exists() or not _held(path):
        return None
    return _said(path)


def end(found: Serving, home: Home, patience: float = 45.0) -> None:
    """Tell the process that serves to stop, and wait until it has. Raises WillNotStop."""
    os.kill(found.pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while _held(home.pid("serve")):
        if time.monotonic() > until:
            raise WillNotStop(
                f"Process {found.pid} has not stopped within {patience:.0f} seconds: `kill -9 {found.pid}`."
            )
        time.sleep(0.1)


def _held(path: Path) -> bool:
    with path.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _said(path: Path) -> Serving | None:
    try:
        return Serving(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None
