"""The box of the search, a new record, the reason of an emergency, a manager's review of it, and why two records are two children's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from holdfast.accounts.models import Account
from holdfast.forms.fields import DayField
from holdfast.ng26.vocabulary import SEXES
from holdfast.people import access
from holdfast.people.grounds import ROLE_GROUNDS
from holdfast.people.pages.row_form import box, code_field, line
from holdfast.people.search import numbers


class SearchForm(forms.Form):
    """One box."""

    asked = forms.CharField(
        label="Name, date of birth, NHS number or UPN",
        help_text="As you heard it, or part of it. You can type several together, such as: siobhan 3 April 2015",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type a name, a date of birth, an NHS number or a UPN"},
    )


class NewRecordForm(forms.Form):
    """Who the child is, as far as it is known. `workers` may be chosen from by somebody who does not work with children themselves."""

    given_name = line("First name", required=True)
    family_name = line("Family name")
    chosen_name = line("What the child likes to be called", help_text="If it is not the first name")
    date_of_birth = DayField(label="Date of birth", required=False, not_after=access.today)
    sex = code_field(SEXES, label="Sex")
    nhs_number = line("NHS number", help_text="Ten digits, if you have it")
    upn = line("UPN", help_text="The number the school has for the child, if you have it")
    worker = forms.ModelChoiceField(
        label="Who will work with the child?", queryset=Account.objects.none(), empty_label="Choose"
    )
    looked = forms.BooleanField(
        label="I have looked at these records: this is another child", required=True,
        error_messages={"required": "Look at the records above, and say whether this is another child"},
    )  # fmt: skip

    def __init__(self, *args: Any, by: Account, alike: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if by.role in ROLE_GROUNDS:
            del self.fields["worker"]
        else:
            self.fields["worker"].queryset = workers(by)
        if not alike:
            del self.fields["looked"]

    def clean_nhs_number(self) -> str:
        """The ten digits, or nothing."""
        return _checked(self.cleaned_data["nhs_number"], numbers.NHS_NUMBER)

    def clean_upn(self) -> str:
        """In capital letters, or nothing."""
        return _checked(self.cleaned_data["upn"], numbers.UPN)


def _checked(value: str, scheme: str) -> str:
    try:
        return numbers.checked(scheme, value) if value else ""
    except numbers.NotANumber as wrong:
        raise ValidationError(str(wrong)) from None


def workers(by: Account) -> Any:
    """Who of the same agency may take up the work with a new child."""
    return Account.objects.filter(
        agency=by.agency, is_active=True, role__in=("social_worker", "key_worker")
    ).order_by("name")


class EmergencyForm(forms.Form):
    """Why the record is needed now."""

    reason = box(
        "Why do you need this record now?",
        required=True,
        max_length=1000,
        help_text="The child’s team and their manager read this at once.",
        error_messages={"required": "Say why you need this record now"},
    )


class ReviewForm(forms.Form):
    """What a manager found."""

    review = box(
        "What did you find?",
        required=True,
        max_length=2000,
        help_text="Whether the opening was right, and what follows from it.",
        error_messages={"required": "Say what you found"},
    )


class ApartForm(forms.Form):
    """How it is known that two records are two children's."""

    why = box(
        "How do you know that they are two children?",
        required=True,
        max_length=1000,
        help_text="It stands in the log of both: write nothing of one child that who reads the other’s log may not know.",
        error_messages={"required": "Say how you know that they are two children"},
    )
