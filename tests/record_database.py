"""The database that tests of the record run on: a real one, of each test process's own, put back before each test.

Tests run as the application's own role, with row-level security on. Rows are put back by the superuser, who alone may.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import sql

from holdfast.server import place, postgres
from holdfast.server.connecting import connect
from holdfast.server.database import ready, setup_dsn
from holdfast.server.home import Home, home
from tests.own_database import own_database

PREPARE = "from holdfast.cli.database import as_role, prepare; as_role('owner'); prepare()"
KEPT = ("django_migrations", "django_content_type", "procrastinate_version")


class RecordDatabase:
    """One prepared database; `snapshot` remembers all rows, `restore` brings exactly those back."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        os.environ.update(environ)
        os.environ["HOLDFAST_HOME"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "holdfast.config.settings"
        os.environ.pop("HOLDFAST_ROLE", None)
        self.home: Home = home()
        ready(self.home)
        subprocess.run([sys.executable, "-c", PREPARE], check=True)
        self._connection = connect(setup_dsn(self.home), autocommit=True)
        self._connection.execute("SET session_replication_role = replica")
        found = self._connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s) ORDER BY 1",
            [list(KEPT)],
        )
        self.tables = [name for (name,) in found]
        self._snapshots: dict[str, dict[str, bytes]] = {"empty": {}}
        self._sequences: dict[str, list[tuple[str, int]]] = {}

    def snapshot(self, name: str) -> None:
        """Remember every row as it is now."""
        rows: dict[str, bytes] = {}
        for table in self.tables:
            with self._connection.cursor().copy(
                sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
            ) as copy:
                if data := b"".join(bytes(block) for block in copy):
                    rows[table] = data
        self._snapshots[name] = rows
        self._sequences[name] = self._connection.execute(
            "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = 'public'"
        ).fetchall()

    def has(self, name: str) -> bool:
        """Whether there is a snapshot of this name."""
        return name in self._snapshots

    def restore(self, name: str) -> None:
        """Bring back exactly the rows of a snapshot ("empty" is always there)."""
        everything = sql.SQL(", ").join(map(sql.Identifier, self.tables))
        self._connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(everything))
        with self._connection.transaction():
            for table, data in self._snapshots[name].items():
                with self._connection.cursor().copy(
                    sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
                ) as copy:
                    copy.write(data)
            for sequence, last in self._sequences.get(name, []):
                self._connection.execute("SELECT setval(%s::regclass, %s)", [sequence, last])

    def as_superuser(self, statement: str, values: list[Any] | None = None) -> list[Any]:
        """Run a statement that no role of the product could, for a test that breaks something on purpose."""
        cursor = self._connection.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Let go of it; an embedded one is stopped and forgotten."""
        self._connection.close()
        if embedded := place.find(self.home):
            postgres.stop(self.home)
            shutil.rmtree(embedded.folder, ignore_errors=True)


@contextmanager
def record_database(folder: Path) -> Iterator[RecordDatabase]:
    """A database of its own, for as long as the tests of this process run."""
    with own_database() as environ:
        database = RecordDatabase(folder, environ)
        try:
            yield database
        finally:
            database.close()
