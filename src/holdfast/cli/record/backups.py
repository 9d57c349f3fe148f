"""`holdfast backup` and `holdfast restore`: the whole record to one file, and back into an empty installation."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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

TROUBLES = (
    CannotOpen, backups.MayNotReadEverything, restores.DoesNotFit, BackupDamaged, TablesInACircle, steps.StepFailed,
)  # fmt: skip
# The rules of access are made by `prepare`, and made again after a restore.
_MADE_BY_PREPARING = restores.FILLED_BY_MIGRATING | {"role_ground", "access_rule"}


def save(asked: argparse.Namespace) -> int:
    """Write the backup, open only to its owner."""
    return _told(lambda: _save(asked.file))


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
    print(
        f"{_size(manifest)}, {file.stat().st_size:,} bytes. It is not encrypted: keep it as you keep the record."
    )


def _bring_back(file: Path) -> None:
    terminal = Terminal()
    with record() as here:
        if found := serving(here):
            raise CannotOpen(
                f"Holdfast runs on this record (process {found.pid}): stop it with `make stop` first."
            )
        with terminal.step(f"Bringing the record back from {file}"):
            manifest = restores.restore(
                setup_dsn(here),
                file,
                uploads(here),
                migrations=_applied(),
                filled_by_migrating=_MADE_BY_PREPARING,
            )
        with terminal.step("Making the rules of access afresh"):
            steps.take("prepare", here)
    print(f"{_size(manifest)}, as in the backup of {manifest.made_at}.")


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
