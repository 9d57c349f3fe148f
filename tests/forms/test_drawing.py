"""Forms as they are drawn: every control with its label, every hint and error tied to it."""

import re
from html.parser import HTMLParser

import pytest
from django import forms

from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import Checkboxes, Radios, UnitInput

pytestmark = pytest.mark.usefixtures("database")

_CONTROLS = {"input", "select", "textarea"}


class Everything(forms.Form):
    name = forms.CharField(label="Her name", help_text="As she says it.", max_length=80)
    story = forms.CharField(
        label="What happened?", max_length=400, widget=forms.Textarea, help_text="Briefly."
    )
    minutes = forms.IntegerField(
        label="How long?", min_value=1, max_value=90, widget=UnitInput(suffix="minutes", width=3)
    )
    score = forms.DecimalField(label="Score", decimal_places=1)
    email = forms.EmailField(label="Email")
    why = forms.ChoiceField(label="Why?", choices=[("a", "A move"), ("b", "A breakdown")], help_text="One of them.",
                            widget=Radios(hints={"b": "Your judgement."}))  # fmt: skip
    took = forms.MultipleChoiceField(label="What went with her?", choices=[("toy", "Toy"), ("none", "Nothing")],
                                     widget=Checkboxes(apart="none"))  # fmt: skip
    told = KnownField(label="Was she told?")
    carer = forms.ChoiceField(label="Who?", choices=[("", "Choose"), ("1", "Ms Adeyemi")])
    when = DayField(label="When?", help_text="For example, 27 3 2026")
    letter = forms.FileField(label="The letter", required=False)
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"placeholder": "Password"})
    )
    agreed = forms.BooleanField(label="Agreed", help_text="Ask first.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class Page(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute twice in {self.get_starttag_text()}"
        self.tags.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]


def pages() -> list[Page]:
    return [Page(Everything().as_div()), Page(str(Everything({})))]


@pytest.mark.parametrize("number", [0, 1], ids=["fresh", "amiss"])
def test_every_control_has_a_label_and_every_id_is_one(number: int) -> None:
    page = pages()[number]
    assert len(set(page.ids)) == len(page.ids)
    labels = {label["for"] for label in page.of("label")}
    seen = [control for control in page.of(*_CONTROLS) if control.get("type") != "hidden"]
    assert len(seen) == 19
    assert {control["id"] for control in seen} == labels


@pytest.mark.parametrize("number", [0, 1], ids=["fresh", "amiss"])
def test_what_describes_a_control_is_on_the_page(number: int) -> None:
    page = pages()[number]
    described = [attrs["aria-describedby"] or "" for _, attrs in page.tags if "aria-describedby" in attrs]
    assert described
    assert {id_ for text in described for id_ in text.split()} <= set(page.ids)


def test_errors_are_tied_to_their_controls() -> None:
    drawn = {bound.name: str(bound.as_field_group()) for bound in Everything({}).visible_fields()}
    for name in ("name", "story", "minutes", "score", "email", "carer", "password", "agreed"):
        control = next(tag for tag in Page(drawn[name]).of(*_CONTROLS))
        assert control["aria-invalid"] == "true", name
        assert f"id_{name}_error" in (control["aria-describedby"] or ""), name
        assert f'id="id_{name}_error"' in drawn[name], name
    for name in ("why", "took", "told", "when"):
        fieldset = Page(drawn[name]).of("fieldset")[0]
        assert f"id_{name}_error" in (fieldset["aria-describedby"] or ""), name
    assert "error" not in drawn["letter"]


def test_hint_comes_before_error_and_count_after() -> None:
    textarea = Page(str(Everything({})["story"])).of("textarea")[0]
    assert textarea["aria-describedby"] == "id_story_helptext id_story_error id_story-info"


def test_a_long_answer_counts_instead_of_cutting_off() -> None:
    drawn = str(Everything()["story"].as_field_group())
    assert 'data-maxlength="400"' in drawn
    assert not re.search(r"\smaxlength=", drawn)
    assert "govuk-js-character-count" in drawn


@pytest.mark.parametrize(("name", "mode"), [("minutes", "numeric"), ("score", "decimal")])
def test_a_number_is_typed_in_a_text_box(name: str, mode: str) -> None:
    box = Page(str(Everything()[name])).of("input")[0]
    assert (box["type"], box["inputmode"]) == ("text", mode)
    assert not {"min", "max", "step"} & set(box)


def test_no_control_is_required_by_the_browser_or_holds_a_placeholder() -> None:
    for page in pages():
        assert not [
            attrs
            for _, attrs in page.tags
            if "required" in attrs or "placeholder" in attrs or "style" in attrs
        ]


def test_a_pasted_answer_is_never_cut_short_unseen() -> None:
    assert "maxlength" not in Page(str(Everything()["name"])).of("input")[0]


def test_optional_is_said_unless_the_form_compels_nothing() -> None:
    class Compels(forms.Form):
        name = forms.CharField(required=False)
        agreed = forms.BooleanField(required=False)

    class CompelsNothing(Compels):
        say_optional = False

    assert str(Compels()).count("(optional)") == 1
    assert "(optional)" not in str(CompelsNothing())


def test_a_hint_of_a_choice_describes_that_choice() -> None:
    radios = Page(str(Everything()["why"])).of("input")
    assert [radio.get("aria-describedby") for radio in radios] == [None, "id_why_1_hint"]


def test_a_choice_that_stands_apart_comes_after_an_or() -> None:
    told, took = str(Everything()["told"]), str(Everything()["took"])
    assert "or" in told.split("govuk-radios__divider")[1].split("Not known yet")[0]
    assert 'data-behaviour="exclusive"' in took.split("govuk-checkboxes__divider")[1]
    assert "data-behaviour" not in told


@pytest.mark.parametrize("method", ["as_div", "as_p", "as_ul"])
def test_all_ways_of_drawing_a_form_are_ours(method: str) -> None:
    drawn = getattr(Everything(), method)()
    assert drawn.count("govuk-form-group") >= 13
    assert 'type="hidden"' in drawn


def test_errors_of_the_whole_form_are_drawn_with_it() -> None:
    class Whole(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("The two homes overlap.")

    assert "The two homes overlap." in str(Whole({}))


@pytest.mark.parametrize("text", ["<b>bold</b>", '"><script>alert(1)</script>'])
def test_what_was_typed_is_never_markup(text: str) -> None:
    data = {"name": text, "story": text, "minutes": text, "when_day": text, "password": text, "why": text}
    drawn = str(Everything(data))
    assert text not in drawn
    assert "<script" not in drawn


def test_a_width_of_the_forms_own_is_kept() -> None:
    class Short(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}))

    assert (
        Page(str(Short({})["code"])).of("input")[0]["class"]
        == "govuk-input--width-10 govuk-input govuk-input--error"
    )


def test_a_file_kept_before_is_named_and_can_be_taken_away() -> None:
    class Kept:
        url = "/files/7"

        def __str__(self) -> str:
            return "agreement.pdf"

    drawn = str(Everything(initial={"letter": Kept()})["letter"])
    assert "agreement.pdf" in drawn
    assert 'name="letter-clear"' in drawn


def test_djangos_own_widgets_without_a_template_of_ours_are_still_drawn() -> None:
    class Split(forms.Form):
        moment = forms.SplitDateTimeField(label="When")

    assert str(Split()).count("<input") == 2
