"""Our fields: what they take, what they answer, and how they say what is wrong."""

import datetime as dt
from typing import Any

import pytest
from django import forms

from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import DayInput, as_parts

pytestmark = pytest.mark.usefixtures("database")

TODAY = dt.date(2026, 11, 26)


class Home(forms.Form):
    began = DayField(said="the day the home began", not_before=dt.date(2000, 1, 1), not_after=lambda: TODAY)
    ended = DayField(label="Last day", required=False)
    told = KnownField(label="Was she told?", required=False)


def filled(began: str = "27 3 2026", **more: Any) -> Home:
    """The form with a day typed as three words; `-` is an empty box."""
    parts = dict(zip(("day", "month", "year"), ("" if p == "-" else p for p in began.split()), strict=True))
    return Home({**{f"began_{part}": typed for part, typed in parts.items()}, **more})


def wrong(form: forms.Form, field: str = "began") -> list[str]:
    return [str(text) for text in form.errors.get(field, [])]


@pytest.mark.parametrize("typed", ["27 3 2026", "27 03 2026", "27 mar 2026", "27 March 2026", " 27 3 2026"])
def test_a_day_is_understood(typed: str) -> None:
    form = filled(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["began"] == dt.date(2026, 3, 27)
    assert form.cleaned_data["ended"] is None


@pytest.mark.parametrize(
    ("typed", "says", "marked"),
    [
        ("- - -", "The day the home began is needed, such as 27 3 2026", ("day", "month", "year")),
        ("27 - 2026", "The day the home began must include a month", ("month",)),
        ("- - 2026", "The day the home began must include a day and a month", ("day", "month")),
        (
            "31 4 2026",
            "The day the home began must be a real date, such as 27 3 2026",
            ("day", "month", "year"),
        ),
        (
            "29 2 2025",
            "The day the home began must be a real date, such as 27 3 2026",
            ("day", "month", "year"),
        ),
        (
            "first May 2026",
            "The day the home began must be a real date, such as 27 3 2026",
            ("day", "month", "year"),
        ),
        (
            "1 13 2026",
            "The day the home began must be a real date, such as 27 3 2026",
            ("day", "month", "year"),
        ),
        ("27 3 26", "The day the home began must have a year of four figures, such as 2026", ("year",)),
        ("31 12 1999", "The day the home began must be 1 January 2000 or later", ("day", "month", "year")),
        (
            "27 11 2026",
            "The day the home began must be 26 November 2026 or earlier",
            ("day", "month", "year"),
        ),
    ],
)
def test_a_day_amiss_is_said_and_its_boxes_marked(typed: str, says: str, marked: tuple[str, ...]) -> None:
    form = filled(typed)
    assert wrong(form) == [says]
    assert form["began"].wrong_parts == marked
    assert form["began"].first_id == f"id_began_{marked[0]}"
    drawn = str(form["began"])
    assert drawn.count("govuk-input--error") == drawn.count('aria-invalid="true"') == len(marked)


def test_what_was_typed_stays_in_the_boxes() -> None:
    drawn = str(filled("31 4 2026")["began"])
    assert all(f'value="{typed}"' in drawn for typed in ("31", "4", "2026"))


def test_the_first_and_last_day_allowed_are_allowed() -> None:
    assert filled("1 1 2000").is_valid()
    assert filled("26 11 2026").is_valid()


def test_a_day_without_a_name_of_its_own_is_called_by_its_label() -> None:
    form = filled(ended_day="1")
    assert wrong(form, "ended") == ["Last day must include a month and a year"]


def test_a_required_sentence_of_the_forms_own_is_kept() -> None:
    class Asked(forms.Form):
        day = DayField(error_messages={"required": "Say when, or choose ‘not known’"})

    assert wrong(Asked({}), "day") == ["Say when, or choose ‘not known’"]


def test_a_day_known_before_is_shown_and_not_a_change() -> None:
    known = {"began": dt.date(2026, 3, 27), "told": True}
    form = Home({"began_day": "27", "began_month": "3", "began_year": "2026", "told": "yes"}, initial=known)
    assert form.changed_data == []
    assert str(Home(initial=known)["began"]).count("value=") == 3
    moved = filled("28 3 2026", told="no")
    moved.initial = known
    assert moved.changed_data == ["began", "told"]


def test_a_day_that_cannot_be_read_is_a_change() -> None:
    form = filled("31 4 2026")
    form.initial = {"began": dt.date(2026, 3, 27)}
    assert "began" in form.changed_data


def test_one_value_under_the_plain_name_is_a_day_too() -> None:
    form = Home({"began": "2026-03-27"})
    assert form.is_valid()
    assert form.cleaned_data["began"] == dt.date(2026, 3, 27)


def test_a_question_not_on_the_page_is_not_an_empty_answer() -> None:
    widget = DayInput()
    assert widget.value_omitted_from_data({}, {}, "began")
    assert not widget.value_omitted_from_data({"began_day": ""}, {}, "began")


@pytest.mark.parametrize("value", [None, "", "nonsense", dt.date(2026, 3, 27), {"day": "27"}])
def test_any_value_has_three_parts(value: object) -> None:
    assert set(as_parts(value)) == {"day", "month", "year"}


@pytest.mark.parametrize(("typed", "means"), [("yes", True), ("no", False), ("not_known", None), ("", None)])
def test_yes_no_or_not_known_yet(typed: str, means: bool | None) -> None:
    form = filled(told=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["told"] is means


def test_not_known_yet_is_an_answer_and_silence_is_not() -> None:
    class Asked(forms.Form):
        told = KnownField(label="Was she told?")

    assert Asked({"told": "not_known"}).is_valid()
    assert wrong(Asked({}), "told") == ["Choose one, or ‘Not known yet’"]
    assert Asked({"told": "maybe"}).errors


@pytest.mark.parametrize(
    ("initial", "chosen"), [(True, "yes"), (False, "no"), (KnownField.NOT_KNOWN, "not_known"), (None, None)]
)
def test_what_is_known_is_chosen_beforehand(initial: object, chosen: str | None) -> None:
    drawn = str(Home(initial={"told": initial})["told"])
    assert drawn.count(" checked") == (chosen is not None)
    if chosen:
        before, _, _ = drawn.partition(" checked")
        assert before.rindex(f'value="{chosen}"') == before.rindex("value=")
