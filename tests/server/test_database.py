"""The roles and what they may do; the address of an outside server; databases for tests."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from holdfast.server import connecting, database, roles
from holdfast.server.connecting import connect
from holdfast.server.database import Dsns
from holdfast.server.home import Home
from holdfast.server.secret_file import secrets_of
from tests.server.conftest import NO_URL

MakeDatabase = Callable[..., Dsns]


def value(dsn: connecting.Dsn, query: str) -> object:
    with connect(dsn) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def test_each_role_signs_in_as_itself(shared_dsns: Dsns) -> None:
    users = [
        value(dsn, "SELECT session_user") for dsn in (shared_dsns.owner, shared_dsns.app, shared_dsns.worker)
    ]
    assert users == ["holdfast_owner", "holdfast_app", "holdfast_worker"]


def test_no_role_escapes_row_security(shared_dsns: Dsns) -> None:
    escaping = "SELECT count(*) FROM pg_roles WHERE rolname ~ '^holdfast_(owner|app|worker)' AND (rolsuper OR rolbypassrls)"
    assert value(shared_dsns.app, escaping) == 0
    assert value(shared_dsns.app, "SELECT pg_has_role('holdfast_owner', 'MEMBER')") is False


@pytest.mark.parametrize("role", ["app", "worker"])
@pytest.mark.parametrize(
    "making",
    ["CREATE TABLE made (id int)", "CREATE TEMPORARY TABLE made (id int)", "CREATE SCHEMA made", "CREATE TABLE extensions.made (id int)"],
)  # fmt: skip
def test_only_the_owner_makes_anything(shared_dsns: Dsns, role: str, making: str) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        connect(getattr(shared_dsns, role)) as connection,
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
            "GRANT SELECT ON made TO holdfast_app; GRANT EXECUTE ON FUNCTION ours TO holdfast_app"
        )
    assert (value(dsns.app, "SELECT count(*) FROM made"), value(dsns.app, "SELECT ours()")) == (0, 1)


def test_the_extensions_are_found_without_their_schema(shared_dsns: Dsns) -> None:
    assert value(shared_dsns.app, "SELECT unaccent('Évie') || dmetaphone('Shevaun')") == "EvieXFN"
    assert value(shared_dsns.worker, "SELECT similarity('Sean', 'Sean')") == 1
    with connect(shared_dsns.owner) as connection:
        connection.execute(
            "CREATE TABLE stays (child int, during daterange, EXCLUDE USING gist (child WITH =, during WITH &&))"
        )
        connection.rollback()


def test_preparing_again_changes_nothing(shared: Home, shared_dsns: Dsns) -> None:
    granted = "SELECT string_agg(datacl::text, ' ') FROM pg_database"
    before = value(shared_dsns.app, granted)
    assert database.ready(shared, NO_URL) == shared_dsns
    assert value(shared_dsns.app, granted) == before


def test_a_copy_of_a_database_has_its_rows_and_rights(fresh: MakeDatabase) -> None:
    with connect(fresh("pattern").owner) as connection:
        connection.execute(
            "CREATE TABLE made (id int); INSERT INTO made VALUES (7); GRANT SELECT ON made TO holdfast_app"
        )
    copy = fresh("copied", template="pattern")
    assert value(copy.app, "SELECT id FROM made") == 7
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        value(copy.worker, "SELECT id FROM made")


def test_the_record_itself_is_not_dropped(shared: Home) -> None:
    with pytest.raises(ValueError, match="the record itself"):
        database.drop_database("holdfast", home=shared, environ=NO_URL)


# --- a server outside


@pytest.fixture
def outside(shared: Home) -> Iterator[str]:
    """The address of a user of a server who may make roles and databases, and is no superuser; no such database yet."""
    setup = database.setup_dsn(shared, NO_URL)
    with connect(setup, autocommit=True) as connection:
        connection.execute("CREATE ROLE landlord LOGIN CREATEROLE CREATEDB PASSWORD 'let me/in'")
    yield f"postgresql://landlord:{quote('let me/in', safe='')}@/leeds?host={setup['HOST']}&port={setup['PORT']}"
    with connect(setup, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS leeds WITH (FORCE)")
        for role in ("holdfast_owner_leeds", "holdfast_app_leeds", "holdfast_worker_leeds", "landlord"):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def test_an_outside_server_is_prepared(outside: str, own_home: Callable[[str], Home]) -> None:
    made = own_home("outside")
    environ = {"DATABASE_URL": outside}
    dsns = database.ready(made, environ)
    assert database.ready(made, environ) == dsns == database.dsns(made, environ)
    assert not made.database.exists() and not made.database_note.exists()
    assert value(dsns.app, "SELECT session_user || ' ' || current_database()") == "holdfast_app_leeds leeds"
    assert value(dsns.worker, "SELECT unaccent('É')") == "E"
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE made (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        value(dsns.app, "SELECT count(*) FROM made")
    assert value(database.setup_dsn(made, environ), "SELECT count(*) FROM made") == 0
    other = database.fresh_database("leeds_test", home=made, environ=environ)
    assert value(other.owner, "SELECT current_database()") == "leeds_test"
    database.drop_database("leeds_test", home=made, environ=environ)


def test_a_database_that_is_there_keeps_its_owner(
    outside: str, shared: Home, own_home: Callable[[str], Home]
) -> None:
    with connect(database.setup_dsn(shared, NO_URL), autocommit=True) as connection:
        connection.execute("CREATE DATABASE leeds OWNER landlord")
        connection.execute("ALTER ROLE landlord NOCREATEDB")
    dsns = database.ready(own_home("tenant"), {"DATABASE_URL": outside})
    with connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE made (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), connect(dsns.app) as connection:
        connection.execute("CREATE TABLE more (id int)")


def test_a_user_who_may_not_is_told_what_is_needed(
    outside: str, shared: Home, own_home: Callable[[str], Home]
) -> None:
    with connect(database.setup_dsn(shared, NO_URL), autocommit=True) as connection:
        connection.execute("ALTER ROLE landlord NOCREATEROLE")
    with pytest.raises(roles.CannotPrepare, match="give it CREATEROLE") as refused:
        database.ready(own_home("refused"), {"DATABASE_URL": outside})
    assert "let me" not in str(refused.value)


def test_a_role_that_escapes_row_security_is_refused(
    outside: str, shared: Home, own_home: Callable[[str], Home]
) -> None:
    made = own_home("escaping")
    database.ready(made, {"DATABASE_URL": outside})
    with connect(database.setup_dsn(shared, NO_URL), autocommit=True) as connection:
        connection.execute("ALTER ROLE holdfast_app_leeds BYPASSRLS")
        with pytest.raises(roles.CannotPrepare, match=r"holdfast_app_leeds .*NOBYPASSRLS"):
            roles.prepare(database.setup_dsn(shared, NO_URL) | {"NAME": "leeds"}, secrets_of(made))


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
