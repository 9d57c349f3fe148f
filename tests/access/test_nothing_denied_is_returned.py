"""Random teams and histories: no query through the application's database role returns the content of a row that the table denies.

The application's own filters are out of the way: every table is read whole (`SELECT *`), and written whole, as each viewer.
What should be seen is worked out here from the drawn relationships and the table of expectations alone.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.filling import fill
from tests.access.table import SEES_RESTRICTED, expected

ROLES = {
    "social_worker": "social_care", "key_worker": "social_care", "personal_adviser": "social_care",
    "independent_reviewing_officer": "social_care", "therapist": "health", "health_visitor": "health",
    "designated_teacher": "school", "school_key_person": "school", "other": "other_team",
}  # fmt: skip
CHILDREN, ACCOUNTS, TEAMS = 3, 3, 2
SPANS = (
    (-30, None),
    (-30, 5),
    (-30, 0),
    (-30, -1),
    (0, None),
    (1, None),
    (-5, -5),
)  # days from today: from, until
OPEN_TODAY = {(-30, None), (-30, 5), (0, None)}
span = st.sampled_from(SPANS)
child = st.integers(0, CHILDREN - 1)
account = st.integers(0, ACCOUNTS - 1)


@dataclass(frozen=True)
class History:
    """Who stands how to whom: team (child, account, role, team, span), managers (account, team, span), and the rest."""

    team: tuple[tuple[int, int, str, int | None, Any], ...]
    managers: tuple[tuple[int, int, Any], ...]
    carers: tuple[tuple[int, int, Any], ...]
    emergencies: tuple[tuple[int, int, bool], ...]
    themselves: tuple[int | None, ...]
    openers: tuple[int | None, ...]
    active: tuple[bool, ...]


few: Any = lambda what: st.lists(what, max_size=4).map(tuple)  # noqa: E731
histories = st.builds(
    History,
    few(
        st.tuples(child, account, st.sampled_from(sorted(ROLES)), st.none() | st.integers(0, TEAMS - 1), span)
    ),
    few(st.tuples(account, st.integers(0, TEAMS - 1), span)),
    few(st.tuples(child, account, span)),
    few(st.tuples(child, account, st.booleans())),
    st.permutations([None, *range(CHILDREN - 1)]).map(tuple),
    st.tuples(*[st.none() | account] * CHILDREN),
    st.tuples(*[st.booleans() | st.just(True)] * ACCOUNTS),
)


def grounds(history: History, viewer: int, of: int) -> set[str]:
    """On which grounds the viewer sees the child today, from the definition in words (issue 4, people/grounds.py)."""
    if not history.active[viewer]:
        return set()
    teams = {team for who, team, when in history.managers if who == viewer and when in OPEN_TODAY}
    mine = [(role, team, who, when) for c, who, role, team, when in history.team if c == of]
    found = {ROLES[role] for role, _, who, when in mine if who == viewer and when in OPEN_TODAY}
    found |= {"manager" for _, team, _, when in mine if team in teams and when in OPEN_TODAY}
    if any(team in teams for team in last_to_hold(mine)):
        found.add("manager")
    found |= {"carer" for c, who, when in history.carers if (c, who) == (of, viewer) and when in OPEN_TODAY}
    found |= {"emergency" for c, who, still in history.emergencies if (c, who) == (of, viewer) and still}
    found |= {"young_person"} if history.themselves[of] == viewer else set()
    found |= {"opener"} if history.openers[of] == viewer and not mine else set()
    return found


def last_to_hold(roles: list[Any]) -> set[Any]:
    """The teams whose role ended last, where no team holds a role today: whom nobody holds is not lost sight of."""
    begun = [
        (team, 1000 if until is None else until)
        for _, team, _, (since, until) in roles
        if team is not None and since <= 0
    ]
    last = max((until for _, until in begun), default=1000)
    return {team for team, until in begun if until == last} if last <= 0 else set()


@pytest.fixture
def filled(database: Any) -> Iterator[Any]:
    """Three children with rows in every table, three accounts, two teams."""
    from django.db import connection, connections

    from holdfast.accounts.models import Account, Agency, Team
    from holdfast.people.access import today
    from holdfast.people.models import Child

    database.restore("empty")
    agency = Agency.objects.using("worker").create(key="a", name="A", kind="health")
    teams = [Team.objects.using("worker").create(agency=agency, name=str(n)) for n in range(TEAMS)]
    accounts = [Account.objects.using("worker").create(key=f"a{n}", name=f"A{n}", email=f"a{n}@example.org", role="social_worker")
                for n in range(ACCOUNTS)]  # fmt: skip
    children = [
        Child.objects.using("worker").create(reference=f"C{n}", known_on=today()) for n in range(CHILDREN)
    ]
    fill(children, accounts)
    yield database, children, accounts, teams
    connection.close()
    connections["worker"].close()


def settle(world: Any, history: History) -> None:
    """Make the relationships of the database those of the history."""
    from django.utils import timezone

    from holdfast.accounts.models import Account, Posting
    from holdfast.people import models as m
    from holdfast.people.access import today

    database, children, accounts, teams = world
    database.as_superuser(
        "TRUNCATE people_teammember, people_carerlink, people_emergencyaccess, accounts_posting CASCADE"
    )

    def days(when: Any) -> dict[str, Any]:
        return {
            "start": today() + timedelta(when[0]),
            "end": None if when[1] is None else today() + timedelta(when[1]),
        }

    for c, who, role, team, when in history.team:
        m.TeamMember.objects.using("worker").create(
            child=children[c],
            account=accounts[who],
            role=role,
            person="p",
            team=None if team is None else teams[team],
            **days(when),
        )
    for who, team, when in history.managers:
        spanned = days(when)
        Posting.objects.using("worker").create(
            account=accounts[who],
            team=teams[team],
            manages=True,
            since=spanned["start"],
            until=spanned["end"],
        )
    for c, who, when in history.carers:
        m.CarerLink.objects.using("worker").create(
            child=children[c], account=accounts[who], household="h", **days(when)
        )
    now = timezone.now()
    for c, who, still in history.emergencies:
        closes = now + timedelta(hours=1) if still else now - timedelta(hours=1)
        m.EmergencyAccess.objects.using("worker").create(
            child=children[c],
            account=accounts[who],
            reason="r",
            opened=now - timedelta(hours=2),
            closes=closes,
        )
    m.Child.objects.using("worker").update(account=None)
    for n, one in enumerate(children):
        themself, opener = history.themselves[n], history.openers[n]
        m.Child.objects.using("worker").filter(pk=one.pk).update(
            account=None if themself is None else accounts[themself],
            opened_by=None if opener is None else accounts[opener],
        )
    for n, one in enumerate(accounts):
        Account.objects.using("worker").filter(pk=one.pk).update(is_active=history.active[n])


def may(kind: str, on: set[str], letter: str) -> bool:
    return any(letter in expected()[kind][ground] for ground in on)


def seen_whole(model: Any) -> list[Any]:
    return list(model.objects.all())


@given(history=histories, viewer=account)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_table_returns_what_is_denied(filled: Any, looking_as: Any, history: History, viewer: int) -> None:
    from holdfast.people.row_security import SPECIAL, guarded_models

    settle(filled, history)
    _, children, accounts, _ = filled
    on = {one.pk: grounds(history, viewer, n) for n, one in enumerate(children)}
    with looking_as(accounts[viewer]):
        for model in guarded_models():
            table = model._meta.db_table
            if table in SPECIAL:
                continue
            for row in seen_whole(model):
                assert allowed(model, row, on[row.child_id], "r"), (table, row.pk, on[row.child_id])
        for model in guarded_models():
            if model._meta.db_table not in SPECIAL and hasattr(model, "restricted"):
                expected_rows = [
                    r for r in model.objects.using("worker").all() if allowed(model, r, on[r.child_id], "r")
                ]
                assert {r.pk for r in expected_rows} == {r.pk for r in seen_whole(model)}, (
                    model._meta.db_table
                )


def allowed(model: Any, row: Any, on: set[str], letter: str) -> bool:
    """What the table of expectations says of one row."""
    kind = model.record_kind.code
    if getattr(row, "restricted", False):
        on_restricted = on & SEES_RESTRICTED
        if not may(kind, on_restricted, letter):
            return False
    if hasattr(row, "kinds") and not all(may(each, on, "r") for each in row.kinds):
        return False
    return may(kind, on, letter)


@given(history=histories, viewer=account)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_special_tables_hold_to_their_own_rule(
    filled: Any, looking_as: Any, history: History, viewer: int
) -> None:
    from holdfast.people import models as m

    settle(filled, history)
    _, children, accounts, _ = filled
    me = accounts[viewer]
    on = {one.pk: grounds(history, viewer, n) for n, one in enumerate(children)}
    active = history.active[viewer]
    with looking_as(me):
        assert {c.pk for c in m.Child.objects.all()} == {
            pk for pk, held in on.items() if may("core", held, "r")
        }
        assert all(may("core", on[r.child_id], "r") for r in m.KnownNone.objects.all())
        for row in m.Correction.objects.all():
            assert may(row.kind_code, on[row.child_id], "r") and (
                not row.restricted or on[row.child_id] & SEES_RESTRICTED
            )
        for row in m.CarerLink.objects.all():
            assert row.account_id == me.pk or may("team", on[row.child_id], "r")
        for row in m.EmergencyAccess.objects.all():
            assert row.account_id == me.pk or may("emergency", on[row.child_id], "r")
        for row in m.Draft.objects.all():
            assert row.account_id == me.pk and may("core", on[row.child_id], "r")
        assert active or not m.Child.objects.exists()


@given(history=histories, viewer=account)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_table_takes_a_write_that_is_denied(
    filled: Any, looking_as: Any, history: History, viewer: int
) -> None:
    from django.db import transaction

    from holdfast.people.row_security import SPECIAL, WORKED_OUT, guarded_models

    settle(filled, history)
    _, children, accounts, _ = filled
    on = {one.pk: grounds(history, viewer, n) for n, one in enumerate(children)}
    with looking_as(accounts[viewer]):
        for model in guarded_models():
            if model._meta.db_table in {*SPECIAL, *WORKED_OUT} or not hasattr(model, "recorded_by_name"):
                continue
            with transaction.atomic():
                changed = model.objects.all().update(recorded_by_name="somebody else")
                transaction.set_rollback(True)
            writable = [
                r
                for r in model.objects.using("worker").all()
                if allowed(model, r, on[r.child_id], "w") and allowed(model, r, on[r.child_id], "r")
            ]
            assert changed == len(writable), model._meta.db_table


@given(history=histories, viewer=account)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_application_says_the_same(filled: Any, looking_as: Any, history: History, viewer: int) -> None:
    from holdfast.accounts.models import Account
    from holdfast.people.access import asked_once, children_visible_to, held_by

    settle(filled, history)
    _, children, accounts, _ = filled
    me = Account.objects.get(pk=accounts[viewer].pk)
    on = {one.pk: grounds(history, viewer, n) for n, one in enumerate(children)}
    with looking_as(me):
        for once in (nullcontext, asked_once):
            with once():
                assert held_by(me) == {pk: held for pk, held in on.items() if held}
                for kind in expected():
                    for letter in ("r", "w"):
                        theirs = children_visible_to(me, kind, to_write=letter == "w")
                        assert set(theirs.values_list("pk", flat=True)) == {
                            pk
                            for pk, held in on.items()
                            if may(kind, held, letter) and may("core", held, "r")
                        }, (kind, letter)


def test_a_table_without_its_policy_would_be_found(filled: Any, looking_as: Any) -> None:
    from holdfast.assessments.models import Area

    database, _, accounts, _ = filled
    settle(filled, History((), (), (), (), (None, None, None), (None, None, None), (True, True, True)))
    with looking_as(accounts[0]):
        assert seen_whole(Area) == []
    database.as_superuser("ALTER TABLE assessments_area DISABLE ROW LEVEL SECURITY")
    try:
        with looking_as(accounts[0]):
            rows = seen_whole(Area)
            assert rows and not any(allowed(Area, row, set(), "r") for row in rows)
    finally:
        database.as_superuser("ALTER TABLE assessments_area ENABLE ROW LEVEL SECURITY")
