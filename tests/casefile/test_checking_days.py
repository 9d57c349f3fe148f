"""Days in their order: nothing after the day asked about, no end before its start, one home at a time."""

from typing import Any

import pytest

from holdfast.casefile.checking import errors
from holdfast.ng26.tables import CASE_FILE

PLAIN = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}}
UP_TO = "a day up to as_of (2026-03-01)"
TODAY, TOMORROW = "2026-03-01", "2026-03-02"


def found(**changes: Any) -> list[tuple[str, Any, str]]:
    return [(e.path, e.value, e.expected) for e in errors({**PLAIN, **changes})]


def _nested(key: str, value: Any) -> dict[str, Any]:
    for part in reversed(key.split("/")):
        value = {part: value}
    return dict(value)


def _with_id(change: dict[str, Any]) -> dict[str, Any]:
    return {"child": {"id": "A1", **change["child"]}} if "child" in change else change


# --- the future -----------------------------------------------------------------------------------------------

OWN_DAYS = [f.key for f in CASE_FILE.fields if f.kind == "day" and f.key != "as_of"]
ENTRY_DAYS = [(t.name, f.key) for t in CASE_FILE.tables if not t.inside for f in t.fields if f.kind == "day"]
MAY_BE_FUTURE = {("moves", "date"), ("proposals", "date")}
FULL: dict[str, dict[str, Any]] = {
    "care": {"start": TODAY}, "team": {"role": "other", "person": "P1", "start": TODAY},
    "placement_concerns": {"level": "some"}, "carer_support": {"kind": "telephone"}, "extra_support": {"kind": "other"},
    "moves": {"kind": "return_home"}, "attachment": {"status": "suspected"},
    "conditions": {"condition": "adhd", "status": "diagnosed"}, "assessments": {"type": "sensitivity"},
    "diagnoses": {"code": "DSED"}, "programmes": {"programme": "carer_group"}, "reviews": {"type": "looked_after"},
    "proposals": {"kind": "medicine"}, "missing_episodes": {"start": TODAY}, "unaccompanied_periods": {"start": TODAY},
}  # fmt: skip


@pytest.mark.parametrize("key", OWN_DAYS)
def test_the_childs_own_days_are_not_in_the_future(key: str) -> None:
    assert found(**_with_id(_nested(key, TODAY))) == []
    assert found(**_with_id(_nested(key, TOMORROW))) == [(f"/{key}", TOMORROW, UP_TO)]


@pytest.mark.parametrize(("name", "key"), ENTRY_DAYS)
def test_only_moves_and_proposals_may_be_in_the_future(name: str, key: str) -> None:
    entry = FULL.get(name, {})
    assert found(**{name: [{**entry, key: TODAY}]}) == []
    late = found(**{name: [{**entry, key: TOMORROW}]})
    assert late == ([] if (name, key) in MAY_BE_FUTURE else [(f"/{name}/0/{key}", TOMORROW, UP_TO)])


def test_a_session_is_not_in_the_future() -> None:
    course = {"programme": "carer_group", "sessions": [{"date": TODAY}, {"date": TOMORROW}]}
    assert found(programmes=[course]) == [("/programmes/0/sessions/1/date", TOMORROW, UP_TO)]


def test_an_assessment_may_be_before_birth() -> None:
    child = {"id": "A1", "date_of_birth": "2026-02-01"}
    assert found(child=child, assessments=[{"date": "2026-01-01", "type": "parenting_quality"}]) == []


def test_no_day_is_in_the_future_of_a_day_that_is_none() -> None:
    """Where `as_of` itself is wrong, that is the one error: nothing can be after it."""
    case = {**PLAIN, "as_of": "never", "attachment": [{"date": "2999-01-01", "status": "suspected"}]}
    assert [(e.path, e.value) for e in errors(case)] == [("/as_of", "never")]


# --- from one day to another ----------------------------------------------------------------------------------

SPANS = [(t.name, first, last) for t in CASE_FILE.tables for first, last in t.spans]


def test_every_span_of_the_format_is_here() -> None:
    assert SPANS == [
        ("care", "start", "end"),
        ("programmes", "started", "ended"),
        ("team", "start", "end"),
        ("missing_episodes", "start", "end"),
        ("unaccompanied_periods", "start", "end"),
    ]


