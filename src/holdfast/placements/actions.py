"""Homes: every write, and the carers who may see a child because the child lives with them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.audit.actions import Actor
from holdfast.people import keeping
from holdfast.people.keeping import By
from holdfast.people.models import CarerLink, Child
from holdfast.placements.models import Home, Household, HouseholdMember


@transaction.atomic
def begin_home(*, child: Child, values: Mapping[str, Any], by: By, restricted: bool = False) -> Home:
    """The child lives somewhere new; where the carer has a sign-in, it opens the record from that day. Raises as keeping.add."""
    home = keeping.add(model=Home, child=child, values=values, by=by, restricted=restricted)
    keep_carers_in_step(child=child)
    return home


@transaction.atomic
def correct_home(*, home: Home, version: int, values: Mapping[str, Any], by: By, why: str = "") -> Home:
    """Change or end a home; carers of a home that is over see the record no more. Raises as keeping.correct."""
    corrected = keeping.correct(row=home, version=version, values=values, by=by, why=why)
    keep_carers_in_step(child=home.child)
    return corrected


@transaction.atomic
def name_household(*, key: str, name: str, kind: str, by: Actor) -> Household:
    """A carer household or children's home under the key that homes use, or the one that is there."""
    household, new = Household.objects.get_or_create(key=key, defaults={"name": name, "kind": kind})
    if new:
        audit.record(
            by=by, did="settings changed", about=f"placements.household:{household.pk}", detail={"made": key}
        )
    return household


@transaction.atomic
def link_carer(
    *, household: Household, account: Account, since: date, by: Actor, until: date | None = None
) -> HouseholdMember:
    """A carer's account belongs to a household: it opens the records of the children who live there."""
    member = HouseholdMember.objects.create(household=household, account=account, since=since, until=until)
    audit.record(
        by=by,
        did="account linked",
        about=f"placements.household:{household.pk}",
        detail={"account": account.name},
    )
    for child in Child.objects.filter(pk__in=Home.objects.filter(carer=household.key).values("child")):
        keep_carers_in_step(child=child)
    return member


@transaction.atomic
def keep_carers_in_step(*, child: Child) -> None:
    """Make the carers' links of this child say exactly what its homes and their households say.

    Called after every write to a home or a household's members: the links are what both access rules read.
    """
    wanted = {
        (member.account_id, home.carer, max(home.start, member.since), _earlier(home.end, member.until))
        for home in Home.objects.filter(child=child).exclude(carer=None)
        for member in HouseholdMember.objects.filter(household__key=home.carer)
    }
    there = {
        (link.account_id, link.household, link.start, link.end): link
        for link in CarerLink.objects.filter(child=child)
    }
    for key, link in there.items():
        if key not in wanted:
            link.delete()
    CarerLink.objects.bulk_create([
        CarerLink(child=child, account_id=account, household=household, start=start, end=end)
        for account, household, start, end in wanted - set(there)
    ])  # fmt: skip


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
