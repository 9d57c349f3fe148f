"""Questions whose answers have more than one kind of nothing: not known yet, known not done, known to be none."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from holdfast.forms.bound_fields import DayBoundField, HoldfastBoundField
from holdfast.forms.fields import DayField
from holdfast.forms.widgets import Checkboxes, DayInput

NONE_OF_THESE = "none_of_these"


class OrNotInput(forms.Widget):
    """A question with 'or: we know that it was not done' under it. The value is `{"value": …, "not_done": …}`."""

    use_fieldset = True

    def __init__(self, inner: forms.Widget, says_not: str) -> None:
        super().__init__()
        self.inner, self.says_not = inner, says_not

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first control of the question itself."""
        return self.inner.id_for_label(id_)

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> dict[str, Any]:
        """Both answers as typed."""
        return {
            "value": self.inner.value_from_datadict(data, files, name),
            "not_done": bool(data.get(f"{name}_not_done")),
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether the page had no such question."""
        return self.inner.value_omitted_from_data(data, files, name) and f"{name}_not_done" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        """The question, then the tick."""
        if not isinstance(value, Mapping) or "not_done" not in value:
            value = {"value": None if value is False else value, "not_done": value is False}
        id_ = (attrs or {}).get("id", f"id_{name}")
        parts = {
            "inner": self.inner.render(name, value["value"], attrs, renderer),
            "name": f"{name}_not_done",
            "id": f"{id_}_not_done",
            "ticked": value["not_done"],
            "says_not": self.says_not,
        }
        return render_to_string("entries/widgets/or_not.html", parts)


class _OrNotBound(HoldfastBoundField):
    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        built["class"] = "govuk-input govuk-input--width-20" + (" govuk-input--error" if self.errors else "")
        built["aria-label"] = str(self.label)
        return built


class OrNotField(forms.Field):
    """A day or a text that may also be known not to be: cleans to the value, False, or None for not known yet."""

    def __init__(self, inner: forms.Field, *, says_not: str, **options: Any) -> None:
        self.inner = inner
        self.inner.required = False
        self.bound_field_class = DayBoundField if isinstance(inner.widget, DayInput) else _OrNotBound
        super().__init__(required=False, widget=OrNotInput(inner.widget, says_not), **options)

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where both are answered, or the value is wrong."""
        answer = self.inner.clean(value["value"])
        if value["not_done"] and answer not in (None, ""):
            said = "the day" if isinstance(self.inner, DayField) else "an answer"
            raise ValidationError(
                f"{self.label}: give {said} or tick the box under it, not both", code="both"
            )
        return False if value["not_done"] else answer or None

    def has_changed(self, initial: object, data: Any) -> bool:
        """Whether it says something else."""
        now = {"value": None if initial is False else initial, "not_done": initial is False}
        return now["not_done"] != data["not_done"] or self.inner.has_changed(now["value"], data["value"])


class CodesField(forms.MultipleChoiceField):
    """Any of several, 'none of these' (`[]`), or nothing ticked: not known yet (None)."""

    def __init__(self, *, choices: Any, says_none: str = "None of these", **options: Any) -> None:
        widget = Checkboxes(apart=NONE_OF_THESE)
        super().__init__(
            choices=[*choices, (NONE_OF_THESE, says_none)], required=False, widget=widget, **options
        )

    def prepare_value(self, value: object) -> object:
        """A stored empty list as its tick."""
        return [NONE_OF_THESE] if value == [] else value

    def clean(self, value: Any) -> list[str] | None:
        """Raises ValidationError where 'none of these' stands beside another."""
        ticked = super().clean(value)
        if NONE_OF_THESE in ticked and len(ticked) > 1:
            raise ValidationError(f"{self.label}: tick what is so, or the last box alone", code="both")
        return [] if ticked == [NONE_OF_THESE] else ticked or None
