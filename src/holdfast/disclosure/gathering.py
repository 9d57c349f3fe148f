"""Everything that is held of one child, table by table, in words: what a copy of the record is made of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.audit.models import AuditEntry
from holdfast.audit.vocabulary import DID
from holdfast.decisions.case_file import case_file
from holdfast.disclosure.columns import shown_of, tables
from holdfast.forms.words import first_up, say_day
from holdfast.people.entries import CaseEntry, ListEntry, ObjectEntry
from holdfast.people.models import Child
from holdfast.record.columns import NOT_DONE, column


@dataclass(frozen=True)
class Table:
    """One table of the copy. `rows` hold values as words, one a column; `held_back` counts rows that tell of somebody else."""

    name: str
    title: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    held_back: int = 0


@dataclass(frozen=True)
class Copy:
    """The whole copy: the tables in the order of the rooms, the log in plain words, and the case file."""

    child: Child
    made_on: date
    tables: tuple[Table, ...]
    log: tuple[tuple[str, str, str], ...]
    case: dict[str, Any]

    @property
    def held_back(self) -> int:
        """How many rows a person must still decide on."""
        return sum(table.held_back for table in self.tables)


def copy_of(child: Child, *, restricted: bool = False, on: date | None = None) -> Copy:
    """Everything the connection may see of this child; `restricted` rows only where somebody decided so."""
    found = [_table(model, child, restricted) for model in tables()]
    entries = AuditEntry.objects.filter(children__contains=[child.pk]).order_by("at")
    log = tuple(
        (_said(e.at), f"{e.actor_name}, {e.actor_role}" if e.actor_role else e.actor_name, DID.words[e.did])
        for e in entries
    )
    return Copy(
        child,
        on or timezone.localdate(),
        tuple(t for t in found if t.rows or t.held_back),
        log,
        case_file(child.pk),
    )


def _table(model: type[models.Model], child: Child, restricted: bool) -> Table:
    own = model is Child
    rows = model._default_manager.filter(pk=child.pk) if own else model._default_manager.filter(child=child)
    names = shown_of(model)
    held = 0
    if "restricted" in {f.name for f in model._meta.concrete_fields} and not restricted:
        held = rows.filter(restricted=True).count()
        rows = rows.filter(restricted=False)
    shown = tuple(name for name in names if not name.endswith(NOT_DONE))
    told = (
        tuple(tuple(_value(row, name) for name in shown) for row in rows.order_by(*_order(model)))
        if shown
        else ()
    )
    title = (model.__doc__ or "").partition(".")[0].partition(":")[0].strip()
    return Table(
        model._meta.label_lower, title, shown, tuple(_heading(model, name) for name in shown), told, held
    )


def _order(model: type[models.Model]) -> tuple[str, ...]:
    if issubclass(model, ListEntry):
        return ("position", "recorded_at")
    return ("pk",)


def _heading(model: type[models.Model], name: str) -> str:
    words = (
        str(model._meta.get_field(name).verbose_name)
        if issubclass(model, CaseEntry)
        else name.replace("_", " ")
    )
    names = {"recorded_by_name": "recorded by", "recorded_at": "recorded"}
    said = names.get(name, words).replace("_", " ")
    return first_up(said)


def _value(row: models.Model, name: str) -> str:
    """A value in words; "known not done" and "not known" stay two things."""
    value = getattr(row, name)
    if value is None and getattr(row, name + NOT_DONE, False):
        return "known not done"
    if isinstance(row, (ListEntry, ObjectEntry)):
        for spec in row.fields_of_case:
            if column(spec.key) == name and spec.codes and value is not None:
                codes = value if isinstance(value, list) else [value]
                return ", ".join(spec.codes.words.get(code, code) for code in codes) or "none"
    return _said(value)


def _said(value: Any) -> str:
    if value is None or value == "":
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{say_day(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(_said(each) for each in value) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {_said(each)}" for key, each in value.items())
    if isinstance(value, models.Model):
        return value.name if isinstance(value, Account) else getattr(value, "name", str(value))
    return str(value)
