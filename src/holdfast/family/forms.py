"""What is asked about people, relationships, brothers and sisters, and contact. Forms check and never save."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from holdfast.family.models import Person
from holdfast.family.vocabulary import CONTACT_WAYS, QUALITIES, RELATIONSHIPS, SHARED_PARENTS
from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import Radios
from holdfast.forms.words import first_up
from holdfast.ng26.vocabulary import SEXES
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, line

THE_CHILD = "child"


def _hide(what: str) -> forms.BooleanField:
    label = f"Hide {what} from everybody but the child’s social workers and their managers"
    return forms.BooleanField(label=label, required=False)


def _known(label: str, **options: Any) -> KnownField:
    return KnownField(label=label, required=False, widget=Radios(inline=True), **options)


def _type(label: str) -> forms.ChoiceField:
    """A relationship, none chosen beforehand."""
    words = [("", "Choose"), *((code, first_up(RELATIONSHIPS.words[code])) for code in RELATIONSHIPS)]
    return forms.ChoiceField(label=label, choices=words)


def _quality() -> forms.TypedChoiceField:
    return code_field(
        QUALITIES,
        label="How does it feel to the child?",
        select=True,
        help_text="Ask the child where you can.",
    )


def _born() -> DayField:
    return DayField(
        label="When were they born?", said="the day they were born", required=False, not_after=today
    )


class HidableForm(RowForm):
    """A form that may hide its row; `restricted` is told by itself. `or_empty` names codes kept as empty text where not known."""

    or_empty: ClassVar[tuple[str, ...]] = ()

    def values(self) -> dict[str, Any]:
        """What a valid form says, by column."""
        told = super().values()
        return {
            name: value or "" if name in self.or_empty else value
            for name, value in told.items()
            if name != "restricted"
        }

    def check_span(self, first: str, last: str, says: str) -> None:
        """Say at the later day where it is before the earlier one."""
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start and end and end < start:
            self.add_error(last, says)


class PersonForm(HidableForm):
    """Somebody who matters to the child."""

    name = line("What is their name?", required=True, help_text="As the child would say it, or in full.")
    sex = code_field(SEXES, label="Sex", select=True)
    born = _born()
    died = DayField(
        label="If they have died: when?", said="the day they died", required=False, not_after=today,
        help_text="Leave empty if they are alive.",
    )  # fmt: skip
    note = box(
        "What should the team know about them?", help_text="In words that the child, and they, may read."
    )
    restricted = _hide("this person")

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        self.check_span("born", "died", "The day they died cannot be before they were born")
        return cleaned


class _Related(HidableForm):
    """A form that asks what somebody is, and to whom: the child, or one of the `others`."""

    def __init__(self, *args: Any, name: str, others: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = {str(each.pk): each for each in others}
        choices = [(THE_CHILD, name), *((key, each.name) for key, each in self.others.items())]
        self.fields["to"].choices = choices

    @property
    def to_person(self) -> Person | None:
        """Whom it is to; None for the child."""
        return self.others.get(self.cleaned_data["to"])

    def own_alone(self, values: dict[str, Any]) -> dict[str, Any]:
        """What is asked of the child's own ties alone is left out of others."""
        return values if self.to_person is None else values | {"parental_responsibility": None, "quality": ""}


