"""Event tables on another day: for every child the very thing that looking back does to its case file."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from holdfast.casefile import looking_back
from holdfast.casefile.event_looking_back import also_read, seen_on
from holdfast.casefile.event_schema import schemas
from holdfast.casefile.event_tables import to_cases, to_tables
from holdfast.ng26.tables import CASE_FILE
from tests.casefile.test_event_tables import PLAIN, VIGNETTES, Case, known
from tests.properties.cases import cases
from tests.simulate import cohorts

THEN = date(2025, 6, 15)


def same_as_case_by_case(many: list[Case], day: date) -> None:
    found, earlier = seen_on(to_tables(many), day)
    expected = to_tables(looking_back.seen_on(case, day)[0] for case in many)
    for name in schemas():
        assert_frame_equal(found[name], expected[name])
    assert earlier == any(looking_back.seen_on(case, day)[1] for case in many)


# --- the same as looking back at each case file -----------------------------------------------------------------


@given(st.lists(cases(), min_size=1, max_size=4), st.data())
def test_the_same_as_looking_back_at_each_case_file(many: list[Case], data: st.DataObject) -> None:
    """On a day near to one child's own: before it, on it and after it for the others."""
    own = date.fromisoformat(data.draw(st.sampled_from(many))["as_of"])
    step = data.draw(st.integers(-1000, 100) | st.sampled_from((0, -1, 1, -28, -365)))
    same_as_case_by_case(many, own + timedelta(days=step))


@pytest.mark.parametrize("step", [*range(-1200, 0, 75), -2, -1, 0, 1, 400])
def test_the_same_for_all_vignettes_on_many_days(step: int) -> None:
    many = list(VIGNETTES.values())
    same_as_case_by_case(many, date.fromisoformat(max(case["as_of"] for case in many)) + timedelta(days=step))


def test_the_same_for_all_vignettes_on_days_that_they_name() -> None:
    """The days on which something happens, and so on which one day more or less shows; every eighth of them."""
    many = list(VIGNETTES.values())
    for day in sorted(set(_days(many)))[::8]:
        same_as_case_by_case(many, date.fromisoformat(day))


def _days(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [day for inner in value.values() for day in _days(inner)]
    if isinstance(value, list):
        return [day for inner in value for day in _days(inner)]
    return [value] if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" else []


def test_the_same_for_a_block_of_a_cohort_whose_children_are_not_numbered_from_0() -> None:
    tables = cohorts.cohort(40_000)[1]
    some = {name: table.filter(pl.col("child") < 20_300) for name, table in tables.items()}
    found, earlier = seen_on(some, date(2024, 9, 1))
    assert earlier
    expected = [known(looking_back.seen_on(case, date(2024, 9, 1))[0]) for case in to_cases(some)]
    assert list(to_cases(found)) == expected


# --- examples ---------------------------------------------------------------------------------------------------


def test_later_only_the_day_changes() -> None:
    tables = to_tables(VIGNETTES.values())
    day = date(2040, 1, 1)
    seen, earlier = seen_on(tables, day)
    assert not earlier
    assert seen["child"]["as_of"].unique().to_list() == [day]
    for name in schemas():
        same = tables[name].with_columns(as_of=day) if name == "child" else tables[name]
        assert_frame_equal(seen[name], same)


def test_the_tables_given_are_not_touched() -> None:
    tables = to_tables(VIGNETTES.values())
    before = {name: table.clone() for name, table in tables.items()}
    seen_on(tables, THEN)
    for name, table in before.items():
        assert_frame_equal(tables[name], table)


def test_each_child_is_looked_back_at_from_its_own_day() -> None:
    status = {"date": "2025-06-16", "status": "suspected"}
    early, late = {**PLAIN, "as_of": "2025-06-15"}, {**PLAIN, "as_of": "2025-06-16"}
    seen, earlier = seen_on(
        to_tables([{**early, "attachment": [status]}, {**late, "attachment": [status]}]), THEN
    )
    assert earlier
    # The first file's own day has come already: what it says, a wrong day even, is left as it is.
    assert seen["attachment"].select("child", "position").rows() == [(0, 0)]


def test_sessions_follow_their_programme_to_its_new_position() -> None:
    """The first programme is not offered yet. Of the second, all sessions have been held: their programme moves up none the less."""
    session = {"date": "2025-06-01"}
    programmes = [
        {"programme": "carer_group", "offered": "2025-07-01"},
        {"programme": "video_feedback", "offered": "2025-05-01", "sessions": [session, session]},
    ]
    seen, _ = seen_on(to_tables([{**PLAIN, "programmes": programmes}]), THEN)
    assert seen["programmes"].select("position", "programme").rows() == [(0, "video_feedback")]
    assert seen["sessions"].select("position", "session").rows() == [(0, 0), (0, 1)]


# --- on some of the columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "read",
    [
        {"child": {"as_of", "child__date_of_birth", "care__known"}, "care": {"home", "end_reason"}},
        {"sessions": {"minutes"}},
        {"programmes": {"ended_because"}, "team": {"role", "end"}, "conditions": {"offered", "offered__not"}},
        {"siblings": {"id"}},
    ],
)
@pytest.mark.parametrize("back", [0, 100, 400])
def test_with_what_it_needs_beside_them_some_columns_are_as_of_all(
    read: dict[str, set[str]], back: int
) -> None:
    day = date(2026, 4, 1) - timedelta(days=back)
    tables = to_tables(VIGNETTES.values())
    wanted = also_read(read)
    assert all(read[name] <= wanted[name] for name in read)
    place = {"child", "position", "session"}
    some = {
        name: tables[name].select(c for c in tables[name].columns if c in columns | place)
        for name, columns in wanted.items()
    }
    found, whole = seen_on(some, day)[0], seen_on(tables, day)[0]
    assert set(found) == set(wanted)
    for name, table in found.items():
        assert_frame_equal(table, whole[name].select(table.columns))


def test_what_looking_back_reads_is_named_for_every_list() -> None:
    everything = also_read({name: set() for name in schemas()})
    assert everything["child"] == {"as_of"}
    assert everything["programmes"] == {"offered", "started", "ended"}
    for table in CASE_FILE.tables:
        assert everything[table.name] <= set(schemas()[table.name])
        assert not table.dated_by or table.dated_by in everything[table.name]
