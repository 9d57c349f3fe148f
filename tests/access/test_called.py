"""What a child is called: the one thing of the child's row that a ground may change without changing the rest."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.access.test_nothing_denied_is_returned import (
    History,
    account,
    filled,
    grounds,
    histories,
    may,
    settle,
)

__all__ = ["filled"]


@given(history=histories, viewer=account)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_name_alone_is_changed_and_by_whom_the_table_says(
    filled: Any, looking_as: Any, history: History, viewer: int
) -> None:
    from django.db import connection, transaction

    from holdfast.people.models import Child

    settle(filled, history)
    _, children, accounts, _ = filled
    whole = Child.objects.using("worker")
    for n, one in enumerate(children):
        before = whole.filter(pk=one.pk).values().get()
        with looking_as(accounts[viewer]), connection.cursor() as cursor:
            cursor.execute("SELECT app.be_called(%s, %s, 'Yaz', 'they', 'yaz')", [one.pk, before["version"]])
            done = cursor.fetchone()[0]
            cursor.execute("SELECT app.be_called(%s, %s, 'Stale', '', '')", [one.pk, before["version"]])
            assert cursor.fetchone()[0] is False, "whoever has not read this version changes nothing"
            cursor.execute("UPDATE people_child SET given_name = 'Taken' WHERE id = %s", [one.pk])
            assert (cursor.rowcount == 1) is may("core", grounds(history, viewer, n), "w")
            transaction.set_rollback(True)
        assert done is may("called", grounds(history, viewer, n), "w")
        if not done:
            continue
        with looking_as(accounts[viewer]), connection.cursor() as cursor:
            cursor.execute("SELECT app.be_called(%s, %s, 'Yaz', 'they', 'yaz')", [one.pk, before["version"]])
        after = whole.filter(pk=one.pk).values().get()
        changed = {name for name, value in after.items() if value != before[name]}
        assert changed <= {"chosen_name", "pronouns", "sort_name", "version"} and "version" in changed
