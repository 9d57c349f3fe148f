"""What is asked about a school the child goes or went to. Forms check and never save."""

from typing import Any

from holdfast.education.models import SchoolPeriod
from holdfast.forms.fields import DayField
from holdfast.forms.words import say_day
from holdfast.ng26.vocabulary import EDUCATION_SETTINGS
from holdfast.people.pages.row_form import RowForm, box, code_field, line

SETTING_WORDS = {
    "early_years": "early years: nursery, childminder, reception",
    "none": "no setting: taught at home or elsewhere",
}


class SchoolForm(RowForm):
    """A school or other setting, from when to when."""

    name = line("What is it called?", required=True)
    setting = code_field(EDUCATION_SETTINGS, label="What kind of setting is it?", words=SETTING_WORDS)
    start = DayField(label="First day", said="the first day")
    end = DayField(
        label="Last day",
        said="the last day",
        required=False,
        help_text="Leave empty while the child goes there.",
    )
    why_ended = box(
        "Why did it end?",
        rows=2,
        help_text="Such as: moved up, moved home, excluded. Say how the change was planned.",
    )

    def __init__(self, *args: Any, others: list[SchoolPeriod], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = others

    def clean(self) -> dict[str, Any]:
        """Raises nothing: an end before the start, and a school not yet left, are said at their questions."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", "The last day cannot be before the first")
        if start and end is None and (still := self._still_there(start)):
            self.add_error("start", f"The record has the child at {still.name} since {say_day(still.start)}. "
                                    "Give that school its last day first")  # fmt: skip
        return cleaned

    def _still_there(self, start: Any) -> SchoolPeriod | None:
        return next((each for each in self.others if each.end is None and each.start <= start), None)

    def values(self) -> dict[str, Any]:
        """Columns; a setting that is not known is kept as empty text."""
        values = super().values()
        return values | {"setting": values["setting"] or ""}
