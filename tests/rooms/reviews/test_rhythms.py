"""What is due for many children at once, as far as each viewer may see what it stands on."""

from datetime import timedelta
from typing import Any


def codes(found: Any) -> list[str]:
    return [each.code for each in found]


def test_due_for_several_children(world: Any, looking_as: Any) -> None:
    from holdfast.people.keeping import add
    from holdfast.placements.models import Visit
    from holdfast.reviews.models import Review
    from holdfast.reviews.rhythms import due_for

    with looking_as(world.sal):
        add(
            model=Review,
            child=world.yusuf,
            values={"date": world.today - timedelta(days=100), "type": "looked_after"},
            by=world.sal,
        )
        add(
            model=Visit,
            child=world.yusuf,
            values={"on": world.today - timedelta(days=3), "seen": True},
            by=world.sal,
        )
        found = due_for(world.sal, [world.bea.pk, world.yusuf.pk, world.noah.pk, world.ada.pk])
        assert set(found) == {world.bea.pk, world.yusuf.pk, world.noah.pk}, "Ada is not hers"
        mine = {each.code: each for each in found[world.yusuf.pk]}
        assert mine["visit"].by == world.today - timedelta(days=3) + timedelta(weeks=6)
        assert mine["review"].last == world.today - timedelta(days=100)
        assert "sdq" in mine and "health" in mine
        assert mine["health"].overdue(world.today)


def test_what_a_viewer_may_not_read_is_left_out(world: Any, looking_as: Any) -> None:
    from holdfast.reviews.rhythms import due_for

    with looking_as(world.cara):
        (found,) = due_for(world.cara, [world.ada.pk]).values()
        assert "sdq" not in codes(found) and {"visit", "review", "health"} <= set(codes(found))
    with looking_as(world.dee):
        (found,) = due_for(world.dee, [world.ada.pk]).values()
        assert "health" not in codes(found) and "review" in codes(found)


def test_the_number_of_queries_does_not_follow_the_number_of_children(world: Any, looking_as: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from holdfast.reviews.rhythms import due_for

    with looking_as(world.sal):
        with CaptureQueriesContext(
            connection,
        ) as one:
            due_for(world.sal, [world.bea.pk])
        with CaptureQueriesContext(connection) as three:
            due_for(world.sal, [world.bea.pk, world.yusuf.pk, world.noah.pk])
    assert len(one) == len(three) == 11


def test_every_due_thing_leads_to_where_it_is_recorded(world: Any, looking_as: Any) -> None:
    from django.urls import resolve

    from holdfast.reviews.rhythms import address_of, due_for

    with looking_as(world.sal):
        for child, found in due_for(world.sal, [world.yusuf.pk, world.bea.pk, world.noah.pk]).items():
            for each in found:
                assert resolve(address_of(child, each)).kwargs["child"] == child
