"""`holdfast backup` and `holdfast restore`: the whole record to one file or pipe, and back into an empty installation."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from rich.console import Console

from holdfast.cli.record.opened import CannotOpen, record
from holdfast.cli.serving import steps
from holdfast.cli.serving.one_server import serving
from holdfast.cli.serving.telling import Terminal
from holdfast.server import backup as backups
from holdfast.server import restore as restores
from holdfast.server.archive import BackupDamaged, Manifest
from holdfast.server.catalogue import TablesInACircle
from holdfast.server.database import setup_dsn
from holdfast.server.home import Home

PIPE = Path("-")
_READABLE = (
    "Whoever holds the file can read the whole record: it is not encrypted. "
    "How to encrypt one as it is made: docs/how-to/run.md."
)


class NoPipe(Exception):
    """`-` was named, and there is no pipe or the program at its other end has gone; says what to write instead."""


TROUBLES = (
    CannotOpen, NoPipe, backups.MayNotReadEverything, restores.DoesNotFit, BackupDamaged, TablesInACircle, steps.StepFailed,
)  # fmt: skip
# The rules of access are made by `prepare`, and made again after a restore.
_MADE_BY_PREPARING = restores.FILLED_BY_MIGRATING | {"role_ground", "access_rule"}


def save(asked: argparse.Namespace) -> int:
    """Write the backup: a file open only to its owner, or to standard output."""
    return _told(lambda: _save_to_pipe() if asked.file == PIPE else _save(asked.file))


def bring_back(asked: argparse.Namespace) -> int:
    """Fill an empty installation from a backup: all of it or nothing."""
    return _told(lambda: _bring_back(asked.file))


def _told(work: Callable[[], None]) -> int:
    try:
        work()
    except TROUBLES as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2
    return 0


def _save(file: Path) -> None:
    terminal = Terminal()
    with record() as here, terminal.step(f"Saving the record to {file}"):
        manifest = backups.backup(setup_dsn(here), file, uploads(here), migrations=_applied())
    print(f"{_size(manifest)}, {file.stat().st_size:,} bytes. {_READABLE}")


def _save_to_pipe() -> None:
    """Standard output carries the backup alone: all that is said goes to standard error."""
    if sys.stdout.isatty():
        raise NoPipe("`backup -` writes to a pipe, such as `holdfast backup - | age -p > FILE`.")
    terminal = Terminal(Console(highlight=False, stderr=True))
    try:
        with (
            record() as here,
            terminal.step("Saving the record to standard output"),
            os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out,
        ):
            manifest = backups.backup_to(setup_dsn(here), out, uploads(here), migrations=_applied())
    except BrokenPipeError as problem:
        raise NoPipe("The program that the backup was piped to has ended: there is no backup.") from problem
    print(_size(manifest), file=sys.stderr)


def _bring_back(file: Path) -> None:
    terminal = Terminal()
    with record() as here:
        if found := serving(here):
            raise CannotOpen(
                f"Holdfast runs on this record (process {found.pid}): stop it with `make stop` first."
            )
        said = "standard input" if file == PIPE else file
        with terminal.step(f"Bringing the record back from {said}"), _opened(file, here) as backup:
            manifest = restores.restore_from(
                setup_dsn(here),
                backup,
                uploads(here),
                migrations=_applied(),
                filled_by_migrating=_MADE_BY_PREPARING,
            )
        with terminal.step("Making the rules of access afresh"):
            steps.take("prepare", here)
    print(f"{_size(manifest)}, as in the backup of {manifest.made_at}.")


@contextmanager
def _opened(file: Path, here: Home) -> Iterator[BinaryIO]:
    """The backup, to be read more than once: what comes through a pipe waits beside the record, in a file without a name."""
    if file != PIPE:
        with file.open("rb") as found:
            yield found
        return
    if sys.stdin.isatty():
        raise NoPipe("`restore -` reads from a pipe, such as `age -d FILE | holdfast restore -`.")
    with tempfile.TemporaryFile(dir=here.root) as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        yield kept


def _size(manifest: Manifest) -> str:
    rows = sum(table.rows for table in manifest.tables)
    return f"{len(manifest.tables)} tables, {rows:,} rows, {len(manifest.files)} files"


def uploads(here: Home) -> Path:
    """Where files given to the record are kept."""
    return here.root / "uploads"


def _applied() -> list[str]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    rows: Any = MigrationRecorder(connection).migration_qs.order_by("id").values_list("app", "name")
    return [f"{app}.{name}" for app, name in rows]
