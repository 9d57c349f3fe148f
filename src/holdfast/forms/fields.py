"""Fields whose answers Django has no field for: a day in three boxes, and yes, no or not known yet.

Each says what is wrong in a sentence that names the question: what was typed stays in the boxes.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from holdfast.forms.bound_fields import DayBoundField
from holdfast.forms.widgets import PARTS, DayInput, Radios, as_parts
from holdfast.forms.words import first_up, say_day

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXAMPLE = "27 3 2026"

# A day, or whoever can say it when asked: a limit that moves, such as today, is given as a function.
Limit = dt.date | Callable[[], dt.date] | None


class DayField(forms.Field):
    """A calendar day in three boxes; cleans to a date, or None where it is not compulsory and left empty.

    `said` names it inside a sentence ('the day the home began'); without it the label does. `not_before` and
    `not_after` are days, or functions that give one. Months may be typed as 3, Mar or March.
    Error codes: required, part_missing, not_a_day, short_year, too_early, too_late; their params name the `parts` to mark.
    """

    widget = DayInput
    bound_field_class = DayBoundField

    def __init__(
        self, *, said: str = "", not_before: Limit = None, not_after: Limit = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._said, self.not_before, self.not_after = said, not_before, not_after

    @property
    def said(self) -> str:
        """How an error names this day, at the start of its sentence."""
        said = self._said or str(self.label or "the date").rstrip("?:. ")
        return first_up(said)

    def clean(self, value: object) -> dt.date | None:
        """The day, checked. Raises ValidationError naming the boxes at fault."""
        parts = as_parts(value)
        missing = [part for part in PARTS if not parts[part].strip()]
        if len(missing) == len(PARTS):
            self._check_may_be_empty()
            return None
        if missing:
            raise self._wrong("part_missing", missing, f"must include a {' and a '.join(missing)}")
        day = self._day(parts)
        self._check_limits(day)
        self.run_validators(day)
        return day

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the boxes say another day than before."""
        try:
            return not self.disabled and self._day_or_none(initial) != self._day_or_none(data)
        except ValidationError:
            return True

    def _day_or_none(self, value: object) -> dt.date | None:
        parts = as_parts(value() if callable(value) else value)
        return self._day(parts) if any(parts.values()) else None

    def _check_may_be_empty(self) -> None:
        if self.required:
            example = f"{self.said} is needed, such as {_EXAMPLE}"
            message = self.error_messages["required"] if self._own_required else example
            raise ValidationError(message, code="required", params={"parts": PARTS})

    @property
    def _own_required(self) -> bool:
        return self.error_messages["required"] != forms.Field.default_error_messages["required"]

    def _day(self, parts: Mapping[str, str]) -> dt.date:
        if parts["year"].isdecimal() and len(parts["year"]) != 4:
            raise self._wrong("short_year", ["year"], "must have a year of four figures, such as 2026")
        try:
            return dt.date(int(parts["year"]), _month(parts["month"]), int(parts["day"]))
        except ValueError:
            raise self._wrong("not_a_day", PARTS, f"must be a real date, such as {_EXAMPLE}") from None

    def _check_limits(self, day: dt.date) -> None:
        earliest, latest = _now(self.not_before), _now(self.not_after)
        if earliest and day < earliest:
            raise self._wrong("too_early", PARTS, f"must be {say_day(earliest)} or later")
        if latest and day > latest:
            raise self._wrong("too_late", PARTS, f"must be {say_day(latest)} or earlier")

    def _wrong(self, code: str, parts: Any, what: str) -> ValidationError:
        return ValidationError(f"{self.said} {what}", code=code, params={"parts": tuple(parts)})


def _now(limit: Limit) -> dt.date | None:
    return limit() if callable(limit) else limit


def _month(typed: str) -> int:
    """1 to 12 from a number or an English name of three letters or more. Raises ValueError."""
    name = typed.strip(". ").lower()
    if len(name) >= 3 and name[:3] in _MONTH_NAMES:
        return _MONTH_NAMES.index(name[:3]) + 1
    return int(name)


class KnownField(forms.TypedChoiceField):
    """Yes, no or not known yet; cleans to True, False or None.

    Compulsory means that one of the three is chosen: 'Not known yet' is an answer. Nothing is chosen beforehand for
    None, which may never have been asked; give `initial=KnownField.NOT_KNOWN` where it was.
    """

    YES, NO, NOT_KNOWN = "yes", "no", "not_known"
    default_error_messages: ClassVar[dict[str, str]] = {"required": "Choose one, or ‘Not known yet’"}
    _MEANS: ClassVar[dict[str, bool | None]] = {YES: True, NO: False, NOT_KNOWN: None}

    def __init__(
        self,
        *,
        yes: str = "Yes",
        no: str = "No",
        not_known: str = "Not known yet",
        hints: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        said = ((self.YES, yes), (self.NO, no), (self.NOT_KNOWN, not_known))
        options.setdefault("widget", Radios(hints=hints, apart=self.NOT_KNOWN))
        super().__init__(choices=said, coerce=self._MEANS.__getitem__, empty_value=None, **options)

    def prepare_value(self, value: object) -> object:
        """A stored True or False as its choice."""
        return {True: self.YES, False: self.NO}.get(value, value) if isinstance(value, bool) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another answer was chosen; 'Not known yet' and None are one."""
        return super().has_changed(self.prepare_value(initial) or self.NOT_KNOWN, data or self.NOT_KNOWN)
