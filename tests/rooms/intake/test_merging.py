"""What a return adds to a record: it fills in and adds, and neither overwrites nor takes out."""

from typing import Any

import pytest
from hypothesis import given, settings

from holdfast.casefile.checking import errors
from holdfast.intake.merging import merged
from tests.properties.cases import cases

Case = dict[str, Any]


def case(**lists: Any) -> Case:
    return {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": {"id": "A"}, **lists}


HOME = {"start": "2025-01-01", "context": "in_care", "home": "foster"}


def test_what_the_record_does_not_know_is_filled_in() -> None:
    there = case(care=[HOME], child={"id": "A", "sex": "female"})
    told = case(
        care=[{**HOME, "end": "2025-06-01", "end_reason": "planned_move"}],
        child={"id": "A", "date_of_birth": "2019-02-03"},
    )
    found, differences = merged(there, told)
    assert found["care"] == [{**HOME, "end": "2025-06-01", "end_reason": "planned_move"}]
    assert found["child"] == {"id": "A", "sex": "female", "date_of_birth": "2019-02-03"}
    assert differences == []


def test_what_the_record_does_not_have_is_added_in_order_of_day() -> None:
    there = case(care=[{**HOME, "start": "2025-06-01"}], reviews=[])
    told = case(
        care=[{**HOME, "end": "2025-06-01"}], reviews=[{"date": "2025-02-01", "type": "looked_after"}]
    )
    found, differences = merged(there, told)
    assert [home["start"] for home in found["care"]] == ["2025-01-01", "2025-06-01"]
    assert found["reviews"] == told["reviews"]
    assert differences == []


def test_where_they_disagree_the_record_stays_and_it_is_told() -> None:
    there = case(care=[{**HOME, "end": "2025-05-30", "stable": True}])
    told = case(care=[{**HOME, "end": "2025-06-01", "home": "kinship_foster"}])
    found, differences = merged(there, told)
    assert found["care"] == there["care"]
    assert {(d.where, d.told, d.there) for d in differences} == {
        ("/care/0/end", "2025-06-01", "2025-05-30"),
        ("/care/0/home", "kinship_foster", "foster"),
    }
    assert "left as it is" in str(differences[0])


@pytest.mark.parametrize("newer", ["2025-03-31", "2027-03-31"])
def test_the_record_speaks_up_to_the_later_day(newer: str) -> None:
    assert merged(case(), {**case(), "as_of": newer})[0]["as_of"] == max("2026-03-31", newer)


@settings(max_examples=40)
@given(cases())
def test_a_case_adds_nothing_to_itself(known: Case) -> None:
    assert merged(known, known) == (known, [])


@settings(max_examples=40)
@given(cases(), cases())
def test_twice_is_once_and_nothing_is_taken_out(there: Case, told: Case) -> None:
    once, _ = merged(there, told)
    assert merged(once, told)[0] == once
    for name, entries in there.items():
        if isinstance(entries, list):
            for entry in entries:
                assert any(entry.items() <= kept.items() or _nested(entry, kept) for kept in once[name])


def _nested(entry: Any, kept: Any) -> bool:
    """Whether everything that an entry says is still said, at any depth."""
    if isinstance(entry, dict) and isinstance(kept, dict):
        return all(
            key in kept and (value is None or _nested(value, kept[key])) for key, value in entry.items()
        )
    return entry == kept


def test_what_does_not_fit_together_is_an_error_of_the_case() -> None:
    there = case(care=[{**HOME, "start": "2025-03-01"}])
    told = case(care=[{**HOME, "end": "2025-08-01"}])
    assert errors(merged(there, told)[0])
