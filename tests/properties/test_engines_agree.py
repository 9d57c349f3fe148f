"""The two engines give the same findings: child, as_of, recommendation, state, waits_for, unknowns included."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast import simulate
from holdfast.casefile.checking import errors
from holdfast.casefile.event_tables import to_cases, to_tables
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STATES
from tests.properties.cases import Case, cases

Row = tuple[str, str, str, str, tuple[str, ...]]
CASELOAD = CaseloadFindings(NG26, DEFAULTS, tuple(STATES))
OTHER_SETTINGS = st.fixed_dictionaries(
    {
        key: st.integers(max(value - 2, 1), value + 2)
        for key, value in DEFAULTS.items()
        if key != "school_year_last_month"
    }
)


def one_by_one(given_cases: list[Case], in_force: dict[str, int]) -> set[Row]:
    """What the one-child engine says of each."""
    answers = [findings(case, in_force) for case in given_cases]
    return {
        (a.child, a.as_of, f.recommendation, f.state, tuple(sorted(f.waits_for)))
        for a in answers
        for f in a.findings
    }


def together(given_cases: list[Case], engine: CaseloadFindings) -> set[Row]:
    """What the caseload engine says of all."""
    return rows(engine.of(to_tables(given_cases)))


def rows(found: Any) -> set[Row]:
    return {(c, d.isoformat(), r, s, tuple(sorted(w))) for c, d, r, s, w in found.iter_rows()}


def numbered(given_cases: list[Case]) -> list[Case]:
    return [{**case, "child": {**case["child"], "id": f"{i}"}} for i, case in enumerate(given_cases)]


@settings(max_examples=150)
@given(st.lists(cases(), min_size=1, max_size=6))
def test_the_engines_agree(given_cases: list[Case]) -> None:
    given_cases = numbered(given_cases)
    assert not any(errors(case) for case in given_cases)
    assert one_by_one(given_cases, dict(DEFAULTS)) ^ together(given_cases, CASELOAD) == set()


@settings(max_examples=50)
@given(st.lists(cases(), min_size=1, max_size=4), st.dates(date(2024, 2, 28), date(2028, 3, 1)))
def test_the_engines_agree_when_all_are_asked_about_on_one_day(given_cases: list[Case], day: date) -> None:
    on_one_day = numbered([case for case in given_cases if not errors({**case, "as_of": day.isoformat()})])
    on_one_day = [{**case, "as_of": day.isoformat()} for case in on_one_day]
    assert one_by_one(on_one_day, dict(DEFAULTS)) ^ together(on_one_day, CASELOAD) == set()


@settings(max_examples=40)
@given(st.lists(cases(), min_size=1, max_size=4), OTHER_SETTINGS)
def test_the_engines_agree_under_a_service_s_own_settings(
    given_cases: list[Case], changed: dict[str, int]
) -> None:
    given_cases, in_force = numbered(given_cases), {**DEFAULTS, **changed}
    engine = CaseloadFindings(NG26, in_force, tuple(STATES))
    assert one_by_one(given_cases, in_force) ^ together(given_cases, engine) == set()


def test_the_engines_agree_on_a_synthetic_cohort() -> None:
    tables = next(iter(simulate.blocks(1500, 11, date(2026, 3, 31))))
    assert one_by_one(list(to_cases(tables)), dict(DEFAULTS)) ^ rows(CASELOAD.of(tables)) == set()


def test_nobody_is_no_finding() -> None:
    assert CASELOAD.of(to_tables([])).height == 0
