"""Questions about a child's names and numbers."""

from typing import Any, ClassVar

from django import forms

from holdfast.forms.fields import DayField
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, line
from holdfast.people.search import numbers

SCHEMES = {numbers.NHS_NUMBER: "NHS number", numbers.UPN: "UPN (unique pupil number)"}
ANOTHER = "another"


class CalledForm(RowForm):
    """What the child is called and likes to be called."""

    chosen_name = line("What does the child like to be called?", help_text="Every page calls them that.")
    pronouns = line("Pronouns", help_text="As the child says them, such as she, they or he/they.")
    given_name = line("First names", required=True)
    family_name = line("Family name")
    date_of_birth = DayField(label="Date of birth", required=False, not_after=today)
    language = line("Language spoken at home")


class OwnCalledForm(RowForm):
    """What the young person wants to be called, as they say it themselves."""

    chosen_name = line("What do you want to be called?")
    pronouns = line("Your pronouns", help_text="As you say them, such as she, they or he/they.")

    def __init__(self, data: Any = None, *, row: Any, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        otherwise = f" Leave it empty to be called {row.given_name}." if row.given_name else ""
        self.fields["chosen_name"].help_text = f"Every page calls you that.{otherwise}"


class OtherNameForm(RowForm):
    """A name the child is or was known by besides."""

    beside: ClassVar[tuple[str, ...]] = ("restricted",)
    given_name = line("First names")
    family_name = line("Family name")
    why = line("What is this name?", help_text="For example: name at birth, name of the foster family.")
    restricted = forms.BooleanField(
        label="Only the child’s social care team and its managers may see this name", required=False
    )

    def __init__(self, *args: Any, row: Any = None, **options: Any) -> None:
        super().__init__(*args, row=row, **options)
        if row is not None:
            self.initial.setdefault("restricted", row.restricted)

    def clean(self) -> dict[str, Any]:
        """A name has at least one part."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("given_name") or cleaned.get("family_name")):
            self.add_error("given_name", "Write the first names or the family name")
        return cleaned


class NumberForm(RowForm):
    """An NHS number, a UPN, or a number in another system."""

    beside: ClassVar[tuple[str, ...]] = ("which", "system")
    which = forms.ChoiceField(
        label="Which number is it?", choices=[*SCHEMES.items(), (ANOTHER, "A number in another system")]
    )
    system = line("Which system?", help_text="Only for a number in another system.")
    value = line("The number", required=True)

    def __init__(self, *args: Any, row: Any = None, **options: Any) -> None:
        super().__init__(*args, row=row, **options)
        if row is not None:
            known = row.scheme in SCHEMES
            self.initial.setdefault("which", row.scheme if known else ANOTHER)
            self.initial.setdefault("system", "" if known else row.scheme)

    def clean(self) -> dict[str, Any]:
        """Its check digit or letter fits; another system has a name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("which") == ANOTHER and not cleaned.get("system"):
            self.add_error("system", "Say which system the number is from")
        if cleaned.get("value") and cleaned.get("which"):
            try:
                cleaned["value"] = numbers.checked(cleaned["which"], cleaned["value"])
            except numbers.NotANumber as wrong:
                self.add_error("value", str(wrong))
        return cleaned

    def values(self) -> dict[str, Any]:
        """By column."""
        which = self.cleaned_data["which"]
        return {
            "scheme": self.cleaned_data["system"] if which == ANOTHER else which,
            "value": self.cleaned_data["value"],
        }
