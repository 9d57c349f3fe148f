"""People answer findings: with name, day and, where it is a no, a reason; a changed fact opens the question again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

Looking = Callable[[Any], AbstractContextManager[None]]


def test_an_answer_is_shown_until_the_facts_change(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.actions import answer
    from holdfast.decisions.queries import answers_for, findings_for
    from holdfast.people import keeping
    from holdfast.placements.models import Permanence

    with looking_as(world.sam):
        before = findings_for(world.sam, world.ada.pk).by_number["1.1.8"]
        answer(child=world.ada, recommendation="1.1.8", says="not_now", because="An aunt is being asked.", by=world.sam)  # fmt: skip
    with looking_as(world.sam):
        finding = findings_for(world.sam, world.ada.pk).by_number["1.1.8"]
    assert (finding.state, finding.because) == (before.state, before.because), "an answer changes no finding"
    assert finding.answer is not None
    assert finding.answer.still_holds
    assert (finding.answer.words, finding.answer.by) == ("Not now, because…", "Sam Okafor")

    with looking_as(world.sam):
        keeping.add(model=Permanence, child=world.ada, values={"kinship_considered": world.today}, by=world.sam)  # fmt: skip
    with looking_as(world.sam):
        assert not answers_for(world.sam, world.ada.pk)["1.1.8"].still_holds


def test_another_change_to_the_record_does_not_open_it(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.actions import answer
    from holdfast.decisions.queries import answers_for
    from holdfast.family.models import Sibling
    from holdfast.people import keeping

    with looking_as(world.sam):
        answer(child=world.ada, recommendation="1.1.8", says="done_elsewhere", by=world.sam)
        keeping.add(model=Sibling, child=world.ada, values={"key": "CAL", "in_care": False}, by=world.sam)
    with looking_as(world.sam):
        assert answers_for(world.sam, world.ada.pk)["1.1.8"].still_holds


def test_the_newest_answer_counts_and_the_others_stay(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.actions import answer
    from holdfast.decisions.queries import answer_history, answers_for

    tomorrow = world.today + timedelta(days=1)
    with looking_as(world.sam):
        answer(child=world.ada, recommendation="1.1.8", says="done_elsewhere", by=world.sam)
    with looking_as(world.tess):
        answer(child=world.ada, recommendation="1.1.8", says="we_will", by_when=tomorrow, by=world.tess)
    with looking_as(world.sam):
        newest = answers_for(world.sam, world.ada.pk)["1.1.8"]
        history = answer_history(world.sam, world.ada.pk, "1.1.8")
    assert (newest.says, newest.by_when, newest.by, newest.late) == ("we_will", tomorrow, "Tess Craig", False)
    assert [each.says for each in history] == ["we_will", "done_elsewhere"]


@pytest.mark.parametrize(
    ("says", "more", "lacking"),
    [
        ("not_now", {}, {"because"}),
        ("we_disagree", {"because": "  "}, {"because"}),
        ("we_will", {}, {"by_when"}),
        ("we_will", {"by_when": -1}, {"by_when"}),
        ("perhaps", {}, {"says"}),
    ],
)
def test_an_answer_that_lacks_something_is_not_kept(
    world: Any, looking_as: Looking, says: str, more: dict[str, Any], lacking: set[str]
) -> None:
    from holdfast.decisions.actions import NotAnAnswer, answer
    from holdfast.decisions.models import Answer

    if "by_when" in more:
        more = {"by_when": world.today + timedelta(days=more["by_when"])}
    with looking_as(world.sam):
        with pytest.raises(NotAnAnswer) as refused:
            answer(child=world.ada, recommendation="1.1.8", says=says, by=world.sam, **more)
        assert not Answer.objects.exists()
    assert set(refused.value.problems) == lacking


def test_who_may_not_see_the_finding_may_not_answer_it(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.actions import answer
    from holdfast.people.access import NotAllowed

    for who, number in ((world.dee, "1.4.12"), (world.sal, "1.1.8"), (world.cara, "1.1.8")):
        with looking_as(who), pytest.raises(NotAllowed):
            answer(child=world.ada, recommendation=number, says="done_elsewhere", by=who)


def test_answers_are_in_the_log(world: Any, looking_as: Looking, database: Any) -> None:
    from holdfast.decisions.actions import answer

    with looking_as(world.sam):
        answer(child=world.ada, recommendation="1.1.8", says="done_elsewhere", by=world.sam)
    rows = database.as_superuser("SELECT actor_name, about FROM audit_auditentry WHERE did = 'answer given'")
    assert rows == [("Sam Okafor", "1.1.8")]
