"""The table of instruments, and ages by the calendar: pure, so no record is needed."""

from datetime import date

import pytest

from holdfast.assessments import results
from holdfast.assessments.instruments import INSTRUMENTS, SCALES, TOOLS, reading_hint
from holdfast.ng26.tools import TOOLS as OF_THE_GUIDELINE


def test_every_tool_of_appendix_1_is_there_under_the_guideline_s_own_name() -> None:
    assert [(each.code, each.name) for each in TOOLS] == [(tool.code, tool.name) for tool in OF_THE_GUIDELINE]


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda each: each.code)
def test_each_says_where_it_is_from_and_whose_it_is_and_has_no_two_names_alike(instrument: object) -> None:
    codes = [each.code for each in (*instrument.scores, *instrument.classes)]  # type: ignore[attr-defined]
    assert len(codes) == len(set(codes)) or instrument.code in ("child_attachment_interview",)  # type: ignore[attr-defined]
    assert instrument.source and instrument.licence and instrument.measures  # type: ignore[attr-defined]
    assert {*instrument.alternative} <= {each.code for each in instrument.classes}  # type: ignore[attr-defined]


@pytest.mark.parametrize("instrument", SCALES, ids=lambda each: each.code)
def test_every_scale_has_the_score_that_is_drawn(instrument: object) -> None:
    assert instrument.main_score is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda each: each.code)
def test_both_ends_of_every_range_are_inside_and_what_is_beyond_is_not(instrument: object) -> None:
    for score in instrument.scores:  # type: ignore[attr-defined]
        if score.low is None:
            continue
        for value, wrong in ((score.low, 0), (score.high, 0), (score.low - 0.5, 1), (score.high + 0.5, 1)):
            given = {"instrument": instrument.code, "scores": {score.code: value}}  # type: ignore[attr-defined]
            assert len(list(results.problems(given))) == wrong, (score, value)


def test_a_hint_names_every_classification_that_has_a_reading() -> None:
    hint = reading_hint(INSTRUMENTS["strange_situation"])
    assert (
        "B1, B2, B3, B4 as secure" in hint
        and "D as disorganised whatever the alternative" in hint
        and "CC" not in hint
    )
    assert "Leave it open" in reading_hint(INSTRUMENTS["macarthur_story_stem"])


@pytest.mark.parametrize("value", ["5", True, None, [5]])
def test_a_score_is_a_number(value: object) -> None:
    assert list(results.problems({"instrument": "ainsworth", "scores": {"sensitivity": value}}))


@pytest.mark.parametrize(
    ("born", "years", "turned"),
    [
        (date(2020, 2, 29), 1, date(2021, 3, 1)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2022, 5, 3), 7, date(2029, 5, 3)),
    ],
)
def test_birthdays_are_the_calendar_s(database: object, born: date, years: int, turned: date) -> None:
    from holdfast.assessments.shown.tools import birthday, fits

    assert birthday(born, years) == turned
    assert fits("child_attachment_interview", born, birthday(born, 7))
    assert not fits("child_attachment_interview", born, date.fromordinal(birthday(born, 7).toordinal() - 1))
