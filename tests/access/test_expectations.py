"""The rules that the application and the database read are those of the table of expectations, no more and no less."""

from typing import Any

from tests.access.table import GROUNDS, expected


def test_the_rules_are_those_of_the_table(database: Any) -> None:
    import holdfast.config.urls  # noqa: F401 - every room declares its kinds
    from holdfast.people import grounds

    assert tuple(grounds.GROUNDS) == GROUNDS
    found = {
        kind.code: {g: "rw" if g in kind.writes else "r" if g in kind.reads else "" for g in GROUNDS}
        for kind in grounds.KINDS.values()
    }
    assert found == expected()


def test_the_database_holds_the_same(database: Any) -> None:
    rows = database.as_superuser("SELECT kind, ground, may_write, restricted FROM app.access_rule")
    held = {(kind, ground): "rw" if write else "r" for kind, ground, write, _ in rows}
    assert held == {
        (kind, ground): may for kind, row in expected().items() for ground, may in row.items() if may
    }
    assert {ground for _, ground, _, restricted in rows if restricted} == {"social_care", "manager"}


def test_every_table_has_row_security_or_is_named_as_plain(database: Any) -> None:
    from holdfast.people.row_security import PLAIN, guarded_models

    guarded = {model._meta.db_table for model in guarded_models()}
    secured = {name for (name,) in database.as_superuser("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert secured == guarded
    rights = database.as_superuser(
        "SELECT DISTINCT table_name FROM information_schema.table_privileges WHERE grantee = %s AND table_schema = 'public'",
        [_app()],
    )
    assert {name for (name,) in rights} == guarded | set(PLAIN)


def test_the_role_that_serves_owns_nothing_and_passes_no_policy(database: Any) -> None:
    role = database.as_superuser(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", [_app()]
    )
    assert role == [(False, False, False, False)]
    owned = database.as_superuser(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s", [_app()]
    )
    assert owned == [(0,)]


def _app() -> str:
    from django.conf import settings

    return str(settings.DATABASE_ROLES["app"])


def test_a_view_would_not_pass_the_policies(database: Any) -> None:
    views = database.as_superuser("SELECT count(*) FROM pg_views WHERE schemaname IN ('public', 'app')")
    assert views == [(0,)], "a view runs with its owner's rights unless it is security_invoker: none is made"
