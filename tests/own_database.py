"""Where tests make databases: embedded ones, or on the server that HOLDFAST_TEST_DATABASE_URL or DATABASE_URL names.

The address is of a superuser (rows are put back without firing triggers). The database it names is not touched: each test
process makes databases and roles of its own beside it, called `holdfast_test_…`, and drops them.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from psycopg import sql
from psycopg.conninfo import make_conninfo

from holdfast.server.connecting import connect, from_url
from holdfast.server.roles import role_names

# Read before any fixture names a database of this process's own in DATABASE_URL.
SERVER = os.environ.get("HOLDFAST_TEST_DATABASE_URL") or os.environ.get("DATABASE_URL") or ""


@contextmanager
def own_database() -> Iterator[Mapping[str, str]]:
    """What to add to the environment: DATABASE_URL with a database nobody else has, or nothing for an embedded one."""
    if not SERVER:
        yield {}
        return
    name = f"holdfast_test_{secrets.token_hex(6)}"
    try:
        yield {"DATABASE_URL": make_conninfo(SERVER, dbname=name)}
    finally:
        _drop(name)


def _drop(database: str) -> None:
    names = role_names(database)
    with connect(from_url(SERVER) | {"NAME": "postgres"}, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )
        for role in (names.owner, names.app, names.worker):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
