"""The addresses of this record's database: on the embedded PostgreSQL, or on the server that DATABASE_URL names."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg import sql

from holdfast.server import postgres, roles
from holdfast.server.connecting import Dsn, connect, from_url
from holdfast.server.home import Home
from holdfast.server.secret_file import Secrets, secrets_of


@dataclass(frozen=True)
class Dsns:
    """How each of the three roles reaches one database, as Django's settings and `connecting.connect` take it."""

    owner: Dsn = field(repr=False)
    app: Dsn = field(repr=False)
    worker: Dsn = field(repr=False)


def ready(home: Home, environ: Mapping[str, str] = os.environ) -> Dsns:
    """Everything up to migrating: the server runs, the database and its roles are there.

    Raises what `postgres.ensure_running` and `roles.prepare` raise, and connecting.NotADatabaseUrl.
    """
    if not environ.get("DATABASE_URL"):
        postgres.ensure_running(home)
    roles.prepare(setup_dsn(home, environ), secrets_of(home))
    return dsns(home, environ)


def dsns(home: Home, environ: Mapping[str, str] = os.environ) -> Dsns:
    """The addresses of the three roles; nothing is started and nothing asked."""
    setup = setup_dsn(home, environ)
    return _as_roles(setup, roles.role_names(setup["NAME"]), secrets_of(home))


def setup_dsn(home: Home, environ: Mapping[str, str] = os.environ) -> Dsn:
    """The address of the user who sets up, and may read everything: for `roles.prepare` and backups alone.

    Raises postgres.NotMadeYet where the embedded database has never been started.
    """
    if url := environ.get("DATABASE_URL"):
        return from_url(url)
    cluster = postgres.cluster(home)
    return {
        "NAME": roles.DATABASE,
        "USER": cluster.superuser,
        "PASSWORD": cluster.password,
        "HOST": str(cluster.sockets),
        "PORT": str(cluster.port),
    }


def fresh_database(
    name: str, *, home: Home, environ: Mapping[str, str] = os.environ, template: str | None = None
) -> Dsns:
    """Make another database beside this record's, for the same three roles; for tests and for trying a backup.

    `template`: a database to copy, which nobody may be connected to; without it the new one is empty.
    Raises psycopg.errors.DuplicateDatabase.
    """
    setup, secrets = setup_dsn(home, environ), secrets_of(home)
    names = roles.role_names(setup["NAME"])
    with connect(setup, autocommit=True) as connection:
        roles.make_database(connection, name, names, template=template or "template0")
        roles.open_to_roles(connection, name, names)
    if not template:
        with connect(setup | {"NAME": name}) as connection:
            roles.fill(connection, names)
    return _as_roles(setup | {"NAME": name}, names, secrets)


def drop_database(name: str, *, home: Home, environ: Mapping[str, str] = os.environ) -> None:
    """Drop a database that `fresh_database` made, ending its connections; refuses this record's own."""
    setup = setup_dsn(home, environ)
    if name == setup["NAME"]:
        raise ValueError(f"{name} is the record itself: drop it by hand if that is what you want.")
    with connect(setup, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _as_roles(setup: Mapping[str, Any], names: roles.RoleNames, secrets: Secrets) -> Dsns:
    def as_role(user: str, password: str) -> Dsn:
        return {**setup, "USER": user, "PASSWORD": password}

    return Dsns(
        owner=as_role(names.owner, secrets.owner_password),
        app=as_role(names.app, secrets.app_password),
        worker=as_role(names.worker, secrets.worker_password),
    )