class RelationshipForm(_Related):
    """How somebody is related to the child, or to another person of this family. No relationship is assumed."""

    beside: ClassVar[tuple[str, ...]] = ("to",)
    or_empty = ("quality",)
    type = _type("What are they?")
    to = forms.ChoiceField(label="To whom?", initial=THE_CHILD)
    since = DayField(
        label="Since when?", said="the day it began", required=False,
        help_text="For a carer, the day the care began. Leave empty where there is no such day.",
    )  # fmt: skip
    until = DayField(label="Until when, if it is over?", said="the day it ended", required=False)
    parental_responsibility = _known(
        "Do they have parental responsibility?",
        help_text="By the birth certificate or the order; do not guess.",
    )
    quality = _quality()
    note = box("What the child says of it, or what helps", rows=2)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["type"].label = f"What is {person.name}?"
        if self.row is not None:
            self.initial["to"] = str(self.row.to_person_id or THE_CHILD)

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        self.check_span("since", "until", "The day it ended cannot be before it began")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Columns of the relationship."""
        return self.own_alone(super().values())


class NewPersonForm(_Related, PersonForm):
    """Somebody new, and what they are to the child or to somebody known already, in one go."""

    beside: ClassVar[tuple[str, ...]] = ("type", "to", "since", "parental_responsibility", "quality")
    type = _type("What are they?")
    to = forms.ChoiceField(label="To whom?", initial=THE_CHILD)
    since = DayField(label="Since when?", said="the day it began", required=False,
                     help_text="For a carer, the day the care began.")  # fmt: skip
    parental_responsibility = _known("Do they have parental responsibility?")
    quality = _quality()
    died = None
    field_order: ClassVar[tuple[str, ...]] = (
        "name", "type", "to", "since", "parental_responsibility", "quality", "sex", "born", "note", "restricted",
    )  # fmt: skip

    def relationship(self) -> dict[str, Any]:
        """Columns of the relationship."""
        told = {name: self.cleaned_data[name] for name in ("type", "since", "parental_responsibility")}
        return self.own_alone(told | {"quality": self.cleaned_data["quality"] or ""})


class ReachForm(HidableForm):
    """How to reach somebody."""

    telephone = line("Telephone")
    email = forms.EmailField(
        label="E-mail", required=False, max_length=200,
        widget=forms.EmailInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )  # fmt: skip
    address = box("Address")
    restricted = _hide("this address and number")


class SiblingForm(HidableForm):
    """A brother or sister (1.1.13). `person`: the same one among the people of the family."""

    or_empty = ("shares", "quality")
    beside: ClassVar[tuple[str, ...]] = ("person",)
    name = line("What is their name?", required=True)
    date_of_birth = _born()
    sex = code_field(SEXES, label="Sex", select=True)
    shares = code_field(SHARED_PARENTS, label="Which parents do they share?")
    in_care = _known("Are they in care too?")
    together = _known("Do they live together?")
    together_possible = _known("Could they live together?", help_text="Asked where they live apart.")
    apart_in_best_interests = _known(
        "Is living apart in their best interests?",
        help_text="A judgement of the team about both children, with the reasons in a decision.",
    )
    quality = _quality()
    person = forms.ChoiceField(
        label="Are they told of among the people here already?", required=False,
        help_text="Then they are shown and drawn once.",
    )  # fmt: skip
    key = line(
        "Reference of their own record",
        help_text="If they have one here. Who may see that record gets a link to it; nobody else.",
    )
    restricted = _hide("this brother or sister")

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(each.pk): each for each in people}
        self.fields["person"].choices = [("", "No"), *((key, each.name) for key, each in self.people.items())]
        if not people:
            del self.fields["person"]
        elif self.row is not None:
            self.initial["person"] = str(self.row.person_id or "")

    def values(self) -> dict[str, Any]:
        """Columns; a brother or sister without a record of their own is known by their name."""
        values = super().values()
        kept = self.row.key if self.row is not None else ""
        key = values["key"] or kept or values["name"]
        return values | {"key": key, "person": self.people.get(self.cleaned_data.get("person") or "")}


class ContactForm(HidableForm):
    """How the child keeps in touch with somebody."""

    with_whom = line("With whom?", required=True, help_text="Name, and what they are to the child.")
    how = code_field(CONTACT_WAYS, label="How?", required=True)
    how_often = line(
        "How often, and where?", help_text="Such as: every second Saturday, at the family centre."
    )
    supervised = _known("Is somebody there to supervise?")
    ordered_by_court = _known("Has a court ordered it?")
    since = DayField(label="From when?", said="the day it begins", required=False)
    until = DayField(
        label="Until when?", said="the day it ends", required=False, help_text="Leave empty while it goes on."
    )
    childs_view = box("What does the child say of it?", help_text="In the child’s own words where you can.")
    note = box("What helps before, during and after?", rows=2)
    restricted = _hide("this")

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        self.check_span("since", "until", "The day it ends cannot be before it begins")
        return cleaned
