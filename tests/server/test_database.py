"""The roles and what they may do; the address of an outside server; databases for tests."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import psycopg
import pytest
from psycopg import sql

from holdfast.server import connecting, database, roles
from holdfast.server.connecting import connect
from holdfast.server.database import Dsns
from holdfast.server.home import Home
from holdfast.server.secret_file import secrets_of
from tests.server.conftest import Server

MakeDatabase = Callable[..., Dsns]


def value(dsn: connecting.Dsn, query: str) -> object:
    with connect(dsn) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def test_each_role_signs_in_as_itself(server: Server) -> None:
    dsns = server.dsns
    users = tuple(value(dsn, "SELECT session_user") for dsn in (dsns.owner, dsns.app, dsns.worker))
    names = roles.role_names(server.setup()["NAME"])
    assert users == (names.owner, names.app, names.worker)


def test_no_role_escapes_row_security(server: Server) -> None:
    ours = [dsn["USER"] for dsn in (server.dsns.owner, server.dsns.app, server.dsns.worker)]
    with connect(server.dsns.app) as connection:
        found = connection.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = ANY (%s)", [ours]
        ).fetchall()
        assert found == [(False,)] * 3
        member = connection.execute("SELECT pg_has_role(%s, 'MEMBER')", [ours[0]]).fetchone()
    assert member == (False,)


@pytest.mark.parametrize("role", ["app", "worker"])
@pytest.mark.parametrize(
    "making",
    ["CREATE TABLE made (id int)", "CREATE TEMPORARY TABLE made (id int)", "CREATE SCHEMA made", "CREATE TABLE extensions.made (id int)"],
)  # fmt: skip
def test_only_the_owner_makes_anything(server: Server, role: str, making: str) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        connect(getattr(server.dsns, role)) as connection,
    ):
        connection.execute(making)


def test_nothing_is_granted_to_everybody(fresh: MakeDatabase) -> None:
    dsns = fresh("granted")
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE made (id int)")
        connection.execute("CREATE FUNCTION ours() RETURNS int LANGUAGE sql RETURN 1")
    for query in ("SELECT count(*) FROM made", "SELECT ours()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            value(dsns.app, query)
    with connect(dsns.owner) as connection:
        connection.execute(
            f"GRANT SELECT ON made TO {dsns.app['USER']}; GRANT EXECUTE ON FUNCTION ours TO {dsns.app['USER']}"
        )
    assert (value(dsns.app, "SELECT count(*) FROM made"), value(dsns.app, "SELECT ours()")) == (0, 1)


def test_the_extensions_are_found_without_their_schema(server: Server) -> None:
    assert value(server.dsns.app, "SELECT unaccent('Évie') || dmetaphone('Shevaun')") == "EvieXFN"
    assert value(server.dsns.worker, "SELECT similarity('Sean', 'Sean')") == 1
    with connect(server.dsns.owner) as connection:
        connection.execute(
            "CREATE TABLE stays (child int, during daterange, EXCLUDE USING gist (child WITH =, during WITH &&))"
        )
        connection.rollback()


def test_preparing_again_changes_nothing(server: Server) -> None:
    granted = "SELECT datacl::text FROM pg_database WHERE datname = current_database()"
    before = value(server.dsns.app, granted)
    assert database.ready(server.home, server.environ) == server.dsns
    assert value(server.dsns.app, granted) == before


def test_a_copy_of_a_database_has_its_rows_and_rights(fresh: MakeDatabase) -> None:
    pattern = fresh("pattern")
    with connect(pattern.owner) as connection:
        connection.execute("CREATE TABLE made (id int); INSERT INTO made VALUES (7)")
        connection.execute(f"GRANT SELECT ON made TO {pattern.app['USER']}")
    copy = fresh("copied", template="pattern")
    assert value(copy.app, "SELECT id FROM made") == 7
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        value(copy.worker, "SELECT id FROM made")


def test_the_record_itself_is_not_dropped(server: Server) -> None:
    with pytest.raises(ValueError, match="the record itself"):
        database.drop_database(server.setup()["NAME"], home=server.home, environ=server.environ)


# --- a server outside


@dataclass(frozen=True)
class Outside:
    """A user of a server who may make roles and databases and is no superuser; a name no database has yet; the address of both."""

    user: str
    database: str
    address: str


@pytest.fixture
def outside(server: Server) -> Iterator[Outside]:
    """Gone again at the end, with whatever was made under its name."""
    setup, mark = server.setup(), secrets.token_hex(4)
    user, name = f"landlord_{mark}", f"leeds_{mark}"
    with connect(setup, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {user} LOGIN CREATEROLE CREATEDB PASSWORD 'let me/in'")
    where = urlencode({"host": setup["HOST"], "port": setup["PORT"]} | setup.get("OPTIONS", {}))
    yield Outside(user, name, f"postgresql://{user}:{quote('let me/in', safe='')}@/{name}?{where}")
    names = roles.role_names(name)
    with connect(setup, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        for role in (names.owner, names.app, names.worker, user):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def test_an_outside_server_is_prepared(outside: Outside, own_home: Callable[[str], Home]) -> None:
    made = own_home("outside")
    environ = {"DATABASE_URL": outside.address}
    dsns = database.ready(made, environ)
    assert database.ready(made, environ) == dsns == database.dsns(made, environ)
    assert not made.database.exists() and not made.database_note.exists()
    name = outside.database
    assert (
        value(dsns.app, "SELECT session_user || ' ' || current_database()") == f"holdfast_app_{name} {name}"
    )
    assert value(dsns.worker, "SELECT unaccent('É')") == "E"
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE made (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        value(dsns.app, "SELECT count(*) FROM made")
    assert value(database.setup_dsn(made, environ), "SELECT count(*) FROM made") == 0
    other = database.fresh_database(f"{name}_test", home=made, environ=environ)
    assert value(other.owner, "SELECT current_database()") == f"{name}_test"
    database.drop_database(f"{name}_test", home=made, environ=environ)


def test_a_database_that_is_there_keeps_its_owner(
    outside: Outside, server: Server, own_home: Callable[[str], Home]
) -> None:
    with connect(server.setup(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {outside.database} OWNER {outside.user}")
        connection.execute(f"ALTER ROLE {outside.user} NOCREATEDB")
    dsns = database.ready(own_home("tenant"), {"DATABASE_URL": outside.address})
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE made (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), connect(dsns.app) as connection:
        connection.execute("CREATE TABLE more (id int)")


def test_a_user_who_may_not_is_told_what_is_needed(
    outside: Outside, server: Server, own_home: Callable[[str], Home]
) -> None:
    with connect(server.setup(), autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {outside.user} NOCREATEROLE")
    with pytest.raises(roles.CannotPrepare, match="give it CREATEROLE") as refused:
        database.ready(own_home("refused"), {"DATABASE_URL": outside.address})
    assert "let me" not in str(refused.value)


def test_a_role_that_escapes_row_security_is_refused(
    outside: Outside, server: Server, own_home: Callable[[str], Home]
) -> None:
    made, app = own_home("escaping"), f"holdfast_app_{outside.database}"
    database.ready(made, {"DATABASE_URL": outside.address})
    with connect(server.setup(), autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {app} BYPASSRLS")
        with pytest.raises(roles.CannotPrepare, match=rf"{app} .*NOBYPASSRLS"):
            roles.prepare(server.setup() | {"NAME": outside.database}, secrets_of(made))


def test_the_address_of_a_database_is_read() -> None:
    assert connecting.from_url("postgresql://me:p%40ss@db.example:6432/holdfast?sslmode=verify-full") == {
        "NAME": "holdfast", "USER": "me", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full"},
    }  # fmt: skip


@pytest.mark.parametrize("bad", ["mysql://me:secret@host/db", "postgresql://me:secret@host", "secret"])
def test_what_is_no_address_is_refused_without_its_password(bad: str) -> None:
    with pytest.raises(connecting.NotADatabaseUrl, match="write postgresql://USER") as refused:
        connecting.from_url(bad)
    assert "secret" not in str(refused.value)


def test_roles_are_named_after_their_database() -> None:
    assert roles.role_names("holdfast").app == "holdfast_app"
    assert roles.role_names("leeds").owner == "holdfast_owner_leeds"
    long = [roles.role_names(f"{'a' * 60}{end}").worker for end in "bc"]
    assert len(set(long)) == 2 and max(map(len, long)) <= 63
