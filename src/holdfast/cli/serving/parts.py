"""The processes beside the database: the web server and the background worker. Started, watched, stopped, found again.

Each is told by the end of its standard input that whoever started it is gone, and then ends by itself (`lifeline`). What is left
of an earlier run all the same is known by its environment, which names the home it works for.
"""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from holdfast.server.home import Home
from holdfast.server.private_file import keep_small

PART = "HOLDFAST_PART"
_ERROR = re.compile(r"[\w.]*(Error|Exception)\b")


@dataclass
class Part:
    """A process of ours: what it is called, the module it runs, its arguments and its database role."""

    name: str
    module: str
    role: str
    arguments: tuple[str, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    started: int = 0

    def log(self, home: Home) -> Path:
        """Where what it says goes."""
        return home.log / f"{self.name}.log"

    def last_words(self, home: Home) -> str:
        """The end of its log, the line that names an error before all others, and where the log is."""
        path = self.log(home)
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
        errors = [line for line in lines[-80:] if _ERROR.match(line)]
        return "\n  ".join([*(errors or lines)[-3:], f"(log: {path})"])

    def start(self, home: Home) -> None:
        """Start it in a group of its own, so that Ctrl-C at the terminal is ours to pass on in order."""
        keep_small(self.log(home))
        with self.log(home).open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", self.module, *self.arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=environment(home, self.role) | {PART: self.name},
                start_new_session=True,
            )
        self.started += 1

    @property
    def runs(self) -> bool:
        """Whether it has been started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self, patience: float = 15.0) -> None:
        """End it in order, and after `patience` seconds at once."""
        if self.process is None:
            return
        _signal(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            _signal(self.process.pid, signal.SIGKILL, group=True)
            self.process.wait()


def environment(home: Home, role: str) -> dict[str, str]:
    """The environment of a process that works for this home under a database role."""
    return os.environ | {
        "HOLDFAST_HOME": str(home.root),
        "HOLDFAST_ROLE": role,
        "DJANGO_SETTINGS_MODULE": "holdfast.config.settings",
        "PYTHONUNBUFFERED": "1",
    }


def end_leftovers(home: Home, patience: float = 10.0) -> int:
    """End what an earlier run left behind (it was killed); how many processes there were."""
    found = leftovers(home)
    for pid in found:
        _signal(pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while (still := leftovers(home)) and time.monotonic() < until:
        time.sleep(0.1)
    for pid in still:
        _signal(pid, signal.SIGKILL)
    return len(found)


def leftovers(home: Home) -> list[int]:
    """Process numbers of web servers and workers of this home, whoever started them, this process's own family left out."""
    mark = f"HOLDFAST_HOME={home.root}"
    return [
        pid
        for pid, environ in _environments()
        if pid != os.getpid() and mark in environ and any(part.startswith(f"{PART}=") for part in environ)
    ]


def _environments() -> list[tuple[int, list[str]]]:
    proc = Path("/proc")
    if not (proc / "self" / "environ").exists():
        return _environments_by_ps()
    found = []
    for folder in proc.iterdir():
        if folder.name.isdigit():
            try:
                raw = (folder / "environ").read_bytes()
            except OSError:  # ended meanwhile, or another user's
                continue
            found.append((int(folder.name), os.fsdecode(raw).split("\0")))
    return found


def _environments_by_ps() -> list[tuple[int, list[str]]]:
    """Where there is no /proc, as on macOS: `ps -E` shows the environment of one's own processes."""
    said = subprocess.run(
        ["/bin/ps", "-axwwE", "-o", "pid=,command="],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    lines = (line.split(None, 1) for line in said.stdout.splitlines())
    return [(int(line[0]), line[1].split(" ")) for line in lines if len(line) == 2 and line[0].isdigit()]


def _signal(pid: int, what: signal.Signals, *, group: bool = False) -> None:
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(pid, what)
