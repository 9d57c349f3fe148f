"""Rows told by the name of their table, written many at a time; each child's log says once that its record was told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import connection, models

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.demo.telling.story import Ref, Row
from holdfast.people.keeping import Background
from holdfast.people.models import Child
from holdfast.placements.models import Household

_AT_ONCE = 500


class Writing:
    """Collects the rows of several children, then writes each table once, those that others point at first."""

    def __init__(self, by: Background, accounts: Mapping[str, Account]) -> None:
        self._by, self._accounts = by, accounts
        self._households = {household.key: household for household in Household.objects.all()}
        self._rows: dict[str, list[models.Model]] = {}
        self._children: dict[Any, int] = {}

    def account(self, key: str) -> Account | None:
        """The account with this key."""
        return self._accounts.get(key)

    def tell(
        self,
        child: Child,
        rows: Iterable[Row],
        *,
        author: Account | None,
        named: Mapping[str, Any] | None = None,
    ) -> None:
        """Take these rows of a child. `named`: rows of the child that are there already and are referred to."""
        there = dict(named or {})
        for row in rows:
            made = self._made(child, row, there, self._accounts.get(row.by) or author)
            self._rows.setdefault(row.table, []).append(made)
            self._children[child.pk] = self._children.get(child.pk, 0) + 1
            if row.name:
                there[row.name] = made

    def _made(self, child: Child, row: Row, there: Mapping[str, Any], author: Account | None) -> models.Model:
        wrote = author or self._by
        values = {name: self._value(name, value, there) for name, value in row.values.items()}
        return apps.get_model(row.table)(
            child=child,
            restricted=row.restricted,
            recorded_by=wrote.audit_id,
            recorded_by_name=wrote.audit_name,
            **values,
        )

    def _value(self, name: str, value: Any, there: Mapping[str, Any]) -> Any:
        if isinstance(value, Ref):
            return there[value.name]
        return self._households[value] if name == "household" else value

    def done(self) -> None:
        """Write everything taken so far."""
        for table, rows in self._rows.items():
            apps.get_model(table)._default_manager.bulk_create(rows, batch_size=_AT_ONCE)
        with connection.cursor() as cursor:
            cursor.executemany("SELECT app.touch(%s, current_date)", [[child] for child in self._children])
        for child, rows in self._children.items():
            audit.record(by=self._by, did="entry added", children=[child], detail={"rows": rows})
        self._rows, self._children = {}, {}
