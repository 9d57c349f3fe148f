"""What is asked of a decision made together. Forms check; they never save."""

from typing import Any

from django import forms

from holdfast.forms.fields import DayField
from holdfast.people.access import today
from holdfast.reviews.models import Decision


class DecisionForm(forms.Form):
    """Who took part, what each side said, what was decided, by whom, by when, who disagreed (1.1.4)."""

    on = DayField(label="When was it decided?")
    question = forms.CharField(label="What was to be decided?", max_length=300)
    took_part = forms.CharField(
        label="Who took part, and how?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One person a line: name, role, and how they took part (there, by telephone, in writing).",
    )
    childs_view = forms.CharField(label="What did the child say?", required=False, widget=forms.Textarea(attrs={"rows": 3}),
                                  help_text="In the child’s own words where you can.")  # fmt: skip
    child_not_asked_because = forms.CharField(
        label="If the child was not asked: why not?", required=False, max_length=500
    )
    carers_view = forms.CharField(
        label="What did the carers or parents say?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    carers_not_asked_because = forms.CharField(
        label="If the carers or parents were not asked: why not?", required=False, max_length=500
    )
    decided = forms.CharField(label="What was decided?", widget=forms.Textarea(attrs={"rows": 4}))
    who_does_it = forms.CharField(label="Who does it?", required=False, max_length=300)
    by_when = DayField(label="By when?", required=False)
    disagreed = forms.CharField(
        label="Did anybody disagree? Who, and why?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_on(self) -> Any:
        """A decision cannot have been made tomorrow."""
        if self.cleaned_data["on"] > today():
            raise forms.ValidationError("The day of the decision must be today or before.")
        return self.cleaned_data["on"]

    def clean_took_part(self) -> list[str]:
        """One line a person."""
        return [line.strip() for line in self.cleaned_data["took_part"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """A decision for a child says what the child said, or why the child was not asked; of the carers likewise."""
        found = super().clean() or {}
        for view, why, who in (
            ("childs_view", "child_not_asked_because", "the child"),
            ("carers_view", "carers_not_asked_because", "the carers or parents"),
        ):
            if not found.get(view) and not found.get(why) and view not in self.errors:
                self.add_error(view, f"Say what {who} said, or below why they were not asked.")
        return found


class CorrectionForm(DecisionForm):
    """The same, of a decision already written down, with the reason for the change."""

    why = forms.CharField(label="Why are you changing it?", max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput)


def initial(decision: Decision) -> dict[str, Any]:
    """A decision as the form shows it."""
    names = [name for name in DecisionForm.base_fields if name != "took_part"]
    return {name: getattr(decision, name) for name in names} | {
        "took_part": "\n".join(decision.took_part),
        "version": decision.version,
    }


class DoneForm(forms.Form):
    """The day on which what was decided had been done."""

    done_on = DayField(label="When was it done?")
