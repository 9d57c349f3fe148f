"""After two records were put together nobody holds a role twice at a time, and the team's page shows everybody once."""

from datetime import date
from typing import Any

import pytest

from tests.rooms.people.test_merging import CHOICES, put_together, twice  # noqa: F401 - the fixture
from tests.world import ago


def roles(world: Any, looking_as: Any) -> list[tuple[str, date, Any, bool]]:
    from holdfast.people.models import TeamMember

    with looking_as(world.mo):
        rows = TeamMember.objects.filter(child=world.ada, account=world.sam).order_by("start")
        return [(row.role, row.start, row.end, row.key_person) for row in rows]


def test_two_stretches_at_a_time_are_one(
    world: Any,
    twice: Any,  # noqa: F811
    looking_as: Any,
    sign_in: Any,
) -> None:
    from holdfast.people.models import Correction

    put_together(world, looking_as, world.ada, twice, **CHOICES)
    assert roles(world, looking_as) == [("social_worker", ago(300), None, True)]
    with looking_as(world.mo):
        gone = Correction.objects.get(child=world.ada, table="people.teammember", removed=True)
        assert gone.content["start"] == ago(50).isoformat()
    now = sign_in(world.mo).get(f"/child/{world.ada.pk}/team/").content.decode()
    assert now.count('<h3 class="govuk-heading-s">Sam Okafor') == 1


def test_stretches_apart_stay_apart(world: Any, twice: Any, looking_as: Any) -> None:  # noqa: F811
    from holdfast.people import actions
    from holdfast.people.models import TeamMember

    with looking_as(world.mo):
        member = TeamMember.objects.get(child=world.ada, account=world.sam)
        actions.leave_team(member=member, end=ago(100), by=world.mo)
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    assert [(start, end) for _, start, end, _ in roles(world, looking_as)] == [
        (ago(300), ago(100)),
        (ago(50), None),
    ]


@pytest.mark.parametrize("kept_first", [True, False])
def test_the_kept_records_key_person_stays(
    world: Any,
    twice: Any,  # noqa: F811
    looking_as: Any,
    kept_first: bool,
) -> None:
    from holdfast.people import actions
    from holdfast.people.models import TeamMember

    with looking_as(world.sam):
        dee = TeamMember.objects.get(child=world.ada, account=world.dee)
        actions.make_key_person(member=dee, by=world.sam)
    kept, other = (world.ada, twice) if kept_first else (twice, world.ada)
    choices = CHOICES if kept_first else dict.fromkeys(CHOICES, "other")
    put_together(world, looking_as, kept, other, **choices)
    with looking_as(world.mo):
        rows = TeamMember.objects.filter(child=kept, key_person=True, end=None)
        assert [row.account.key for row in rows] == ["dee" if kept_first else "sam"]


def test_a_handover_that_is_planned_goes_along(world: Any, twice: Any, looking_as: Any) -> None:  # noqa: F811
    from holdfast.people import keeping
    from holdfast.people.models import Handover, TeamMember

    with looking_as(world.sam):
        member = TeamMember.objects.get(child=twice, account=world.sam)
        values = {"member": member, "to_account": world.sal, "on": world.today}
        plan = keeping.add(model=Handover, child=twice, values=values, by=world.sam)
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    with looking_as(world.mo):
        there = Handover.objects.select_related("member").get(pk=plan.pk)
        assert there.member.start == ago(300) and there.child_id == world.ada.pk
