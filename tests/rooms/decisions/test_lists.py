"""What the guideline asks of many children at once: the same as for each, in as few queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

Looking = Callable[[Any], AbstractContextManager[None]]


@pytest.mark.parametrize("few", [0, 8])
def test_a_list_says_what_each_childs_page_says(
    world: Any, looking_as: Looking, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Worked out together or one by one."""
    from holdfast.decisions import lists
    from holdfast.decisions.queries import findings_for

    monkeypatch.setattr(lists, "FEW", few)
    children = [world.bea.pk, world.yusuf.pk, world.noah.pk]
    with looking_as(world.sal):
        found = lists.what_needs(world.sal, children)
        for child in children:
            shown = findings_for(world.sal, child).in_state(*lists.LISTED)
            assert [(a.recommendation, a.state, a.waits_for) for a in found[child].asked] == [
                (f.recommendation, f.state, f.waits_for) for f in shown
            ]
            assert found[child].count("ask", "act", "stop", "wait") == len(shown) > 0


def test_two_queries_whatever_the_number(world: Any, looking_as: Looking) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from holdfast.decisions.lists import what_needs

    children = [world.bea.pk, world.yusuf.pk, world.noah.pk]
    with looking_as(world.sal):
        what_needs(world.sal, children)
    for many in (1, 3):
        with (
            looking_as(world.sal),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            what_needs(world.sal, children[:many], answers=True)
        assert len(asked) == 3


def test_a_list_says_no_more_than_the_viewer_may_read(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.lists import what_needs
    from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation

    with looking_as(world.dee):
        found = what_needs(world.dee, [world.ada.pk, world.bea.pk])
    assert found[world.bea.pk].asked == ()
    asked = {each.recommendation for each in found[world.ada.pk].asked}
    assert asked
    assert all("health" not in kinds_by_recommendation()[number] for number in asked)


def test_after_a_save_the_list_shows_it(world: Any, looking_as: Looking) -> None:
    from holdfast.assessments.models import AttachmentStatus
    from holdfast.decisions.lists import what_needs
    from holdfast.people import keeping

    def asked() -> set[str]:
        with looking_as(world.sam):
            return {a.recommendation for a in what_needs(world.sam, [world.ada.pk])[world.ada.pk].asked}

    assert "1.3.2" in asked()
    with looking_as(world.sam):
        values = {"date": world.today, "status": "not_found"}
        keeping.add(model=AttachmentStatus, child=world.ada, values=values, by=world.sam)
    assert "1.3.2" not in asked()
