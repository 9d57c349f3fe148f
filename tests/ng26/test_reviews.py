"""NG26 1.4.3, 1.5.2 and 1.4.6: the reviews that come before going on; 1.4.7: what they may conclude."""

from typing import Any

import pytest

from tests.ng26.stories import (
    ADOPTED,
    ASSESSED,
    CONCERN,
    EDGE,
    FOSTER,
    GUARDIAN,
    LITTLE,
    RESIDENTIAL,
    finding,
    later,
    programme,
    review,
    sessions,
    state,
    story,
)

FIRST = "2025-09-08"
TENTH = later(FIRST, 9 * 7)  # 10 November 2025
CLEAR = {"parental_sensitivity": "clear", "child_attachment": "clear"}


def video(count: int = 10, **more: Any) -> dict[str, Any]:
    """Video feedback offered on 1 September, a session a week, with little improvement."""
    return programme(
        "video_feedback",
        **{"offered": "2025-09-01", "sessions": sessions(count, first=FIRST), "improvement": LITTLE, **more},
    )


def training(**more: Any) -> dict[str, Any]:
    """Sensitivity training that ended with little improvement."""
    held = sessions(6, first="2025-12-01")
    return programme(
        "sensitivity_training",
        **{"offered": "2025-11-20", "sessions": held, "ended": "2026-02-01", "improvement": LITTLE, **more},
    )


def after(*courses: dict[str, Any], where: Any = EDGE, **changes: Any) -> dict[str, Any]:
    """A child of 4 after these courses."""
    return story(
        where,
        **{"age": 4, "attachment": CONCERN, "assessments": ASSESSED, "programmes": list(courses), **changes},
    )


# --- 1.4.3 and 1.5.2 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "edge", "family"),
    [
        (EDGE, "act", "not_applicable"), (("in_care", "birth_family"), "act", "not_applicable"),
        (FOSTER, "not_applicable", "act"), (GUARDIAN, "not_applicable", "act"), (ADOPTED, "not_applicable", "act"),
        (RESIDENTIAL, "not_applicable", "not_applicable"), (("edge_of_care", "adoptive"), "act", "not_applicable"),
    ],
)  # fmt: skip
def test_on_the_edge_of_care_it_is_1_4_3_and_in_a_family_1_5_2(where: Any, edge: str, family: str) -> None:
    case = after(video(), where=where)
    assert (state("1.4.3", case), state("1.5.2", case)) == (edge, family)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (video(9), "not_applicable"), (video(10), "act"), (video(12), "act"), (video(10, ended="2026-01-01"), "act"),
        (video(9, ended="2026-01-01"), "not_applicable"),  # ten sessions, not only done
        (video(response="declined"), "not_applicable"), (video(carer="C9"), "not_applicable"),
        (video(improvement=CLEAR), "not_applicable"), (video(improvement=None), "ask"),
        (video(improvement={"child_attachment": "little"}), "act"), (video(improvement={"child_attachment": "clear"}), "ask"),
        (video(sessions=None), "ask"), (training(), "not_applicable"),
    ],
)  # fmt: skip
def test_1_4_3_ten_sessions_with_little_improvement(course: dict[str, Any], expected: str) -> None:
    assert state("1.4.3", after(course)) == expected


@pytest.mark.parametrize(("born", "expected"), [("2020-09-08", "not_applicable"), ("2020-09-09", "act")])
def test_1_4_3_begun_while_preschool_though_the_child_is_older_now(born: str, expected: str) -> None:
    """By the age on the first session: five on that day, or a day later."""
    assert state("1.4.3", after(video(), child={"id": "A1", "date_of_birth": born})) == expected


def test_1_4_3_the_newest_course_of_ten_counts() -> None:
    older = video(improvement=CLEAR)
    newer = video(offered="2025-11-20", sessions=sessions(10, first="2025-11-21"))
    assert state("1.4.3", after(older, newer)) == "act"
    assert state("1.4.3", after(video(), {**newer, "improvement": CLEAR})) == "not_applicable"
    assert state("1.4.3", after(video(), {**newer, "sessions": [], "improvement": CLEAR})) == "act", (
        "it has not had its ten"
    )


@pytest.mark.parametrize(
    ("held", "expected"),
    [(review(TENTH), "met"), (review(later(TENTH, -1)), "act"), (review("2026-03-01"), "met"), (review(TENTH, None), "met"),
     (review(TENTH, kind="looked_after"), "act"), (review(TENTH, "no_further_intervention"), "met")],
)  # fmt: skip
def test_1_4_3_a_multi_agency_review_on_or_after_the_tenth_session(
    held: dict[str, Any], expected: str
) -> None:
    assert state("1.4.3", after(video(), reviews=[held])) == expected
    assert state("1.4.3", after(video(13), reviews=[held])) == expected, (
        "it may come between the tenth session and more"
    )


def test_1_4_3_reviews_not_on_file_are_asked_for() -> None:
    assert finding("1.4.3", after(video(), reviews=None)).missing == ("/reviews",)


