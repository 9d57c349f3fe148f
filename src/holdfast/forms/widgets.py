"""Widgets that Django has not: a day in three boxes, a number with its unit, choices with a word of help each.

Their templates are in `web`, beside those of Django's own widgets, and are found by its renderer.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

PARTS = ("day", "month", "year")


class DayInput(forms.Widget):
    """Three boxes, day, month and year, named `<name>_day` and so on.

    The value is a dict of the three as typed. One box alone under the plain name, as '2026-03-27', is understood too:
    a draft or a link may carry it.
    """

    template_name = "holdfast/forms/widgets/day.html"
    use_fieldset = True

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box: where a link to this question goes."""
        return f"{id_}_day" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> dict[str, str]:
        """What was typed, by part, without the blanks around it."""
        if not any(f"{name}_{part}" in data for part in PARTS) and data.get(name):
            return as_parts(data[name])
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether the page had no such question, which is not the same as an empty answer."""
        return name not in data and not any(f"{name}_{part}" in data for part in PARTS)

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each box with its value; `wrong_parts` in attrs, a tuple, says which boxes to mark."""
        context = super().get_context(name, None, attrs)
        shared = context["widget"]["attrs"]
        wrong = shared.pop("wrong_parts", ())
        parts, id_ = as_parts(value), shared.get("id")
        context["widget"]["boxes"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{id_}_{part}" if id_ else "",
                "label": part.capitalize(),
                "value": parts[part],
                "wrong": part in wrong,
                "wide": part == "year",
            }
            for part in PARTS
        ]
        return context


def as_parts(value: object) -> dict[str, str]:
    """A date, an ISO day, the three parts, or nothing, as the three parts."""
    if isinstance(value, Mapping):
        return {part: str(value.get(part) or "") for part in PARTS}
    if isinstance(value, str) and value:
        year, month, day = ([*value.strip().split("-"), "", "", ""])[:3]
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}
    if isinstance(value, dt.date):
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    return dict.fromkeys(PARTS, "")


class UnitInput(forms.NumberInput):
    """A number with its unit said beside the box: `UnitInput(suffix="minutes")`, `UnitInput(prefix="£")`.

    `width` is how many digits the box looks made for: 2, 3, 4, 5 or 10.
    """

    template_name = "holdfast/forms/widgets/unit.html"

    def __init__(self, *, prefix: str = "", suffix: str = "", width: int = 5) -> None:
        super().__init__()
        self.prefix, self.suffix, self.width = prefix, suffix, width

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As Django's, with the unit."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"prefix": self.prefix, "suffix": self.suffix, "width": self.width}
        return context


class _WithHelp:
    """Choices of which each may have a hint, and of which one may stand apart after an 'or'."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        apart: str | None = None,
        inline: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints, self.apart, self.inline, self.small = dict(hints or {}), apart, inline, small

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As Django's, with how the choices are laid out."""
        context = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"] |= {"inline": self.inline, "small": self.small}
        return context  # type: ignore[no-any-return]

    def create_option(self, name: str, value: object, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's, with the choice's hint, and whether it stands apart."""
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option |= {"hint": self.hints.get(str(value), ""), "apart": str(value) == self.apart}
        return option  # type: ignore[no-any-return]


class Radios(_WithHelp, forms.RadioSelect):
    """One of a few: `hints` by value, `apart` the value that stands after an 'or', `inline` for two or three short ones."""


class Checkboxes(_WithHelp, forms.CheckboxSelectMultiple):
    """Any of a few, with the same extras; `apart` for 'none of these'."""
