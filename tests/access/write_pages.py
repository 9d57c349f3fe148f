"""Writes pages.txt from what the product answers: `python -m tests.access.write_pages`. Read the difference before keeping it."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.access.test_pages import TABLE, answers
from tests.record_database import record_database


def main() -> None:
    """Build the world in a database of its own, ask for every page, write who got it."""
    with tempfile.TemporaryDirectory() as folder, record_database(Path(folder) / "home") as database:
        import django
        from django.db import connections, transaction
        from django.test import Client
        from django.test.utils import setup_test_environment

        django.setup()
        setup_test_environment()
        from holdfast.web.middleware import look_as
        from tests.record_fixtures import signed_in_client
        from tests.world import build, found

        database.restore("empty")
        build()

        @contextmanager
        def looking(account: Any) -> Any:
            with transaction.atomic():
                look_as(account.pk)
                yield

        rows = answers(found(), signed_in_client, looking)
        lines = [
            f"{name} {' '.join(who for who, status in row.items() if status == 200)}".rstrip()
            for name, row in sorted(rows.items())
        ]
        head = "# Who gets which page (200), asked about Ada; everybody else is refused. Written by write_pages.py, read by people.\n"
        TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
        assert Client
        connections.close_all()


if __name__ == "__main__":
    main()
