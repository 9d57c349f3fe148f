"""Handing a role over, and the young person's own account."""

from typing import Any, ClassVar

from holdfast.forms.fields import DayField
from holdfast.people.access import today
from holdfast.people.pages.colleagues import find_colleagues, find_young_people
from holdfast.people.pages.row_form import RowForm, box, line
from holdfast.people.pages.sought import NEW, ask_which, settled, typed_in, which_field


class HandoverForm(RowForm):
    """Who takes over, from when, and how the child is prepared for it."""

    beside: ClassVar[tuple[str, ...]] = ("who", "which")
    who = line(
        "Who takes over?", required=True, help_text="A colleague who signs in here, or anybody by name."
    )
    which = which_field("Who is meant?")
    on = DayField(
        label="From when?", said="the day of the handover", help_text="The first day of the new person."
    )
    child_told_on = DayField(
        label="When was the child told?", said="the day the child was told", not_after=today, required=False,
        help_text="By somebody they know, before it happens. Leave empty if it is still to do.",
    )  # fmt: skip
    met_together_on = DayField(
        label="When did the child, the old and the new person meet together?", said="the day they met together",
        not_after=today, required=False, help_text="Leave empty if it is still to do.",
    )  # fmt: skip
    how = box("How is it prepared, and what does the child say of it?")
    account: str | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_which(
            self, "which", typed_in(self, "who"), find_colleagues, says_new="None of these: the name alone"
        )

    def clean(self) -> dict[str, Any]:
        """Raises nothing: every problem stands at its question."""
        cleaned = super().clean() or self.cleaned_data
        found = settled(self, "which", cleaned.get("who") or "", find_colleagues)
        self.account = None if found == NEW else found
        return cleaned


class HandedOver(RowForm):
    """The handover has happened."""

    beside: ClassVar[tuple[str, ...]] = ("happened",)
    happened = DayField(
        label="On what day did it happen?", said="the day it happened", not_after=today,
        help_text="On that day the role ends for one and begins for the other, and so does what they may see.",
    )  # fmt: skip


class OwnAccount(RowForm):
    """The account with which the young person reads their own record."""

    beside: ClassVar[tuple[str, ...]] = ("who", "which")
    who = line(
        "Whose account?",
        required=True,
        help_text="The young person’s whole name or e-mail address, as they sign in.",
    )
    which = which_field("Who is meant?")
    account: str | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_which(self, "which", typed_in(self, "who"), find_young_people, says_new="None of these")

    def clean(self) -> dict[str, Any]:
        """Raises nothing: an account that is not there is said at its question."""
        cleaned = super().clean() or self.cleaned_data
        self.account = settled(self, "which", cleaned.get("who") or "", find_young_people)
        if self.account == NEW:
            self.add_error("who", "No young person’s account has this name.")
        return cleaned
