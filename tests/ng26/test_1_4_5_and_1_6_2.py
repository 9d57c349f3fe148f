"""NG26 1.4.5 parental sensitivity and behaviour training, and 1.6.2, the same for professional carers at the children's home."""

from typing import Any

import pytest

from tests.ng26.delivery import (
    BOTH,
    CARER,
    ENDED,
    MET,
    asked,
    broken,
    changed,
    course,
    judged,
    on_days,
    spread,
)
from tests.ng26.stories import RESIDENTIAL, ago, finding, later, story

CONTENT = [
    "behavioural_management",
    "limit_setting",
    "sensitive_responsiveness",
    "parenting_quality",
    "homework",
]
PROGRAMMES = {
    "1.4.5": ("sensitivity_training", "home"),
    "1.6.2": ("residential_sensitivity_training", "children_home"),
}
RUNNING = {"ended": None, "ended_because": None}
both_programmes = pytest.mark.parametrize("number", list(PROGRAMMES))


def training(
    number: str = "1.4.5", count: int = 7, gap: int = 14, first: str = "2025-10-01", **more: Any
) -> dict[str, Any]:
    """A session with the carer alone, then so many with carer and child."""
    code, place = PROGRAMMES[number]
    held = on_days(first, [gap * n for n in range(count + 1)], minutes=60, place=place, **{"with": BOTH})
    held[0] |= {"with": CARER, "minutes": 20}
    return course(code, spread(held, "covered", CONTENT, start=1), **more)


@both_programmes
def test_as_it_should_be(number: str) -> None:
    assert judged(number, training(number)) == MET


@both_programmes
@pytest.mark.parametrize(
    ("count", "rule"), [(4, "sessions_too_few"), (5, None), (15, None), (16, "sessions_too_many")]
)
def test_5_to_15_sessions_after_the_first(number: str, count: int, rule: str | None) -> None:
    assert judged(number, training(number, count, gap=7)) == (broken(rule) if rule else MET)


def test_too_many_are_judged_at_once_and_too_few_at_the_end() -> None:
    assert judged("1.4.5", training(count=16, gap=7, **RUNNING)) == broken("sessions_too_many")
    assert judged("1.4.5", training(count=3, first="2026-01-01", **RUNNING)) == MET


@both_programmes
def test_first_a_session_with_the_carer_alone(number: str) -> None:
    for present in (BOTH, ["child"], []):
        assert judged(number, changed(training(number), 0, **{"with": present})) == broken(
            "first_session_carer_alone"
        )
    assert asked(number, changed(training(number), 0, **{"with": None})) == ("/programmes/0/sessions/0/with",)


@both_programmes
@pytest.mark.parametrize("which", [1, -1])
def test_then_carer_and_child(number: str, which: int) -> None:
    for present in (CARER, ["child"], []):
        assert judged(number, changed(training(number), which, **{"with": present})) == broken(
            "carer_and_child"
        )


@pytest.mark.parametrize(("minutes", "rule"), [(59, "session_length"), (60, None), (90, None)])
def test_60_minutes_each_but_the_first_may_have_any_length(minutes: int, rule: str | None) -> None:
    assert judged("1.4.5", changed(training(), 1, minutes=minutes)) == (broken(rule) if rule else MET)
    assert judged("1.4.5", changed(training(), 0, minutes=minutes)) == MET
    assert judged("1.4.5", changed(training(), 0, minutes=None)) == MET


