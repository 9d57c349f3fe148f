"""What is asked about people, relationships, brothers and sisters, and contact. Forms check and never save."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from holdfast.family.models import Person
from holdfast.family.vocabulary import CONTACT_WAYS, QUALITIES, RELATIONSHIPS, SHARED_PARENTS
from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import Radios
from holdfast.ng26.vocabulary import SEXES
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, first_up, line

THE_CHILD = "child"
HIDE = "Hide {what} from everybody but the child’s social workers and their managers"
# A brother or sister has a form of their own: the guideline asks more about them.
NOT_BY_A_RELATIONSHIP = ("brother_or_sister", "half_brother_or_sister")


def _hide(what: str) -> forms.BooleanField:
    return forms.BooleanField(label=HIDE.format(what=what), required=False)


def _emptied(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """Codes that are kept as empty text where they are not known."""
    return {
        name: value or "" if name in names else value
        for name, value in values.items()
        if name != "restricted"
    }


def check_span(form: forms.Form, first: str, last: str, says: str) -> None:
    """Say at the later day where it is before the earlier one."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, says)


class PersonForm(RowForm):
    """Somebody who matters to the child."""

    name = line("What is their name?", required=True, help_text="As the child would say it, or in full.")
    sex = code_field(SEXES, label="Sex")
    born = DayField(
        label="When were they born?", said="the day they were born", required=False, not_after=today
    )
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
        check_span(self, "born", "died", "The day they died cannot be before they were born")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Columns of the person; `restricted` is told by itself."""
        return _emptied(super().values())


def relationship_choices(*, to_child_alone: bool = False) -> list[tuple[str, str]]:
    """Every relationship in words, none chosen beforehand."""
    codes = [code for code in RELATIONSHIPS if not (to_child_alone and code in NOT_BY_A_RELATIONSHIP)]
    return [("", "Choose"), *((code, first_up(RELATIONSHIPS.words[code])) for code in codes)]


def _type(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=relationship_choices)


class RelationshipForm(RowForm):
    """How somebody is related to the child, or to another person of this family. No relationship is assumed."""

    beside: ClassVar[tuple[str, ...]] = ("to",)
    type = _type("What are they?")
    to = forms.ChoiceField(label="To whom?", widget=Radios())
    since = DayField(label="Since when?", said="the day it began", required=False,
                     help_text="For a carer, the day the care began. Leave empty where there is no such day.")  # fmt: skip
    until = DayField(label="Until when, if it is over?", said="the day it ended", required=False)
    parental_responsibility = KnownField(
        label="Do they have parental responsibility?", required=False,
        help_text="Asked of relationships to the child alone. Check the birth certificate or the order; do not guess.",
    )  # fmt: skip
    quality = code_field(
        QUALITIES, label="How does it feel to the child?", help_text="Ask the child where you can."
    )
    note = box("What the child says of it, or what helps", rows=2)

    def __init__(
        self, *args: Any, name: str, person: Person, others: Iterable[Person], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["type"].label = f"What is {person.name}?"
        self.fields["to"].choices = [(THE_CHILD, name), *((str(each.pk), each.name) for each in others)]
        self.others = {str(each.pk): each for each in others}
        if self.row is not None:
            self.initial.setdefault("to", str(self.row.to_person_id or THE_CHILD))

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        check_span(self, "since", "until", "The day it ended cannot be before it began")
        if (
            cleaned.get("to") == THE_CHILD
            and cleaned.get("type") in NOT_BY_A_RELATIONSHIP
            and not self._was(cleaned["type"])
        ):
            self.add_error(
                "type", "Brothers and sisters are added with a page of their own, as more is asked about them"
            )
        return cleaned

    def _was(self, type_: str) -> bool:
        return self.row is not None and self.row.type == type_

    @property
    def to_person(self) -> Person | None:
        """Whom it is to; None for the child."""
        return self.others.get(self.cleaned_data["to"])

    def values(self) -> dict[str, Any]:
        """Columns of the relationship; what is asked of the child's own ties alone is left out of others."""
        values = _emptied(super().values(), "quality")
        if self.to_person is not None:
            values |= {"parental_responsibility": None, "quality": ""}
        return values


