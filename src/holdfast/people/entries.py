"""What every row of a child's record has: whose it is, who wrote it and when, its version, and whether it is restricted."""

import uuid
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.people.grounds import Kind
from holdfast.record.columns import column, columns, constraints, object_fields, table


class Entry(models.Model):
    """A row of a child's record. `record_kind` (set by each table) says who may read and write it.

    `version` goes up with every correction; what was believed before stands in `people.Correction`. `restricted` rows are seen
    by the child's social care team and its managers alone (a sibling's, an adopter's address, a third party's).
    """

    record_kind: ClassVar[Kind]
    objects: ClassVar[models.Manager[Self]]  # each table's own, made by Django

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="+")
    version = models.IntegerField(default=1)
    restricted = models.BooleanField(default=False)
    recorded_by = models.TextField(
        default="", editable=False, help_text="the actor's id, as in the audit log"
    )
    recorded_by_name = models.TextField(default="", editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class CaseEntry(Entry):
    """A row that a case file knows: an entry of one of its lists, or one of its objects."""

    case_list: ClassVar[str | None] = None
    case_object: ClassVar[str | None] = None
    fields_of_case: ClassVar[tuple[FieldSpec, ...]] = ()

    stated = ArrayField(models.TextField(), default=list, blank=True, editable=False)

    class Meta:
        abstract = True


class ListEntry(CaseEntry):
    """An entry of a list, in the list's order."""

    spec: ClassVar[TableSpec]
    position = models.IntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class ObjectEntry(CaseEntry):
    """An object of the case file: one row a child."""

    child = models.OneToOneField("people.Child", models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def list_of(name: str) -> type[ListEntry]:
    """An abstract model with the columns of a list of the case file; a room's model is made from it and names its `kind`."""
    spec = table(name)
    return _abstract(ListEntry, name, spec.fields, spec.spans, {"case_list": name, "spec": spec})


def object_of(name: str) -> type[ObjectEntry]:
    """An abstract model with the columns of an object of the case file, or of a field that stands by itself."""
    return _abstract(ObjectEntry, name, _relative(name, object_fields(name)), (), {"case_object": name})


def _relative(name: str, fields: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
    from dataclasses import replace

    return tuple(replace(f, key=f.key.removeprefix(name + "/")) for f in fields)


def _abstract(
    base: type[CaseEntry], name: str, fields: tuple[FieldSpec, ...], spans: Any, more: dict[str, Any]
) -> type[Any]:
    ordinary = [pair for pair in spans if all(part in {f.key for f in fields} for part in pair)]
    meta = type("Meta", (), {"abstract": True, "constraints": constraints(fields, ordinary)})
    body = {
        "__module__": __name__,
        "__doc__": f"Columns of `{name}`.",
        "Meta": meta,
        "fields_of_case": fields,
    }
    return type(f"Columns_{name}", (base,), {**columns(fields), **body, **more})


def dated_column(spec: TableSpec) -> str | None:
    """The column that says when an entry was, where the list has one."""
    return column(spec.dated_by) if spec.dated_by else None
