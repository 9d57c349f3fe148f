"""What others may read of a child's schooling."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings as django_settings

from holdfast.accounts.models import Account
from holdfast.education.models import Education, SchoolPeriod
from holdfast.ng26.settings import overridden
from holdfast.people.access import today, visible
from holdfast.people.registry import lists


def education_of(viewer: Account, child: UUID) -> Education | None:
    """What is recorded of school, where the viewer may read it."""
    return visible(Education, viewer).filter(child=child).first()


def schools_of(viewer: Account, child: UUID) -> list[SchoolPeriod]:
    """Every school, the earliest first."""
    return list(visible(SchoolPeriod, viewer).filter(child=child).order_by("start"))


def school_now(viewer: Account, child: UUID) -> SchoolPeriod | None:
    """The school the child goes to today, where one is recorded."""
    day = today()
    now = [s for s in schools_of(viewer, child) if s.start <= day and (s.end is None or s.end > day)]
    return now[-1] if now else None


def school_period(viewer: Account, child: UUID, row: UUID) -> SchoolPeriod | None:
    """One school of this child, where the viewer may read it."""
    return visible(SchoolPeriod, viewer).filter(child=child, pk=row).select_related("child").first()


@dataclass(frozen=True)
class PlanDue:
    """The education plan's rhythm (1.2.5): `months` and `due` are None where it is not known whether the child is in care.

    `updated` is None where no update is recorded.
    """

    updated: date | None
    in_care: bool | None
    months: int | None
    due: date | None

    def late(self, on: date) -> bool:
        """Whether the day has passed."""
        return self.due is not None and self.due < on


def plan_due(viewer: Account, child: UUID, education: Education | None) -> PlanDue:
    """When the plan is due again: by the settings in force, sooner for a child in care. Worked out when read, never kept."""
    updated = education.plan_updated if education else None
    in_care = _in_care(viewer, child)
    if in_care is None:
        return PlanDue(updated, None, None, None)
    numbers, _ = overridden(getattr(django_settings, "GUIDELINE_SETTINGS", {}))
    months = numbers["plan_months_in_care" if in_care else "plan_months_others"]
    return PlanDue(updated, in_care, months, months_after(updated, months) if updated else None)


def _in_care(viewer: Account, child: UUID) -> bool | None:
    """By the home of today, read through the register of lists: homes are kept in a room beside this one."""
    now = visible(lists()["care"], viewer).filter(child=child, end=None).order_by("start").last()
    context = now.context if now else None
    return None if context is None else context == "in_care"


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the first of the next where that month has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        years, month = divmod(day.month + months, 12)
        return date(day.year + years, month + 1, 1)
