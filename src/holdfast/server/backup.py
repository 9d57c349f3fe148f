"""Save a database to one file or pipe, and bring it back (`restore` is one step away, in its own file).

pg_dump is in the package too. It is not used, because bringing its rows back into a migrated database, in one
transaction and without the audit log's triggers, takes a superuser, whom a DATABASE_URL server need not give us.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import psycopg
from psycopg import sql

from holdfast import __version__
from holdfast.server import archive, catalogue
from holdfast.server.archive import BackupDamaged, Manifest, TableRows
from holdfast.server.catalogue import PLAIN_VALUES, Connection, Table
from holdfast.server.connecting import connect
from holdfast.server.private_file import replacing
from holdfast.server.restore import DoesNotFit, restore

__all__ = [
    "backup",
    "backup_to",
    "restore",
    "Manifest",
    "MayNotReadEverything",
    "BackupDamaged",
    "DoesNotFit",
]

_PART = 8 << 20


class MayNotReadEverything(Exception):
    """The user would leave out rows; says at which table and what to do. No file is written."""


def backup(
    dsn: Mapping[str, Any], file: Path, also: Path | None = None, *, migrations: Sequence[str]
) -> Manifest:
    """What `backup_to` writes, as `file` (0600): as a whole or not at all. Raises MayNotReadEverything."""
    with replacing(file) as out:
        return backup_to(dsn, out, also, migrations=migrations)


def backup_to(
    dsn: Mapping[str, Any], out: BinaryIO, also: Path | None = None, *, migrations: Sequence[str]
) -> Manifest:
    """Write the whole database, as at one moment, and the files below the folder `also` to `out`, which may be a pipe.

    `dsn`: of a user who may read every row, `database.setup_dsn`. `migrations`: the names of those applied, in
    order; a restore needs the same. The files are read after the rows, so a file added before a row that names
    it is always there. Raises MayNotReadEverything; what is written by then no restore takes, as its end is missing.
    """
    with connect(dsn) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        writer = archive.Writer(out)
        connection.execute(PLAIN_VALUES)
        moment = connection.execute('SELECT to_char(now(), \'YYYY-MM-DD"T"HH24:MI:SS"Z"\')').fetchone()
        tables = [_save_rows(connection, table, writer) for table in catalogue.tables(connection)]
        if also is not None:
            writer.add_folder(also)
        manifest = Manifest(
            made_at=moment[0] if moment else "",
            holdfast=__version__,
            postgresql=connection.info.parameter_status("server_version") or "",
            migrations=list(migrations),
            tables=tables,
            sequences=_sequences(connection),
            hashes=dict(writer.hashes),
        )
        writer.finish(manifest)
    return manifest


def _save_rows(connection: Connection, table: Table, writer: archive.Writer) -> TableRows:
    """One table in parts, in the order of its key."""
    members: list[str] = []
    count, held = 0, bytearray()
    try:
        with connection.cursor().copy(_all_rows(table)) as copy:
            for piece in copy:
                held += piece
                # A line end inside a value is written as \n, so each that stands is the end of a row.
                count += bytes(piece).count(b"\n")
                if len(held) >= _PART:
                    members.append(writer.add_rows(table.label, len(members) + 1, bytes(held)))
                    held.clear()
    except psycopg.errors.InsufficientPrivilege as refused:
        raise MayNotReadEverything(
            f"Not every row of {table.label} may be read by this user ({refused.diag.message_primary}): "
            "use the owner of the table, or a user with BYPASSRLS where its row security is FORCEd."
        ) from refused
    if held:
        members.append(writer.add_rows(table.label, len(members) + 1, bytes(held)))
    return TableRows(table.schema, table.name, list(table.columns), count, members)


def _all_rows(table: Table) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    query = sql.SQL("SELECT {} FROM ONLY {}").format(columns, table.identifier)
    if table.key:
        query += sql.SQL(" ORDER BY {}").format(sql.SQL(", ").join(map(sql.Identifier, table.key)))
    return sql.SQL("COPY ({}) TO STDOUT").format(query)


def _sequences(connection: Connection) -> dict[str, tuple[int, bool]]:
    """Read after the rows: a sequence stands outside transactions, and so is never behind the rows saved."""
    found = {}
    for schema, name in catalogue.sequences(connection):
        query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(schema, name))
        for value, used in connection.execute(query):
            found[f"{schema}.{name}"] = (value, used)
    return found
