"""NG26 1.4.2: how video feedback is delivered; and what holds of every fidelity finding."""

from typing import Any

import pytest

from tests.ng26.delivery import BOTH, ENDED, MET, asked, broken, changed, course, judged, on_days, spread
from tests.ng26.stories import ADOPTED, FOSTER, RESIDENTIAL, later, programme, review

FIRST = "2025-10-01"
HIGHLIGHTS = ["sensitivity", "strengths", "change"]


def days(count: int = 10, span: int = 99) -> list[int]:
    """The first ten evenly over so many days, more of them a week apart."""
    return [span * n // 9 if n < 10 else span + 7 * (n - 9) for n in range(count)]


def video(count: int = 10, span: int = 99, **more: Any) -> dict[str, Any]:
    each = {
        "minutes": 60,
        "place": "home",
        "with": BOTH,
        "filmed_minutes": 15,
        "film_watched_with_carer": True,
    }
    return course(
        "video_feedback", spread(on_days(FIRST, days(count, span), **each), "highlighted", HIGHLIGHTS), **more
    )


RUNNING = {"ended": None, "ended_because": None}
TENTH = later(FIRST, 99)


# --- when it applies ----------------------------------------------------------------------------------------------


def test_it_applies_once_the_newest_entry_is_begun_running_or_ended() -> None:
    assert judged("1.4.2", video()) == judged("1.4.2", video(**RUNNING)) == MET
    assert judged("1.4.2", video(response="declined")) == ("not_applicable", [])
    assert judged("1.4.2", video(response=None))[0] == "ask"
    assert judged("1.4.2", {}, programmes=[]) == ("not_applicable", [])
    assert asked("1.4.2", {}, programmes=None) == ("/programmes",)


def test_only_the_newest_entry_is_judged() -> None:
    wrong = {**changed(video(), 3, minutes=5), "offered": "2025-09-01"}
    assert judged("1.4.2", {}, programmes=[video(), wrong]) == MET
    assert judged("1.4.2", {}, programmes=[{**wrong, "offered": "2025-10-02"}, video()]) == broken(
        "session_length"
    )
    declined = programme("video_feedback", "2026-02-01", "declined")
    assert judged("1.4.2", {}, programmes=[wrong, declined]) == ("not_applicable", [])


@pytest.mark.parametrize("where", [FOSTER, ADOPTED, RESIDENTIAL])
def test_in_any_context_in_scope_with_whichever_carer_at_any_age(where: Any) -> None:
    assert judged("1.4.2", changed(video(carer="C9"), 3, minutes=5), where=where, age=12) == broken(
        "session_length"
    )


def test_begun_with_sessions_absent_is_asked() -> None:
    assert asked("1.4.2", video(sessions=None)) == ("/programmes/0/sessions",)
    assert judged("1.4.2", video(sessions=None, practitioner_trained=False)) == broken("trained_practitioner")


# --- each session -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"minutes": 59}, "session_length"), ({"minutes": 59.5}, "session_length"), ({"minutes": 60}, None), ({"minutes": 180}, None),
        ({"place": "clinic"}, "place"), ({"place": "children_home"}, "place"),
        ({"filmed_minutes": 9}, "filmed_minutes"), ({"filmed_minutes": 10}, None), ({"filmed_minutes": 20}, None),
        ({"filmed_minutes": 21}, "filmed_minutes"), ({"filmed_minutes": 0}, "filmed_minutes"),
        ({"film_watched_with_carer": False}, "film_watched"), ({"with": ["carer"]}, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("which", [0, 5, -1])
def test_every_session(which: int, change: dict[str, Any], rule: str | None) -> None:
    """Judged at once, running or ended."""
    for more in (ENDED, RUNNING):
        assert judged("1.4.2", changed(video(**more), which, **change)) == (broken(rule) if rule else MET)


def test_three_short_sessions_are_one_rule_that_names_three() -> None:
    from tests.ng26.stories import EDGE, finding, story

    short = video()
    for which in (1, 4, 7):
        short = changed(short, which, minutes=45)
    (deviation,) = finding("1.4.2", story(EDGE, programmes=[short])).deviations
    assert deviation.rule == "session_length"
    assert [later(FIRST, days()[n]) in deviation.found for n in (1, 4, 7, 2)] == [True, True, True, False]


@pytest.mark.parametrize("key", ["minutes", "place", "filmed_minutes", "film_watched_with_carer"])
def test_what_is_not_known_of_a_session_is_asked_unless_something_is_wrong_already(key: str) -> None:
    assert asked("1.4.2", changed(video(), 3, **{key: None})) == (f"/programmes/0/sessions/3/{key}",)
    assert judged("1.4.2", changed(video(practitioner_trained=False), 3, **{key: None})) == broken(
        "trained_practitioner"
    )


def test_by_a_trained_practitioner() -> None:
    assert judged("1.4.2", video(practitioner_trained=False)) == broken("trained_practitioner")
    assert asked("1.4.2", video(practitioner_trained=None)) == ("/programmes/0/practitioner_trained",)


# --- ten sessions -------------------------------------------------------------------------------------------------


def test_too_few_sessions_are_judged_once_the_course_is_over() -> None:
    assert judged("1.4.2", video(9)) == broken("sessions_too_few")
    assert judged("1.4.2", video(9, **RUNNING)) == ("act", ["sessions_too_few"]), (
        "its longest duration has passed"
    )
    assert judged("1.4.2", late(9)) == MET, "it may still have its tenth"


def late(count: int, first: str = "2025-12-01") -> dict[str, Any]:
    """A course that is still running, begun not long ago."""
    entry = video(count, **RUNNING)
    held = [
        {**session, "date": later(first, day)}
        for session, day in zip(entry["sessions"], days(count, 85), strict=True)
    ]
    return {**entry, "offered": first, "sessions": held}


@pytest.mark.parametrize(("first", "over"), [("2025-10-22", False), ("2025-10-21", True)])
def test_a_course_is_over_when_its_longest_duration_has_passed(first: str, *, over: bool) -> None:
    """130 days from the first session to 1 March 2026; one more."""
    assert judged("1.4.2", late(9, first)) == (broken("sessions_too_few", "too_short") if over else MET)


@pytest.mark.parametrize(
    ("held", "allowed"),
    [
        ([], False), ([review(TENTH)], True), ([review(later(TENTH, 7))], True), ([review(later(TENTH, -1))], False),
        ([review(later(TENTH, 8))], False), ([review(TENTH, "no_further_intervention")], False), ([review(TENTH, kind="looked_after")], False),
    ],
)  # fmt: skip
def test_more_sessions_only_after_a_review_between_the_tenth_and_the_eleventh(
    held: Any, *, allowed: bool
) -> None:
    """Too many are judged at once."""
    for more in (ENDED, RUNNING):
        assert judged("1.4.2", video(11, **more), reviews=held) == (
            MET if allowed else broken("sessions_too_many")
        )


def test_whether_more_was_allowed_is_asked_where_it_is_not_known() -> None:
    assert asked("1.4.2", video(11), reviews=None) == ("/reviews",)
    assert asked("1.4.2", video(11), reviews=[review(TENTH, None)]) == ("/reviews/0/conclusion",)


# --- over 3–4 months ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("span", "rule"), [(79, "too_short"), (80, None), (130, None), (131, "too_long")])
def test_over_80_to_130_days(span: int, rule: str | None) -> None:
    assert judged("1.4.2", video(span=span)) == (broken(rule) if rule else MET)


def test_the_first_ten_are_counted_when_there_are_more() -> None:
    reviewed = [review(later(FIRST, 125))]
    assert judged("1.4.2", video(13, span=125), reviews=reviewed) == MET
    assert judged("1.4.2", video(13, span=79), reviews=[review(later(FIRST, 79))]) == broken("too_short")


def test_too_short_waits_for_the_end_and_too_long_does_not() -> None:
    assert judged("1.4.2", {**late(10, "2025-12-01"), **ENDED}) == MET
    quick = video(10, span=50, **RUNNING)
    recent = {
        **quick,
        "sessions": [
            {**s, "date": later("2025-12-20", day)}
            for s, day in zip(quick["sessions"], days(10, 50), strict=True)
        ],
    }
    assert judged("1.4.2", recent) == MET
    assert judged("1.4.2", {**recent, **ENDED}) == broken("too_short")
    assert "too_long" in judged("1.4.2", video(9, span=150, **RUNNING))[1]


def test_too_few_and_too_short_are_two_rules() -> None:
    assert judged("1.4.2", {**late(3), **ENDED}) == broken("sessions_too_few", "too_short")


def test_a_course_that_ended_without_a_session() -> None:
    state, rules = judged("1.4.2", course("video_feedback", []))
    assert state == "act"
    assert {"sessions_too_few", "highlights"} <= set(rules)


# --- highlights ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", HIGHLIGHTS)
def test_each_highlight_at_least_once_by_the_end(code: str) -> None:
    entry = video()
    held = [{**s, "highlighted": [c for c in s["highlighted"] if c != code]} for s in entry["sessions"]]
    assert judged("1.4.2", {**entry, "sessions": held}) == broken("highlights")
    open_ = late(9)
    held = [{**s, "highlighted": []} for s in open_["sessions"]]
    assert judged("1.4.2", {**open_, "sessions": held}) == MET, "still open while it runs"


def test_highlights_that_are_not_known() -> None:
    entry = video()
    held = [
        {**s, "highlighted": None if n == 0 else [c for c in s["highlighted"] if c != "change"]}
        for n, s in enumerate(entry["sessions"])
    ]
    assert asked("1.4.2", {**entry, "sessions": held}) == ("/programmes/0/sessions/0/highlighted",)


# --- sessions by date ---------------------------------------------------------------------------------------------


def test_the_order_in_the_file_does_not_matter() -> None:
    entry = video(11)
    turned = {**entry, "sessions": entry["sessions"][::-1]}
    for reviews in ([review(TENTH)], []):
        assert judged("1.4.2", turned, reviews=reviews) == judged("1.4.2", entry, reviews=reviews)
