"""The cohort walks every path of the guideline: each finding in each of its states, each way a programme can go wrong."""

from collections import Counter, defaultdict
from functools import cache

import polars as pl
import pytest

from holdfast.ng26.guideline import findings
from holdfast.simulate import BLOCK
from tests.simulate.cohorts import cases, cohort

GUARDS = ("1.1.2", "1.1.5", "1.1.20", "1.2.6", "1.2.7", "1.3.5", "1.3.6", "1.3.7")
WAIT = ("1.1.3", "1.4.1", "1.4.4", "1.4.9", "1.4.11", "1.4.13", "1.5.1", "1.5.3", "1.5.4", "1.5.8", "1.6.1")
PROPOSED_TOO_SOON = ("1.3.2", "1.4.3", "1.4.6", "1.5.2")
# Of each fidelity finding, rules that must be broken somewhere in a block.
BROKEN = {
    "1.4.2": {"place", "trained_practitioner", "sessions_too_few", "sessions_too_many", "session_length", "too_long", "too_short",
              "filmed_minutes", "film_watched", "highlights"},
    "1.4.5": {"first_session_carer_alone", "carer_and_child", "gap", "session_length", "content", "sessions_too_few", "too_long"},
    "1.4.8": {"sessions_too_few", "gap", "content"},
    "1.4.10": {"place", "gap", "session_length", "too_short", "trained_practitioner"},
    "1.5.5": {"content", "too_short", "too_long"},
    "1.5.6": {"content", "too_short"},
    "1.5.7": {"in_group", "gap", "session_length", "too_short"},
    "1.5.9": {"twice_weekly", "gap", "to_end_of_school_year", "session_length", "content"},
    "1.5.10": {"in_group", "twice_weekly", "to_end_of_school_year", "session_length", "content"},
    "1.6.2": {"place", "gap", "session_length", "content"},
}  # fmt: skip


@cache
def _answers() -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """States and broken rules by recommendation: of every child with a programme, a proposal or a diagnosis, and each fifth other."""
    tables = cohort()[0]
    telling = pl.concat([tables[name]["child"] for name in ("programmes", "proposals", "diagnoses")])
    states: dict[str, Counter[str]] = defaultdict(Counter)
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases(tables, set(telling) | set(range(0, BLOCK, 5))):
        for finding in findings(case).findings:
            states[finding.recommendation][finding.state] += 1
            rules[finding.recommendation].update(deviation.rule for deviation in finding.deviations)
    return states, rules


@pytest.mark.slow
def test_every_finding_is_met_and_unmet_and_asked_and_not_applicable() -> None:
    states = _answers()[0]
    assert len(states) == 55
    for number, counted in states.items():
        unmet = "stop" if number in GUARDS else "act"
        assert {unmet, "met", "ask", "not_applicable"} <= set(counted), f"{number}: {counted}"


@pytest.mark.slow
@pytest.mark.parametrize("number", WAIT)
def test_what_can_wait_waits(number: str) -> None:
    assert _answers()[0][number]["wait"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("number", PROPOSED_TOO_SOON)
def test_programmes_are_proposed_too_soon(number: str) -> None:
    assert _answers()[0][number]["stop"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("number", BROKEN)
def test_courses_go_wrong_in_every_way(number: str) -> None:
    assert BROKEN[number] <= set(_answers()[1][number])
