"""One database server for all tests of the room (embedded, or the one named: `tests/own_database.py`), and empty homes beside it."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from holdfast.server import database, place, postgres
from holdfast.server.connecting import Dsn
from holdfast.server.database import Dsns
from holdfast.server.home import Home, home
from tests.own_database import own_database

NO_URL: dict[str, str] = {}


@dataclass(frozen=True)
class Server:
    """A home whose database is ready, and the environment that says where it is."""

    home: Home
    environ: Mapping[str, str]

    @property
    def dsns(self) -> Dsns:
        """The addresses of the three roles."""
        return database.dsns(self.home, self.environ)

    def setup(self, name: str = "") -> Dsn:
        """The address of the superuser, for the home's own database or for one of `called`."""
        own = database.setup_dsn(self.home, self.environ)
        return own | {"NAME": self.called(name)} if name else own

    def called(self, name: str) -> str:
        """The full name of a database of these tests: on a server that others use as well, like none of theirs."""
        return f"{database.setup_dsn(self.home, self.environ)['NAME']}_{name}" if self.environ else name


def clear_away(gone: Home) -> None:
    """Stop the home's database and take its folder away, wherever it is."""
    postgres.stop(gone)
    if found := place.find(gone):
        shutil.rmtree(found.sockets, ignore_errors=True)
        shutil.rmtree(found.folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home whose embedded database is ready; tests leave it running."""
    made = home({"HOLDFAST_HOME": str(tmp_path_factory.mktemp("home"))})
    database.ready(made, NO_URL)
    yield made
    clear_away(made)


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server the tests were given; where they were given none, the embedded one."""
    with own_database() as environ:
        if not environ:
            yield Server(request.getfixturevalue("shared"), NO_URL)
            return
        made = home({"HOLDFAST_HOME": str(tmp_path_factory.mktemp("home"))})
        database.ready(made, environ)
        yield Server(made, environ)


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


def _maker(server: Server) -> Iterator[Callable[..., Dsns]]:
    """Makes databases beside the home's own, dropped at the end."""
    names: list[str] = []

    def make(name: str, template: str | None = None) -> Dsns:
        names.append(server.called(name))
        copied = server.called(template) if template else None
        return database.fresh_database(names[-1], home=server.home, environ=server.environ, template=copied)

    yield make
    for name in reversed(names):
        database.drop_database(name, home=server.home, environ=server.environ)


@pytest.fixture
def fresh(server: Server) -> Iterator[Callable[..., Dsns]]:
    """Makes databases of a test's own."""
    yield from _maker(server)


@pytest.fixture(scope="module")
def fresh_for_all(server: Server) -> Iterator[Callable[..., Dsns]]:
    """Makes databases that the tests of one file share and leave as they are."""
    yield from _maker(server)
