"""How far a child's comprehensive assessment stands, over all those of the last twelve months: areas add up (1.3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from holdfast.assessments.models import Assessment
from holdfast.engine.open_values import by_months
from holdfast.ng26 import settings
from holdfast.ng26.vocabulary import AREAS

MONTHS = int(settings.ASSESSMENT_MONTHS.value)


@dataclass(frozen=True)
class Whole:
    """`covered`: the areas that count today, each with the day it was last assessed. `declined`: the newest offer that was not wanted."""

    covered: dict[str, date]
    declined: Assessment | None
    latest: Assessment | None

    @property
    def complete(self) -> bool:
        """Whether all eight areas count today."""
        return set(self.covered) == set(AREAS)

    @property
    def lacking(self) -> list[str]:
        """The areas that are lacking, in words."""
        return [AREAS.words[area] for area in AREAS if area not in self.covered]

    @property
    def old_on(self) -> date | None:
        """The day on which the first of the areas covered will be twelve months old."""
        return months_after(min(self.covered.values()), MONTHS) if self.covered else None


def whole(assessments: Iterable[Assessment], on: date) -> Whole:
    """Worked out for a day from the assessments on record, the newest first; the same rule as the guideline's."""
    comprehensive = [row for row in assessments if row.type == "comprehensive" and row.date <= on]
    first = months_after(on, -MONTHS)
    current = [row for row in comprehensive if row.date >= first]
    covered: dict[str, date] = {}
    for row in reversed(current):
        if not row.declined:
            covered |= dict.fromkeys(row.areas or (), row.date)
    declined = next((row for row in current if row.declined), None)
    latest = next((row for row in comprehensive if not row.declined), None)
    return Whole(covered, declined, latest)


def months_after(day: date, months: int) -> date:
    """The same day some calendar months later (or earlier), cut at the month's end, as the guideline counts."""
    return date.fromordinal(by_months(day.toordinal(), months))
