"""The embedded PostgreSQL: made, started, stopped, killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from holdfast.server import database, place, postgres
from holdfast.server.connecting import connect
from holdfast.server.home import Home
from tests.server.conftest import NO_URL

ROOT = os.geteuid() == 0
MakeHome = Callable[[str], Home]


def postmaster(cluster: postgres.Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def test_it_starts_once_and_stops(own_home: MakeHome) -> None:
    made = own_home("one")
    assert not postgres.is_running(made)
    with pytest.raises(postgres.NotMadeYet, match="make run"):
        postgres.cluster(made)
    first = postgres.ensure_running(made)
    running = postmaster(first)
    assert postgres.is_running(made)
    assert postgres.ensure_running(made) == first == postgres.cluster(made)
    assert postmaster(first) == running
    postgres.stop(made)
    assert not postgres.is_running(made)
    postgres.stop(made)
    postgres.ensure_running(made)
    assert postmaster(first) != running


def test_nothing_committed_is_lost_by_a_kill(own_home: MakeHome) -> None:
    made = own_home("killed")
    dsns = database.ready(made, NO_URL)
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE kept (id int)")
    open_one = connect(dsns.owner)
    for number in range(500):
        open_one.execute("INSERT INTO kept VALUES (%s)", [number])
        open_one.commit()
    open_one.execute("INSERT INTO kept VALUES (-1)")
    os.kill(postmaster(postgres.cluster(made)), signal.SIGKILL)
    postgres.ensure_running(made)
    open_one.close()
    with connect(dsns.owner) as connection:
        assert connection.execute("SELECT count(*), min(id) FROM kept").fetchone() == (500, 0)


def test_two_homes_run_side_by_side(shared: Home, own_home: MakeHome) -> None:
    other = own_home("other")
    dsns = database.ready(other, NO_URL)
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE only_here (id int)")
    with connect(database.dsns(shared, NO_URL).owner) as connection:
        assert connection.execute("SELECT to_regclass('only_here')").fetchone() == (None,)
    postgres.stop(other)
    assert postgres.is_running(shared)


def test_settings_are_in_force(shared: Home) -> None:
    with connect(database.setup_dsn(shared, NO_URL)) as connection:
        found = {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in postgres.SETTINGS}
    assert found == postgres.SETTINGS


def test_it_listens_on_its_socket_alone(shared: Home) -> None:
    cluster = postgres.cluster(shared)
    assert cluster.sockets.stat().st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(database.dsns(shared, NO_URL).app | {"PASSWORD": "guessed"})
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        connect(database.setup_dsn(shared, NO_URL) | {"PASSWORD": ""})


def test_what_a_person_wrote_is_not_in_the_log(own_home: MakeHome) -> None:
    made = own_home("quiet")
    dsns = database.ready(made, NO_URL)
    with connect(dsns.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE told (words text CHECK (length(words) < 5))")
        for statement, values in (
            ("INSERT INTO told VALUES ('Shevaun fell')", None),
            ("INSERT INTO told VALUES (%s)", ["Shevaun fell"]),
        ):
            with pytest.raises(psycopg.errors.CheckViolation):
                connection.execute(statement, values)
    log = postgres.cluster(made).log.read_text()
    assert "violates check constraint" in log and "Shevaun" not in log
    assert not any(word in log for word in made.secrets.read_text().split('"') if len(word) > 40)


def test_its_log_is_put_aside_while_it_runs(own_home: MakeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    made = own_home("talking")
    log = postgres.ensure_running(made).log
    postgres.keep_log_small(made)
    before = log.read_text()
    assert "ready to accept connections" in before, "a small one stays"
    monkeypatch.setattr(postgres, "LOG_AT_MOST", 100)
    postgres.keep_log_small(made)
    assert log.with_suffix(".log.1").read_text().startswith(before)
    with pytest.raises(psycopg.OperationalError):
        connect(database.setup_dsn(made, NO_URL) | {"PASSWORD": "guessed"})
    assert "password authentication failed" in log.read_text() and "\0" not in log.read_text()


def test_a_start_that_fails_says_what_and_where(own_home: MakeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    made = own_home("broken")
    postgres.ensure_running(made)
    postgres.stop(made)
    monkeypatch.setattr(postgres, "_PATIENCE", 0.0)
    monkeypatch.setitem(postgres.SETTINGS, "shared_buffers", "none")
    with pytest.raises(postgres.DatabaseDidNotStart, match=r"shared_buffers(.|\n)*postgres\.log"):
        postgres.ensure_running(made)


def test_one_half_made_is_made_again(own_home: MakeHome) -> None:
    made = own_home("half")
    folder = place.make(made).folder
    (folder / "data.part").mkdir()
    (folder / "data.part" / "PG_VERSION").write_text("18\n")
    postgres.ensure_running(made)
    assert not (folder / "data.part").exists() and not (folder / "password.part").exists()


@pytest.mark.skipif(not ROOT, reason="only root has to run it as another user")
def test_root_runs_it_as_another_user(shared: Home) -> None:
    cluster = postgres.cluster(shared)
    owner = Path(f"/proc/{postmaster(cluster)}").stat().st_uid
    assert owner not in (0, os.getuid()) and cluster.data.stat().st_uid == owner
    assert cluster.data.parent == Path(shared.database_note.read_text().strip())
    assert cluster.data.parent.parent == place.FOR_ROOT and cluster.data.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not ROOT, reason="only root's database is outside its home")
def test_a_home_made_again_does_not_take_over_the_old_database(own_home: MakeHome) -> None:
    made = own_home("again")
    old = place.make(made)
    made.database_note.unlink()
    new = place.make(made)
    assert new.folder != old.folder and new.folder.name.startswith(old.folder.name)
    old.sockets.rmdir()
    old.folder.rmdir()


AS_ANOTHER = """
import sys
from holdfast.server import database, place, postgres
from holdfast.server.connecting import connect
from holdfast.server.home import home
made = home({"HOLDFAST_HOME": sys.argv[1]})
try:
    with connect(database.ready(made, {}).app) as connection:
        print(*connection.execute("SELECT current_user").fetchone(), postgres.cluster(made).data)
finally:
    postgres.stop(made)
print(place.find(made).sockets)
"""


@pytest.mark.skipif(not ROOT, reason="needs root to become another user")
@pytest.mark.parametrize("name", ["short", "a-long-name-" * 8])
def test_an_ordinary_user_keeps_it_in_the_home(name: str) -> None:
    python = Path("/usr/bin") / f"python3.{sys.version_info.minor}"
    if not python.exists():
        pytest.skip(f"no {python} that another user may run")
    folder = Path("/tmp") / f"holdfast-test-{os.getpid()}"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    try:
        said = subprocess.run(
            [python, "-c", AS_ANOTHER, folder / name],
            user=65534, group=65534, extra_groups=[], cwd="/", capture_output=True, text=True, check=False,
            env={"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        first, sockets = said.stdout.splitlines()
        assert first == f"holdfast_app {folder / name / 'database' / 'data'}"
        long = len(str(folder / name / "run" / place.SOCKET)) > 107
        assert sockets == (
            f"/tmp/holdfast-65534-{place.for_path(Home(folder / name))}"
            if long
            else str(folder / name / "run")
        )
    finally:
        subprocess.run(["rm", "-r", folder], check=True)
        if (short := Path("/tmp") / f"holdfast-65534-{place.for_path(Home(folder / name))}").exists():
            short.rmdir()