class NewPersonForm(PersonForm):
    """Somebody new, and what they are to the child or to somebody known already, in one go."""

    beside: ClassVar[tuple[str, ...]] = ("type", "to", "since", "parental_responsibility", "quality")
    type = _type("What are they?")
    to = forms.ChoiceField(label="To whom?", widget=Radios(), initial=THE_CHILD)
    since = DayField(label="Since when?", said="the day it began", required=False,
                     help_text="For a carer, the day the care began.")  # fmt: skip
    parental_responsibility = KnownField(label="Do they have parental responsibility?", required=False)
    quality = code_field(
        QUALITIES, label="How does it feel to the child?", help_text="Ask the child where you can."
    )
    field_order: ClassVar[tuple[str, ...]] = (
        "name", "type", "to", "since", "parental_responsibility", "quality", "sex", "born", "died", "note", "restricted",
    )  # fmt: skip

    def __init__(self, *args: Any, name: str, others: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = {str(each.pk): each for each in others}
        self.fields["type"].choices = relationship_choices(to_child_alone=not self.others)
        self.fields["to"].choices = [
            (THE_CHILD, name),
            *((key, each.name) for key, each in self.others.items()),
        ]
        if not self.others:
            del self.fields["to"]

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to", THE_CHILD) == THE_CHILD and cleaned.get("type") in NOT_BY_A_RELATIONSHIP:
            self.add_error(
                "type", "Brothers and sisters are added with a page of their own, as more is asked about them"
            )
        return cleaned

    @property
    def to_person(self) -> Person | None:
        """Whom it is to; None for the child."""
        return self.others.get(self.cleaned_data.get("to", THE_CHILD))

    def relationship(self) -> dict[str, Any]:
        """Columns of the relationship."""
        told = self.cleaned_data
        own = self.to_person is None
        return {
            "type": told["type"],
            "since": told["since"],
            "parental_responsibility": told["parental_responsibility"] if own else None,
            "quality": (told["quality"] or "") if own else "",
        }


class ReachForm(RowForm):
    """How to reach somebody."""

    telephone = line("Telephone")
    email = forms.EmailField(
        label="E-mail", required=False, max_length=200,
        widget=forms.EmailInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )  # fmt: skip
    address = box("Address")
    restricted = _hide("this address and number")

    def values(self) -> dict[str, Any]:
        """Columns; `restricted` is told by itself."""
        return _emptied(super().values())


class SiblingForm(RowForm):
    """A brother or sister (1.1.13)."""

    name = line("What is their name?", required=True)
    key = line(
        "Reference of their own record", help_text="If they have one here. Whoever may see that record gets a link to it; for everybody else this page stays as it is.",
    )  # fmt: skip
    date_of_birth = DayField(
        label="When were they born?", said="the day they were born", required=False, not_after=today
    )
    sex = code_field(SEXES, label="Sex")
    shares = code_field(SHARED_PARENTS, label="Which parents do they share?")
    in_care = KnownField(label="Are they in care too?", required=False)
    together = KnownField(label="Do they live together?", required=False)
    together_possible = KnownField(
        label="Could they live together?", required=False, help_text="Asked where they live apart."
    )
    apart_in_best_interests = KnownField(
        label="Is living apart in their best interests?", required=False,
        help_text="A judgement of the team about both children, with the reasons in a decision.",
    )  # fmt: skip
    quality = code_field(
        QUALITIES, label="How does it feel to the child?", help_text="Ask the child where you can."
    )
    restricted = _hide("this brother or sister")

    def values(self) -> dict[str, Any]:
        """Columns; a brother or sister without a record of their own is known by their name."""
        values = _emptied(super().values(), "shares", "quality")
        kept = self.row.key if self.row is not None else ""
        return values | {"key": values["key"] or kept or values["name"]}


class ContactForm(RowForm):
    """How the child keeps in touch with somebody."""

    with_whom = line("With whom?", required=True, help_text="Name, and what they are to the child.")
    how = code_field(CONTACT_WAYS, label="How?", required=True)
    how_often = line(
        "How often, and where?", help_text="Such as: every second Saturday, at the family centre."
    )
    supervised = KnownField(label="Is somebody there to supervise?", required=False)
    ordered_by_court = KnownField(label="Has a court ordered it?", required=False)
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
        check_span(self, "since", "until", "The day it ends cannot be before it begins")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Columns; `restricted` is told by itself."""
        return _emptied(super().values())
