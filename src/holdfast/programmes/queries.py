"""What others may read of programmes."""

from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.people.access import visible
from holdfast.programmes.models import Programme, Session


def courses_of(viewer: Account, child: UUID) -> list[Programme]:
    """Every programme offered, in the record's order."""
    return list(visible(Programme, viewer).filter(child=child).order_by("position"))


def sessions_of(viewer: Account, child: UUID) -> list[Session]:
    """Every session held, the earliest first, each with its course."""
    return list(visible(Session, viewer).filter(child=child).select_related("course").order_by("date"))
