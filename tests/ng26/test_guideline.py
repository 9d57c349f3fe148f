"""The guideline as a whole: every recommendation is there, in order, and answered."""

import json
from pathlib import Path

import pytest

from holdfast.engine.definitions import Advice, Guard, Recommendation
from holdfast.ng26.guideline import NG26, SECTIONS
from holdfast.ng26.settings import SETTINGS, overridden
from holdfast.ng26.tools import TOOLS, tools_for
from holdfast.ng26.vocabulary import STRENGTHS
from tests.ng26.stories import finding, story

HOW_MANY = {"1.1": 20, "1.2": 7, "1.3": 8, "1.4": 13, "1.5": 11, "1.6": 3}
ALL = [f"{section}.{n}" for section, count in HOW_MANY.items() for n in range(1, count + 1)]
# Those about a service alone (reading, "Recommendations that speak about a service"); 1.1.1 points to other guidelines.
ABOUT_A_SERVICE = ["1.1.6", "1.1.7", "1.1.9", "1.2.1", "1.2.2", "1.3.1"]
GUARDS = ["1.1.2", "1.1.5", "1.1.20", "1.2.6", "1.2.7", "1.3.5", "1.3.6", "1.3.7"]
FIDELITY = ["1.4.2", "1.4.5", "1.4.8", "1.4.10", "1.5.5", "1.5.6", "1.5.7", "1.5.9", "1.5.10", "1.6.2"]
each_one = pytest.mark.parametrize("one", list(NG26), ids=lambda r: r.number)


def test_all_62_are_there_in_the_order_of_the_guideline() -> None:
    assert len(ALL) == 62
    assert [r.number for r in NG26] == ALL
    assert list(NG26.by_number) == ALL
    assert list(SECTIONS) == list(HOW_MANY)


def test_the_55_that_speak_about_a_child_are_those_of_the_vignettes() -> None:
    first = sorted((Path(__file__).parents[1] / "vignettes").glob("*.expect.json"))[0]
    expected = list(json.loads(first.read_text(encoding="utf-8"))["expect"])
    assert len(expected) == 55
    assert [r.number for r in NG26.about_a_child] == expected


@each_one
def test_none_is_silently_unanswered(one: Recommendation) -> None:
    """A rule answers it for a child, a measure for a service, or it points elsewhere."""
    if one.number == "1.1.1":
        assert one.points_to and one.rule is None and one.measure is None
    elif one.number in ABOUT_A_SERVICE:
        assert one.measure and one.rule is None
    else:
        assert isinstance(one.rule, (Advice, Guard))
    assert (one.measure is not None) == (one.number in [*ABOUT_A_SERVICE, "1.1.2", "1.1.5", "1.3.5"])


@each_one
def test_each_has_its_strength(one: Recommendation) -> None:
    assert one.strength in STRENGTHS
    if one.number in FIDELITY:
        assert one.strength == "ensure"
    if one.number in GUARDS:
        assert one.strength == {"1.1.20": "do_not", "1.3.7": "do_not", "1.2.7": "avoid"}.get(
            one.number, "ensure"
        )


# As the reading's table has them.
STRONG = {
    "offer": ["1.1.14", "1.1.16", "1.3.2", "1.3.3", "1.4.1", "1.4.4", "1.4.12", "1.5.1", "1.5.3"],
    "consider": ["1.1.19", "1.3.4", "1.4.7", "1.4.9", "1.4.11", "1.4.13", "1.5.4", "1.5.8"],
    "ensure": ["1.1.3", "1.1.4", "1.1.8", "1.1.10", "1.1.11", "1.1.12", "1.1.13", "1.1.15", "1.1.17", "1.1.18", "1.2.3", "1.2.4",
               "1.2.5", "1.3.8", "1.4.3", "1.4.6", "1.5.2", "1.5.11", "1.6.1", "1.6.3"],
}  # fmt: skip


@pytest.mark.parametrize("strength", STRONG)
def test_the_strengths_are_those_of_the_reading(strength: str) -> None:
    assert {number: NG26.by_number[number].strength for number in STRONG[strength]} == dict.fromkeys(
        STRONG[strength], strength
    )


def test_the_reading_s_table_is_whole() -> None:
    about_a_child = {r.number for r in NG26.about_a_child}
    assert {number for numbers in STRONG.values() for number in numbers} | {
        *GUARDS,
        *FIDELITY,
    } == about_a_child


@each_one
def test_each_says_who_for_whom_and_what_in_our_own_words(one: Recommendation) -> None:
    for text in (one.who, one.whom, one.summary):
        assert text and text == text.strip()
    assert one.summary.endswith(".") and one.summary[0].isupper()


def test_no_two_say_the_same_but_the_four_that_are_the_same_advice_elsewhere() -> None:
    """1.4.3 and 1.5.2, 1.4.4 and 1.5.3, 1.5.11 and 1.6.3 give the same advice for another home."""
    by_summary: dict[str, list[str]] = {}
    for r in NG26:
        by_summary.setdefault(r.summary, []).append(r.number)
    twins = sorted(numbers for numbers in by_summary.values() if len(numbers) > 1)
    assert all(pair in [["1.4.3", "1.5.2"], ["1.5.11", "1.6.3"], ["1.4.4", "1.5.3"]] for pair in twins)


