"""Planning a move, its six parts, what is asked and answered, and the five questions of an emergency."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from holdfast.forms.fields import DayField
from holdfast.forms.widgets import Radios
from holdfast.ng26.vocabulary import HOMES, MOVE_KINDS
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, line
from holdfast.people.pages.sought import which_field
from holdfast.placements.forms.homes import KIND_OF_HOME, HouseholdAsked, check_new_home
from holdfast.placements.models import Home
from holdfast.placements.moving import INSTEAD, KEPT
from holdfast.placements.queries import find_households

MOVE_SAID = {
    "enter_care": "coming into care",
    "change_placement": "a change of home",
    "return_home": "a return home",
}
NOT_YET = "not_yet"
DONE = "done"


class PlanMove(HouseholdAsked):
    """A move that lies ahead, in words that the child may read."""

    date = DayField(label="When is the move planned for?", said="the day of the move", not_before=today)
    kind = code_field(MOVE_KINDS, label="What kind of move is it?", required=True,
                      words=MOVE_SAID)  # fmt: skip
    who_with = line(
        "Who is the child going to live with?",
        help_text="The carers’ household or the children’s home, by name.",
    )
    which = which_field("Which one is meant?")
    to = line("Where to, in words for the child", help_text="For example: Jo and Pat’s house in Kelp Street.")
    why = box("Why, in words for the child", help_text="What you would say to the child’s face.")
    goes_along = box(
        "What goes along?", help_text="Favourite things, photographs, a pet, a phone number. Ask the child."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.row is not None:
            self.fields["date"].not_before = min(self.row.date, today())
        self._ask_household()

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        self._settle_household()
        return cleaned


class PartForm(RowForm):
    """One of the six parts: who does it, by when, whether it is done."""

    beside: ClassVar[tuple[str, ...]] = ("state",)
    who = line("Who does this?")
    by_when = DayField(label="By when?", said="the day by which it is done", required=False)
    state = forms.ChoiceField(
        label="Is it done?", widget=Radios(), choices=[(NOT_YET, "Not yet"), (DONE, "Done")]
    )
    done_on = DayField(
        label="When was it done?", said="the day it was done", not_after=today, required=False,
        help_text="Leave empty for today.",
    )  # fmt: skip
    note = box("What was done, or is planned", help_text="In words that the child may read.")

    def __init__(self, *args: Any, part: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.part = part
        if part == KEPT:
            self.fields["state"].choices = [
                (NOT_YET, "Not yet"), (DONE, "Done: it is settled how they stay in touch"),
                (INSTEAD, "Staying in touch is not in the child’s best interests"),
            ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") == INSTEAD and not (cleaned.get("note") or "").strip():
            self.add_error("note", "Say why staying in touch is not in the child’s best interests")
        return cleaned

    @property
    def done(self) -> str | None:
        """The code to keep as prepared, or None where it is not done yet."""
        state = self.cleaned_data["state"]
        return {NOT_YET: None, DONE: self.part}.get(state, state)


class Ask(RowForm):
    """A question about the move."""

    question = box("What would you like to ask?", required=True)


class AskedByChild(RowForm):
    """What the child asked, written down by somebody else."""

    question = box("What did the child ask?", required=True, help_text="In the child’s own words.")
    asked_on = DayField(label="When?", said="the day it was asked", not_after=today)


class Answer(RowForm):
    """What was answered."""

    answer = box("What was answered?", required=True, help_text="In words that the child can follow.")
    answered_by = line("Who answered?")


class CallOff(RowForm):
    """The move will not happen."""

    beside: ClassVar[tuple[str, ...]] = ("why",)
    why = box("Why is the move called off?", required=True)


class EmergencyMove(RowForm):
    """Five questions, for a phone at night; only where to and when must be answered."""

    beside: ClassVar[tuple[str, ...]] = ("home", "to", "start", "why", "told_by", "told_what", "goes_along")
    home = code_field(HOMES, label="What kind of home?", required=True, select=True, words=KIND_OF_HOME)
    to = line(
        "Whose home, or what is it called?", help_text="As you know it now. It can be put right tomorrow."
    )
    start = DayField(label="What day?", said="the day of the move", not_after=today)
    why = box("What happened, in a few words?")
    told_by = line("Who told the child?", help_text="Leave empty if nobody has yet.")
    told_what = box("What did they say?", rows=2)
    goes_along = box("A toy, clothes, medicine, a phone, somebody to call")

    def __init__(self, *args: Any, homes: Sequence[Home], leaving: Home | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.homes, self.leaving = homes, leaving

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        if start := cleaned.get("start"):
            check_new_home(self, start)
        return cleaned

    @property
    def household(self) -> str | None:
        """The household, where its whole name was typed and only one has it; else it is asked tomorrow."""
        typed = self.cleaned_data["to"]
        exact = [key for key, _, same in find_households(typed) if same] if typed else []
        return exact[0] if len(exact) == 1 else None

    def steps(self) -> list[tuple[str, list[Any]]]:
        """The five questions, each with its boxes."""
        asked = (
            ("Where to?", ("home", "to")),
            ("When?", ("start",)),
            ("Why now?", ("why",)),
            ("Who told the child, and what?", ("told_by", "told_what")),
            ("What does the child have along, and need tonight?", ("goes_along",)),
        )
        return [(title, [self[name] for name in names]) for title, names in asked]
