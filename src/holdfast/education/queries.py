"""What others may read of a child's schooling."""

from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.education.models import Education, SchoolPeriod
from holdfast.people.access import today, visible


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