def test_what_is_waited_for_waits_for_nothing_itself() -> None:
    waited_for = {number for r in NG26 if isinstance(r.rule, Advice) for number in r.rule.waits_for}
    assert waited_for == {"1.3.2", "1.4.3", "1.4.6", "1.5.2"}
    for number in waited_for:
        rule = NG26.by_number[number].rule
        assert isinstance(rule, Advice) and rule.waits_for == () and rule.holds == ()


def test_criteria_of_an_unknown_number_are_a_mistake() -> None:
    for number in ("1.7.1", "1.1.1", "1.1.6"):
        with pytest.raises(KeyError):
            NG26.criteria(number)


# --- tools: appendix 1 --------------------------------------------------------------------------------------------

APPENDIX_1 = [
    ("Strange Situation Procedure", "clinic", "observation", "1–2", "Y", "Y"),
    ("Cassidy–Marvin Preschool Attachment Coding System", "clinic", "observation", "2–4", "Y", "Y"),
    ("Preschool Assessment of Attachment", "clinic", "observation", "2–4", "Y", "Y"),
    ("Attachment Q-sort", "home", "observation", "1–4", "Y", "N"),
    ("Manchester Child Attachment Story Task", "any setting", "interview", "4–7", "Y", "Y"),
    ("McArthur Story Stem Battery", "any setting", "interview", "4–7", "Y", "Y"),
    ("Story Stem Attachment Profile", "any setting", "interview", "4–7", "Y", "Y"),
    ("Child Attachment Interview", "any setting", "interview", "7–15", "Y", "Y"),
    ("Adult Attachment Interview", "any setting", "interview", "15 and over", "Y", "Y"),
]


def test_the_tools_are_those_of_appendix_1() -> None:
    says = {True: "Y", False: "N"}
    assert APPENDIX_1 == [
        (
            t.printed_as or t.name,
            t.setting,
            t.format,
            t.ages,
            says[t.shows_insecure],
            says[t.shows_disorganised],
        )
        for t in TOOLS
    ]
    assert [t.code for t in TOOLS if t.for_carers] == ["adult_attachment_interview"]


@pytest.mark.parametrize(
    ("age", "count"),
    [(0, 0), (1, 2), (2, 4), (3, 3), (4, 6), (5, 3), (7, 4), (8, 1), (14, 1), (15, 2), (16, 1), (17, 1)],
)
def test_how_many_tools_there_are_for_an_age(age: int, count: int) -> None:
    assert len(tools_for(age)) == count


# --- settings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", list(SETTINGS.values()), ids=lambda s: s.key)
def test_every_setting_has_a_reason_and_lies_within_what_may_be_chosen(setting: object) -> None:
    assert setting.reason and setting.unit  # type: ignore[attr-defined]
    assert overridden({setting.key: setting.value}) == ({k: s.value for k, s in SETTINGS.items()}, [])  # type: ignore[attr-defined]


def test_the_settings_are_those_that_the_reading_marks() -> None:
    assert {key: s.value for key, s in SETTINGS.items()} == {
        "preschool_under": 5, "primary_until": 10, "late_primary_from": 9, "early_secondary_until": 13, "adoption_wishes_from": 3,
        "school_gap_from": 5, "school_gap_until": 15, "assessment_months": 12, "tool_months": 12, "carer_measure_months": 6,
        "concern_months": 6, "carer_contact_days": 28, "breakdown_months": 12, "frequent_changes": 3,
        "frequent_changes_months": 12, "life_story_months": 12, "plan_months_in_care": 4, "plan_months_others": 12,
        "proposal_days": 28, "join_days": 1, "same_worker_days": 28, "offer_before_placement_months": 3,
        "new_placement_months": 12, "gap_least": 4, "gap_weekly": 10, "gap_fortnightly": 17, "gap_monthly": 38,
        "video_feedback_least": 80, "video_feedback_most": 130, "sensitivity_training_most": 190, "home_visiting_most": 550,
        "psychotherapy_least": 350, "nine_months_least": 260, "twelve_months_most": 380, "school_year_last_month": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value"),
    [("preschool", 5), ("preschool_under", -1), ("preschool_under", 10_000), ("preschool_under", 5.0), ("preschool_under", True),
     ("preschool_under", "5"), ("preschool_under", None), ("school_year_last_month", 0), ("school_year_last_month", 9)],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_an_error(key: str, value: object) -> None:
    _, wrong = overridden({key: value})
    assert len(wrong) == 1
    assert wrong[0].startswith(f"/{key}: ")


def test_every_wrong_setting_is_named() -> None:
    settings, wrong = overridden({"a": 1, "b": 2, "proposal_days": 14, "tool_months": "x"})
    assert [text.split(":")[0] for text in wrong] == ["/a", "/b", "/tool_months"]
    assert settings["proposal_days"] == 14


def test_the_settings_that_an_answer_used_are_shown_with_it() -> None:
    assert dict(
        finding("1.3.2", story(attachment=[{"date": "2026-01-01", "status": "suspected"}])).settings
    ) == {
        "assessment_months": 12,
        "proposal_days": 28,
    }
    assert "preschool_under" in finding("1.5.1", story(), preschool_under=4).settings
    assert finding("1.5.1", story(), preschool_under=4).settings["preschool_under"] == 4
