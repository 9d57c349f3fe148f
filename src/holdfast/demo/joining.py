"""Who belongs together: staff and the children they work with, carers and who lives with them, young people, brothers and sisters."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from django.db.models import Q

from holdfast.accounts import actions as accounts
from holdfast.accounts.models import Account, Posting
from holdfast.demo.telling import names, staff
from holdfast.demo.telling.by_hand.teller import ByHand
from holdfast.family.models import Person, Sibling
from holdfast.people import actions as people
from holdfast.people.keeping import Background
from holdfast.people.models import Child, TeamMember
from holdfast.placements import actions as placements
from holdfast.placements.models import Home, Household, HouseholdMember, Move

SIGNING_CARERS = 6
SIGNING_YOUNG = 5
PAIRS = 14


def teams(*, day: date) -> None:
    """Join the roles in the children's teams to the accounts of the people in them, and to the teams those work in.

    A return calls social workers by numbers of its own: those who work with a child now are dealt to the team that looks after it.
    """
    by_key = {account.key: account for account in Account.objects.all()}
    postings = dict(Posting.objects.filter(manages=False, since__lte=day).values_list("account", "team"))
    harbour = cycle(staff.in_role("social_worker", team=staff.HARBOUR))
    roles = []
    for role in TeamMember.objects.filter(account=None).order_by("child__reference", "position"):
        now = role.role == "social_worker" and role.end is None
        role.account = by_key.get(role.person) or (by_key[next(harbour)] if now else None)
        if role.account:
            role.team_id, role.key_person = postings.get(role.account.pk), now
            roles.append(role)
    TeamMember.objects.bulk_update(roles, ["account", "team", "key_person"], batch_size=500)


def who_is_who(*, day: date) -> dict[Any, dict[str, str]]:
    """For each child, who is in each role today: the account's role and its key."""
    found: dict[Any, dict[str, str]] = {}
    now = TeamMember.objects.filter(Q(end=None) | Q(end__gt=day), start__lte=day).exclude(account=None)
    for child, role, key in now.values_list("child", "account__role", "account__key"):
        found.setdefault(child, {}).setdefault(role, key)
    return found


def told_by_hand(by_hand: Mapping[str, ByHand], *, by: Background) -> None:
    """The carers and young people of the children told by hand, who sign in, and the brother of one."""
    children = {child.reference: child for child in Child.objects.filter(reference__in=by_hand)}
    for reference, each in by_hand.items():
        if each.carer:
            key, name, household = each.carer
            account = accounts.open_account(
                key=key, name=name, email=f"{key}@carers.example", role="carer", by=by
            )
            home = Home.objects.get(child=children[reference], end=None)
            placements.link_carer(
                household=Household.objects.get(key=household), account=account, since=home.start, by=by
            )
        if each.own:
            key, name = each.own
            account = accounts.open_account(
                key=key, name=name, email=f"{key}@young.example", role="young_person", by=by
            )
            people.link_account(child=children[reference], account=account, by=by)
        if each.ahead:
            Move.objects.filter(child=children[reference], date__gt=children[reference].known_on).update(
                **each.ahead
            )
    for row in Sibling.objects.filter(child__in=children.values()).select_related("child"):
        _known_sibling(row, by_hand[row.child.reference].shares.get(row.key, ""), children.get(row.key))


def _known_sibling(row: Sibling, shares: str, record: Child | None) -> None:
    """A brother or sister told by hand: the same among the family's people, and their own record where there is one."""
    row.shares, row.sibling = shares, record
    row.person = Person.objects.filter(child=row.child, name__istartswith=row.key).first()
    if row.person:
        row.name, row.date_of_birth, row.sex = row.person.name, row.person.born, row.person.sex
    elif record:
        row.name, row.date_of_birth, row.sex = record.called, record.date_of_birth, record.sex
    row.save(update_fields=["shares", "sibling", "person", "name", "date_of_birth", "sex"])


