"""From what is told in `telling/` to rows of the record, through the rooms' own actions."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from holdfast.accounts import actions as accounts
from holdfast.accounts.models import Account, Posting, Team
from holdfast.decisions.taking_in import take_in
from holdfast.demo.telling import cohort as told
from holdfast.demo.telling import names
from holdfast.demo.telling import staff as saltmarsh
from holdfast.people import keeping
from holdfast.people.keeping import Background
from holdfast.people.models import Child, TeamMember

Say = Callable[[int, int], None]
LONG_AGO = timedelta(days=365 * 6)


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
    member: saltmarsh.Member, agencies: dict[str, object], teams: dict[str, Team], by: Background, day: date
) -> Account:
    number = sum(map(ord, member.key)) % 900
    account = accounts.open_account(
        key=member.key,
        name=member.name,
        email=member.email,
        role=member.role,
        agency=agencies.get(member.agency or ""),
        telephone=f"07700 900{number:03}",
        by=by,
    )
    if team := member.team or member.manages:
        accounts.post(
            account=account,
            team=teams[team],
            since=day - LONG_AGO,
            manages=member.manages is not None,
            by=by,
        )
    return account


def cohort(*, children: int, seed: int, day: date, by: Background, say: Say) -> None:
    """The synthetic children, each with a name and a team of ours."""
    for number, case in enumerate(told.cases(children, seed, day), start=1):
        take_in(case, by=by, why="the made-up authority")
        say(number, children)
    name_children(seed=seed)
    open_to_teams(day=day)


def name_children(*, seed: int) -> None:
    """Give every child without a name one, and a place in the order of lists."""
    unnamed = list(Child.objects.filter(given_name="").order_by("reference"))
    for child in unnamed:
        dice = random.Random(f"name {seed} {child.reference}")  # noqa: S311 - made-up names
        alone = bool(child.unaccompanied_asylum_seeking)
        for column, value in names.of_child(dice, child.ethnicity, child.sex, alone=alone).items():
            setattr(child, column, value)
        child.sort_name = keeping.sort_name(child)
    Child.objects.bulk_update(
        unnamed, ["given_name", "family_name", "chosen_name", "pronouns", "language", "sort_name"]
    )


def open_to_teams(*, day: date) -> None:
    """Join the roles in the children's teams to the accounts of the people in them, and to the teams those work in."""
    accounts_by_key = {account.key: account for account in Account.objects.all()}
    postings = {p.account_id: p.team_id for p in Posting.objects.filter(manages=False, since__lte=day)}
    roles = list(TeamMember.objects.filter(account=None, person__in=accounts_by_key))
    for role in roles:
        role.account = accounts_by_key[role.person]
        role.team_id = postings.get(role.account.pk)
        role.key_person = role.role == "social_worker" and role.end is None
    TeamMember.objects.bulk_update(roles, ["account", "team", "key_person"], batch_size=500)
