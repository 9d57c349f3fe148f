"""Beginning, correcting and ending a home; the household; the carers who sign in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from holdfast.forms.fields import DayField, KnownField
from holdfast.ng26.vocabulary import (
    CONTEXTS,
    END_REASONS,
    ENTRIES,
    HOMES,
    LEGAL_STATUSES,
    RELATIONSHIP_KEPT,
)
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, line
from holdfast.people.pages.sought import NEW, ask_which, settled, typed_in, which_field
from holdfast.placements.checks import home_problems
from holdfast.placements.models import Home
from holdfast.placements.queries import find_households, household_names

KIND_OF_HOME = {
    "birth_family": "with parents or original family",
    "foster": "foster care",
    "kinship_foster": "kinship foster care",
    "residential": "a children’s home",
    "special_guardian": "special guardian",
    "adoptive": "adoptive family",
    "semi_independent": "semi-independent housing",
    "secure": "secure children’s home",
    "other": "somewhere else",
}
CONTEXT_WORDS = {
    "in_care": "looked after (in care)",
    "edge_of_care": "on the edge of care",
    "special_guardianship": "special guardianship",
    "adopted": "adopted from care",
    "not_in_scope": "none of these",
}
LEGAL_WORDS = {"section_20": "section 20 (agreed with parents)", "none": "none"}
KEPT_WORDS = {
    "yes": "yes",
    "no": "no",
    "not_in_best_interests": "no: it is not in the child’s best interests",
}
SAYS_NEW = "None of these: it is new here"


class HouseholdAsked(RowForm):
    """The part of a form that asks which household, by its name; `household` is then its key, NEW, or None."""

    beside = ("who_with", "which")
    household: str | None = None

    def _settle_household(self) -> None:
        self.household = settled(self, "which", self.cleaned_data.get("who_with") or "", find_households)

    def _ask_household(self) -> None:
        ask_which(self, "which", typed_in(self, "who_with"), find_households, says_new=SAYS_NEW)


def _others(form: Any, homes: Sequence[Home], values: Mapping[str, Any]) -> None:
    """Put what the case file's rules say against these days on the form."""
    row = form.row or Home()
    tried = Home(**{**_plain(row), **values})
    others = [home for home in homes if home.pk != row.pk]
    names = household_names([home.carer for home in homes if home.carer])
    for name, sentence in home_problems(tried, others, names, today()):
        form.add_error(name if name in form.fields else None, sentence)


def check_new_home(form: Any, start: date) -> None:
    """Put what is wrong with a home that begins on a day on the form, the home that is left (`form.leaving`) ending then."""
    homes = [_left(home, form.leaving, start) for home in form.homes]
    _others(form, homes, {"start": start, "end": None})


def _left(home: Home, leaving: Home | None, start: date) -> Home:
    """The home that is left ends on the day of the move; where that is before it began, it stands as it is."""
    if leaving is None or home.pk != leaving.pk or start < home.start:
        return home
    return Home(**{**_plain(home), "end": start})


def _plain(row: Home) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Home._meta.concrete_fields}


class NewHome(HouseholdAsked):
    """The child lives somewhere new. Where they have a home now, it ends on that day, and the form asks how."""

    beside = ("who_with", "which", "end_reason", "relationship_kept")
    start = DayField(
        label="When did the child move in?", said="the day the child moved in", not_after=today,
        help_text="For a day to come, plan a move instead.",
    )  # fmt: skip
    home = code_field(HOMES, label="What kind of home is it?", required=True, words=KIND_OF_HOME, select=True)
    who_with = line(
        "Who does the child live with?", help_text="The carers’ household or the children’s home, by name."
    )
    which = which_field("Which one is meant?")
    entry = code_field(ENTRIES, label="How did the child come?", words={"planned": "planned"})
    context = code_field(
        CONTEXTS, label="What is the care context?", required=True, words=CONTEXT_WORDS, select=True
    )
    legal_status = code_field(
        LEGAL_STATUSES, label="What is the legal status?", words=LEGAL_WORDS, select=True
    )
    stable = KnownField(
        label="Does the team judge this a stable placement?", required=False,
        help_text="A judgement, not a count of days. It may be too early to say.",
    )  # fmt: skip
    why = box("Why did the child move?", help_text="In words that the child may read one day.")
    end_reason = code_field(END_REASONS, label="Why did the earlier home end?", select=True)
    relationship_kept = code_field(
        RELATIONSHIP_KEPT, label="Are the child and the earlier carers still in touch?", words=KEPT_WORDS
    )

    def __init__(self, *args: Any, homes: Sequence[Home], leaving: Home | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.homes, self.leaving = homes, leaving
        if leaving is None:
            del self.fields["end_reason"], self.fields["relationship_kept"]
        self._ask_household()

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        self._settle_household()
        if start := cleaned.get("start"):
            check_new_home(self, start)
        return cleaned

    def ended(self) -> dict[str, Any]:
        """What is said of the home that is left."""
        return {name: self.cleaned_data.get(name) for name in ("end_reason", "relationship_kept")}


class HouseholdForm(RowForm):
    """Where the carers' household is, and who else lives there, as this child's record holds it."""

    address = box("Address", rows=3)
    postcode = forms.CharField(
        label="Postcode", required=False, max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )  # fmt: skip
    telephone = line("Telephone")
    who_else = box(
        "Who else lives there?",
        help_text="The carers’ own children, other children looked after, grandparents, pets.",
    )
    restricted = forms.BooleanField(
        label="Hide this from everybody but the child’s social workers and their managers",
        help_text="For example where an adoptive family’s address must not be known.",
        required=False,
    )

    def values(self) -> dict[str, Any]:
        """Columns of the detail; `restricted` is told by itself."""
        return {name: value for name, value in super().values().items() if name != "restricted"}


class LinkCarer(RowForm):
    """An account of a carer is to belong to this household."""

    beside: ClassVar[tuple[str, ...]] = ("who", "which", "since")
    who = line("Whose account?", required=True, help_text="The carer’s name or e-mail address.")
    which = which_field("Who is meant?")
    since = DayField(label="From when?", said="the day from which they belong to it")
    account: str | None = None

    def __init__(self, *args: Any, find: Callable[[str], Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.find = find
        ask_which(self, "which", typed_in(self, "who"), find, says_new="None of these")

    def clean(self) -> dict[str, Any]:
        """Raises nothing: an account that is not there is said at its question."""
        cleaned = super().clean() or self.cleaned_data
        self.account = settled(self, "which", cleaned.get("who") or "", self.find)
        if self.account == NEW:
            self.add_error(
                "who", "No carer’s account has this name. Accounts are opened under ‘People and sign-in’."
            )
        return cleaned
