"""A file under the reference of a record that was put together with another goes to the record that was kept."""

import json
from typing import Any

import pytest

from tests.background import work_off, working
from tests.rooms.people.test_merging import CHOICES, put_together, twice  # noqa: F401 - the fixture
from tests.web.test_imports import given, start

NEW = {"date": "2026-01-05", "status": "not_found"}


@pytest.fixture
def case(world: Any, twice: Any, looking_as: Any) -> dict[str, Any]:  # noqa: F811
    """The second record as another system still has it, with one thing more, after the two were put together here."""
    from holdfast.decisions.case_file import case_file

    with working():
        told = case_file(twice.pk)
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    return {**told, "attachment": [*told["attachment"], NEW]}


def _homes(case: dict[str, Any]) -> list[Any]:
    return [home["home"] for home in case["care"]]


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_new_goes_to_the_kept_record_and_nothing_is_taken_out(
    world: Any, case: dict[str, Any], whole: bool
) -> None:
    from holdfast.decisions.case_file import case_file
    from holdfast.intake.taking import take

    with working() as by:
        outcome = take(case, by=by, why="a test", whole=whole)
        assert (outcome.refused, outcome.kept_as) == ([], "ADA")
        ada = case_file(world.ada.pk)
        again = take(case, by=by, why="a test", whole=whole)
    assert outcome.change is not None and (outcome.change.new, outcome.change.removed) == (False, {})
    assert (
        outcome.change.added == {"attachment": 1} and NEW in ada["attachment"] and len(ada["attachment"]) == 3
    )
    assert _homes(ada) == ["foster"] and len(ada["team"]) == 4
    assert again.change is not None and again.change.nothing


def test_the_report_says_where_it_went_and_where_they_differ(world: Any, case: dict[str, Any]) -> None:
    from holdfast.intake.returns import lines_of
    from holdfast.intake.taking import take

    with working() as by:
        said = [line.reason for line in lines_of(take(case, by=by, why="a test", whole=False))]
    assert said[0] == "this record was put together with ADA: what is new goes there"
    assert any("maltreatment" in each for each in said[1:])


def test_both_references_in_one_file(world: Any, case: dict[str, Any]) -> None:
    from holdfast.decisions.case_file import case_file
    from holdfast.intake.taking import take_all

    with working() as by:
        tally = take_all([case_file(world.ada.pk), case], by=by, why="a test", whole=False)
        assert (tally.same, tally.changed, tally.refused) == (1, 1, 0)
        assert NEW in case_file(world.ada.pk)["attachment"]


def test_a_file_that_is_wrong_is_refused(world: Any, case: dict[str, Any]) -> None:
    from holdfast.intake.taking import take

    with working() as by:
        outcome = take({**case, "attachment": [{"date": "never"}]}, by=by, why="a test", whole=True)
    assert outcome.change is None and "/attachment/0/date" in outcome.refused[0]


def test_on_the_page_of_imports(world: Any, case: dict[str, Any], sign_in: Any, looking_as: Any) -> None:
    from holdfast.assessments.models import AttachmentStatus

    dot, files = sign_in(world.dot), given(cases_jsonl=json.dumps(case).encode())
    address = start(dot, "case_files", files).redirect_chain[-1][0]
    work_off()
    dot.post(f"{address}take-in")
    work_off()
    assert "put together with ADA: what is new goes there" in dot.get(address).content.decode()
    with looking_as(world.sam):
        assert AttachmentStatus.objects.filter(child=world.ada).count() == 3


def test_nothing_is_written_into_the_record_that_was_put_away(world: Any, case: dict[str, Any]) -> None:
    from holdfast.decisions.taking_in import NotACaseFile, take_in

    with working() as by, pytest.raises(NotACaseFile, match="ADA, the record that this one was put into"):
        take_in(case, by=by, why="a test")