@both_programmes
@pytest.mark.parametrize(("gap", "rule"), [(3, "gap"), (4, None), (17, None), (18, "gap")])
def test_weekly_or_fortnightly(number: str, gap: int, rule: str | None) -> None:
    assert judged(number, training(number, 8, gap)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize(("gap", "rule"), [(3, "gap"), (4, None), (17, None), (18, "gap")])
def test_the_gap_after_the_first_session_counts_too(gap: int, rule: str | None) -> None:
    entry = training()
    held = [
        {**s, "date": later("2025-10-01", 0 if n == 0 else gap + 7 * (n - 1))}
        for n, s in enumerate(entry["sessions"])
    ]
    assert judged("1.4.5", {**entry, "sessions": held}) == (broken(rule) if rule else MET)


def test_the_time_since_the_last_session_is_no_gap() -> None:
    assert judged("1.4.5", training(count=3, gap=7, first="2025-12-01", **RUNNING)) == MET


@both_programmes
@pytest.mark.parametrize(("last", "rule"), [(190, None), (191, "too_long")])
def test_within_6_months(number: str, last: int, rule: str | None) -> None:
    entry = training(number, 13, first="2025-08-01")
    days = [round(last * n / 13) for n in range(14)]
    held = [{**s, "date": later("2025-08-01", day)} for s, day in zip(entry["sessions"], days, strict=True)]
    assert judged(number, {**entry, "sessions": held}, care=[])[0] == "ask"
    assert judged(number, {**entry, "sessions": held}) == (broken(rule) if rule else MET)


@both_programmes
@pytest.mark.parametrize("code", CONTENT)
def test_all_five_are_covered_by_the_end(number: str, code: str) -> None:
    entry = training(number)
    held = [{**s, "covered": [c for c in s["covered"] if c != code]} for s in entry["sessions"]]
    assert judged(number, {**entry, "sessions": held}) == broken("content")
    assert judged(number, training(number, 3, first="2026-01-01", **RUNNING)) == MET


@pytest.mark.parametrize(("born", "rule"), [("2024-06-02", None), ("2024-06-01", "content")])
def test_behavioural_management_is_not_asked_for_under_19_months(born: str, rule: str | None) -> None:
    """The child's age on the last session: 18 months and 30 days, 19 months. The course ended later."""
    entry = training(gap=7, first="2025-11-13")  # seven weeks to 1 January 2026
    assert entry["sessions"][-1]["date"] == "2026-01-01"
    held = [
        {**s, "covered": [c for c in s["covered"] if c != "behavioural_management"]}
        for s in entry["sessions"]
    ]
    child = {"id": "A1", "date_of_birth": born}
    assert judged("1.4.5", {**entry, "sessions": held}, child=child) == (broken(rule) if rule else MET)
    assert judged("1.4.5", entry, child=child) == MET, "covering it earlier is no deviation"


@pytest.mark.parametrize(("born", "rule"), [(ago(-1, months=19), None), (ago(months=19), "content")])
def test_while_the_course_runs_it_is_the_age_today(born: str, rule: str | None) -> None:
    """Judged because its longest duration has passed."""
    entry = training(gap=7, first="2025-08-01", **RUNNING)
    held = [
        {**s, "covered": [c for c in s["covered"] if c != "behavioural_management"]}
        for s in entry["sessions"]
    ]
    assert judged("1.4.5", {**entry, "sessions": held}, child={"id": "A1", "date_of_birth": born}) == (
        broken(rule) if rule else MET
    )


@both_programmes
def test_by_a_trained_practitioner(number: str) -> None:
    assert judged(number, training(number, practitioner_trained=False)) == broken("trained_practitioner")


@pytest.mark.parametrize("place", ["home", "clinic", "school"])
def test_1_6_2_at_the_children_s_home_and_1_4_5_anywhere(place: str) -> None:
    assert judged("1.6.2", changed(training("1.6.2"), 2, place=place)) == broken("place")
    assert judged("1.4.5", changed(training(), 2, place=place)) == MET


def test_1_6_2_says_how_its_printed_text_is_read() -> None:
    shown = finding("1.6.2", story(RESIDENTIAL, age=14, programmes=[training("1.6.2")]))
    assert any("1.4.5" in note and "0–18" in note for note in shown.notes)
    assert finding("1.4.5", story(RESIDENTIAL, age=14, programmes=[training()])).notes == ()


def test_each_is_judged_by_its_own_programme() -> None:
    assert judged("1.6.2", training("1.4.5")) == judged("1.4.5", training("1.6.2")) == ("not_applicable", [])
    assert ENDED["ended"] == "2026-03-01"
