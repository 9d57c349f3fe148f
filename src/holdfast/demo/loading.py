"""From what is told in `telling/` to a record: staff, then children with their names, families and days."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from holdfast.accounts import actions as accounts
from holdfast.accounts.models import Account, Agency, Team
from holdfast.decisions.taking_in import take_in_many
from holdfast.demo import filling, joining
from holdfast.demo.telling import cohort, family, life, meetings, names
from holdfast.demo.telling import staff as saltmarsh
from holdfast.demo.telling.by_hand.teller import ByHand, everybody
from holdfast.demo.telling.story import Child as Told
from holdfast.demo.telling.story import Row
from holdfast.demo.writing import Writing
from holdfast.exchange.ssda903 import import_return
from holdfast.people import keeping
from holdfast.people.keeping import Background
from holdfast.people.models import Child
from holdfast.placements.models import Household, Move

Say = Callable[[int, int], None]
Case = dict[str, Any]
LONG_AGO = timedelta(days=365 * 6)
RETURN = Path(__file__).parents[3] / "demo" / "ssda903"  # in the repository, beside the package
WHY = "the made-up authority"


def staff(*, by: Background, day: date) -> dict[str, Account]:
    """Agencies, teams and everybody who works in them."""
    agencies = {
        key: accounts.make_agency(key=key, name=name, kind=kind, telephone=telephone, by=by)
        for key, name, kind, telephone in saltmarsh.AGENCIES
    }
    teams = {
        name: accounts.make_team(agency=agencies[agency], name=name, by=by)
        for name, agency in saltmarsh.TEAMS.items()
    }
    people = {member.key: _account(member, agencies, teams, by, day) for member in saltmarsh.STAFF}
    filling.skills(people, by=by, since=day - LONG_AGO)
    return people


def _account(
    member: saltmarsh.Member, agencies: dict[str, Agency], teams: dict[str, Team], by: Background, day: date
) -> Account:
    account = accounts.open_account(
        key=member.key,
        name=member.name,
        email=member.email,
        role=member.role,
        agency=agencies.get(member.agency or ""),
        telephone=f"07700 900{sum(map(ord, member.key)) % 1000:03}",
        by=by,
    )
    if team := member.team or member.manages:
        accounts.post(
            account=account, team=teams[team], since=day - LONG_AGO, manages=bool(member.manages), by=by
        )
    return account


def children(*, many: int, seed: int, day: date, by: Background, say: Say) -> None:
    """Every child of the authority: told by hand, of the cohort, of the return; each with a team, a name and a family."""
    by_hand = everybody(day)
    cases = [*(each.case for each in by_hand.values()), *_cases(many, seed, day)]
    say(0, len(cases))
    take_in_many(cases, by=by, why=WHY, say=lambda done: say(done, len(cases)))
    name_children(by_hand, seed=seed)
    name_households(cases, by_hand)
    joining.teams(day=day)
    tell({case["child"]["id"]: case for case in cases}, by_hand, seed=seed, day=day, by=by)
    joining.told_by_hand(by_hand, by=by)
    joining.name_siblings(seed=seed)
    filling.referrals(seed=seed, day=day)
    filling.scales()


def _cases(many: int, seed: int, day: date) -> Iterator[Case]:
    yield from cohort.cases(many, seed, day)
    if RETURN.is_dir():
        dealt: Counter[str] = Counter()
        for case in import_return(RETURN):
            yield cohort.with_a_social_worker(case, dealt, saltmarsh.HARBOUR)


def name_children(by_hand: dict[str, ByHand], *, seed: int) -> None:
    """Give every child a name, an agency to ask, and a place in the order of lists."""
    agency = Agency.objects.get(key="saltmarsh")
    everyone = list(Child.objects.order_by("reference"))
    for child in everyone:
        hand = by_hand.get(child.reference)
        for column, value in (hand.names if hand else _drawn(child, seed)).items():
            setattr(child, column, value)
        child.agency = agency
    joining.brothers_and_sisters(everyone, told=set(by_hand))
    for child in everyone:
        child.sort_name = keeping.sort_name(child)
    columns = ["given_name", "family_name", "chosen_name", "pronouns", "language", "agency", "sort_name"]
    Child.objects.bulk_update(everyone, columns, batch_size=200)


def _drawn(child: Child, seed: int) -> dict[str, str]:
    dice = Random(f"name {seed} {child.reference}")
    return names.of_child(dice, child.ethnicity, child.sex, alone=bool(child.unaccompanied_asylum_seeking))


def name_households(cases: list[Case], by_hand: dict[str, ByHand]) -> None:
    """A name for every carers' household and children's home that a home names."""
    homes = [home for case in cases for home in case.get("care") or [] if home.get("carer")]
    kinds = {home["carer"]: home.get("home") or "" for home in homes if home.get("home") != "birth_family"}
    named = {key: (life.household_name(key, kind), kind) for key, kind in kinds.items()}
    for each in by_hand.values():
        named |= each.households
    rows = [Household(key=key, name=name, kind=kind) for key, (name, kind) in sorted(named.items())]
    Household.objects.bulk_create(rows)


def tell(cases: dict[str, Case], by_hand: dict[str, ByHand], *, seed: int, day: date, by: Background) -> None:
    """Family, days, words and meetings of every child."""
    writing = Writing(by, {account.key: account for account in Account.objects.all()})
    teams = joining.who_is_who(day=day)
    moves: dict[Any, dict[str, Any]] = {}
    for move in Move.objects.all():
        moves.setdefault(move.child_id, {})[f"moves/{move.position}"] = move
    for child in Child.objects.order_by("reference"):
        team, hand = teams.get(child.pk, {}), by_hand.get(child.reference)
        rows = hand.rows if hand else _rows(child, cases[child.reference], team, seed, day)
        author = writing.account(team.get("social_worker", ""))
        writing.tell(child, rows, author=author, named=moves.get(child.pk))
    writing.done()


def _rows(child: Child, case: Case, team: dict[str, str], seed: int, day: date) -> Iterator[Row]:
    dice = Random(f"told {seed} {child.reference}")
    told = Told(
        reference=child.reference,
        given=child.given_name,
        family=child.family_name,
        sex=child.sex,
        ethnicity=child.ethnicity,
        born=child.date_of_birth,
        today=day,
        alone=bool(child.unaccompanied_asylum_seeking),
        homes=list(case.get("care") or []),
    )
    yield from family.rows(told, dice)
    yield from life.rows(told, dice)
    yield from meetings.rows(told, team, case, dice)
