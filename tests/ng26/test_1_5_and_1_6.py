"""NG26 1.5.1, 1.5.3, 1.5.4, 1.5.8, 1.5.11, 1.6.1, 1.6.3: programmes in families, after care and in children's homes."""

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
    ago,
    finding,
    home,
    programme,
    review,
    sessions,
    state,
    status,
    story,
)

FAMILY = [
    FOSTER, ("in_care", "kinship_foster"), ("in_care", "adoptive"), ("in_care", "special_guardian"), GUARDIAN, ADOPTED,
    ("special_guardianship", "other"), ("adopted", None),
]  # fmt: skip
NO_FAMILY = [EDGE, ("in_care", "birth_family"), RESIDENTIAL, ("in_care", "secure"), ("in_care", "semi_independent"), ("in_care", "other"),
             ("edge_of_care", "adoptive")]  # fmt: skip
SECURE = ("in_care", "secure")


def child(where: Any = FOSTER, age: int = 3, **changes: Any) -> dict[str, Any]:
    """A child with suspected difficulties, assessed."""
    return story(where, age=age, **{"attachment": CONCERN, "assessments": ASSESSED, **changes})


# --- 1.5.1 and 1.5.3 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", FAMILY)
def test_1_5_1_with_a_family_carer(where: Any) -> None:
    assert state("1.5.1", child(where)) == "act"
    assert (
        state("1.5.1", child(where, programmes=[programme("video_feedback", response="declined")])) == "met"
    )
    assert state("1.5.1", child(where, attachment=[status("not_found")])) == "not_applicable"


@pytest.mark.parametrize("where", NO_FAMILY)
def test_1_5_1_not_elsewhere(where: Any) -> None:
    assert state("1.5.1", child(where)) == "not_applicable"


def test_1_5_1_where_the_home_is_not_known() -> None:
    assert finding("1.5.1", child(("in_care", None))).missing == ("/care/0/home",)


def test_1_5_1_waits_for_the_assessment() -> None:
    assert finding("1.5.1", child(assessments=[])).waits_for == ("1.3.2",)


def test_1_5_3_where_video_feedback_was_declined() -> None:
    declined = programme("video_feedback", response="declined")
    assert state("1.5.3", child(programmes=[declined])) == "act"
    assert state("1.5.3", child(programmes=[])) == "not_applicable"
    assert state("1.5.3", child(age=5, programmes=[declined])) == "not_applicable"
    assert state("1.5.3", child(EDGE, programmes=[declined])) == "not_applicable"
    assert state("1.5.3", child(programmes=[declined, programme("sensitivity_training")])) == "met"
    assert finding("1.5.3", child(programmes=[declined], assessments=[])).waits_for == ("1.3.2",)


def test_1_5_3_waits_for_the_review_of_an_earlier_course() -> None:
    ten = programme(
        "video_feedback", "2025-09-01", sessions=sessions(10, first="2025-09-08"), improvement=LITTLE
    )
    again = child(programmes=[ten, programme("video_feedback", response="declined")])
    assert finding("1.5.3", again).waits_for == ("1.5.2",)
    assert state("1.5.3", {**again, "reviews": [review("2026-02-01")]}) == "act"


# --- 1.5.4 and 1.5.8 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "age", "for_carers", "for_child"),
    [
        ("1.5.4", 7, "intensive_carer_support", "therapeutic_play"),
        ("1.5.8", 11, "carer_group", "young_person_group"),
    ],
)
def test_1_5_4_and_1_5_8_one_for_the_carers_and_one_for_the_child(
    number: str, age: int, for_carers: str, for_child: str
) -> None:
    both = [programme(for_carers, response="declined"), programme(for_child)]
    assert state(number, child(age=age, programmes=both)) == "met"
    for one in both:
        assert state(number, child(age=age, programmes=[one])) == "act"
    assert state(number, child(age=age, programmes=[both[0], {**both[1], "offered": None}])) == "ask"
    assert finding(number, child(age=age, assessments=[])).waits_for == ("1.3.2",)
    assert state(number, child(EDGE, age)) == state(number, child(RESIDENTIAL, age)) == "not_applicable"
    assert state(number, child(age=age, attachment=[status("not_found")])) == "not_applicable"


@pytest.mark.parametrize(("start", "old"), [(ago(months=12), False), (ago(1, months=12), True)])
def test_1_5_4_says_where_the_placement_is_over_12_months_old(start: str, *, old: bool) -> None:
    notes = finding("1.5.4", child(age=7, care=[home(*FOSTER, start=start)])).notes
    assert any("new placement" in note for note in notes) is old


