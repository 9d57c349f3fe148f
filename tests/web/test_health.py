"""Health is answered to anybody, without a session, and truly: also where the database does not answer."""

from typing import Any

import pytest

READY, LIVE = "/health/ready", "/health/live"


@pytest.fixture
def client(clean: Any) -> Any:
    from django.test import Client

    return Client()


def test_ready_says_version_database_and_migrations(client: Any) -> None:
    from holdfast import __version__

    answer = client.get(READY)
    assert answer.status_code == 200
    assert answer.json() == {"version": __version__, "database": "ok", "migrations": "up to date"}
    assert answer["Cache-Control"] == "no-store" and not answer.cookies


def test_live_is_answered_whatever_the_database_does(client: Any) -> None:
    with database_away():
        assert client.get(LIVE).status_code == 200


def test_ready_says_that_the_database_does_not_answer_and_nothing_of_where_it_is(client: Any) -> None:
    with database_away():
        answer = client.get(READY)
    assert answer.status_code == 503
    assert answer.json()["database"] == "no answer (OperationalError)"
    assert "sock" not in answer.content.decode() and "holdfast_app" not in answer.content.decode()
    assert client.get(READY).status_code == 200, "and answers again once the database does"


def test_ready_says_which_migration_is_lacking(client: Any, clean: Any) -> None:
    kept = clean.as_superuser("DELETE FROM django_migrations WHERE app = 'demo' RETURNING app, name, applied")
    try:
        answer = client.get(READY)
    finally:
        for row in kept:
            clean.as_superuser(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", list(row)
            )
    assert answer.status_code == 503
    assert (
        answer.json()["migrations"]
        == f"{len(kept)} to apply, the first demo.{min(name for _, name, _ in kept)}"
    )


def test_nothing_is_changed_by_asking(client: Any) -> None:
    assert client.post(READY).status_code == 405


def database_away() -> Any:
    """While it lasts, the process's connection looks for the database where there is none."""
    from contextlib import contextmanager

    from django.db import connection

    @contextmanager
    def away() -> Any:
        there = connection.settings_dict["PORT"]
        connection.close()
        connection.settings_dict["PORT"] = "1"
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["PORT"] = there

    return away()
