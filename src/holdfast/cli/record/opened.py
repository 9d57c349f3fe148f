"""The record opened for one command: its database runs, is up to date, and is left as it was found."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import OperationalError

from holdfast.cli.database import as_role, is_prepared
from holdfast.cli.serving import steps
from holdfast.cli.serving.one_server import serving
from holdfast.server import postgres
from holdfast.server.connecting import NotADatabaseUrl
from holdfast.server.database import ready
from holdfast.server.home import Home, NotAHome, home
from holdfast.server.place import NoPlace
from holdfast.server.roles import CannotPrepare
from holdfast.server.secret_file import SecretsUnreadable

TROUBLES = (
    NotAHome, NoPlace, SecretsUnreadable, NotADatabaseUrl, CannotPrepare, OperationalError,
    postgres.DatabaseDidNotStart, steps.StepFailed,
)  # fmt: skip


class CannotOpen(Exception):
    """The record cannot be opened; says why and what to do."""


@contextmanager
def record(role: str = "worker") -> Iterator[Home]:
    """Django with the rights of a database role, on a database that runs; what was started for it is stopped again.

    Raises CannotOpen.
    """
    try:
        here = home()
        ours = not os.environ.get("DATABASE_URL") and not postgres.is_running(here)
        _prepared(here)
    except TROUBLES as problem:
        raise CannotOpen(str(problem)) from problem
    try:
        as_role(role)
        yield here
    finally:
        if ours and serving(here) is None:
            _close_connections()
            postgres.stop(here)


def _prepared(here: Home) -> None:
    owner = ready(here).owner
    if is_prepared(owner):
        return
    if found := serving(here):
        raise CannotOpen(
            f"Another version of Holdfast runs on this record (process {found.pid}): stop it with `make stop` first."
        )
    steps.take("prepare", here)


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
