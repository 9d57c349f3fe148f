"""What it takes to reach a database, in Django's words, and how to connect with it."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

# NAME, USER, PASSWORD, HOST (a folder for a socket), PORT, and OPTIONS for what else the address said.
Dsn = dict[str, Any]

_KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class NotADatabaseUrl(Exception):
    """DATABASE_URL cannot be read; says what it should look like, without repeating the password in it."""


def from_url(url: str) -> Dsn:
    """The parameters in a libpq address, such as `postgresql://user:password@host:5432/holdfast?sslmode=require`."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        given = {}
    if not given.get("dbname"):
        raise NotADatabaseUrl(
            "DATABASE_URL is not the address of a database: write postgresql://USER:PASSWORD@HOST:5432/DATABASE."
        )
    dsn: Dsn = {key: str(given.pop(name, None) or "") for name, key in _KEYS.items()}
    return dsn | {"OPTIONS": given} if given else dsn


def parameters(dsn: Mapping[str, Any]) -> dict[str, Any]:
    """The same for `psycopg.connect`; what is empty is left to libpq."""
    plain = {name: dsn[key] for name, key in _KEYS.items() if dsn.get(key)}
    return plain | dict(dsn.get("OPTIONS", {}))


def connect(dsn: Mapping[str, Any], *, autocommit: bool = False) -> psycopg.Connection[tuple[Any, ...]]:
    """An open connection; close it, or use it in a `with` block, which commits and closes."""
    return psycopg.connect(**({"connect_timeout": 10} | parameters(dsn)), autocommit=autocommit)
