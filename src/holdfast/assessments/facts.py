"""What the record already knows for each area of the comprehensive assessment: brought in and confirmed, not typed again.

A fact travels as a reference (table, row, version), never as its words: what it says is read where it stands, by who may read it
there. So nobody learns through an assessment what the record keeps from them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from holdfast.accounts.models import Account
from holdfast.assessments import saying
from holdfast.assessments.models import (
    Assessment,
    AttachmentStatus,
    Condition,
    Diagnosis,
    HealthAssessment,
    Maltreatment,
    Sdq,
    TraumaSigns,
)
from holdfast.education.models import Education, SchoolPeriod
from holdfast.people.access import visible
from holdfast.people.entries import Entry
from holdfast.placements.models import CarerReadiness, Home, MissingEpisode, PlacementConcern

_CARERS = ("sensitivity", "parenting_quality")


@dataclass(frozen=True)
class Fact:
    """One thing on record: where it stands, at which version, what it says, who wrote it down when."""

    model: type[Entry]
    row: UUID
    version: int
    says: str
    by: str
    at: datetime

    @property
    def key(self) -> str:
        """How a form names it: 'placements.home:…:3'."""
        return f"{self.model._meta.label_lower}:{self.row}:{self.version}"

    @property
    def reference(self) -> dict[str, Any]:
        """How an area keeps it."""
        return {"of": self.model._meta.label_lower, "row": str(self.row), "version": self.version}


@dataclass(frozen=True)
class _Source:
    """A table that an area draws on: which of its rows, and in what order."""

    model: type[Entry]
    order: str = "position"
    where: Callable[[Any], bool] = lambda row: True


def _of_types(*types: str) -> Callable[[Assessment], bool]:
    return lambda row: row.type in types and not row.declined


def _with_carer(row: Assessment) -> bool:
    return row.type == "attachment_tool" and row.subject == "carer"


SOURCES: Mapping[str, tuple[_Source, ...]] = {
    "personal": (
        _Source(AttachmentStatus, "date"),
        _Source(Assessment, "date", lambda row: row.type == "attachment_tool" and row.subject != "carer"),
    ),
    "placement": (
        _Source(Home, "start"),
        _Source(PlacementConcern, "date"),
        _Source(MissingEpisode, "start"),
    ),
    "education": (_Source(Education, "recorded_at"), _Source(SchoolPeriod, "start")),
    "parental_sensitivity": (_Source(Assessment, "date", _of_types(*_CARERS)),),
    "parental_factors": (_Source(Assessment, "date", _with_carer), _Source(CarerReadiness, "on")),
    "maltreatment_trauma": (_Source(Maltreatment, "recorded_at"), _Source(TraumaSigns, "recorded_at")),
    "physical_health": (_Source(HealthAssessment, "on"),),
    "coexisting_conditions": (_Source(Condition), _Source(Diagnosis, "date"), _Source(Sdq, "date")),
}


def known_for(viewer: Account, child: UUID, area: str, on: date) -> list[Fact]:
    """What the record says for this area, as far as the viewer may read it, the earliest first."""
    return [fact for source in SOURCES[area] for fact in _facts(source, viewer, child, on)]


def _facts(source: _Source, viewer: Account, child: UUID, on: date) -> Iterator[Fact]:
    rows = [
        row
        for row in visible(source.model, viewer).filter(child=child).order_by(source.order)
        if source.where(row)
    ]
    yield from _said(rows, on)


def _said(rows: list[Any], on: date) -> Iterator[Fact]:
    names = saying.names_in(rows)
    for row in rows:
        if says := saying.sentence(row, names, on):
            yield Fact(type(row), row.pk, row.version, says, row.recorded_by_name, row.recorded_at)


def standing(viewer: Account, references: Iterable[Mapping[str, Any]], on: date) -> dict[str, Fact]:
    """The facts that are referred to, by row, as they stand now and as far as the viewer may read them; one query a table."""
    by_table: dict[str, set[str]] = {}
    for each in references:
        by_table.setdefault(each["of"], set()).add(each["row"])
    found = {}
    for table, ids in by_table.items():
        rows = list(visible(apps.get_model(table), viewer).filter(pk__in=ids))
        found |= {str(fact.row): fact for fact in _said(rows, on)}
    return found
