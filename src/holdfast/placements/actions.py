"""Homes and households: every write, and the carers who may see a child because the child lives with them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, connection, transaction

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.audit.actions import Actor
from holdfast.people import access, keeping
from holdfast.people.keeping import By
from holdfast.people.models import Child
from holdfast.placements.access import HOUSEHOLDS
from holdfast.placements.models import Home, Household, HouseholdMember


class HomesOverlap(Exception):
    """A child lives in one home at a time: end the earlier home on the day of the move, or begin the new one later."""


class NotTheirManager(Exception):
    """Who may see a child because the child lives with them is settled by a manager of that child's team."""


@transaction.atomic
def begin_home(*, child: Child, values: Mapping[str, Any], by: By, restricted: bool = False) -> Home:
    """The child lives somewhere new; where the carer has a sign-in, it opens the record from that day.

    Raises HomesOverlap, and as keeping.add.
    """
    home = keeping.add(model=Home, child=child, values=values, by=by, restricted=restricted)
    _check_no_overlap()
    keep_carers_in_step(child=child)
    return home


@transaction.atomic
def correct_home(
    *,
    home: Home,
    version: int,
    values: Mapping[str, Any],
    by: By,
    why: str = "",
    restricted: bool | None = None,
) -> Home:
    """Change or end a home; carers of a home that is over see the record no more. Raises HomesOverlap, and as keeping.correct."""
    corrected = keeping.correct(
        row=home, version=version, values=values, by=by, why=why, restricted=restricted
    )
    _check_no_overlap()
    keep_carers_in_step(child=home.child)
    return corrected


@transaction.atomic
def remove_home(*, home: Home, version: int, by: By, why: str) -> None:
    """Take out a home written by mistake. Raises as keeping.remove."""
    keeping.remove(row=home, version=version, by=by, why=why)
    keep_carers_in_step(child=home.child)


@transaction.atomic
def change_home(
    *,
    child: Child,
    values: Mapping[str, Any],
    by: By,
    leaving: Home | None = None,
    leaving_version: int = 0,
    ended: Mapping[str, Any] | None = None,
) -> Home:
    """The child moves: the home they leave ends on the day the new one begins, with `ended` said of it, in one step.

    Raises HomesOverlap, keeping.StaleVersion, access.NotAllowed.
    """
    if leaving is not None:
        keeping.correct(
            row=leaving, version=leaving_version, values={"end": values["start"], **(ended or {})}, by=by,
            why="the child moved",
        )  # fmt: skip
    return begin_home(child=child, values=values, by=by)


def _check_no_overlap() -> None:
    """Ask the database now rather than at the transaction's end, while somebody can still be told kindly."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS homes_do_not_overlap IMMEDIATE")
            cursor.execute("SET CONSTRAINTS homes_do_not_overlap DEFERRED")
    except IntegrityError as clash:
        raise HomesOverlap("these days are taken by another home of this child") from clash


@transaction.atomic
def name_household(*, key: str, name: str, kind: str, by: Actor) -> Household:
    """A carer household or children's home under the key that homes use, or the one that is there."""
    household, new = Household.objects.get_or_create(key=key, defaults={"name": name, "kind": kind})
    if new:
        audit.record(
            by=by, did="settings changed", about=f"placements.household:{household.pk}", detail={"made": key}
        )
    return household


def new_household(*, name: str, kind: str, by: Actor) -> Household:
    """A household that no list has yet, under a key of its own."""
    return name_household(key=f"H-{uuid4().hex[:10]}", name=name.strip(), kind=kind, by=by)


@transaction.atomic
def link_carer(
    *, household: Household, account: Account, since: date, by: Actor, until: date | None = None
) -> HouseholdMember:
    """A carer's account belongs to a household: it opens the records of the children who live there.

    Raises NotTheirManager where a person links who manages no team of a child living there.
    """
    _require_manager(household, by)
    member = HouseholdMember.objects.create(household=household, account=account, since=since, until=until)
    _note_carer(household, by, {"account": account.name, "from": since.isoformat()})
    return member


@transaction.atomic
def end_carer(*, member: HouseholdMember, until: date, by: Actor) -> HouseholdMember:
    """A carer belongs to a household no more: from that day on it opens no record. Raises NotTheirManager."""
    _require_manager(member.household, by)
    member.until = until
    member.save(update_fields=["until"])
    _note_carer(member.household, by, {"account": member.account.name, "until": until.isoformat()})
    return member


def _require_manager(household: Household, by: Actor) -> None:
    if not isinstance(by, Account):
        return
    children = access.children_visible_to(by, HOUSEHOLDS, to_write=True)
    here = Home.objects.filter(carer=household.key, end=None, child__in=children).values_list(
        "child", flat=True
    )
    if not any("manager" in access.grounds(by, child) for child in here):
        raise NotTheirManager(f"{by.audit_name} manages no team of a child in this household")


def _note_carer(household: Household, by: Actor, detail: Mapping[str, Any]) -> None:
    _in_step(None, household.key)
    audit.record(by=by, did="account linked", about=f"placements.household:{household.pk}", detail=detail)


def keep_carers_in_step(*, child: Child) -> None:
    """Make the carers' links of this child say exactly what its homes and their households say.

    Called after every write to a home: the links are what both access rules read.
    """
    _in_step(child.pk, None)


def _in_step(child: Any, household: str | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT placements_carers_in_step(%s, %s)", [child, household])
