"""The style guide: every part of the design on one page, with content as real as made-up content can be."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import Checkboxes, Radios, UnitInput
from holdfast.web.style_content import CHILD, FINDINGS, PIECES, TODAY, links


class EndOfHome(forms.Form):
    """Made up, to show every kind of question and what is said when one is answered amiss."""

    ended = DayField(
        label="When did this home end?",
        said="the day the home ended",
        not_after=TODAY,
        help_text="For example, 27 3 2026",
    )
    why = forms.ChoiceField(
        label="Why did it end?",
        choices=[
            ("planned", "A planned move"),
            ("breakdown", "It broke down"),
            ("request", "The carer asked for it"),
        ],
        widget=Radios(hints={"breakdown": "Your judgement, with what you know today. It can be changed."}),
    )
    told = KnownField(label="Was Amara told why, in a way she could follow?")
    kept = forms.MultipleChoiceField(
        label="What went with her?",
        required=False,
        help_text="Choose all that did.",
        choices=[("toy", "A toy or blanket"), ("photos", "Photographs"), ("none", "Nothing did")],
        widget=Checkboxes(apart="none"),
    )
    minutes = forms.IntegerField(
        label="How long was the last visit?", required=False, widget=UnitInput(suffix="minutes", width=3)
    )
    carer = forms.ChoiceField(
        label="Who cares for her now?",
        choices=[("", "Choose"), ("1", "Ms Folasade Adeyemi"), ("2", "Mr and Mrs Byrne")],
    )
    words = forms.CharField(
        label="In Amara’s own words",
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text="What she said, as she said it.",
    )
    letter = forms.FileField(label="The agreement, if there is one on paper", required=False)
    password = forms.CharField(label="Your password", widget=forms.PasswordInput, required=False)
    agreed = forms.BooleanField(
        label="Her social worker has agreed to this", help_text="Ask before you tick."
    )


class Narrower(forms.Form):
    """What a list may be narrowed by."""

    say_optional = False
    home = forms.ChoiceField(
        label="Home",
        required=False,
        choices=[
            ("", "Any"),
            ("foster", "In foster care"),
            ("kin", "With kin"),
            ("residential", "In residential care"),
        ],
        widget=Radios(small=True),
    )


_WRONG = {
    "ended_day": "31",
    "ended_month": "4",
    "ended_year": "2026",
    "minutes": "an hour",
    "words": "I want Biscuit to come.",
}


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component, none of it a record of anybody."""
    paginator = Paginator(range(240), 25)
    page = paginator.page(4)
    fresh = EndOfHome(prefix="fresh")
    wrong = EndOfHome({f"wrong-{name}": value for name, value in _WRONG.items()}, prefix="wrong")
    context = {
        "today": TODAY,
        "wrong": wrong,
        "narrower": Narrower(),
        "fresh": fresh,
        "findings": FINDINGS,
        "page": page,
        "pages": list(paginator.get_elided_page_range(4, on_each_side=1, on_ends=1)),
        "child_header": CHILD,
        "child_navigation": links("Now", "Story", "Family and friends", "Assessment", "Record", Assessment=4),
        "navigation": links("My week", "My children", "My team", "Find a child", current=1, My_week=3),
        "footer_links": links("Who sees what", "Accessibility", "Licences", current=-1),
        "signed_in_name": "Tom Hale",
        "signed_in_role": "social worker",
        "saved": "Saved 14:02",
        "demo_notice": "A made-up authority. Nobody here is real.",
        **PIECES,
    }
    return render(request, "web/style_guide.html", context)
