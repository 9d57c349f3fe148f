"""Where two records of one child say different things of which only one can stand: shown, and chosen, before they are put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from holdfast.forms.words import say_day
from holdfast.people.entries import Entry
from holdfast.people.models import Child

KEPT, OTHER = "kept", "other"
OF_THE_CHILD = ("given_name", "family_name", "chosen_name", "pronouns", "language", "date_of_birth", "sex", "ethnicity",
                "disability", "from_overseas", "unaccompanied_asylum_seeking")  # fmt: skip
_OF_EVERY_ROW = {
    "id",
    "child",
    "version",
    "restricted",
    "recorded_by",
    "recorded_by_name",
    "recorded_at",
    "position",
    "stated",
}


@dataclass(frozen=True)
class Clash:
    """Rows of both records that cannot stand together. `key` names the choice; `what` says what they are about."""

    key: str
    what: str
    kept: tuple[Any, ...]
    other: tuple[Any, ...]

    def given_up(self, choice: str) -> tuple[Any, ...]:
        """The rows that give way, for a choice of KEPT or OTHER."""
        return self.other if choice == KEPT else self.kept

    @property
    def sides(self) -> list[tuple[str, list[list[tuple[str, str]]]]]:
        """Both sides in words: each row as pairs of what it is and what it says."""
        return [
            (KEPT, [row_words(row) for row in self.kept]),
            (OTHER, [row_words(row) for row in self.other]),
        ]


@dataclass(frozen=True)
class Difference:
    """A fact of the child itself that the two records hold differently."""

    field: str
    what: str
    kept: Any
    other: Any


def entry_models() -> list[type[Entry]]:
    """Every table of entries of a child's record."""
    return [model for model in apps.get_models() if issubclass(model, Entry)]


def differences(kept: Child, other: Child) -> list[Difference]:
    """Facts of the child that both records hold, and hold differently."""
    found = []
    for name in OF_THE_CHILD:
        ours, theirs = getattr(kept, name), getattr(other, name)
        if ours not in ("", None) and theirs not in ("", None) and ours != theirs:
            found.append(Difference(name, str(Child._meta.get_field(name).verbose_name), ours, theirs))
    return found


def clashes(kept: Child, other: Child) -> list[Clash]:
    """Every clash between the two records, table by table."""
    return [clash for model in entry_models() for clash in _clashes_in(model, kept, other)]


def twins(kept: Child, other: Child) -> list[Any]:
    """Rows of the other record that say the very same as one of the kept record's, where the table holds each thing once."""
    found = []
    for model in entry_models():
        for ours, theirs in _pairs(model, kept, other):
            if (_once_a_child(model) and _says(ours) == _says(theirs)) or _same_key(model, ours, theirs):
                found.append(theirs)
    return found


def _clashes_in(model: type[Entry], kept: Child, other: Child) -> Iterable[Clash]:
    if _once_a_child(model):
        for ours, theirs in _pairs(model, kept, other):
            if _says(ours) != _says(theirs):
                yield Clash(model._meta.label_lower, str(model._meta.verbose_name), (ours,), (theirs,))
    elif any(isinstance(rule, ExclusionConstraint) for rule in model._meta.constraints):
        pairs = [(a, b) for a, b in _pairs(model, kept, other) if _overlap(a, b)]
        if pairs:
            ours = tuple({a.pk: a for a, _ in pairs}.values())
            theirs = tuple({b.pk: b for _, b in pairs}.values())
            yield Clash(
                model._meta.label_lower, f"{model._meta.verbose_name_plural} at the same time", ours, theirs
            )


def _pairs(model: type[Entry], kept: Child, other: Child) -> list[tuple[Any, Any]]:
    rows = list(model._default_manager.filter(child__in=(kept.pk, other.pk)))
    ours = [row for row in rows if row.child_id == kept.pk]
    return [(a, b) for a in ours for b in rows if b.child_id == other.pk]


def _once_a_child(model: type[Entry]) -> bool:
    return bool(model._meta.get_field("child").unique)


def _same_key(model: type[Entry], ours: Any, theirs: Any) -> bool:
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and "child" in rule.fields:
            return all(
                getattr(ours, name) == getattr(theirs, name) for name in rule.fields if name != "child"
            )
    return False


def _overlap(a: Any, b: Any) -> bool:
    return bool(a.start < (b.end or date.max) and b.start < (a.end or date.max))


def _says(row: Any) -> dict[str, Any]:
    return {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in _OF_EVERY_ROW}


def row_words(row: Any) -> list[tuple[str, str]]:
    """What a row says, as pairs of words; what it does not say is left out."""
    names = {f.name: str(f.verbose_name) for f in row._meta.concrete_fields}
    said = [(names[name], value) for name, value in _says(row).items() if value not in (None, "", [], {})]
    return [
        *((name.capitalize(), _word(value)) for name, value in said),
        ("Recorded by", row.recorded_by_name),
    ]


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return say_day(value) if isinstance(value, date) else str(value).replace("_", " ")
