"""Bring a saved database back into an empty one that has the same migrations."""

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from psycopg import sql

from holdfast.server import archive, catalogue
from holdfast.server.archive import Manifest, TableRows
from holdfast.server.catalogue import PLAIN_VALUES, Connection, Table
from holdfast.server.connecting import connect
from holdfast.server.private_file import replacing

# Django and procrastinate fill these as they migrate.
FILLED_BY_MIGRATING = frozenset(
    {"django_migrations", "django_content_type", "auth_permission", "procrastinate_version"}
)

_FIRES = {"O": "ENABLE TRIGGER", "A": "ENABLE ALWAYS TRIGGER", "R": "ENABLE REPLICA TRIGGER"}


class DoesNotFit(Exception):
    """The backup is of a database of another shape, or this one is not empty; says what differs and what to do."""


def restore(
    dsn: Mapping[str, Any],
    file: Path,
    also: Path | None = None,
    *,
    migrations: Sequence[str],
    filled_by_migrating: Collection[str] = FILLED_BY_MIGRATING,
) -> Manifest:
    """As `restore_from`, from a file by its path."""
    with file.open("rb") as opened:
        return restore_from(dsn, opened, also, migrations=migrations, filled_by_migrating=filled_by_migrating)


def restore_from(
    dsn: Mapping[str, Any],
    file: BinaryIO,
    also: Path | None = None,
    *,
    migrations: Sequence[str],
    filled_by_migrating: Collection[str] = FILLED_BY_MIGRATING,
) -> Manifest:
    """Put everything in `file` into the empty, migrated database, and its files into the new folder `also`.

    All of it or nothing: every hash is checked first (so `file` is read twice), the rows come in one transaction, no
    trigger fires (the audit log keeps its chain), every constraint is checked. `dsn`: of the owner or a superuser. The
    rows of `filled_by_migrating` tables are replaced. Raises archive.BackupDamaged, DoesNotFit.
    """
    manifest = archive.check(file)
    _must_have_run(manifest, migrations)
    _must_have_room(manifest, also)
    with connect(dsn) as connection, _waiting_files(also) as part:
        connection.execute(PLAIN_VALUES)
        tables = catalogue.tables(connection)
        _must_be_alike(manifest, tables, catalogue.sequences(connection))
        with _quiet(connection, tables):
            _must_be_empty(connection, tables, filled_by_migrating)
            _fill(connection, file, manifest, part)
        for view in catalogue.materialized_views(connection):
            connection.execute(sql.SQL("REFRESH MATERIALIZED VIEW {}").format(sql.Identifier(*view)))
        _set_sequences(connection, manifest)
        if also is not None and part is not None and part.exists():
            part.rename(also)
    return manifest


# --- whether it fits


def _must_have_run(manifest: Manifest, migrations: Sequence[str]) -> None:
    saved, here = set(manifest.migrations), set(migrations)
    if saved == here:
        return
    only = [f"{name} is only in the backup" for name in sorted(saved - here)]
    only += [f"{name} is only in this database" for name in sorted(here - saved)]
    raise DoesNotFit(
        f"The backup was made by Holdfast {manifest.holdfast} with other migrations: {_some(only)}. "
        f"Migrate an empty database with Holdfast {manifest.holdfast} and restore into that."
    )


def _must_have_room(manifest: Manifest, also: Path | None) -> None:
    if not manifest.files:
        return
    if also is None:
        raise DoesNotFit(f"The backup holds {len(manifest.files)} files as well: name the folder for them.")
    if also.exists() and (not also.is_dir() or any(also.iterdir())):
        raise DoesNotFit(f"{also} is not empty: name a new folder for the files of the backup.")


