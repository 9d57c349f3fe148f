"""Short entries about how a placement stands, each a question or three."""

from typing import Any

from holdfast.forms.fields import DayField, KnownField
from holdfast.ng26.vocabulary import CONCERN_LEVELS, CONTACT_KINDS, EXTRA_SUPPORT_KINDS
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, line


def _day(label: str, said: str = "the day", **options: Any) -> DayField:
    return DayField(label=label, said=said, not_after=today, **options)


class _Span(RowForm):
    """What lasts from a day to a day."""

    def clean(self) -> dict[str, Any]:
        """Raises nothing: an end before its start is said at the end."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", "The last day cannot be before the first")
        return cleaned


class ConcernForm(RowForm):
    """A sign of difficulty in the placement (1.1.10, 1.1.14)."""

    date = _day("When was this seen or said?")
    level = code_field(CONCERN_LEVELS, label="How serious is it?", required=True,
                       words={"some": "some concern", "serious": "serious: the placement may be at risk"})  # fmt: skip
    note = box("What is it?", help_text="What was seen or said, and by whom.")


class SupportForm(RowForm):
    """A contact to support the carers (1.1.10)."""

    date = _day("When?", "the day of the contact")
    kind = code_field(CONTACT_KINDS, label="How?", required=True)
    note = box("What came up?")


class ExtraForm(RowForm):
    """Extra support given (1.1.14)."""

    date = _day("When was it given, or begun?")
    kind = code_field(
        EXTRA_SUPPORT_KINDS, label="What kind?", required=True,
        words={"day_visit": "day visits with a social worker", "other": "something else"},
    )  # fmt: skip
    note = box("What exactly, and for whom?")


class ReadinessForm(RowForm):
    """Whether the carers are ready and prepared, as talked through with them (1.1.7, 1.1.9)."""

    on = _day("When was this talked through?")
    ready_for_a_loving_relationship = KnownField(
        label="Are they ready to be loved, and to love: to accept that the child needs that?", required=False
    )
    able_to_care_longer = KnownField(
        label="Could they care for the child longer, if that is needed?", required=False
    )
    willing_to_care_longer = KnownField(label="Would they want to?", required=False)
    prepared_by_training = KnownField(
        label="Have they had training that prepares them for attachment difficulties?", required=False
    )
    note = box("In their words")


class RespiteForm(_Span):
    """A planned short stay; no move."""

    start = DayField(label="First day", said="the first day")
    end = DayField(label="Last day", said="the last day", required=False)
    with_whom = line("With whom?")
    why = box("What for, and what does the child say of it?")


class VisitForm(RowForm):
    """A statutory visit."""

    on = _day("When was the visit?", "the day of the visit")
    seen = KnownField(label="Was the child seen?")
    seen_alone = KnownField(label="Was the child seen alone?")
    note = box("What the child said, and what was seen")
