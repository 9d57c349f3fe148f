"""What other rooms read of assessments: as far as the viewer may, in a number of queries that does not grow."""

from datetime import timedelta
from typing import Any

import pytest


def test_the_newest_status_counts_and_is_nobody_s_who_may_not_see_it(world: Any, looking_as: Any) -> None:
    from holdfast.assessments.models import AttachmentStatus
    from holdfast.assessments.queries import status_now
    from holdfast.people import keeping

    with looking_as(world.sam):
        keeping.add(
            model=AttachmentStatus,
            child=world.ada,
            values={"date": world.today, "status": "identified"},
            by=world.sam,
        )
        earlier = {"date": world.today - timedelta(days=900), "status": "not_found"}
        keeping.add(model=AttachmentStatus, child=world.ada, values=earlier, by=world.sam)
        assert status_now(world.sam, world.ada.pk).status == "identified"
        assert status_now(world.sam, world.noah.pk) is None
    with looking_as(world.cara):
        assert status_now(world.cara, world.ada.pk) is None


def test_those_under_way_in_two_queries_whatever_their_number(world: Any, looking_as: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from holdfast.assessments import actions
    from holdfast.assessments.queries import gatherings_open, referrals_waiting

    counts = []
    for children in ([world.bea], [world.yusuf, world.noah]):
        for child in children:
            with looking_as(world.sal):
                gathering = actions.begin(child=child, by=world.sal)
                actions.write_area(
                    gathering=gathering, area="personal", text="Words.", done=True, by=world.sal
                )
                actions.write_area(gathering=gathering, area="physical_health", text="Words.", by=world.sal)
        with (
            looking_as(world.sal),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            found = gatherings_open(world.sal, [world.bea.pk, world.yusuf.pk, world.noah.pk, world.ada.pk])
            referrals_waiting(world.sal, [world.bea.pk, world.yusuf.pk])
        counts.append(
            len(
                [
                    q
                    for q in asked.captured_queries
                    if q["sql"].startswith("SELECT") and "set_config" not in q["sql"]
                ]
            )
        )
        assert {(each.done, each.begun) for each in found} == {
            (frozenset({"personal"}), frozenset({"physical_health"}))
        }
    assert len(found) == 3 and counts == [3, 3]


def test_skills_that_are_over_or_of_closed_accounts_do_not_count(world: Any, looking_as: Any) -> None:
    from holdfast.accounts import actions as accounts
    from holdfast.assessments.queries import skilled_in

    with looking_as(world.sam):
        accounts.note_skill(
            account=world.sam,
            code="attachment_q_sort",
            since=world.today - timedelta(days=9),
            until=world.today,
            by=world.mo,
        )
        accounts.note_skill(
            account=world.ira, code="attachment_q_sort", since=world.today + timedelta(days=1), by=world.mo
        )
        assert [each.name for each in skilled_in("attachment_q_sort")] == ["Tess Craig"]
        accounts.close_account(account=world.tess, by=world.mo)
        assert skilled_in("attachment_q_sort") == []


@pytest.mark.parametrize("days", [0, 364, 400])
def test_areas_add_up_for_twelve_months_as_in_the_guideline(world: Any, looking_as: Any, days: int) -> None:
    from holdfast.assessments.models import Assessment
    from holdfast.assessments.queries import assessments_of
    from holdfast.assessments.whole import whole
    from holdfast.decisions.queries import findings_for
    from holdfast.ng26.vocabulary import AREAS
    from holdfast.people import keeping

    codes = list(AREAS)
    with looking_as(world.sam):
        for on, areas in ((world.today - timedelta(days=days), codes[:5]), (world.today, codes[5:])):
            values = {"date": on, "type": "comprehensive", "areas": areas}
            keeping.add(model=Assessment, child=world.ada, values=values, by=world.sam)
    with looking_as(world.sam):
        stands = whole(assessments_of(world.sam, world.ada.pk), world.today)
        met = findings_for(world.sam, world.ada.pk).by_number["1.3.2"].state == "met"
    assert stands.complete is met is (days < 400)
    assert stands.old_on is not None and stands.old_on > world.today


def test_a_case_file_goes_in_and_comes_out_as_it_was(world: Any, looking_as: Any) -> None:
    from holdfast.assessments import actions
    from holdfast.decisions.case_file import case_file

    values = {"date": world.today, "type": "sensitivity", "scale": "ainsworth", "score": 6.0, "carer": "C7", "assessor": "Tess",
              "results": {"instrument": "ainsworth", "scores": {"sensitivity": 6}}}  # fmt: skip
    with looking_as(world.sam):
        actions.record_result(child=world.ada, values=values, by=world.sam)
        entry = case_file(world.ada.pk)["assessments"][0]
    assert entry == {
        "date": world.today.isoformat(),
        "type": "sensitivity",
        "scale": "ainsworth",
        "score": 6,
        "carer": "C7",
    }
