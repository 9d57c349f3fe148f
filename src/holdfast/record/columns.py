"""Columns of a table of the record, made from the fields of the case file.

A field that may hold `false` (known not done) has two columns: the value, and `…_not_done`. Absent is NULL. What the file says
without a value (`null`, `{}`, an empty inner list) is kept in `stated`, so that a case file comes out as it went in.
"""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE

RENAMED = {"id": "key", "for": "proposed_for", "with": "present"}
NOT_DONE = "_not_done"


def column(key: str) -> str:
    """The column of the field `key`; parts of a path are joined by `_`."""
    return RENAMED.get(key) or key.replace("/", "_")


def columns(fields: Iterable[FieldSpec]) -> dict[str, models.Field]:
    """The columns of some fields, in their order."""
    made: dict[str, models.Field] = {}
    for spec in fields:
        name = column(spec.key)
        made[name] = _column(spec)
        if spec.or_false:
            made[name + NOT_DONE] = models.BooleanField(default=False, editable=False)
    return made


def _column(spec: FieldSpec) -> models.Field:
    empty = {"null": not spec.required, "blank": not spec.required, "verbose_name": spec.says}
    match spec.kind:
        case "day":
            return models.DateField(**empty)
        case "flag":
            return models.BooleanField(**empty)
        case "whole":
            return models.IntegerField(**empty)
        case "number":
            return models.FloatField(**empty)
        case "codes":
            return ArrayField(models.TextField(), **empty)
        case _:
            return models.TextField(**empty)


def constraints(
    fields: Iterable[FieldSpec], spans: Iterable[tuple[str, str]] = ()
) -> list[models.BaseConstraint]:
    """What must never be: an end before its start, a number outside its range, a value beside "known not done"."""
    rules: list[tuple[str, Q]] = []
    for first, last in spans:
        start, end = column(first), column(last)
        rules.append(
            (
                f"{end}_after_{start}",
                Q(**{f"{start}__isnull": True})
                | Q(**{f"{end}__isnull": True})
                | Q(**{f"{end}__gte": F(start)}),
            )
        )
    for spec in fields:
        name = column(spec.key)
        if spec.or_false:
            rules.append((f"{name}_or_not", Q(**{f"{name}__isnull": True}) | Q(**{name + NOT_DONE: False})))
        if spec.lowest is not None:
            rules.append(
                (f"{name}_from", Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": spec.lowest}))
            )
        if spec.highest is not None:
            rules.append((f"{name}_to", Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": spec.highest})))
    return [models.CheckConstraint(condition=rule, name="%(class)s_" + name) for name, rule in rules]


def table(name: str) -> TableSpec:
    """The description of a list of the case file; raises KeyError on an unknown name."""
    return CASE_FILE.by_table[name]


def object_fields(name: str) -> tuple[FieldSpec, ...]:
    """The fields of one object of the case file (`permanence`), or the one field that stands by itself (`trauma_signs`)."""
    own = tuple(f for f in CASE_FILE.fields if f.key == name or f.key.startswith(name + "/"))
    if not own:
        raise KeyError(name)
    return own
