"""A field in its form, with what the page needs: classes, descriptions for screen readers, where a link to it goes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

# The class of each kind of control; the error's class is the same with --error.
_CLASSES = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)
# A long answer's limit is left to its template, which counts instead.
_LEFT_OUT = ("placeholder", "maxlength")


class HoldfastBoundField(BoundField):
    """Django's, marked up for this design: any form's fields look like ours without a word in the form."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Adds the design's classes. Left out: `required`, as a browser's own bubbles cannot be read again,
        placeholders, which go just when they are needed, and limits that cut short what is pasted."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        built |= {
            name: False
            for name in _LEFT_OUT
            if name in widget.attrs and not isinstance(widget, forms.Textarea)
        }
        classes = [widget.attrs.get("class", ""), str(built.get("class", "")), self._control_class(widget)]
        if any(classes):
            built["class"] = " ".join(part for part in classes if part)
        if widget.use_fieldset:
            # The fieldset carries these; its inputs would say them again one by one.
            built.pop("aria-invalid", None)
        return built

    def _control_class(self, widget: forms.Widget) -> str:
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.HiddenInput):
            return ""
        for kind, name in _CLASSES:
            if isinstance(widget, kind):
                return f"{name} {name}--error" if self.errors else name
        return ""

    @property
    def aria_describedby(self) -> str | None:
        """Hint, error and the count of characters, whichever there are."""
        described = super().aria_describedby
        if described is not None and self.counted:
            return f"{described} {self.auto_id}-info".strip()
        return described

    @property
    def said_errors(self) -> list[dict[str, str]]:
        """What is wrong: `short` beside the question, `full` where the question is not in sight.

        Django's own sentences name no question, so it is put before them; a sentence of the form's own stands as it is.
        """
        return [self._said(error) for error in self.errors.as_data()]

    def _said(self, error: ValidationError) -> dict[str, str]:
        text, question = " ".join(error.messages), str(self.label).rstrip(": ")
        if text not in self._default_messages:
            return {"short": text, "full": text}
        if text == str(forms.Field.default_error_messages["required"]):
            return {"short": "Please answer this", "full": f"Please answer: {question}"}
        return {"short": text, "full": f"{question}{'' if question.endswith('?') else ':'} {text}"}

    @property
    def _default_messages(self) -> set[str]:
        classes = type(self.field).__mro__
        return {
            str(text) for kind in classes for text in getattr(kind, "default_error_messages", {}).values()
        }

    @property
    def counted(self) -> int | None:
        """The most characters a long answer may have, if its count is to be shown."""
        if not isinstance(self.field.widget, forms.Textarea):
            return None
        limit = self.field.widget.attrs.get("maxlength")
        return int(limit) if limit else None

    @property
    def kind(self) -> str:
        """How the page lays it out: 'checkbox' (box before label), 'group' (under a legend) or 'control'."""
        if isinstance(self.field.widget, forms.CheckboxInput):
            return "checkbox"
        return "group" if self.use_fieldset else "control"

    @property
    def first_id(self) -> str:
        """The id of the control that a link to this question should reach."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) and self.auto_id:
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def says_optional(self) -> bool:
        """Whether '(optional)' stands after its label. A form in which nothing is compulsory sets `say_optional = False`."""
        wanted = getattr(self.form, "say_optional", True)
        return bool(wanted and not self.field.required and self.kind != "checkbox")


class DayBoundField(HoldfastBoundField):
    """A day: only the boxes at fault are marked, and the link goes to the first of them."""

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Those of day, month and year that an error names, or all of them if it names none."""
        errors = self.errors.as_data()
        named = [part for error in errors for part in (error.params or {}).get("parts", ())]
        return tuple(named) or (("day", "month", "year") if errors else ())

    @property
    def first_id(self) -> str:
        return f"{self.auto_id}_{self.wrong_parts[0] if self.wrong_parts else 'day'}"

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        if not (widget or self.field.widget).is_hidden:
            built["wrong_parts"] = self.wrong_parts
        return built
