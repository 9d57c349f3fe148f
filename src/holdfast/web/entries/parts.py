"""The parts of a record: each list, each object and the child's own row, with the room whose heading it stands under."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Count, F, Window

from holdfast.accounts.models import Account
from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.forms.words import first_up
from holdfast.ng26.tables import CASE_FILE
from holdfast.people import access, case_child
from holdfast.people.entries import ListEntry, dated_column
from holdfast.people.grounds import SEES_RESTRICTED, Kind
from holdfast.people.models import Child, KnownNone
from holdfast.people.registry import lists, objects
from holdfast.record.columns import NOT_DONE, column, columns
from holdfast.web.entries.asking import wording

OWN = "child"
NAMES = ("given_name", "family_name", "chosen_name", "pronouns", "language")
# Columns that no form asks for by themselves: kept by the record itself, or chosen together with another answer.
KEPT_BY_THE_RECORD = {
    "id", "child", "version", "restricted", "recorded_by", "recorded_by_name", "recorded_at", "stated", "position",
    "results",
}  # fmt: skip
# Links to other rows, and the answer with which each is chosen.
CHOSEN_WITH = {
    "team.account": "person", "team.team": "person", "siblings.sibling": "key", "siblings.person": "key",
    "sessions.course": "course",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One part of a record. `spec` is the list's description, None for what is there once a child."""

    name: str
    room: str
    title: str
    entry: str
    model: type[models.Model]
    kind: Kind
    fields: tuple[FieldSpec, ...]
    spec: TableSpec | None = None

    @property
    def is_list(self) -> bool:
        """Whether there may be several."""
        return self.spec is not None

    @property
    def one(self) -> str:
        """One of it: 'a home', 'an assessment'."""
        return wording.one(self.entry)

    @property
    def ended_words(self) -> str:
        """What the questions about its end are folded under."""
        return f"If this {self.entry} has ended"

    @property
    def is_own(self) -> bool:
        """Whether this is the child's own row."""
        return self.name == OWN

    @property
    def stands_alone(self) -> bool:
        """Whether it is one field that stands by itself in the case file (`trauma_signs`)."""
        return len(self.fields) == 1 and self.fields[0].key == self.name

    @property
    def inside(self) -> "Part | None":
        """The list whose entries hold this one (programmes, for sessions)."""
        return parts()[self.spec.inside] if self.spec and self.spec.inside else None

    @property
    def dated(self) -> str | None:
        """The column that says when an entry was."""
        return dated_column(self.spec) if self.spec else None

    @property
    def more(self) -> tuple[models.Field, ...]:
        """Columns of the table beside those of the case file, as far as they are asked for."""
        if self.is_own:
            return tuple(self.model._meta.get_field(name) for name in NAMES)
        known = {*columns(self.fields), *KEPT_BY_THE_RECORD}
        return tuple(
            field
            for field in self.model._meta.concrete_fields
            if field.editable and field.name not in known and not field.is_relation
        )


@cache
def parts() -> dict[str, Part]:
    """Every part by its name, in the order of the case file."""
    found = {OWN: _own()}
    order = [name for name in CASE_FILE.order if name in lists() or name in objects()]
    for name in [*order, *(n for n in lists() if n not in order)]:
        found[name] = _list(lists()[name]) if name in lists() else _object(name)
    return found


def _own() -> Part:
    room, title = wording.room(CASE_FILE.objects[OWN]), wording.TITLES[OWN]
    return Part(OWN, room, title, wording.ONE[OWN], Child, Child.record_kind, case_child.FIELDS)


def _list(model: type[ListEntry]) -> Part:
    spec = model.spec
    room = wording.room(spec.recorded_in)
    return Part(spec.name, room, first_up(spec.says), spec.entry, model, model.record_kind, spec.fields, spec)


def _object(name: str) -> Part:
    model = objects()[name]
    room = wording.room(CASE_FILE.objects[name])
    title = wording.TITLES.get(name) or first_up(name.replace("_", " "))
    return Part(name, room, title, title.lower(), model, model.record_kind, model.fields_of_case)


@dataclass(frozen=True)
class Rights:
    """What one viewer may do with one child's record today, asked of the database once."""

    grounds: frozenset[str]

    def read(self, part: Part) -> bool:
        """Whether they may read this part."""
        return bool(part.kind.reads & self.grounds)

    def write(self, part: Part) -> bool:
        """Whether they may write it."""
        return bool(part.kind.writes & self.grounds)

    def restrict(self, part: Part) -> bool:
        """Whether they may see restricted entries of it, and so restrict one."""
        return bool(part.kind.reads & self.grounds & SEES_RESTRICTED) and not part.is_own


def rights(viewer: Account, child: Child) -> Rights:
    """What the viewer may do with this child's record."""
    return Rights(access.grounds(viewer, child.pk))


def rows(part: Part, child: Child, what: Rights) -> models.QuerySet[Any]:
    """The entries of a part that somebody with these rights may read, the newest first."""
    if not what.read(part):
        return part.model._default_manager.none()
    if part.is_own:
        return part.model._default_manager.filter(pk=child.pk)
    found = part.model._default_manager.filter(child=child)
    if not what.restrict(part):
        found = found.filter(restricted=False)
    newest = [F(part.dated).desc(nulls_last=True)] if part.dated else []
    return found.order_by(*newest, "-position", "-recorded_at") if part.is_list else found


def newest_of(part: Part, child: Child, what: Rights) -> tuple[Any, int]:
    """The newest entry and how many there are, in one query; (None, 0) where there is none."""
    found = rows(part, child, what).annotate(how_many=Window(Count("*"))).first()
    return found, found.how_many if found else 0


def known_none(child: Child) -> dict[str, KnownNone]:
    """The lists of which somebody said that there is nothing to record, by name."""
    return {said.list: said for said in KnownNone.objects.filter(child=child)}


def value_of(row: Any, spec: FieldSpec) -> Any:
    """What a row says of one field, as a case file would: None for not known, False for known not done."""
    name = column(spec.key)
    if spec.or_false and getattr(row, name + NOT_DONE):
        return False
    return getattr(row, name)


def content_values(part: Part, content: dict[str, Any]) -> dict[str, Any]:
    """What a kept version of a row (`Correction.content`) said, as `value_of` gives it, by column; its other columns as kept."""
    return said_of(part, part.model(**dict(_of_model(part, content))))


def _of_model(part: Part, content: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    for field in part.model._meta.concrete_fields:
        if field.name in content and not field.is_relation:
            yield field.name, field.to_python(content[field.name])


def said_of(part: Part, row: Any) -> dict[str, Any]:
    """What a row says, by column: the case file's fields and the columns beside them."""
    said = {column(spec.key): value_of(row, spec) for spec in part.fields}
    return said | {field.name: getattr(row, field.name) for field in part.more}
