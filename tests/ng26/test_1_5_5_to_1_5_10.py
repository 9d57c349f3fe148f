"""NG26 1.5.5 and 1.5.6 intensive support for carers, 1.5.7 group play, 1.5.9 and 1.5.10 the groups of a school year."""

from typing import Any

import pytest

from tests.ng26.delivery import MET, asked, broken, changed, course, judged, on_days, spread
from tests.ng26.stories import later

RUNNING = {"ended": None, "ended_because": None}
TRAINING = ["behavioural_management", "relationships", "schoolwork", "conflict"]
SUPPORT = ["daily_telephone", "weekly_group", "crisis_line"]


# --- 1.5.5 and 1.5.6 ----------------------------------------------------------------------------------------------


def support(
    span: int = 300, first: str = "2025-02-01", covered: Any = (*TRAINING, *SUPPORT), **more: Any
) -> dict[str, Any]:
    return course(
        "intensive_carer_support",
        spread(on_days(first, [0, span // 2, span]), "covered", list(covered)),
        **more,
    )


def test_1_5_5_and_1_5_6_as_they_should_be() -> None:
    assert judged("1.5.5", support()) == judged("1.5.6", support()) == MET
    assert judged("1.5.5", support(practitioner_trained=False)) == MET, "NG26 does not say by whom"


@pytest.mark.parametrize("number", ["1.5.5", "1.5.6"])
@pytest.mark.parametrize(("span", "rule"), [(259, "too_short"), (260, None), (380, None), (381, "too_long")])
def test_1_5_5_and_1_5_6_over_9_to_12_months(number: str, span: int, rule: str | None) -> None:
    assert judged(number, support(span)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize("code", [*TRAINING, *SUPPORT])
def test_each_of_the_two_asks_for_its_own_content(code: str) -> None:
    entry = support(covered=[c for c in (*TRAINING, *SUPPORT) if c != code])
    assert judged("1.5.5", entry) == (broken("content") if code in TRAINING else MET)
    assert judged("1.5.6", entry) == (broken("content") if code in SUPPORT else MET)


def test_1_5_5_content_and_length_are_open_while_it_runs_until_its_longest_has_passed() -> None:
    """380 days before 1 March 2026 is 14 February 2025."""
    for first, expected in (("2025-02-14", MET), ("2025-02-13", broken("too_short", "content"))):
        assert judged("1.5.5", support(100, first, covered=SUPPORT, **RUNNING)) == expected


# --- 1.5.7 --------------------------------------------------------------------------------------------------------


def play(span: int = 266, gap: int = 7, first: str = "2025-02-01", **more: Any) -> dict[str, Any]:
    days = [*list(range(0, span - gap + 1, gap)), span]
    held = on_days(first, days, minutes=75, place="group_venue", **{"with": ["child"]})
    return course("therapeutic_play", spread(held, "covered", ["progress_monitoring"]), **more)


def test_1_5_7_as_it_should_be() -> None:
    assert judged("1.5.7", play()) == MET


@pytest.mark.parametrize(
    ("minutes", "rule"), [(59, "session_length"), (60, None), (90, None), (91, "session_length")]
)
def test_1_5_7_60_to_90_minutes(minutes: int, rule: str | None) -> None:
    assert judged("1.5.7", changed(play(), 4, minutes=minutes)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize("which", [0, 20, -1])
def test_1_5_7_every_session_in_a_group(which: int) -> None:
    assert judged("1.5.7", changed(play(), which, place="clinic")) == broken("in_group")
    assert asked("1.5.7", changed(play(), 4, place=None)) == ("/programmes/0/sessions/4/place",)


@pytest.mark.parametrize(("gap", "rule"), [(3, "gap"), (4, None), (10, None), (11, "gap")])
def test_1_5_7_weekly(gap: int, rule: str | None) -> None:
    assert judged("1.5.7", play(gap * (300 // gap), gap)) == (broken(rule) if rule else MET)


@pytest.mark.parametrize(("span", "rule"), [(259, "too_short"), (260, None), (380, None), (381, "too_long")])
def test_1_5_7_over_9_to_12_months(span: int, rule: str | None) -> None:
    days = [round(span * n / 45) for n in range(46)]
    held = spread(
        on_days("2025-02-01", days, minutes=75, place="group_venue"), "covered", ["progress_monitoring"]
    )
    assert judged("1.5.7", course("therapeutic_play", held)) == (broken(rule) if rule else MET)


def test_1_5_7_trained_and_following_progress() -> None:
    assert judged("1.5.7", play(practitioner_trained=False)) == broken("trained_practitioner")
    held = [{**s, "covered": []} for s in play()["sessions"]]
    assert judged("1.5.7", play(sessions=held)) == broken("content")


# --- 1.5.9 and 1.5.10 ---------------------------------------------------------------------------------------------

GROUPS = {
    "1.5.9": ("carer_group", ["reinforcement_system", "homework"]),
    "1.5.10": ("young_person_group", ["peer_skills", "confidence", "activities", "positive_outlook"]),
}
TWICE = [0, 2, 7, 9, 14, 16]
both_groups = pytest.mark.parametrize("number", list(GROUPS))
START = "2024-09-10"  # the school year ends in July 2025: 294 days later is 1 July


def group(number: str, days: list[int] | None = None, first: str = START, **more: Any) -> dict[str, Any]:
    """Twice a week for three weeks, then weekly into July."""
    code, content = GROUPS[number]
    each = {"minutes": 75, "with": ["carer"] if number == "1.5.9" else ["child"]}
    held = on_days(first, [*TWICE, *range(21, 295, 7)] if days is None else days, **each)
    for session in held:
        in_group = session["date"] < later(first, 21)
        session["place"] = "group_venue" if in_group else "other"
    return course(code, spread(held, "covered", content) if held else [], **more)


@both_groups
def test_as_it_should_be(number: str) -> None:
    entry = group(number)
    assert entry["sessions"][-1]["date"] == "2025-07-01"
    assert judged(number, entry) == MET


@both_groups
@pytest.mark.parametrize(
    ("first_weeks", "fine"),
    [
        (TWICE, True), ([0, 6, 7, 13, 14, 20], True), ([0, 7, 9, 14, 16], False), ([0, 2, 7, 14, 16], False), ([0, 2, 7, 9, 14], False),
        ([0, 2, 4, 7, 9, 14, 16], False), ([0, 2, 7, 9, 14, 16, 18], False),
    ],
)  # fmt: skip
def test_two_sessions_in_each_of_the_first_three_weeks(
    number: str, first_weeks: list[int], *, fine: bool
) -> None:
    assert judged(number, group(number, [*first_weeks, *range(21, 295, 7)])) == (
        MET if fine else broken("twice_weekly")
    )


@both_groups
@pytest.mark.parametrize(("first", "fine"), [("2026-02-23", True), ("2026-02-22", False)])
def test_a_week_is_judged_once_it_is_over(number: str, first: str, *, fine: bool) -> None:
    """One session so far: it may still have its second on the seventh day."""
    assert judged(number, group(number, [0], first, **RUNNING)) == (MET if fine else broken("twice_weekly"))
    assert judged(number, group(number, [0, 1, 2], "2026-02-26", **RUNNING)) == broken("twice_weekly"), (
        "a third at once"
    )


@both_groups
@pytest.mark.parametrize(("gap", "rule"), [(3, "gap"), (4, None), (10, None), (11, "gap")])
def test_then_weekly(number: str, gap: int, rule: str | None) -> None:
    last = 21 + gap * (280 // gap)
    assert judged(number, group(number, [*TWICE, *range(21, last + 1, gap)])) == (
        broken(rule) if rule else MET
    )


@both_groups
def test_only_gaps_among_the_sessions_from_day_21_on_are_judged(number: str) -> None:
    """Not those of the first weeks, nor that from the third week to day 21 or later."""
    assert judged(number, group(number, [*TWICE, *range(35, 300, 7)])) == MET
    assert judged(number, group(number, [0, 1, 7, 8, 14, 15, 21, *range(28, 300, 7)])) == MET


@both_groups
@pytest.mark.parametrize(("last", "rule"), [(293, "to_end_of_school_year"), (294, None), (360, None)])
def test_to_the_end_of_the_school_year_it_began_in(number: str, last: int, rule: str | None) -> None:
    """A last session on or after 1 July; judged only once it has ended."""
    days = [*TWICE, *range(21 + last % 7, last + 1, 7)]
    assert later(START, 294) == "2025-07-01"
    assert judged(number, group(number, days)) == (broken(rule) if rule else MET)
    assert judged(number, group(number, days, **RUNNING)) == MET


@both_groups
@pytest.mark.parametrize(
    ("first", "until"),
    [("2024-08-31", "2024-07-01"), ("2024-09-01", "2025-07-01"), ("2025-01-08", "2025-07-01")],
)
def test_the_school_year_is_september_to_august(number: str, first: str, until: str) -> None:
    weekly = group(number, [*TWICE, *range(21, 120, 7)], first)
    fine = weekly["sessions"][-1]["date"] >= until
    assert judged(number, weekly) == (MET if fine else broken("to_end_of_school_year"))


@both_groups
@pytest.mark.parametrize(
    ("minutes", "rule"), [(59, "session_length"), (60, None), (90, None), (91, "session_length")]
)
def test_60_to_90_minutes(number: str, minutes: int, rule: str | None) -> None:
    assert judged(number, changed(group(number), 3, minutes=minutes)) == (broken(rule) if rule else MET)


@both_groups
def test_trained_facilitators_and_all_content_by_the_end(number: str) -> None:
    assert judged(number, group(number, practitioner_trained=False)) == broken("trained_practitioner")
    for code in GROUPS[number][1]:
        held = [{**s, "covered": [c for c in s["covered"] if c != code]} for s in group(number)["sessions"]]
        assert judged(number, group(number, sessions=held)) == broken("content")
        assert judged(number, group(number, sessions=held, **RUNNING)) == MET


def test_1_5_10_in_a_group_for_three_weeks_then_alone_and_1_5_9_anywhere() -> None:
    entry = group("1.5.10")
    assert judged("1.5.10", changed(entry, 5, place="school")) == broken("in_group")
    assert judged("1.5.10", changed(entry, 6, place="group_venue")) == broken("in_group")
    assert judged("1.5.10", changed(entry, 6, place="school")) == MET
    assert asked("1.5.10", changed(entry, 6, place=None)) == ("/programmes/0/sessions/6/place",)
    assert judged("1.5.9", changed(group("1.5.9"), 5, place="school")) == MET
    assert judged("1.5.9", changed(group("1.5.9"), 6, place="group_venue")) == MET
