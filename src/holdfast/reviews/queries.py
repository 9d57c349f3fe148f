"""What others may read of reviews and decisions."""

from uuid import UUID

from django.db.models import QuerySet

from holdfast.accounts.models import Account
from holdfast.people.access import today, visible
from holdfast.reviews.models import Decision, Review


def decisions_of(viewer: Account, child: UUID) -> QuerySet[Decision]:
    """Every decision, the newest first."""
    return visible(Decision, viewer).filter(child=child).order_by("-on", "-recorded_at")


def reviews_of(viewer: Account, child: UUID) -> QuerySet[Review]:
    """Every review, the newest first."""
    return visible(Review, viewer).filter(child=child).order_by("-date", "-position")


def decisions_due(viewer: Account, children: list[UUID]) -> list[Decision]:
    """What was decided for these children and is not yet done, with a day by which it was to be: the earliest first."""
    return list(
        visible(Decision, viewer)
        .filter(child__in=children, done_on=None)
        .exclude(by_when=None)
        .order_by("by_when")
    )


def overdue(decision: Decision) -> bool:
    """Whether the day has passed; worked out when read."""
    return decision.by_when is not None and decision.done_on is None and decision.by_when < today()
