"""`holdfast serve`: database, web server and worker, in the foreground until told to stop; then all of it ends in order."""

import argparse
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from holdfast.cli.database import is_empty, is_prepared
from holdfast.cli.serving import parts, steps
from holdfast.cli.serving.one_server import AlreadyServed, Serving, the_one
from holdfast.cli.serving.parts import Part
from holdfast.cli.serving.telling import Terminal
from holdfast.server import postgres
from holdfast.server.connecting import NotADatabaseUrl
from holdfast.server.database import ready
from holdfast.server.home import Home, NotAHome, home
from holdfast.server.place import NoPlace
from holdfast.server.private_file import keep_small
from holdfast.server.roles import CannotPrepare
from holdfast.server.secret_file import SecretsUnreadable

TROUBLES = (
    AlreadyServed, NotAHome, NoPlace, SecretsUnreadable, NotADatabaseUrl, CannotPrepare,
    postgres.DatabaseDidNotStart, steps.StepFailed,
)  # fmt: skip
_LOOKS = 0.5
_RESTARTS = 5
_READY_WITHIN = 60.0


class PortTaken(Exception):
    """Another program answers on this port."""


class DidNotGetReady(Exception):
    """Started, and does not answer; says where the log is."""


class _Told(Exception):
    """A signal told this process to stop."""


def run(asked: argparse.Namespace) -> int:
    """Serve until told to stop: 0; 2 where it cannot start, with what to do."""
    terminal = Terminal()
    try:
        here = home()
        with _signals(), the_one(here, asked.port):
            _serve(here, asked, terminal)
    except (*TROUBLES, PortTaken, DidNotGetReady) as problem:
        terminal.problem(str(problem))
        return 2
    except (KeyboardInterrupt, _Told):
        terminal.console.print("Stopped. Nothing is lost.")
    return 0


def _serve(here: Home, asked: argparse.Namespace, terminal: Terminal) -> None:
    running = [
        Part("web", "holdfast.cli.serving.web", "app", (str(asked.port),)),
        Part("worker", "holdfast.cli.serving.worker", "worker"),
    ]
    try:
        _start(here, asked, running, terminal)
        _watch(here, running, terminal)
    finally:
        _stop(here, running, terminal)


def _start(here: Home, asked: argparse.Namespace, running: list[Part], terminal: Terminal) -> None:
    if parts.leftovers(here):
        with terminal.step("Ending what an earlier run left behind"):
            parts.end_leftovers(here)
    _must_be_free(asked.port)
    with terminal.step("The database"):
        dsns = ready(here)
    if not is_prepared(dsns.owner):
        with terminal.step("Bringing the database up to date"):
            steps.take("prepare", here)
    if asked.demo and is_empty(dsns.owner):
        _make_demo(here, asked.children, terminal)
    with terminal.step("The web server and the worker"):
        for part in running:
            part.start(here)
        _wait_until_ready(here, asked.port, running)
    terminal.welcome(Serving(0, asked.port).address, steps.take("people", here), _where(here))


def _where(here: Home) -> str:
    """Where the record's data is, in words."""
    return (
        f"the database of DATABASE_URL, and in {here.root}"
        if os.environ.get("DATABASE_URL")
        else str(here.root)
    )


def _make_demo(here: Home, children: int, terminal: Terminal) -> None:
    with terminal.step("The made-up authority") as moved:
        made = steps.take("demo", here, str(children), moved=moved)
    if made:
        with terminal.step("What the guideline says of each child") as moved:
            steps.take("findings", here, moved=moved)


def _must_be_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise PortTaken(
                f"Port {port} cannot be used ({problem.strerror}): another program may answer there. "
                f"Choose another, for example `make run PORT={port + 1}`."
            ) from problem


def _wait_until_ready(here: Home, port: int, running: list[Part]) -> None:
    until = time.monotonic() + _READY_WITHIN
    said = "no answer"
    while time.monotonic() < until and all(part.runs for part in running):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as refused:
            said = refused.read().decode(errors="replace")
        except OSError:
            pass
        time.sleep(0.1)
    ended = next((part for part in running if not part.runs), None)
    if ended is not None:
        raise DidNotGetReady(f"The {ended.name} ended by itself. {ended.last_words(here)}")
    raise DidNotGetReady(f"It does not get ready ({said}). {running[0].last_words(here)}")


def _watch(here: Home, running: list[Part], terminal: Terminal) -> None:
    """Until told to stop; what ends by itself is started again, a few times."""
    while True:
        time.sleep(_LOOKS)
        for part in running:
            if not part.runs:
                if part.started > _RESTARTS:
                    raise DidNotGetReady(f"The {part.name} ends again and again. See {part.log(here)}.")
                terminal.console.print(
                    f"The {part.name} ended by itself: starting it again (see {part.log(here)})"
                )
                part.start(here)
            keep_small(part.log(here))
        if not os.environ.get("DATABASE_URL"):
            _keep_database(here, terminal)


def _keep_database(here: Home, terminal: Terminal) -> None:
    if not postgres.is_running(here):
        terminal.console.print("The database ended by itself: starting it again")
        postgres.ensure_running(here)
    postgres.keep_log_small(here)


def _stop(here: Home, running: list[Part], terminal: Terminal) -> None:
    """Web, worker, database, in this order; a second Ctrl-C does not cut it short."""
    with _deaf():
        for part in running:
            if part.runs:
                with terminal.step(f"Stopping the {part.name}"):
                    part.stop()
        parts.end_leftovers(here)
        if postgres.is_running(here):
            with terminal.step("Stopping the database"):
                postgres.stop(here)


@contextmanager
def _signals() -> Iterator[None]:
    def told(number: int, frame: Any) -> NoReturn:
        raise _Told

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _deaf() -> Iterator[None]:
    every = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in every}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
