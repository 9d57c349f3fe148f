"""The database of a record and its three roles, made or put right; safe to run again.

| role | what it is for | what it may not do |
| --- | --- | --- |
| owner | owns the schema; migrates, backs up | serve requests |
| app | serves requests | own or make anything, escape row security |
| worker | background work | the same |

Nothing is granted to everybody: a migration grants each role what it needs, table by table.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from holdfast.server.connecting import connect
from holdfast.server.secret_file import Secrets

DATABASE = "holdfast"
EXTENSIONS = ("btree_gist", "pg_trgm", "fuzzystrmatch", "unaccent")
# fuzzystrmatch's daitch_mokotoff, by which names are found as they sound, came with 16.
OLDEST_SERVER = 160000
_LONGEST_NAME = 63

Connection = psycopg.Connection[tuple[Any, ...]]


class CannotPrepare(Exception):
    """The server is too old, or the user may not make what is needed; says what to change."""


@dataclass(frozen=True)
class RoleNames:
    """What the three roles are called on the server."""

    owner: str
    app: str
    worker: str


def role_names(database: str) -> RoleNames:
    """Plain for the database `holdfast`; with the database's name for others, so that several may stand side by side."""
    suffix = "" if database == DATABASE else f"_{database}"
    if len(suffix.encode()) > _LONGEST_NAME - len("holdfast_worker"):
        suffix = f"_{hashlib.sha256(database.encode()).hexdigest()[:16]}"
    return RoleNames(f"holdfast_owner{suffix}", f"holdfast_app{suffix}", f"holdfast_worker{suffix}")


def prepare(superuser_dsn: Mapping[str, Any], secrets: Secrets) -> None:
    """Make the database that the address names, its roles and its extensions, as far as they are not there.

    `superuser_dsn`: of a superuser, or of a user who may make roles and either may make databases or owns this
    one. Passwords are set to those in `secrets`. Raises CannotPrepare.
    """
    database = superuser_dsn["NAME"]
    names = role_names(database)
    try:
        with _beside(superuser_dsn) as connection:
            _must_be_new_enough(connection)
            _make_roles(connection, names, secrets)
            if not _is_there(connection, database):
                make_database(connection, database, names)
            open_to_roles(connection, database, names)
        with connect(superuser_dsn) as connection:
            fill(connection, names)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise CannotPrepare(
            f"The user of DATABASE_URL may not prepare the database {database} ({refused.diag.message_primary}): "
            f"give it CREATEROLE, and CREATEDB or the ownership of {database}."
        ) from refused


def make_database(
    connection: Connection, database: str, names: RoleNames, template: str = "template0"
) -> None:
    """Make the database, owned by the owner, over a connection in autocommit. Raises psycopg.errors.DuplicateDatabase."""
    words = map(sql.Identifier, (database, names.owner, template))
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(*words))


def open_to_roles(connection: Connection, database: str, names: RoleNames) -> None:
    """Who may connect to the database: its own three roles and nobody else."""
    words = {"database": sql.Identifier(database)} | _identifiers(names)
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {database} TO {owner}",
        "GRANT CONNECT ON DATABASE {database} TO {app}, {worker}",
    ):
        connection.execute(sql.SQL(statement).format(**words))


def _beside(dsn: Mapping[str, Any]) -> Connection:
    """A connection to the database named, or to the server's own one where the named one is not there yet."""
    try:
        return connect(dsn, autocommit=True)
    except psycopg.OperationalError as refused:
        try:
            return connect({**dsn, "NAME": "postgres"}, autocommit=True)
        except psycopg.OperationalError:
            raise refused from None


def _is_there(connection: Connection, database: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone())


def _must_be_new_enough(connection: Connection) -> None:
    found = connection.info.server_version
    if found < OLDEST_SERVER:
        raise CannotPrepare(
            f"The server is PostgreSQL {found // 10000}: use one of version {OLDEST_SERVER // 10000} or newer."
        )


def _make_roles(connection: Connection, names: RoleNames, secrets: Secrets) -> None:
    _make_role(connection, names.owner, secrets.owner_password)
    _make_role(connection, names.app, secrets.app_password)
    _make_role(connection, names.worker, secrets.worker_password)
    # Since 16 a user who makes a role without being a superuser may not act as it until told so.
    if connection.execute("SELECT pg_has_role(%s, 'USAGE')", [names.owner]).fetchone() != (True,):
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(names.owner)))


def _make_role(connection: Connection, name: str, password: str) -> None:
    role = sql.Identifier(name)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {}").format(role))
    # The server is sent the verifier alone, so that no log of statements can hold the password.
    verifier = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(verifier)))
    connection.execute(sql.SQL("ALTER ROLE {} SET search_path = public, extensions").format(role))
    _must_be_bound(connection, name)


def _must_be_bound(connection: Connection, name: str) -> None:
    found = connection.execute(
        "SELECT 1 FROM pg_roles WHERE rolname = %s AND (rolsuper OR rolbypassrls OR rolcreaterole)", [name]
    ).fetchone()
    if found:
        raise CannotPrepare(
            f"The role {name} on the server may escape row security: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS "
            "NOCREATEROLE."
        )


def fill(connection: Connection, names: RoleNames) -> None:
    """Inside the database: the schemas, who may use them, what is granted to nobody, and the extensions."""
    words = _identifiers(names)
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "CREATE SCHEMA IF NOT EXISTS extensions",
        "GRANT USAGE ON SCHEMA extensions TO {owner}, {app}, {worker}",
        "GRANT ALL ON SCHEMA public TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {app}, {worker}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE ALL ON TABLES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE ALL ON SEQUENCES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE ALL ON ROUTINES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE ALL ON TYPES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE ALL ON SCHEMAS FROM PUBLIC",
    ):
        connection.execute(sql.SQL(statement).format(**words))
    for extension in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA extensions").format(sql.Identifier(extension))
        )


def _identifiers(names: RoleNames) -> dict[str, sql.Identifier]:
    return {
        "owner": sql.Identifier(names.owner),
        "app": sql.Identifier(names.app),
        "worker": sql.Identifier(names.worker),
    }
