"""Opening a record, the team around the child, and openings in an emergency."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from holdfast.accounts.models import Account, Agency, Posting
from holdfast.accounts.vocabulary import MAY_OPEN_A_RECORD, MAY_OPEN_IN_AN_EMERGENCY
from holdfast.audit import actions as audit
from holdfast.people import access, keeping
from holdfast.people.keeping import By, require_write
from holdfast.people.models import Child, EmergencyAccess, Handover, TeamMember

EMERGENCY_HOURS = 24


class ReferenceTaken(Exception):
    """Another record has this reference: search for it before opening a new one."""


class ReasonNeeded(Exception):
    """Opening a record in an emergency needs a reason that the child's team will read."""


@transaction.atomic
def open_record(
    *, reference: str, by: By, known_on: date | None = None, agency: Agency | None = None, **values: Any
) -> Child:
    """A new child's record. Until it has a team, it is seen by the person who opened it alone.

    Raises access.NotAllowed where the role may not, ReferenceTaken.
    """
    if isinstance(by, Account) and by.role not in MAY_OPEN_A_RECORD:
        raise access.NotAllowed(f"{by.role} may not open a record")
    if Child.objects.filter(reference=reference).exists():
        raise ReferenceTaken(reference)
    opened_by = by if isinstance(by, Account) else None
    agency = agency or (opened_by.agency if opened_by else None)
    child = Child(
        reference=reference, opened_by=opened_by, agency=agency, known_on=known_on or access.today(), **values
    )
    child.sort_name = keeping.sort_name(child)
    child.save(force_insert=True)
    audit.record(by=by, did="record opened", children=[child.pk])
    return child


@transaction.atomic
def join_team(
    *,
    child: Child,
    role: str,
    start: date,
    by: By,
    account: Account | None = None,
    person: str = "",
    key_person: bool = False,
    handover: str = "",
) -> TeamMember:
    """Somebody takes up a role in the child's team (1.1.4). With an account, they see the record from `start`, until it ends.

    Raises access.NotAllowed.
    """
    values: dict[str, Any] = {
        "role": role,
        "person": person or (account.key if account else ""),
        "start": start,
        "account": account,
    }
    values |= {
        "team": team_of(account, start) if account else None,
        "key_person": key_person,
        "handover": handover,
    }
    member = keeping.add(model=TeamMember, child=child, values=values, by=by)
    audit.record(
        by=by,
        did="team changed",
        children=[child.pk],
        detail={"role": role, "person": member.person, "from": start.isoformat()},
    )
    return member


@transaction.atomic
def leave_team(
    *, member: TeamMember, end: date, by: By, handover: str = "", version: int | None = None
) -> TeamMember:
    """A role ends: from `end` on, that day included, it opens the record no more. Raises keeping.StaleVersion, access.NotAllowed."""
    values: dict[str, Any] = {"end": end} | ({"handover": handover} if handover else {})
    member = keeping.correct(
        row=member, version=version or member.version, values=values, by=by, why="the role ended"
    )
    audit.record(
        by=by,
        did="team changed",
        children=[member.child_id],
        detail={"person": member.person, "until": end.isoformat()},
    )
    return member


@transaction.atomic
def make_key_person(*, member: TeamMember, by: By) -> TeamMember:
    """The one the child turns to first; whoever was it before is so no more. Raises access.NotAllowed."""
    keeping.require_write(by, member.child, access.TEAM)
    day = access.today()
    others = TeamMember.objects.filter(child=member.child_id, key_person=True).exclude(pk=member.pk)
    for other in others:
        if other.end is None or other.end > day:
            keeping.correct(
                row=other,
                version=other.version,
                values={"key_person": False},
                by=by,
                why="another key person",
            )
    return keeping.correct(
        row=member, version=member.version, values={"key_person": True}, by=by, why="made the key person"
    )


@transaction.atomic
def hand_over(*, plan: Handover, on: date, by: By) -> TeamMember:
    """A planned handover has happened: the role ends for one person and begins for the next on the same day (1.1.4).

    The key person's successor is the key person. Raises keeping.StaleVersion, access.NotAllowed.
    """
    said = "; ".join(
        part for part in (
            f"child told {plan.child_told_on:%-d %B %Y}" if plan.child_told_on else "",
            f"met together {plan.met_together_on:%-d %B %Y}" if plan.met_together_on else "",
            plan.how,
        ) if part
    )  # fmt: skip
    keeping.correct(row=plan, version=plan.version, values={"happened_on": on}, by=by, why="it happened")
    member = plan.member
    successor = join_team(
        child=plan.child, role=member.role, start=on, by=by, account=plan.to_account, person=plan.to_person,
        key_person=member.key_person, handover=said,
    )  # fmt: skip
    leave_team(member=member, end=on, by=by, handover=said)
    return successor


def team_of(account: Account, on: date) -> Any:
    """The team this account works in on a day (the newest posting), or None."""
    postings = Posting.objects.filter(account=account, manages=False, since__lte=on).order_by("-since")
    found = next((p for p in postings if p.until is None or p.until > on), None)
    return found.team if found else None


@transaction.atomic
def link_account(*, child: Child, account: Account | None, by: By) -> None:
    """The young person's own account opens their own record; None takes the link away. Raises access.NotAllowed."""
    require_write(by, child, access.CORE)
    Child.objects.filter(pk=child.pk).update(account=account)
    audit.record(
        by=by, did="account linked", children=[child.pk], detail={"to": account.name if account else None}
    )


@transaction.atomic
def open_in_emergency(
    *, child_id: Any, reason: str, by: Account, hours: int = EMERGENCY_HOURS
) -> EmergencyAccess:
    """Open the record of a child who is not one's own, for at most a day. The team sees it at once; a manager reviews it.

    Raises access.NotAllowed where the role may not, ReasonNeeded.
    """
    if by.role not in MAY_OPEN_IN_AN_EMERGENCY or not by.is_active:
        raise access.NotAllowed(f"{by.role} may not open a record in an emergency")
    if len(reason.split()) < 3:
        raise ReasonNeeded("say in a few words why the record is needed now")
    now = timezone.now()
    opening = EmergencyAccess.objects.create(
        child_id=child_id,
        account=by,
        reason=reason.strip(),
        opened=now,
        closes=now + timedelta(hours=min(hours, EMERGENCY_HOURS)),
    )
    audit.record(by=by, did="emergency access", children=[child_id], detail={"reason": opening.reason})
    return opening


@transaction.atomic
def review_emergency(*, opening: EmergencyAccess, review: str, by: Account) -> EmergencyAccess:
    """A manager of the child's team says what they found. Raises access.NotAllowed, ReasonNeeded."""
    if not access.may_write(by, opening.child_id, access.EMERGENCY):
        raise access.NotAllowed("only a manager of the child's team reviews an emergency opening")
    if not review.strip():
        raise ReasonNeeded("say what you found")
    opening.reviewed_by, opening.reviewed, opening.review = by, timezone.now(), review.strip()
    opening.save(update_fields=["reviewed_by", "reviewed", "review"])
    audit.record(
        by=by, did="emergency access reviewed", children=[opening.child_id], detail={"opening": opening.pk}
    )
    return opening
