"""The made-up authority: everybody is in it, it is the same for the same day, and it goes nowhere where anybody is."""

from datetime import date
from typing import Any

import pytest

from tests.background import working

DAY = date(2026, 11, 26)
CHILDREN = 25


@pytest.fixture
def demo(database: Any) -> Any:
    """The authority with few children, made once."""
    from holdfast.demo import actions

    if database.has("demo"):
        database.restore("demo")
    else:
        database.restore("empty")
        with working():
            actions.load(children=CHILDREN, on=DAY)
        database.snapshot("demo")
    return database


def names() -> list[tuple[str, str]]:
    from holdfast.people.models import Child

    return [(child.reference, child.called) for child in Child.objects.order_by("reference")]


def test_every_role_is_there_and_sees_what_it_should(demo: Any) -> None:
    from holdfast.accounts.vocabulary import ACCOUNT_ROLES
    from holdfast.demo.queries import one_a_role, people

    with working():
        one = {person.role: person for person in one_a_role()}
        assert set(one) == set(ACCOUNT_ROLES)
        everybody = {person.key: person for person in people()}
    assert {ground for child in one["team_manager"].children for ground in child.grounds} >= {"manager"}
    assert not one["researcher"].children and not one["service_manager"].children
    assert [child.grounds for child in one["emergency_duty"].children] == [("emergency",)]
    assert [child.reference for child in everybody["cara_adeyemi"].children] == ["MAYA"]
    assert [child.grounds for child in everybody["kian_doyle"].children] == [("young_person",)]


def test_every_child_has_a_name_a_social_worker_and_a_family(demo: Any) -> None:
    from holdfast.family.models import Person
    from holdfast.people.models import Child, TeamMember

    with working():
        children = set(Child.objects.values_list("pk", flat=True))
        assert len(children) > CHILDREN
        assert (
            not Child.objects.filter(sort_name="").exists()
            and not Child.objects.filter(given_name="").exists()
        )
        now = TeamMember.objects.filter(role="social_worker", end=None).exclude(account=None)
        assert set(now.values_list("child", flat=True)) == children
        assert set(Person.objects.values_list("child", flat=True)) >= children - set(
            Child.objects.filter(reference="THEO").values_list("pk", flat=True)
        )


def test_where_adopters_live_is_restricted(demo: Any) -> None:
    from holdfast.placements.models import HouseholdDetail

    with working():
        hidden = HouseholdDetail.objects.filter(household__kind="adoptive")
        assert hidden.exists() and not hidden.filter(restricted=False).exists()


def test_referrals_name_their_service_and_the_old_ones_their_answer(demo: Any) -> None:
    from holdfast.assessments.models import Referral

    with working():
        assert Referral.objects.exists() and not Referral.objects.filter(to="").exists()
        old = Referral.objects.filter(child__reference="MAYA").order_by("position").first()
        assert old.answer and old.date < old.answered_on < DAY


def test_every_score_can_be_drawn_and_somebody_is_skilled_in_every_tool(demo: Any) -> None:
    from holdfast.assessments.instruments import INSTRUMENTS
    from holdfast.assessments.models import Assessment
    from holdfast.assessments.queries import skilled_in_each
    from holdfast.assessments.results import check, ends
    from holdfast.demo.telling.staff import SKILLS
    from holdfast.ng26.programmes import BY_CODE
    from holdfast.ng26.tools import TOOLS

    with working():
        scored = list(Assessment.objects.exclude(score=None).exclude(scale=None))
        assert any(row.scale == "quality of 7" for row in scored)
        for row in scored:
            check(row.results)
            assert ends(row.results, row.scale) is not None, row.scale
        skilled = skilled_in_each(tool.code for tool in TOOLS)
    assert all(skilled[tool.code] for tool in TOOLS), skilled
    known = {tool.code for tool in TOOLS} | set(INSTRUMENTS) | set(BY_CODE)
    assert {code for codes in SKILLS.values() for code in codes} <= known


def test_brothers_and_sisters_are_each_others(demo: Any) -> None:
    from holdfast.family.models import Sibling

    with working():
        pairs = set(
            Sibling.objects.exclude(sibling=None).values_list("child__reference", "sibling__reference")
        )
    assert ("MAYA", "THEO") in pairs
    assert {(other, one) for one, other in pairs} == pairs


def test_it_is_the_same_for_the_same_day(demo: Any) -> None:
    from holdfast.demo import actions

    with working():
        before = names()
    demo.restore("empty")
    with working():
        actions.load(children=CHILDREN, on=DAY)
        assert names() == before


def test_the_repositorys_return_changes_nothing_in_it(demo: Any) -> None:
    from holdfast.demo.loading import RETURN
    from holdfast.exchange.ssda903 import import_return
    from holdfast.intake.taking import take_all

    with working() as by:
        tally = take_all(import_return(RETURN), by=by, why="a test", whole=False, keep=False)
    assert (tally.new, tally.changed, tally.refused) == (0, 0, 0)


@pytest.mark.parametrize("child", [False, True], ids=["with an account", "with a child"])
def test_a_database_with_anybody_in_it_is_never_touched(clean: Any, child: bool) -> None:
    from holdfast.accounts.actions import open_account
    from holdfast.accounts.models import Account
    from holdfast.demo import actions, queries
    from holdfast.people.actions import open_record

    with working() as by:
        if child:
            open_record(reference="REAL", by=by)
        else:
            open_account(
                key="real", name="Real Person", email="real@example.org", role="social_worker", by=by
            )
        assert not actions.load_if_empty(children=1)
        with pytest.raises(actions.NotEmpty):
            actions.load(children=1)
        assert not queries.is_demo() and queries.people() == []
        assert Account.objects.count() == (0 if child else 1)


def test_what_goes_wrong_leaves_nothing(clean: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from holdfast.demo import actions, joining, queries
    from holdfast.people.models import Child

    def refuses(**_: Any) -> None:
        raise RuntimeError("the last step fails")

    monkeypatch.setattr(joining, "young_people", refuses)
    with working():
        with pytest.raises(RuntimeError):
            actions.load(children=2, on=DAY)
        assert not queries.is_demo() and not Child.objects.exists()


def test_the_numbers_are_true_to_their_check_digits(demo: Any) -> None:
    from holdfast.people.models import Identifier

    with working():
        numbers = list(Identifier.objects.values_list("scheme", "value"))
    for scheme, value in numbers:
        if scheme == "nhs_number":
            total = sum(int(digit) * (10 - place) for place, digit in enumerate(value[:9]))
            assert (11 - total % 11) % 11 == int(value[9]) and value.startswith("999")
        else:
            total = sum(int(digit) * (place + 2) for place, digit in enumerate(value[1:]))
            assert "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] == value[0]