def _must_be_alike(manifest: Manifest, tables: Sequence[Table], sequences: Sequence[tuple[str, str]]) -> None:
    saved = {f"{table.schema}.{table.name}": tuple(table.columns) for table in manifest.tables}
    here = {table.label: table.columns for table in tables}
    saved |= dict.fromkeys(manifest.sequences, ())
    here |= dict.fromkeys((f"{schema}.{name}" for schema, name in sequences), ())
    if wrong := [name for name in saved.keys() | here.keys() if saved.get(name) != here.get(name)]:
        raise DoesNotFit(
            f"These tables or sequences are not the same in the backup and in this database: {_some(sorted(wrong))}. "
            "Restore into a database that this Holdfast migrated and nobody changed."
        )


def _must_be_empty(connection: Connection, tables: Sequence[Table], filled: Collection[str]) -> None:
    full = []
    for table in tables:
        query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table.identifier)
        if table.name not in filled and connection.execute(query).fetchone() == (True,):
            full.append(table.label)
    if full:
        raise DoesNotFit(
            f"This database is not empty: {_some(full)}. Restore into a new one, so that nothing is lost."
        )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


# --- putting it in


@contextmanager
def _quiet(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """No trigger fires and no policy hides a row from the tables' owner; then all is checked and as it was."""
    triggers = catalogue.triggers(connection)
    forced = [table for table in tables if table.forced]
    connection.execute("SET CONSTRAINTS ALL DEFERRED")
    for trigger in triggers:
        _alter(connection, trigger.table, "DISABLE TRIGGER {}", trigger.name)
    for table in forced:
        _alter(connection, table.identifier, "NO FORCE ROW LEVEL SECURITY")
    yield
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in forced:
        _alter(connection, table.identifier, "FORCE ROW LEVEL SECURITY")
    for trigger in triggers:
        _alter(connection, trigger.table, f"{_FIRES[trigger.fires]} {{}}", trigger.name)


def _alter(connection: Connection, table: sql.Identifier, change: str, *names: str) -> None:
    words = sql.SQL(change).format(*map(sql.Identifier, names))
    connection.execute(sql.SQL("ALTER TABLE {} {}").format(table, words))


def _fill(connection: Connection, file: BinaryIO, manifest: Manifest, part: Path | None) -> None:
    """Every table and file in the order of the archive; the tables' rows are counted."""
    if manifest.tables:
        names = sql.SQL(", ").join(sql.Identifier(table.schema, table.name) for table in manifest.tables)
        connection.execute(sql.SQL("TRUNCATE {}").format(names))
    table_of = {member: table for table in manifest.tables for member in table.members}
    named = ((table_of.get(name), name, pieces) for name, pieces in archive.read(file, manifest))
    for table, members in groupby(named, key=itemgetter(0)):
        if table is not None:
            _copy(connection, table, (pieces for _, _, pieces in members))
        elif part is not None:
            for _, name, pieces in members:
                _write(part / name.removeprefix(f"{archive.FILES}/"), pieces)


def _copy(connection: Connection, table: TableRows, parts: Iterator[Iterator[bytes]]) -> None:
    """All rows of a table in one statement, since a part may end within a row."""
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.schema, table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    cursor = connection.cursor()
    with cursor.copy(query) as copy:
        for pieces in parts:
            copy.write(archive.rows(pieces))
    if cursor.rowcount != table.rows:
        raise archive.BackupDamaged(
            f"The backup holds {cursor.rowcount} rows of {table.schema}.{table.name} and its manifest says "
            f"{table.rows}. Nothing was restored from it; use another backup."
        )


def _set_sequences(connection: Connection, manifest: Manifest) -> None:
    """Last of all, since a sequence does not go back when a transaction does."""
    for schema, name in catalogue.sequences(connection):
        value, used = manifest.sequences[f"{schema}.{name}"]
        label = sql.Identifier(schema, name).as_string(connection)
        connection.execute("SELECT setval(%s::regclass, %s, %s)", [label, value, used])


@contextmanager
def _waiting_files(also: Path | None) -> Iterator[Path | None]:
    """The folder where files wait until the rows are in; what is still there at the end is taken away."""
    if also is None:
        yield None
        return
    part = also.with_name(f".{also.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(path) as file:
        for piece in pieces:
            file.write(piece)
