"""A case file goes into the record and comes out unchanged; the same file again changes nothing."""

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.cases import cases

Case = dict[str, Any]
# Each example writes records of its own; what others left behind does not matter to it.
A_RECORD_EACH = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_NUMBERS = count(1)


def named(case: Case) -> Case:
    """The case under a reference that no other has."""
    return {**case, "child": {**case["child"], "id": f"H{next(_NUMBERS)}"}}


def out(case: Case) -> Case:
    from holdfast.decisions.case_file import case_file
    from holdfast.people.models import Child

    return case_file(Child.objects.get(reference=case["child"]["id"]).pk)


@A_RECORD_EACH
@given(cases())
def test_what_goes_in_comes_out(clean: Any, as_worker: Any, case: Case) -> None:
    from holdfast.decisions.taking_in import take_in

    case = named(case)
    assert take_in(case, by=as_worker, why="a test").new
    assert out(case) == case
    assert list(out(case)) == list(case), "in the format's order"
    assert take_in(case, by=as_worker, why="a test").nothing


@A_RECORD_EACH
@given(cases(), cases())
def test_another_file_of_the_same_child_takes_its_place(
    clean: Any, as_worker: Any, first: Case, then: Case
) -> None:
    from holdfast.decisions.taking_in import take_in

    first = named(first)
    then = {**then, "child": {**then["child"], "id": first["child"]["id"]}}
    for case in (first, then):
        take_in(case, by=as_worker, why="a test")
    only_older = {**first, "as_of": ""} == {**then, "as_of": ""} and then["as_of"] < first["as_of"]
    assert out(first) == (first if only_older else then)
    assert take_in(then, by=as_worker, why="a test").nothing


@A_RECORD_EACH
@given(st.lists(cases(), min_size=1, max_size=4))
def test_many_at_once_come_out_as_they_went_in(clean: Any, as_worker: Any, several: list[Case]) -> None:
    from holdfast.decisions.taking_in import take_in_many

    several = [named(case) for case in several]
    heard: list[int] = []
    taken = take_in_many(several, by=as_worker, why="a test", say=heard.append)
    assert heard == [len(several)]
    assert not taken.refused
    assert [change.child for change in taken.changes if change.new] == [c["child"]["id"] for c in several]
    assert [out(case) for case in several] == several
    again = take_in_many(several, by=as_worker, why="a test")
    assert all(change.nothing for change in again.changes)


def child(reference: str, **more: Any) -> Case:
    return {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": {"id": reference}, **more}


def test_what_is_not_valid_is_refused_and_the_others_are_taken_in(clean: Any, as_worker: Any) -> None:
    from holdfast.decisions.taking_in import take_in_many
    from holdfast.people.models import Child

    bad = child("B", care=[{"start": "2026-13-01"}], moves=[{"date": "2026-01-01"}])
    odd = child("C", team=[{"role": "therapist", "person": "\0", "start": "2026-01-01"}])
    twice = child("A", trauma_signs=True)
    taken = take_in_many([child("A"), bad, odd, twice], by=as_worker, why="a test")
    assert set(taken.refused) == {"B", "C"}
    assert len(taken.refused["B"]) == 2, "every error at once"
    assert [(c.child, c.new, c.changed) for c in taken.changes] == [
        ("A", True, []),
        ("A", False, ["trauma_signs"]),
    ]
    assert set(Child.objects.values_list("reference", flat=True)) == {"A"}


def test_whatever_a_file_changes_moves_the_record_on(clean: Any, as_worker: Any) -> None:
    """Findings are worked out anew when the version of the record is another one."""
    from holdfast.decisions.taking_in import take_in
    from holdfast.people.models import Child

    moves = [{"date": "2026-01-01", "kind": kind} for kind in ("enter_care", "change_placement")]
    for more in ({}, {"reviews": []}, {"moves": moves, "reviews": []}, {"moves": moves[::-1], "reviews": []}):
        before = Child.objects.filter(reference="A").values_list("record_version", flat=True).first()
        take_in(child("A", **more), by=as_worker, why="a test")
        assert Child.objects.get(reference="A").record_version != before
        assert out(child("A")) == child("A", **more)
    before = Child.objects.get(reference="A").record_version
    assert take_in(child("A", **more), by=as_worker, why="a test").nothing
    assert Child.objects.get(reference="A").record_version == before


def test_the_log_says_where_each_record_came_from(clean: Any, as_worker: Any) -> None:
    from holdfast.decisions.taking_in import take_in_many

    take_in_many([child("A"), child("B")], by=as_worker, why="moved from the old system")
    log = clean.as_superuser("SELECT did, detail ->> 'why' FROM audit_auditentry ORDER BY children, id")
    assert log == [("record opened", None), ("imported", "moved from the old system")] * 2
    assert clean.as_superuser("SELECT * FROM audit_problems()") == []


@pytest.mark.parametrize("link", [False, True])
def test_a_file_opens_a_record_to_staff_only_where_that_is_meant(
    world: Any, as_worker: Any, looking_as: Any, link: bool
) -> None:
    from holdfast.decisions.taking_in import take_in_many
    from holdfast.people.access import children_visible_to

    team = [
        {"role": "social_worker", "person": "sam", "start": "2026-01-01"},
        {"role": "therapist", "person": "nobody we know", "start": "2026-01-01"},
    ]
    take_in_many([child("NEW", team=team)], by=as_worker, why="a test", link_staff=link)
    for who in (world.sam, world.mo):
        with looking_as(who):
            assert children_visible_to(who).filter(reference="NEW").exists() is link
    assert children_visible_to(world.nia).filter(reference="NEW").exists() is False


def test_carers_who_sign_in_see_the_children_who_live_with_them(world: Any, as_worker: Any) -> None:
    from holdfast.decisions.taking_in import take_in, take_in_many
    from holdfast.people.access import children_visible_to

    home = {"start": "2026-01-01", "context": "in_care", "home": "foster", "carer": "C7"}
    take_in_many([child("NEW", care=[home])], by=as_worker, why="a test")
    assert children_visible_to(world.cara).filter(reference="NEW").exists()
    take_in(child("NEW", care=[{**home, "carer": "C8"}]), by=as_worker, why="a test")
    assert not children_visible_to(world.cara).filter(reference="NEW").exists()
