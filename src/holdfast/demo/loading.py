"""From what is told in `telling/` to a record: staff, then children with their names, families and days."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from holdfast.accounts import actions as accounts
from holdfast.accounts.models import Account, Agency, Team
from holdfast.decisions.taking_in import take_in
from holdfast.demo import joining
from holdfast.demo.telling import cohort, family, life, meetings, names
from holdfast.demo.telling import staff as saltmarsh
from holdfast.demo.telling.story import Child as Told
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
    return {member.key: _account(member, agencies, teams, by, day) for member in saltmarsh.STAFF}


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
    """Every child of the authority: those of the cohort, those of the return, each with a team, a name and a family."""
    cases = list(_cases(many, seed, day))
    for number, case in enumerate(cases, start=1):
        take_in(case, by=by, why=WHY)
        say(number, len(cases))
    by_reference = {case["child"]["id"]: case for case in cases}
    name_children(seed=seed)
    name_households(cases)
    joining.teams(day=day)
    tell(by_reference, seed=seed, day=day, by=by)


def _cases(many: int, seed: int, day: date) -> Iterator[Case]:
    yield from cohort.cases(many, seed, day)
    if RETURN.is_dir():
        dealt: Counter[str] = Counter()
        for case in import_return(RETURN):
            yield cohort.with_our_team(case, dealt, saltmarsh.HARBOUR)


def name_children(*, seed: int) -> None:
    """Give every child a name, an agency to ask, and a place in the order of lists."""
    agency = Agency.objects.get(key="saltmarsh")
    unnamed = list(Child.objects.filter(given_name="").order_by("reference"))
    for child in unnamed:
        dice = Random(f"name {seed} {child.reference}")
        alone = bool(child.unaccompanied_asylum_seeking)
        for column, value in names.of_child(dice, child.ethnicity, child.sex, alone=alone).items():
            setattr(child, column, value)
        child.agency = agency
    joining.brothers_and_sisters(unnamed)
    for child in unnamed:
        child.sort_name = keeping.sort_name(child)
    columns = ["given_name", "family_name", "chosen_name", "pronouns", "language", "agency", "sort_name"]
    Child.objects.bulk_update(unnamed, columns, batch_size=200)


def name_households(cases: list[Case]) -> None:
    """A name for every carers' household and children's home that a home names."""
    kinds = {h["carer"]: h.get("home") or "" for case in cases for h in case.get("care") or [] if h.get("carer")}
    Household.objects.bulk_create([
        Household(key=key, name=life.household_name(key, kind), kind=kind) for key, kind in sorted(kinds.items())
    ])  # fmt: skip


def tell(cases: dict[str, Case], *, seed: int, day: date, by: Background) -> None:
    """Family, days, words and meetings of every child."""
    writing = Writing(by, {account.key: account for account in Account.objects.all()})
    teams = joining.who_is_who(day=day)
    moves: dict[Any, dict[str, Any]] = {}
    for move in Move.objects.all():
        moves.setdefault(move.child_id, {})[f"moves/{move.position}"] = move
    for child in Child.objects.order_by("reference"):
        case, team = cases[child.reference], teams.get(child.pk, {})
        dice = Random(f"told {seed} {child.reference}")
        told = told_child(child, case, day)
        rows = (*family.rows(told, dice), *life.rows(told, dice), *meetings.rows(told, team, case, dice))
        author = writing.account(team.get("social_worker", ""))
        writing.tell(child, rows, author=author, named=moves.get(child.pk))
    writing.done()


def told_child(child: Child, case: Case, day: date) -> Told:
    """The child as the pages of `telling/` know it."""
    return Told(
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
