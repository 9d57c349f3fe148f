"""Two records that look like one child's and are not: said once by who manages both, remembered, and taken back where it was wrong."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.people import access, keeping
from holdfast.people.models import Child, NotTheSame

DID = "records told apart"


class WhyNeeded(Exception):
    """Say how it is known that they are two children: whoever finds the pair next has to be able to trust it."""


@transaction.atomic
def tell_apart(*, first: Child, second: Child, why: str, by: Account) -> NotTheSame:
    """These are two children. Said already, it stays as it was said.

    Raises access.NotAllowed unless `by` manages both children's teams, WhyNeeded.
    """
    require_both(first, second, by)
    if not why.strip():
        raise WhyNeeded("Say how you know that they are two children")
    Child.objects.select_for_update().get(pk=min(first.pk, second.pk))  # two managers at once say it once
    if there := between(first.pk, second.pk):
        return there
    row = keeping.add(model=NotTheSame, child=first, values={"other": second, "why": why.strip()}, by=by)
    audit.record(by=by, did=DID, children=[first.pk, second.pk], detail={"why": row.why})
    return row


@transaction.atomic
def take_back(*, row: NotTheSame, by: Account) -> None:
    """They may be one child after all: the pair is shown again. What was said stays among the corrections.

    Raises access.NotAllowed unless `by` manages both children's teams, keeping.StaleVersion.
    """
    require_both(row.child, row.other, by)
    both = [row.child_id, row.other_id]
    keeping.remove(row=row, version=row.version, by=by, why="they may be one child after all")
    audit.record(by=by, did=DID, children=both, detail={"taken back": True})


def between(first: UUID, second: UUID) -> NotTheSame | None:
    """What was said of these two records, in whichever order; None where nothing was, or the viewer may not read it."""
    either = Q(child=first, other=second) | Q(child=second, other=first)
    return NotTheSame.objects.filter(either).select_related("child", "other").first()


def told_apart(viewer: Account) -> list[NotTheSame]:
    """The pairs that were told apart, both of whose teams the viewer manages, the newest first."""
    mine = access.children_on(viewer, "manager").values("pk")
    rows = access.visible(NotTheSame, viewer).filter(child__in=mine, other__in=mine)
    return list(rows.select_related("child", "other").order_by("-recorded_at"))


def require_both(first: Child, second: Child, by: Account) -> None:
    """Whoever puts two records together or tells them apart answers for both. Raises access.NotAllowed."""
    for child in (first, second):
        if "manager" not in access.grounds(by, child.pk):
            raise access.NotAllowed(f"{by} does not manage the team of {child.pk}")
