"""What holds of every answer to every valid case."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.casefile.checking import errors
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.settings import DEFAULTS, SETTINGS, overridden
from holdfast.ng26.vocabulary import STATES
from tests.properties.cases import cases

Case = dict[str, Any]
NUMBERS = [r.number for r in NG26.about_a_child]


@given(cases())
def test_every_valid_case_has_one_finding_for_each_recommendation_in_order(case: Case) -> None:
    answer = findings(case)
    assert [f.recommendation for f in answer.findings] == NUMBERS
    assert {f.state for f in answer.findings} <= set(STATES)


@given(cases())
def test_what_is_said_belongs_to_the_state(case: Case) -> None:
    for f in findings(case).findings:
        assert not f.missing or f.state == "ask"
        assert not f.waits_for or f.state == "wait"
        assert not f.deviations or f.state in ("act", "wait", "stop")
        assert list(f.missing) == sorted(set(f.missing))
        assert set(f.waits_for) <= set(NUMBERS) - {f.recommendation}


@given(cases())
def test_no_reason_is_said_twice_and_none_is_left_unfinished(case: Case) -> None:
    for f in findings(case).findings:
        texts = [
            *f.because,
            *f.notes,
            *(part for d in f.deviations for part in (d.rule, d.expected, d.found)),
        ]
        assert len(set(f.because)) == len(f.because)
        assert all(text and "{" not in text and text == text.strip() for text in texts), texts


@given(cases())
def test_every_finding_says_why(case: Case) -> None:
    assert [f"{f.recommendation} {f.state}" for f in findings(case).findings if not f.because] == []


@given(cases())
def test_a_rule_is_named_once_among_the_deviations_unless_it_is_of_a_move(case: Case) -> None:
    for f in findings(case).findings:
        rules = Counter(d.rule for d in f.deviations)
        assert f.recommendation == "1.1.12" or all(times == 1 for times in rules.values())


@given(cases())
def test_what_is_missing_can_be_found_in_the_file(case: Case) -> None:
    """A path goes through what is there, and ends at something that is not."""
    for f in findings(case).findings:
        for path in f.missing:
            assert _reaches_nothing(case, path.split("/")[1:]), f"{f.recommendation}: {path}"


def _reaches_nothing(found: Any, keys: list[str]) -> bool:
    if not keys:
        # A list with entries is asked for where none of them is the present home.
        return found is None or isinstance(found, list)
    if isinstance(found, list):
        return _reaches_nothing(found[int(keys[0])], keys[1:])
    return found is None or _reaches_nothing(found.get(keys[0]), keys[1:])


@given(cases())
def test_the_same_case_has_the_same_answer_whatever_came_between(case: Case) -> None:
    first = findings(case)
    findings({**case, "as_of": case["as_of"], "care": None})
    assert findings(json.loads(json.dumps(case))) == first


@given(cases())
def test_the_order_of_the_keys_does_not_matter(case: Case) -> None:
    assert findings(_turned(case)) == findings(case)


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(entry) for entry in value] if isinstance(value, list) else value


# --- settings -----------------------------------------------------------------------------------------------------


@given(cases())
def test_the_settings_shown_are_those_in_force(case: Case) -> None:
    in_force = {**DEFAULTS, "preschool_under": 4, "proposal_days": 14}
    for f in findings(case, in_force).findings:
        assert dict(f.settings).items() <= in_force.items()


def _settings() -> st.SearchStrategy[dict[str, int]]:
    each = {
        key: st.sampled_from((setting.value, 0, 1, setting.value + 1, 9999))
        if setting.unit != "month"
        else st.integers(1, 8)
        for key, setting in SETTINGS.items()
    }
    return st.fixed_dictionaries({}, optional=each)


@given(cases(), _settings())
def test_no_setting_that_a_service_may_choose_makes_an_answer_fail(
    case: Case, changes: dict[str, int]
) -> None:
    in_force, wrong = overridden(changes)
    assert wrong == []
    assert len(findings(case, in_force).findings) == len(NUMBERS)


# --- days at the ends of the calendar -------------------------------------------------------------------------------


@pytest.mark.parametrize("as_of", ["0001-01-01", "0004-02-29", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_has_an_answer(as_of: str) -> None:
    session = {"date": as_of}
    course = {"programme": "carer_group", "offered": as_of, "response": "accepted", "sessions": [session]}
    case = {
        "format": "holdfast-case/1", "as_of": as_of, "child": {"id": "A1", "date_of_birth": as_of},
        "care": [{"start": as_of, "context": "in_care", "home": "foster"}], "programmes": [course],
        "attachment": [{"date": as_of, "status": "suspected"}],
    }  # fmt: skip
    assert errors(case) == []
    assert len(findings(case).findings) == len(NUMBERS)


def test_a_day_with_a_slip_of_the_pen_has_an_answer() -> None:
    """0005 for 2025: valid, so answered."""
    tool = {"date": "0005-03-01", "type": "attachment_tool", "tool": "child_attachment_interview"}
    case = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}, "assessments": [tool]}
    assert errors(case) == []
    assert len(findings(case).findings) == len(NUMBERS)


# --- the generator ------------------------------------------------------------------------------------------------


def test_generated_cases_reach_every_state_and_most_of_the_guideline() -> None:
    seen: dict[str, set[str]] = {number: set() for number in NUMBERS}
    values: set[Any] = set()

    @settings(max_examples=400, database=None, derandomize=True)
    @given(cases())
    def look(case: Case) -> None:
        for f in findings(case).findings:
            seen[f.recommendation].add(f.state)
        values.update(
            value if not isinstance(value, (list, dict)) else f"{len(value)} of a list"
            for value in case.values()
        )
        values.update((case.get("life_story") or {}).values())

    look()
    assert set().union(*seen.values()) == set(STATES)
    assert {None, False, "0 of a list", "1 of a list", "2 of a list"} <= values
    reached = sum(len(states - {"ask", "not_applicable"}) > 0 for states in seen.values())
    assert reached > 45, "the generated cases rarely get to where a recommendation applies"