@pytest.mark.parametrize(("name", "first", "last"), SPANS)
def test_an_end_is_not_before_its_start(name: str, first: str, last: str) -> None:
    entry = FULL[name]
    for end in ("2026-01-10", "2026-01-11", None):
        assert found(**{name: [{**entry, first: "2026-01-10", last: end}]}) == []
    assert found(**{name: [{**entry, first: "2026-01-10", last: "2026-01-09"}]}) == [
        (f"/{name}/0/{last}", "2026-01-09", f"a day on or after {first} (2026-01-10)")
    ]


def test_an_end_without_a_start_is_no_error() -> None:
    for started in (None, False):
        assert (
            found(programmes=[{"programme": "carer_group", "started": started, "ended": "2026-01-01"}]) == []
        )


# --- one home at a time ---------------------------------------------------------------------------------------


def _homes(*spans: str) -> list[tuple[str, Any, str]]:
    """The errors of homes written `start end`, without an end `start`."""
    care = [dict(zip(("start", "end"), span.split(), strict=False)) for span in spans]
    return found(care=care)


@pytest.mark.parametrize(
    "spans",
    [
        ["2026-01-01"],
        ["2026-01-01 2026-01-01"],  # a home of one day
        ["2026-01-01 2026-01-10", "2026-01-11"],  # the day after
        ["2026-01-01 2026-01-10", "2026-01-10"],  # the day of the move is in both
        ["2026-01-01 2026-01-10", "2026-02-10"],  # a gap
        ["2026-01-01 2026-01-10", "2026-01-10 2026-01-10", "2026-01-10"],  # a day between two homes
        ["2026-01-10 2026-01-10", "2026-01-10 2026-01-10"],  # two homes on one day
        ["2026-02-01", "2026-01-01 2026-02-01"],  # the order in the file does not matter
    ],
)  # fmt: skip
def test_homes_that_follow_one_another(spans: list[str]) -> None:
    assert _homes(*spans) == []


@pytest.mark.parametrize(
    ("spans", "path", "day", "other"),
    [
        (["2026-01-01 2026-01-11", "2026-01-10"], "/care/1/start", "2026-01-10", "/care/0 ends 2026-01-11"),
        (["2026-01-01", "2026-01-10"], "/care/1/start", "2026-01-10", "/care/0 is still going on"),
        (["2026-01-01 2026-02-01", "2026-01-10 2026-01-12"], "/care/1/start", "2026-01-10", "/care/0 ends 2026-02-01"),
        (["2026-01-10", "2026-01-01 2026-01-11"], "/care/0/start", "2026-01-10", "/care/1 ends 2026-01-11"),
        (["2026-01-01 2026-02-01", "2026-01-02 2026-01-02", "2026-01-31"], "/care/2/start", "2026-01-31", "/care/0 ends 2026-02-01"),
        (["2026-01-01 2026-01-10", "2026-01-01 2026-01-10"], "/care/1/start", "2026-01-01", "/care/0 ends 2026-01-10"),
    ],
)  # fmt: skip
def test_homes_that_overlap_by_more_than_the_day_of_the_move(
    spans: list[str], path: str, day: str, other: str
) -> None:
    assert _homes(*spans) == [(path, day, f"homes that do not overlap: {other}")]


def test_a_home_that_ends_before_it_starts_overlaps_nothing() -> None:
    assert [path for path, _, _ in _homes("2026-01-10 2026-01-01", "2026-01-05 2026-01-08")] == [
        "/care/0/end"
    ]


def test_other_spans_may_overlap() -> None:
    worker = {"role": "social_worker", "person": "P1", "start": "2026-01-01"}
    assert found(team=[worker, {**worker, "start": "2026-01-10"}]) == []
    assert found(missing_episodes=[{"start": "2026-01-01"}, {"start": "2026-01-02"}]) == []


# --- birth ----------------------------------------------------------------------------------------------------


def test_a_child_may_be_born_today() -> None:
    assert found(child={"id": "A1", "date_of_birth": TODAY}) == []


def test_a_child_born_after_the_day_is_one_error() -> None:
    assert found(child={"id": "A1", "date_of_birth": TOMORROW}) == [("/child/date_of_birth", TOMORROW, UP_TO)]