# --- 1.4.6 --------------------------------------------------------------------------------------------------------

NO_VIDEO = programme("video_feedback", "2025-09-01", "declined")
NO_TRAINING = programme("sensitivity_training", "2025-10-01", "declined")


@pytest.mark.parametrize(
    ("courses", "remain", "expected"),
    [
        ([NO_VIDEO, NO_TRAINING], False, "act"), ([NO_VIDEO], True, "not_applicable"), ([NO_TRAINING], True, "not_applicable"),
        ([video()], True, "act"), ([video()], False, "not_applicable"), ([video()], None, "ask"),
        ([video(3, ended="2026-01-01")], True, "act"),  # done: ended
        ([video(3)], True, "not_applicable"),
        ([training()], True, "act"), ([training(ended=None)], True, "not_applicable"), ([training(improvement=CLEAR)], True, "not_applicable"),
        ([NO_VIDEO, training()], True, "act"), ([NO_VIDEO, training(sessions=sessions(5, first="2025-12-01"), ended_because="withdrew")], False, "act"),
        ([NO_VIDEO, training(ended_because="withdrew")], False, "not_applicable"),  # six sessions: not given up before
    ],
)  # fmt: skip
def test_1_4_6_both_declined_or_little_improvement_and_concerns_remain(
    courses: Any, remain: Any, expected: str
) -> None:
    assert state("1.4.6", after(*courses, concerns_remain=remain)) == expected


@pytest.mark.parametrize(
    ("where", "age", "expected"),
    [(EDGE, 4, "act"), (EDGE, 5, "not_applicable"), (FOSTER, 4, "not_applicable")],
)
def test_1_4_6_for_preschool_children_on_the_edge_of_care(where: Any, age: int, expected: str) -> None:
    assert state("1.4.6", after(NO_VIDEO, NO_TRAINING, where=where, age=age)) == expected


@pytest.mark.parametrize(
    ("courses", "first_day"),
    [
        ([NO_VIDEO, NO_TRAINING], "2025-10-01"),  # the newer decline, by the day of its offer
        ([NO_TRAINING, {**NO_VIDEO, "offered": "2025-12-24"}], "2025-12-24"),
        ([video()], TENTH),  # the tenth session
        ([video(12)], TENTH),
        ([video(3, ended="2026-01-01")], later(FIRST, 14)),  # the last session if it had fewer
        ([video(0, ended="2026-01-01")], "2026-01-01"),  # the end if it had none
        ([training()], later("2025-12-01", 35)),  # the last session of another programme
        ([training(sessions=[])], "2026-02-01"),
        ([video(), training()], later("2025-12-01", 35)),  # the newest of what made it apply
        ([NO_VIDEO, {**NO_TRAINING, "offered": False}], "2025-09-01"),  # an offer without a day sets no limit
    ],
)
def test_1_4_6_a_review_on_or_after_the_newest_of_what_made_it_apply(courses: Any, first_day: str) -> None:
    case = after(*courses, concerns_remain=True)
    assert state("1.4.6", {**case, "reviews": [review(first_day)]}) == "met"
    assert state("1.4.6", {**case, "reviews": [review(later(first_day, -1))]}) == "act"
    assert state("1.4.6", {**case, "reviews": [review(first_day, kind="looked_after")]}) == "act"


# --- 1.4.7 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([review(TENTH)], "act"), ([review(TENTH, "no_further_intervention")], "not_applicable"), ([review(TENTH, None)], "ask"),
        ([review(later(TENTH, -1))], "not_applicable"), ([], "not_applicable"), (None, "ask"),
        # The newest such review counts.
        ([review("2026-01-01"), review("2026-02-01", "no_further_intervention")], "not_applicable"),
        ([review("2026-01-01", "no_further_intervention"), review("2026-02-01")], "act"),
        ([review("2026-01-01"), review("2026-02-01", "no_further_intervention", "looked_after")], "act"),
    ],
)  # fmt: skip
def test_1_4_7_where_the_review_finds_further_help_appropriate(reviews: Any, expected: str) -> None:
    assert state("1.4.7", after(video(), reviews=reviews)) == expected


def test_1_4_7_after_the_review_of_1_4_6_too() -> None:
    case = after(NO_VIDEO, NO_TRAINING, reviews=[review("2025-10-01")])
    assert state("1.4.7", case) == "act"
    assert (
        state(
            "1.4.7",
            {**case, "programmes": [*case["programmes"], programme("home_visiting", response="declined")]},
        )
        == "met"
    )
    assert state("1.4.7", {**case, "child": {"id": "A1", "date_of_birth": "2021-03-01"}}) == "not_applicable"
    assert state("1.4.7", {**case, "care": story(FOSTER)["care"]}) == "not_applicable"


def test_1_4_7_without_anything_that_calls_for_a_review() -> None:
    assert (
        state("1.4.7", after(programme("video_feedback"), reviews=[review("2026-02-01")])) == "not_applicable"
    )