def name_siblings(*, seed: int) -> None:
    """A name, a day of birth and a tie for every brother or sister of whom no more than a reference was told."""
    rows = list(
        Sibling.objects.filter(name="").select_related("child").order_by("child__reference", "position")
    )
    for row in rows:
        dice = Random(f"sibling {seed} {row.child.reference} {row.position}")
        row.sex = dice.choice(("female", "male"))
        row.name = dice.choice(names.given_names(row.child.ethnicity, row.sex))
        row.shares = dice.choice(("both", "mother", "mother", "father", ""))
        row.quality = dice.choice(("strong", "ordinary", "thin", ""))
        if row.child.date_of_birth:
            apart = timedelta(days=dice.choice((-1, 1)) * dice.randint(320, 2900))
            row.date_of_birth = min(row.child.date_of_birth + apart, row.child.known_on)
    Sibling.objects.bulk_update(rows, ["sex", "name", "shares", "quality", "date_of_birth"], batch_size=500)


def carers(*, by: Background, day: date) -> None:
    """A few foster carers can sign in, and see the children who live with them."""
    known = Household.objects.filter(pk__in=HouseholdMember.objects.values("household")).values("key")
    homes = (
        Home.objects.filter(end=None, home__in=("foster", "kinship_foster"))
        .exclude(carer=None)
        .exclude(carer__in=known)
    )
    for home in homes.filter(child__reference__startswith="SM").order_by("child__reference")[:SIGNING_CARERS]:
        household = Household.objects.get(key=home.carer)
        given = ("Cara", "Mel", "Yvonne", "Rob", "Farida", "Denise")[household.pk % 6]
        family = household.name.removesuffix(" household")
        account = accounts.open_account(
            key=f"carer_{household.key.lower()}", name=f"{given} {family}", email=f"{household.key.lower()}@carers.example",
            role="carer", by=by,
        )  # fmt: skip
        placements.link_carer(household=household, account=account, since=home.start, by=by)


def young_people(*, by: Background, day: date) -> None:
    """A few young people can sign in to their own record."""
    born = day.replace(year=day.year - 13, day=min(day.day, 28))
    rows = Child.objects.filter(
        account=None, date_of_birth__lte=born, date_of_birth__gt=born.replace(year=born.year - 4)
    )
    for child in rows.exclude(given_name="").order_by("reference")[:SIGNING_YOUNG]:
        key = f"young_{child.reference.lower()}"
        account = accounts.open_account(
            key=key,
            name=child.called,
            email=f"{key.replace('_', '.')}@young.example",
            role="young_person",
            by=by,
        )
        people.link_account(child=child, account=account, by=by)


def emergency() -> None:
    """Last night somebody on duty opened a record that is not theirs: the team sees it, and a manager has it to review."""
    people.open_in_emergency(
        child_id=Child.objects.get(reference="KIAN").pk,
        reason="Kian rang the out-of-hours line from the pier at eleven, and nobody at Gannet Rise answered.",
        by=Account.objects.get(key="eddie_vale"),
    )


def brothers_and_sisters(children: Sequence[Child], *, told: set[str]) -> None:
    """Some children who have a brother or sister in care are made each other's: one family name, and a link from one to the other.

    `told`: references of children whose family is told already.
    """
    by_pk = {child.pk: child for child in children if child.reference not in told}
    waiting = list(
        Sibling.objects.filter(in_care=True).exclude(together=True).order_by("child__reference", "position")
    )
    rows: list[Sibling] = []
    taken: set[Any] = set()
    for one in waiting:
        other = next(
            (o for o in waiting if _may_be(by_pk.get(one.child_id), by_pk.get(o.child_id), taken)), None
        )
        if len(rows) < 2 * PAIRS and other is not None:
            taken |= {one.child_id, other.child_id}
            rows += _joined(one, other, by_pk)
    Sibling.objects.bulk_update(rows, ["sibling", "name", "date_of_birth", "sex", "shares"])


def _may_be(one: Child | None, other: Child | None, taken: set[Any]) -> bool:
    if one is None or other is None or {one.pk, other.pk} & taken or one.ethnicity != other.ethnicity:
        return False
    if one.date_of_birth is None or other.date_of_birth is None:
        return False
    return 300 < abs((one.date_of_birth - other.date_of_birth).days) < 2800


def _joined(one: Sibling, other: Sibling, by_pk: dict[Any, Child]) -> list[Sibling]:
    here, there = by_pk[one.child_id], by_pk[other.child_id]
    there.family_name = here.family_name
    for row, child in ((one, there), (other, here)):
        row.sibling, row.name, row.date_of_birth, row.sex = (
            child,
            child.given_name,
            child.date_of_birth,
            child.sex,
        )
    return [one, other]
