"""NG26 1.1.18 safeguarding during a programme, 1.1.19 measures of today's carers; and what "with today's carers" is."""

from typing import Any

import pytest

from tests.ng26.stories import CONCERN, FOSTER, ago, finding, home, programme, state, status, story

CODE = "video_feedback"


# --- 1.1.18 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (programme(CODE), "met"),
        (programme(CODE, safeguarding_in_place=False), "act"),
        (programme(CODE, safeguarding_in_place=None), "ask"),
        (programme(CODE, safeguarding_in_place=False, response="declined"), "not_applicable"),
        (programme(CODE, safeguarding_in_place=False, response=None), "ask"),
        (programme(CODE, safeguarding_in_place=False, ended="2026-03-01"), "not_applicable"),
        (programme(CODE, safeguarding_in_place=False, carer="C9"), "act"),  # with whichever carer
    ],
)
def test_1_1_18_in_every_programme_begun_and_not_ended(entry: dict[str, Any], expected: str) -> None:
    assert state("1.1.18", story(programmes=[entry])) == expected


def test_1_1_18_every_such_programme_counts() -> None:
    lacking = programme("carer_group", safeguarding_in_place=False)
    assert state("1.1.18", story(programmes=[programme(CODE), lacking])) == "act"
    assert state("1.1.18", story(programmes=[programme(CODE), {**lacking, "ended": "2026-02-01"}])) == "met"


def test_1_1_18_without_programmes() -> None:
    assert state("1.1.18", story(programmes=[])) == "not_applicable"
    assert finding("1.1.18", story(programmes=None)).missing == ("/programmes",)


# --- 1.1.19 -------------------------------------------------------------------------------------------------------


def measure(kind: str, on: str = "2026-02-01", carer: str | None = "C1") -> dict[str, Any]:
    return {"date": on, "type": kind, "scale": "local", "carer": carer, "score": 4}


def measured(*made: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return story(
        **{"attachment": CONCERN, "programmes": [programme(CODE)], "assessments": list(made), **changes}
    )


BOTH = (measure("sensitivity"), measure("parenting_quality"))


def test_1_1_19_both_measures_and_the_one_lacking_is_named() -> None:
    assert state("1.1.19", measured(*BOTH)) == "met"
    for kept, lacking in ((0, "parenting_quality"), (1, "sensitivity")):
        found = finding("1.1.19", measured(BOTH[kept]))
        assert (found.state, [d.rule for d in found.deviations]) == ("act", [lacking])
    assert len(finding("1.1.19", measured()).deviations) == 2


@pytest.mark.parametrize(("on", "expected"), [(ago(months=6), "met"), (ago(1, months=6), "act")])
def test_1_1_19_each_within_6_months(on: str, expected: str) -> None:
    assert state("1.1.19", measured(BOTH[0], measure("parenting_quality", on))) == expected


@pytest.mark.parametrize(
    ("entries", "which", "expected"),
    [
        ([programme(CODE)], "suspected", "act"),
        ([programme(CODE)], "not_found", "not_applicable"),
        ([], "suspected", "not_applicable"),
        ([programme(CODE, response="declined")], "suspected", "act"),  # offered
        ([programme(CODE, offered=False, response="declined")], "suspected", "not_applicable"),
        ([programme(CODE, offered=False)], "suspected", "act"),  # begun
        ([programme(CODE, carer="C9")], "suspected", "not_applicable"),
        ([programme("trauma_focused_cbt", carer="C9")], "suspected", "act"),  # the child's own
    ],
)
def test_1_1_19_where_a_programme_was_offered_to_or_begun_with_todays_carers(
    entries: Any, which: str, expected: str
) -> None:
    assert state("1.1.19", story(attachment=[status(which)], programmes=entries)) == expected


@pytest.mark.parametrize(
    ("carer", "on", "expected"),
    [
        ("C1", "2025-10-01", "met"),  # their own, though before the placement
        ("C9", "2026-02-01", "act"),
        (None, "2026-01-01", "met"),  # not known whose: by its date
        (None, "2025-12-31", "act"),
    ],
)
def test_1_1_19_a_measure_is_of_todays_carers_by_its_carer_or_its_date(
    carer: str | None, on: str, expected: str
) -> None:
    care = [home(*FOSTER, start="2026-01-01")]
    assert state("1.1.19", measured(BOTH[0], measure("parenting_quality", on, carer), care=care)) == expected


# --- with today's carers ------------------------------------------------------------------------------------------

START = "2026-01-01"


def offered(code: str, on: Any, theirs: str | None, now: str | None, **changes: Any) -> dict[str, Any]:
    """An offer to this carer household; the child lives with that one now, since 1 January 2026."""
    care = [
        home(*FOSTER, start="2025-01-01", end=START, carer="C9", home="kinship_foster"),
        home(*FOSTER, start=START, carer=now),
    ]
    return story(
        **{
            "age": 6,
            "attachment": CONCERN,
            "care": care,
            "programmes": [programme(code, on, carer=theirs)],
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("on", "theirs", "now", "counts"),
    [
        ("2024-01-01", "C1", "C1", True), (START, "C2", "C1", False),
        (START, None, "C1", True), ("2025-12-31", None, "C1", False),
        (START, "C1", None, True), ("2025-12-31", "C1", None, False),
        (START, None, None, True), (False, None, None, False),
    ],
)  # fmt: skip
def test_an_offer_counts_by_the_carer_or_else_by_its_day(
    on: Any, theirs: str | None, now: str | None, *, counts: bool
) -> None:
    assert state("1.1.19", offered("carer_group", on, theirs, now)) == ("act" if counts else "not_applicable")


@pytest.mark.parametrize("code", ["intensive_carer_support", "therapeutic_play", "carer_group"])
@pytest.mark.parametrize(("on", "early"), [("2025-10-01", True), ("2025-09-30", False)])
def test_two_programmes_may_be_offered_up_to_3_months_before_the_placement(
    code: str, on: str, *, early: bool
) -> None:
    case = offered(code, on, None, None)
    counts = early and code != "carer_group"
    assert state("1.1.19", case) == ("act" if counts else "not_applicable")
    assert state("1.1.19", case, offer_before_placement_months=4) == (
        "not_applicable" if code == "carer_group" else "act"
    )


@pytest.mark.parametrize("code", ["trauma_focused_cbt", "young_person_group"])
def test_two_programmes_are_the_child_s_own(code: str) -> None:
    assert state("1.1.19", offered(code, "2020-01-01", "C9", "C1")) == "act"


def test_where_the_day_of_the_offer_is_not_known_it_is_asked_for() -> None:
    found = finding(
        "1.1.19",
        {
            **offered("carer_group", None, None, None),
            "programmes": [programme("carer_group", None, "declined", carer=None)],
        },
    )
    assert (found.state, found.missing) == ("ask", ("/programmes/0/offered",))