def test_1_5_4_a_new_order_makes_no_new_placement() -> None:
    care = [
        home(*FOSTER, start="2024-01-01", end="2026-01-01"),
        home(*FOSTER, start="2026-01-01", legal_status="care_order"),
    ]
    assert finding("1.5.4", child(age=7, care=care)).notes != ()


# --- 1.5.11 and 1.6.3 ---------------------------------------------------------------------------------------------

ADAPTATIONS = [
    "physical_and_sexual_development",
    "transition_to_adolescence",
    "emotions_about_original_family",
]


@pytest.mark.parametrize(
    ("where", "family", "residential"),
    [
        (FOSTER, "act", "not_applicable"), (GUARDIAN, "act", "not_applicable"), (ADOPTED, "act", "not_applicable"),
        (("in_care", "semi_independent"), "act", "not_applicable"), (("in_care", "birth_family"), "act", "not_applicable"),
        (RESIDENTIAL, "not_applicable", "act"), (SECURE, "not_applicable", "act"), (EDGE, "not_applicable", "not_applicable"),
        (("edge_of_care", "adoptive"), "not_applicable", "not_applicable"), (("in_care", None), "ask", "ask"),
    ],
)  # fmt: skip
def test_1_5_11_outside_and_1_6_3_in_residential_care(where: Any, family: str, residential: str) -> None:
    case = story(where, age=14, programmes=[programme("trauma_focused_cbt")])
    assert (state("1.5.11", case), state("1.6.3", case)) == (family, residential)


@pytest.mark.parametrize(("number", "where"), [("1.5.11", FOSTER), ("1.6.3", RESIDENTIAL)])
def test_1_5_11_and_1_6_3_all_three_adaptations_in_every_programme_under_way(number: str, where: Any) -> None:
    def considered(*sets: Any, **more: Any) -> str:
        return state(
            number,
            story(
                where,
                age=14,
                programmes=[programme("carer_group", adaptations_considered=s, **more) for s in sets],
            ),
        )

    assert considered(ADAPTATIONS) == "met"
    for adaptation in ADAPTATIONS:
        assert considered([a for a in ADAPTATIONS if a != adaptation]) == "act"
    assert considered(ADAPTATIONS, []) == "act"
    assert considered(None) == "ask"
    assert considered(ADAPTATIONS, None) == "ask"
    assert considered([], None) == "act"
    assert considered([], ended="2026-03-01") == "not_applicable"
    assert considered() == "not_applicable"


# --- 1.6.1 --------------------------------------------------------------------------------------------------------

WORK = {"key_attachment_figure": "Sam", "group_work_with_staff": "2026-01-01"}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (RESIDENTIAL, "act"),
        (SECURE, "act"),
        (FOSTER, "not_applicable"),
        (("edge_of_care", "residential"), "not_applicable"),
    ],
)
def test_1_6_1_in_residential_care_at_any_age(where: Any, expected: str) -> None:
    for age in (3, 8, 16):
        assert state("1.6.1", child(where, age)) == expected
    assert state("1.6.1", child(where, attachment=[status("not_found")])) == "not_applicable"


def test_1_6_1_all_three_and_each_one_lacking_is_named() -> None:
    training = [programme("residential_sensitivity_training")]
    assert state("1.6.1", child(RESIDENTIAL, programmes=training, carer_work=WORK)) == "met"
    assert len(finding("1.6.1", child(RESIDENTIAL)).deviations) == 3
    for key in WORK:
        found = finding("1.6.1", child(RESIDENTIAL, programmes=training, carer_work={**WORK, key: False}))
        assert (found.state, [d.rule for d in found.deviations]) == ("act", [key])
        assert finding(
            "1.6.1", child(RESIDENTIAL, programmes=training, carer_work={**WORK, key: None})
        ).missing == (f"/carer_work/{key}",)
    found = finding("1.6.1", child(RESIDENTIAL, carer_work=WORK))
    assert [d.rule for d in found.deviations] == ["residential_sensitivity_training_offered"]


def test_1_6_1_waits_for_the_assessment_and_names_what_is_lacking_meanwhile() -> None:
    found = finding("1.6.1", child(RESIDENTIAL, assessments=[]))
    assert (found.state, found.waits_for, len(found.deviations)) == ("wait", ("1.3.2",), 3)
