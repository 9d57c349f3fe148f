"""One question for each field of a part: made from how the case file describes it, or from the table's own column."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models

from holdfast.engine.tables import CodeList, FieldSpec, TableSpec
from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import PARTS, Radios, UnitInput, as_parts
from holdfast.forms.words import first_up
from holdfast.ng26.tables import STILL
from holdfast.people.access import today
from holdfast.record.columns import column
from holdfast.web.entries.asking import wording
from holdfast.web.entries.asking.fields import NONE_OF_THESE, CodesField, OrNotField

INLINE = 2  # so few stand on one line
AS_RADIOS = 6  # more choices than these go into a select


def question(part: str, spec: FieldSpec, table: TableSpec | None = None) -> forms.Field:
    """The form field of one field of a case file."""
    label = wording.label(part, spec, table.entry if table else "")
    help_text = " ".join(filter(None, (wording.hint(part, spec.key), _rule_hint(spec, table))))
    common = {"label": label, "help_text": help_text}
    if spec.or_false:
        inner = _day(spec, label, label=label) if spec.kind == "day" else forms.CharField(max_length=500)
        return OrNotField(inner, says_not=wording.not_done(spec), **common)
    match spec.kind:
        case "day":
            return _day(spec, label, **common)
        case "flag":
            return flag(spec.default, **common)
        case "codes":
            return CodesField(choices=_choices(spec.codes), **common)
        case "code":
            return code(spec.codes, required=spec.required, default=spec.default, **common)
        case "whole" | "number":
            return _number(part, spec, **common)
        case _:
            text = forms.TextInput(attrs={"class": "govuk-input--width-20"})
            return forms.CharField(required=spec.required, max_length=500, widget=text, **common)


def _day(spec: FieldSpec, said: str, **common: Any) -> DayField:
    latest = None if spec.may_be_future else today
    return DayField(required=spec.required, said=said, not_after=latest, **common)


def flag(default: str | None = None, **common: Any) -> KnownField:
    """Yes, no, not known yet, the last chosen until somebody knows."""
    unsaid = f"Not said (counts as {default})" if default else wording.NOT_KNOWN
    return KnownField(
        required=False,
        not_known=unsaid,
        widget=Radios(inline=not default),
        initial=KnownField.NOT_KNOWN,
        **common,
    )


def code(
    codes: CodeList | None, *, required: bool, default: str | None = None, **common: Any
) -> forms.TypedChoiceField:
    """One of a list, in its words; radios where they are few."""
    choices, few = _choices(codes), len(codes or ()) <= AS_RADIOS
    if not required or not few:
        unsaid = f"Not said (counts as {default})" if default else wording.NOT_KNOWN
        unsaid = "Choose one" if required else unsaid
        choices = [*choices, ("", unsaid)] if few else [("", unsaid), *choices]
    widget = (
        forms.Select() if not few else Radios(inline=True) if len(codes or ()) <= INLINE else Radios(apart="")
    )
    return forms.TypedChoiceField(
        choices=choices, required=required, empty_value=None, widget=widget, **common
    )


def _choices(codes: CodeList | None) -> list[tuple[str, str]]:
    return [(code, first_up(words)) for code, words in (codes.words if codes else {}).items()]


def _number(part: str, spec: FieldSpec, **common: Any) -> forms.Field:
    kind = forms.IntegerField if spec.kind == "whole" else forms.FloatField
    unit = UnitInput(suffix=wording.UNITS.get(f"{part}.{spec.key}", ""))
    return kind(required=spec.required, min_value=spec.lowest, max_value=spec.highest, widget=unit, **common)


def _rule_hint(spec: FieldSpec, table: TableSpec | None) -> str:
    """What the description itself says about leaving it out, its range, or when it is needed."""
    said = []
    if spec.default == STILL:
        said.append("Leave empty while it is still going on.")
    elif spec.default and spec.kind == "text":
        said.append(f"Left empty, it is {spec.default}.")
    if spec.kind == "whole" and spec.highest is not None and spec.highest < 1_000:
        said.append(f"From {spec.lowest:g} to {spec.highest:g}.")
    for rule in table.also if table else ():
        if rule.key == spec.key and rule.required:
            when = table.by_key[rule.when]
            said.append(f"Needed for: {(when.codes or CodeList('', {})).words.get(rule.code, rule.code)}.")
    return " ".join(said)


def beside(part: str, field: models.Field) -> forms.Field:
    """The form field of a column beside the case file."""
    common = {
        "label": wording.more_label(part, field.name), "help_text": wording.hint(part, field.name), "required": False,
    }  # fmt: skip
    if f"{part}.{field.name}" in wording.CHOICES:
        return code(wording.CHOICES[f"{part}.{field.name}"], **common)
    if isinstance(field, models.BooleanField):
        return flag(**_without_required(common)) if field.null else forms.BooleanField(**common)
    if isinstance(field, models.DateField):
        return DayField(not_after=today, **common)
    one_line = field.name in wording.ONE_LINE
    widget = forms.TextInput(attrs={"class": "govuk-input--width-20"}) if one_line else forms.Textarea()
    return forms.CharField(max_length=500 if one_line else 5_000, widget=widget, **common)


def _without_required(common: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in common.items() if name != "required"}


def typed(field: forms.Field, name: str, value: Any) -> Mapping[str, list[str]]:
    """A value as a browser would send it: a merged form is checked again as if it had been typed."""
    if isinstance(field, OrNotField):
        inner = typed(field.inner, name, None if value is False else value)
        return {**inner, f"{name}_not_done": ["yes"] if value is False else []}
    if isinstance(field, DayField):
        return {f"{name}_{part}": [as_parts(value)[part]] for part in PARTS}
    if isinstance(field, KnownField):
        return {name: [field.prepare_value(value) or KnownField.NOT_KNOWN]}
    if isinstance(field, CodesField):
        return {name: [NONE_OF_THESE] if value == [] else list(value or [])}
    if isinstance(field, forms.BooleanField):
        return {name: ["on"] if value else []}
    return {name: ["" if value is None else str(value)]}


def for_column(spec: FieldSpec) -> str:
    """The name of the question of a field: its column's."""
    return column(spec.key)
