"""Referrals and their answers, the SDQ's total, statutory health assessments."""

from typing import Any

from django import forms

from holdfast.assessments.vocabulary import HEALTH_ASSESSMENTS, REFERRAL_ANSWERS
from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import Radios, UnitInput
from holdfast.forms.words import first_up
from holdfast.ng26.vocabulary import SDQ_REASONS
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, line


def _asked(label: str) -> KnownField:
    return KnownField(label=label, required=False, widget=Radios(inline=True))


class ReferralForm(RowForm):
    """A referral to a service, and what is known of the service (1.3.8)."""

    date = DayField(label="When was it sent?", said="the day of the referral", not_after=today)
    to = line("To which service?", required=True)
    why = box("What is asked of them?")
    attachment_expertise = _asked("Does the service have expertise in attachment?")
    works_with_other_services = _asked("Does it work with other services for the child?")
    involves_young_people_in_training = _asked("Do young people take part in training its staff?")


class AnswerForm(RowForm):
    """What the service answered."""

    answer = code_field(REFERRAL_ANSWERS, label="What did they answer?", required=True,
                        hints={"waiting_list": "It stays among the open ones until they begin."})  # fmt: skip
    answered_on = DayField(label="When did the answer come?", said="the day of the answer", not_after=today)
    answer_note = box("In their words", help_text="How long the wait is, or why not, or what they advise.")

    def clean_answered_on(self) -> Any:
        """No answer comes before the question."""
        day = self.cleaned_data["answered_on"]
        if self.row is not None and day < self.row.date:
            raise forms.ValidationError("The answer cannot have come before the referral was sent")
        return day


class SdqForm(RowForm):
    """A strengths and difficulties questionnaire: its total, or why there is none. Its questions are licensed to others."""

    date = DayField(
        label="When was it filled in, or to be?", said="the day of the questionnaire", not_after=today
    )
    score = forms.IntegerField(
        label="Total difficulties", required=False, min_value=0, max_value=40, widget=UnitInput(suffix="of 40", width=2),
        help_text="The total alone, as the scoring sheet gives it.",
    )  # fmt: skip
    not_done_because = forms.TypedChoiceField(
        label="If it was not done: why not?", required=False, empty_value=None, widget=Radios(apart=""),
        choices=[*((code, first_up(words)) for code, words in SDQ_REASONS.words.items()), ("", "It was done")],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A total or a reason, not both."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        done, why = cleaned.get("score") is not None, bool(cleaned.get("not_done_because"))
        if done == why:
            says = (
                "Give the total or the reason, not both"
                if done
                else "Give the total, or below the reason why it was not done"
            )
            self.add_error("score", says)
        return cleaned


class HealthForm(RowForm):
    """A statutory health assessment that took place."""

    on = DayField(label="When?", said="the day of the health assessment", not_after=today)
    type = code_field(HEALTH_ASSESSMENTS, label="Which?", required=True)
    note = box("What came of it?", help_text="What matters for the people who look after the child.")
