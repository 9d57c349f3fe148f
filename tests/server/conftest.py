"""One embedded PostgreSQL for all tests of the room, and empty homes beside it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from holdfast.server import database, place, postgres
from holdfast.server.database import Dsns
from holdfast.server.home import Home, home

NO_URL: dict[str, str] = {}


def clear_away(gone: Home) -> None:
    """Stop the home's database and take its folder away, wherever it is."""
    postgres.stop(gone)
    if found := place.find(gone):
        shutil.rmtree(found.sockets, ignore_errors=True)
        shutil.rmtree(found.folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home whose database is ready; tests leave it running."""
    made = home({"HOLDFAST_HOME": str(tmp_path_factory.mktemp("home"))})
    database.ready(made, NO_URL)
    yield made
    clear_away(made)


@pytest.fixture(scope="session")
def shared_dsns(shared: Home) -> Dsns:
    return database.dsns(shared, NO_URL)


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Callable[[str], Home]]:
    """Makes homes of a test's own, cleared away at its end."""
    made: list[Home] = []

    def make(name: str) -> Home:
        made.append(home({"HOLDFAST_HOME": str(tmp_path / name)}))
        return made[-1]

    yield make
    for each in made:
        clear_away(each)


def _maker(shared: Home) -> Iterator[Callable[..., Dsns]]:
    """Makes databases beside the shared one, dropped at the end."""
    names: list[str] = []

    def make(name: str, template: str | None = None) -> Dsns:
        names.append(name)
        return database.fresh_database(name, home=shared, environ=NO_URL, template=template)

    yield make
    for name in reversed(names):
        database.drop_database(name, home=shared, environ=NO_URL)


@pytest.fixture
def fresh(shared: Home) -> Iterator[Callable[..., Dsns]]:
    """Makes databases of a test's own."""
    yield from _maker(shared)


@pytest.fixture(scope="module")
def fresh_for_all(shared: Home) -> Iterator[Callable[..., Dsns]]:
    """Makes databases that the tests of one file share and leave as they are."""
    yield from _maker(shared)
