"""Fixtures of every test that needs the record. A folder's conftest says: `from tests.record_fixtures import *`."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.live_server import live_server
from tests.record_database import RecordDatabase, record_database


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordDatabase]:
    """The process's database, with Django set up on it as the application's role."""
    with record_database(tmp_path_factory.mktemp("home")) as made:
        import django
        from django.test.utils import setup_test_environment

        django.setup()
        setup_test_environment()
        yield made
        from django.db import connections

        connections.close_all()


@pytest.fixture
def clean(database: RecordDatabase) -> RecordDatabase:
    """An empty record."""
    from django.core.cache import cache

    database.restore("empty")
    cache.clear()
    return database


@pytest.fixture
def world(database: RecordDatabase) -> Any:
    """The small world of tests/world.py, exactly as built, whatever an earlier test did to it."""
    from django.core.cache import cache

    from tests.world import build, found

    if database.has("world"):
        database.restore("world")
    else:
        database.restore("empty")
        build()
        database.snapshot("world")
    cache.clear()
    return found()


@pytest.fixture
def demo(world: Any, database: RecordDatabase) -> Any:
    """The same world, called a made-up authority: a person is chosen from a list to sign in."""
    database.as_superuser(
        "INSERT INTO demo_demoauthority (\"only\", name, seed, made_on, made_at) VALUES (true, 'Saltmarsh', 1, now(), now())"
    )
    return world


def signed_in_client(account: Any) -> Any:
    """A test client whose requests come from this person, signed in with a second factor."""
    from django.test import Client

    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    now = int(time.time())
    session = client.session
    session.update({"door_began": now, "door_used": now, "door_second_factor": "passkey", "door_demo": False})
    session.save()
    return client


@pytest.fixture
def sign_in(database: RecordDatabase) -> Callable[[Any], Any]:
    """`sign_in(account)`: a test client whose requests come from this person (signed in, second factor included)."""
    return signed_in_client


@pytest.fixture
def looking_as(database: RecordDatabase) -> Callable[[Any], Any]:
    """`with looking_as(account):` a transaction in which the database knows this viewer."""
    from contextlib import contextmanager

    from django.db import transaction

    from holdfast.web.middleware import look_as

    @contextmanager
    def looking(account: Any) -> Iterator[None]:
        with transaction.atomic():
            look_as(account.pk if account else "")
            yield

    return looking


@pytest.fixture(scope="session")
def live(database: RecordDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address (`http://localhost:PORT`) of a real web server on this process's database."""
    with live_server(tmp_path_factory.mktemp("live") / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own Chromium, for `page` and `browser` of pytest-playwright."""
    import os
    import shutil

    # Playwright keeps an event loop on this thread, which Django would take for an asynchronous view's.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}


@pytest.fixture
def browse_as(live: str, sign_in: Callable[[Any], Any], browser: Any) -> Iterator[Callable[..., Any]]:
    """`browse_as(account, width=375)`: a page in Chromium, signed in (second factor included), at the first page's address.

    Other words are passed on to Playwright's `new_context`. `page.goto("/search/")` needs no host.
    """
    contexts = []

    def browse(account: Any, *, width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = browser.new_context(
            base_url=live, viewport={"width": width, "height": height}, locale="en-GB", **options
        )
        contexts.append(context)
        if account is not None:
            cookie = sign_in(account).cookies["holdfast_session"]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live}])
        return context.new_page()

    yield browse
    for context in contexts:
        context.close()
