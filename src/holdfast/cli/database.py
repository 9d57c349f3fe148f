"""Getting Django and the database ready for a command."""

import os
from collections.abc import Callable


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
