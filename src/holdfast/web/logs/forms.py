"""Which entries of the log to show."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from holdfast.audit.queries import Asked
from holdfast.forms.fields import DayField
from holdfast.web.logs.saying import GROUPS


class FilterForm(forms.Form):
    """Who, what, from when to when; nothing compels."""

    say_optional = False
    who = forms.ChoiceField(label="Who", required=False)
    did = forms.ChoiceField(
        label="What", required=False,
        choices=[("", "Everything"), *((code, words) for code, (words, _) in GROUPS.items())],
    )  # fmt: skip
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = [("", "Everybody"), *people]

    def asked(self) -> Asked:
        """What to ask of the log; everything where what was typed cannot be understood."""
        if not self.is_valid():
            return Asked()
        told = self.cleaned_data
        did = GROUPS[told["did"]][1] if told["did"] else ()
        return Asked(told["who"], did, _start(told["since"]), _start(told["until"], days=1))


def _start(day: Any, *, days: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min)) if day else None
