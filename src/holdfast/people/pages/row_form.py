"""A form about one row of the record: filled in from it, told as column values, and what differs where somebody saved first."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from holdfast.engine.tables import CodeList
from holdfast.forms.fields import KnownField
from holdfast.forms.widgets import Radios
from holdfast.forms.words import first_up, say_day

NOT_KNOWN_YET = "Not known yet"


def code_field(
    codes: CodeList,
    *,
    label: str,
    required: bool = False,
    words: Mapping[str, str] | None = None,
    select: bool = False,
    hints: Mapping[str, str] | None = None,
    **options: Any,
) -> forms.TypedChoiceField:
    """One code of a list, in words; where it is not compulsory, 'Not known yet' is an answer and cleans to None."""
    said = {**codes.words, **(words or {})}
    choices = [(code, first_up(said[code])) for code in codes]
    if select:
        choices.insert(0, ("", "Choose" if required else NOT_KNOWN_YET))
        return forms.TypedChoiceField(
            label=label, required=required, choices=choices, empty_value=None, **options
        )
    if not required:
        choices.append(("", NOT_KNOWN_YET))
    widget = Radios(hints=hints, apart="" if not required else None)
    return forms.TypedChoiceField(
        label=label, required=required, choices=choices, empty_value=None, widget=widget, **options
    )


def line(label: str, *, required: bool = False, **options: Any) -> forms.CharField:
    """One line of words."""
    widget = forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"})
    return forms.CharField(label=label, required=required, max_length=200, widget=widget, **options)


def box(label: str, *, required: bool = False, rows: int = 3, **options: Any) -> forms.CharField:
    """As many words as it takes."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def resume(form: forms.Form, typed: Mapping[str, list[str]]) -> None:
    """Fill a form's boxes with what was typed earlier and not saved (a draft's content)."""
    content = QueryDict(mutable=True)
    for name, values in typed.items():
        content.setlist(name, values)
    for name, asked in form.fields.items():
        if not asked.widget.value_omitted_from_data(content, {}, form.add_prefix(name)):
            form.initial[name] = asked.widget.value_from_datadict(content, {}, form.add_prefix(name))


class RowForm(forms.Form):
    """Questions about one row. `version` travels with the page, so that a save never overwrites what nobody has seen.

    `beside` names fields that are no columns of the row.
    """

    beside: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, row: Any = None, initial: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        self.row = row
        held = self._held(row) if row is not None else {}
        super().__init__(data, initial={**held, **(initial or {})}, **options)
        self.conflict: list[dict[str, str]] = []
        self.saved_by = ""
        self.taken_out = False

    def _held(self, row: Any) -> dict[str, Any]:
        held: dict[str, Any] = {"version": row.version}
        for name in self.columns:
            value, asked = getattr(row, name), self.base_fields[name]
            held[name] = KnownField.NOT_KNOWN if value is None and isinstance(asked, KnownField) else value
        return held

    @property
    def columns(self) -> list[str]:
        """The columns asked for."""
        asked = getattr(self, "fields", self.base_fields)
        return [name for name in asked if name not in ("version", *self.beside)]

    def values(self) -> dict[str, Any]:
        """What a valid form says, by column."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def show_conflict(self, there: Any) -> None:
        """Somebody saved first: keep what was typed, show both, and let the next save stand on what is there now.

        `there` is the row as it stands, or None where it was taken out.
        """
        self.saved_by, self.taken_out = getattr(there, "recorded_by_name", ""), there is None
        self.conflict = [
            {"label": str(self.fields[name].label), "theirs": self.said(name, getattr(there, name, None)),
             "yours": self.said(name, self.cleaned_data[name])}
            for name in self.columns if getattr(there, name, None) != self.cleaned_data[name]
        ]  # fmt: skip
        if there is not None:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(there.version)
        self.add_error(
            None, "Somebody else saved this while you were writing. Nothing of yours is lost: see both below."
        )

    def said(self, name: str, value: Any) -> str:
        """A column's value in words."""
        return say_value(self.fields[name], value)


def say_value(asked: forms.Field, value: Any) -> str:
    """A value as the field's answers say it."""
    if value is None or value == "":
        return "nothing yet"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return say_day(value)
    choices = dict(getattr(asked, "choices", ()))
    if isinstance(value, list):
        return "; ".join(str(choices.get(each, each)) for each in value) or "none"
    return str(choices.get(value, value))
