"""NG26 1.4.8 home visiting, 1.4.10 parent-child psychotherapy: how they are delivered."""

from typing import Any

import pytest

from tests.ng26.delivery import BOTH, MET, asked, broken, changed, course, judged, on_days, spread
from tests.ng26.stories import later

RUNNING = {"ended": None, "ended_because": None}
VISITED = ["role_modelling", "positive_reinforcement", "parental_empathy", "child_development"]
THERAPY = ["observation", "parents_understanding", "parents_own_childhood"]


def visiting(count: int = 12, gap: int = 30, first: str = "2024-10-01", **more: Any) -> dict[str, Any]:
    each = {"minutes": 60, "filmed_minutes": 0, "with": BOTH}
    return course(
        "home_visiting",
        spread(on_days(first, [gap * n for n in range(count)], **each), "covered", VISITED),
        **more,
    )


def therapy(span: int = 364, gap: int = 7, first: str = "2025-01-01", **more: Any) -> dict[str, Any]:
    count = round(span / gap)
    held = on_days(
        first, [round(span * n / count) for n in range(count + 1)], minutes=50, place="home", **{"with": BOTH}
    )
    return course("parent_child_psychotherapy", spread(held, "covered", THERAPY), **more)


# --- 1.4.8 --------------------------------------------------------------------------------------------------------


def test_1_4_8_as_it_should_be() -> None:
    assert judged("1.4.8", visiting()) == MET
    assert judged("1.4.8", visiting(gap=7)) == MET


@pytest.mark.parametrize(("count", "rule"), [(11, "sessions_too_few"), (12, None), (13, "sessions_too_many")])
def test_1_4_8_twelve_sessions(count: int, rule: str | None) -> None:
    assert judged("1.4.8", visiting(count)) == (broken(rule) if rule else MET)


def test_1_4_8_too_few_only_once_it_is_over() -> None:
    assert judged("1.4.8", visiting(11, **RUNNING)) == MET
    assert judged("1.4.8", visiting(11, first="2024-08-28", **RUNNING)) == MET, "550 days"
    assert judged("1.4.8", visiting(11, first="2024-08-27", **RUNNING)) == broken("sessions_too_few")


@pytest.mark.parametrize(("gap", "rule"), [(3, "gap"), (4, None), (38, None), (39, "gap")])
def test_1_4_8_weekly_or_monthly(gap: int, rule: str | None) -> None:
    assert judged("1.4.8", visiting(gap=gap)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize(
    ("minutes", "rule"),
    [(29, "session_length"), (30, None), (90, None), (91, "session_length"), (90.5, "session_length")],
)
def test_1_4_8_30_to_90_minutes(minutes: float, rule: str | None) -> None:
    assert judged("1.4.8", changed(visiting(), 4, minutes=minutes)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize(("last", "rules"), [(550, ("gap",)), (551, ("gap", "too_long"))])
def test_1_4_8_within_18_months(last: int, rules: tuple[str, ...]) -> None:
    """Twelve sessions over 550 days are more than a month apart."""
    entry = visiting(first="2024-08-01")
    held = [{**s, "date": later("2024-08-01", round(last * n / 11))} for n, s in enumerate(entry["sessions"])]
    assert judged("1.4.8", {**entry, "sessions": held}) == broken(*rules)


@pytest.mark.parametrize(("filmed", "rule"), [(0, None), (1, "filmed_minutes"), (0.5, "filmed_minutes")])
def test_1_4_8_nothing_is_filmed(filmed: float, rule: str | None) -> None:
    assert judged("1.4.8", changed(visiting(), 4, filmed_minutes=filmed)) == (broken(rule) if rule else MET)


def test_1_4_8_that_nothing_was_filmed_must_be_written() -> None:
    assert asked("1.4.8", changed(visiting(), 4, filmed_minutes=None)) == (
        "/programmes/0/sessions/4/filmed_minutes",
    )


@pytest.mark.parametrize("present", [["carer"], ["child"], []])
def test_1_4_8_child_and_carer_are_both_there(present: list[str]) -> None:
    assert judged("1.4.8", changed(visiting(), 0, **{"with": present})) == broken("carer_and_child")


@pytest.mark.parametrize("code", VISITED)
def test_1_4_8_all_four_are_covered_by_the_end(code: str) -> None:
    held = [{**s, "covered": [c for c in s["covered"] if c != code]} for s in visiting()["sessions"]]
    assert judged("1.4.8", visiting(sessions=held)) == broken("content")


def test_1_4_8_by_somebody_trained_at_any_place() -> None:
    assert judged("1.4.8", visiting(practitioner_trained=False)) == broken("trained_practitioner")
    assert judged("1.4.8", changed(visiting(), 3, place="clinic")) == MET


# --- 1.4.10 -------------------------------------------------------------------------------------------------------


def test_1_4_10_as_it_should_be() -> None:
    assert judged("1.4.10", therapy()) == MET
    assert judged("1.4.10", therapy(span=420)) == MET, "it has no longest duration"


@pytest.mark.parametrize(("span", "rule"), [(349, "too_short"), (350, None)])
def test_1_4_10_over_a_year(span: int, rule: str | None) -> None:
    """Two weeks' holiday at the end are allowed for; judged only once it has ended."""
    assert judged("1.4.10", therapy(span)) == (broken(rule) if rule else MET)
    assert judged("1.4.10", therapy(span, **RUNNING)) == MET
    assert judged("1.4.10", therapy(100, first="2020-01-01", **RUNNING)) == MET


@pytest.mark.parametrize(("gap", "rule"), [(3, "gap"), (4, None), (10, None), (11, "gap")])
def test_1_4_10_weekly(gap: int, rule: str | None) -> None:
    assert judged("1.4.10", therapy(gap * (1 + 351 // gap), gap)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize(
    ("minutes", "rule"), [(44, "session_length"), (45, None), (60, None), (61, "session_length")]
)
def test_1_4_10_45_to_60_minutes(minutes: int, rule: str | None) -> None:
    assert judged("1.4.10", changed(therapy(), 9, minutes=minutes)) == (broken(rule) if rule else MET)


def test_1_4_10_at_home_by_a_trained_therapist() -> None:
    assert judged("1.4.10", changed(therapy(), 9, place="clinic")) == broken("place")
    assert judged("1.4.10", therapy(practitioner_trained=False)) == broken("trained_practitioner")
    assert asked("1.4.10", therapy(practitioner_trained=None)) == ("/programmes/0/practitioner_trained",)


@pytest.mark.parametrize("code", THERAPY)
def test_1_4_10_all_three_are_covered_by_the_end(code: str) -> None:
    held = [{**s, "covered": [c for c in s["covered"] if c != code]} for s in therapy()["sessions"]]
    assert judged("1.4.10", therapy(sessions=held)) == broken("content")
    assert judged("1.4.10", therapy(sessions=held, **RUNNING)) == MET
