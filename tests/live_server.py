"""A real web server on this test process's database, for tests that need a browser."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

APPLICATION = "holdfast.config.wsgi:application"
SECONDS_TO_START = 60


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def live_server(log: Path, **settings: str) -> Iterator[str]:
    """The address of a server of its own, started with the environment of this process and stopped at the end.

    It says `localhost`, as a passkey needs a name. Raises RuntimeError, with the server's log, where it does not start.
    """
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4",
               "--no-ws", "--workers-kill-timeout", "1", APPLICATION]  # fmt: skip
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, env=os.environ | {"HOLDFAST_TEST_BROWSER": "1"} | settings, stdout=out, stderr=out
        )
        try:
            _wait(server, port, log)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while not _listens(port):
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the web server did not start:\n{log.read_text()}")
        time.sleep(0.05)
