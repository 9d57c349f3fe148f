"""Getting Django and the database ready for a command."""

import hashlib
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from psycopg import sql

from holdfast.server.connecting import Dsn, connect

# What the tables, the rules and the rights are made from: our own code, and the libraries that bring tables.
_LIBRARIES = ("django", "django-allauth", "procrastinate")
_CODE = Path(__file__).parents[1]
_BESIDE = ("cli", "web", "pictures", "simulate", "demo/telling")


def as_role(role: str) -> None:
    """Set Django up in this process with the rights of a database role: owner, app or worker. Once a process."""
    import django

    os.environ["HOLDFAST_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdfast.config.settings")
    django.setup()


def prepare(say: Callable[[str], None] = lambda _: None) -> None:
    """Bring the database of the settings up to this version: tables, cache, row security. As the owner."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from holdfast.people.row_security import apply

    say("bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        apply(connection, settings.DATABASE_ROLES)
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("COMMENT ON SCHEMA app IS {}").format(sql.Literal(fingerprint())).as_string(None)
            )


def fingerprint() -> str:
    """What this version of the code would prepare, as one word: another word, another preparation."""
    found = hashlib.sha256("\n".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    for path in sorted(_CODE.rglob("*.py")):
        if not path.relative_to(_CODE).as_posix().startswith(_BESIDE):
            found.update(path.read_bytes())
    return found.hexdigest()


def is_prepared(owner: Dsn) -> bool:
    """Whether the database has been prepared by exactly this version; asked without Django."""
    with connect(owner, autocommit=True) as connection:
        found = connection.execute(
            "SELECT obj_description(to_regnamespace('app'), 'pg_namespace')"
        ).fetchone()
    return found == (fingerprint(),)


def is_empty(owner: Dsn) -> bool:
    """Whether a prepared database has nobody in it, neither staff nor children; asked without Django, by the tables' owner."""
    with connect(owner, autocommit=True) as connection:
        found = connection.execute(
            "SELECT NOT EXISTS (SELECT FROM accounts_account) AND NOT EXISTS (SELECT FROM people_child)"
        ).fetchone()
    return found == (True,)
