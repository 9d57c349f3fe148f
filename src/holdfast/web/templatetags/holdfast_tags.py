"""Tags and filters for every page: `{% load holdfast_tags %}`. How to use each: the README of `web`."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from holdfast.forms import words

register = template.Library()

# How a finding's state is said; the same words as on the command line.
STATES = {
    "stop": "Stop",
    "act": "Do now",
    "wait": "Wait",
    "ask": "Ask",
    "met": "In place",
    "not_applicable": "Does not apply",
}
# How the answer to one criterion is said.
_ANSWERS = {True: "Yes", False: "No", None: "Not known"}


# --- forms --------------------------------------------------------------------------------------------------
@register.simple_tag
def field(bound: BoundField, heading: bool = False) -> SafeString:
    """One question. `heading=True` makes its label the page's heading, for a page that asks one thing."""
    context = {"field": bound, "heading": heading}
    return bound.form.render("django/forms/field.html", context)  # type: ignore[no-any-return]


@register.simple_tag
def form_fields(form: BaseForm, *names: str) -> SafeString:
    """The form's questions in order, or those named, and its hidden fields; errors of the whole form are left to error_summary."""
    asked = [form[name] for name in names] if names else form.visible_fields()
    drawn = [field(bound) for bound in asked] + [str(bound) for bound in form.hidden_fields()]
    return mark_safe("\n".join(drawn))  # noqa: S308 - each part was drawn by a form


@register.inclusion_tag("holdfast/components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict[str, Any]:
    """What has to be put right in these forms, each with a link to its question; nothing where nothing is wrong."""
    return {"errors": [error for form in forms if form is not None for error in _errors(form)]}


def _errors(form: BaseForm | BaseFormSet) -> Iterable[dict[str, str]]:
    if not form.is_bound:
        return
    if isinstance(form, BaseFormSet):
        yield from ({"text": text, "href": ""} for text in form.non_form_errors())
        for one in form.forms:
            yield from _errors(one)
        return
    yield from ({"text": text, "href": ""} for text in form.non_field_errors())
    for bound in form:
        goes_to = "" if bound.is_hidden else f"#{bound.first_id}"
        yield from ({"text": error["full"], "href": goes_to} for error in bound.said_errors)


# --- findings -----------------------------------------------------------------------------------------------
@register.simple_tag
@cache
def state_tag(state: str) -> str:
    """A finding's state as a word and a shape. Raises KeyError for a state that NG26's findings have not."""
    return render_to_string("holdfast/components/state_tag.html", {"state": state, "word": STATES[state]})


@register.filter
def state_word(state: str) -> str:
    """'act' as 'Do now'."""
    return STATES[state]


@register.filter
def yes_no(answer: bool | None) -> str:
    """True, False, None as 'Yes', 'No', 'Not known'."""
    return _ANSWERS[answer]


# --- days ---------------------------------------------------------------------------------------------------
def _day(value: dt.date | None) -> dt.date | None:
    """A moment's day here; the filters draw nothing for no day."""
    if isinstance(value, dt.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _today() -> dt.date:
    return timezone.localdate()


@register.filter
def say_day(value: dt.date | None) -> str:
    """'3 March 2026'; nothing for no day."""
    day = _day(value)
    return words.say_day(day) if day else ""


@register.filter
def say_time(value: dt.datetime | None) -> str:
    """'14:02', by the clock here."""
    return timezone.localtime(value).strftime("%H:%M") if value else ""


@register.filter
def how_long_ago(value: dt.date | None, on: dt.date | None = None) -> str:
    """'8 months ago', seen from `on`, or from today."""
    day = _day(value)
    return words.how_long_ago(day, _day(on) or _today()) if day else ""


@register.filter
def how_long(value: dt.date | None, until: dt.date | None = None) -> str:
    """'8 months': from the day to `until`, or to today."""
    day = _day(value)
    return words.say_span(day, _day(until) or _today()) if day else ""


@register.filter
def age_words(born: dt.date | None, on: dt.date | None = None) -> str:
    """'4 years 2 months' on the day `on`, or today."""
    day = _day(born)
    return words.age_words(day, _day(on) or _today()) if day else ""


@register.simple_tag
def since(value: dt.date | None, on: dt.date | None = None) -> SafeString:
    """'3 March 2026, 8 months ago', for machines as well."""
    day = _day(value)
    if day is None:
        return SafeString("")
    said = f"{words.say_day(day)}, {words.how_long_ago(day, _day(on) or _today())}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), said)


@register.filter
def counted(number: int, one_and_many: str) -> str:
    """`{{ n|counted:"child,children" }}`: '1 child', '2 children'."""
    one, _, many = one_and_many.partition(",")
    return words.counted(number, one, many or None)


@register.filter
def item(listed: Sequence[Any], place: int) -> Any:
    """The list's item at a place counted from 0; an empty string past its end."""
    return listed[place] if place < len(listed) else ""


@register.filter
def initials(name: str) -> str:
    """Two letters for a child without a picture: 'Amara Nwosu' as 'AN', 'Zoë' as 'Z'."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    return "".join(part[0].upper() for part in (parts[:1] + parts[1:][-1:]))


# --- blocks -------------------------------------------------------------------------------------------------
def _block(name: str, content: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"holdfast/components/{name}.html", {"body": content, **context}))


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:  # noqa: A002
    """`{% details "Why?" %}…{% enddetails %}`: folded away until asked for."""
    return _block("details", content, summary=summary, open=open)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """`{% inset %}…{% endinset %}`: set apart from the text around it."""
    return _block("inset", content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """`{% warning %}…{% endwarning %}`: what follows from doing this."""
    return _block("warning_text", content)


@register.simple_block_tag
def panel(content: str, title: str, level: int = 1) -> SafeString:
    """`{% panel "Saved" %}…{% endpanel %}`: something was done; the page's heading, unless `level` says 2 or 3."""
    return _block("panel", content, title=title, level=level)


@register.simple_block_tag
def summary_card(content: str, title: str, level: int = 2) -> SafeString:
    """`{% summary_card "School" %}…{% endsummary_card %}`: a titled card round a summary list or text."""
    return _block("summary_card", content, title=title, level=level)


@register.simple_block_tag
def narrow(content: str, title: str, button: str = "Show these", clear_href: str = "") -> SafeString:
    """`{% narrow "Show only" clear_href=all %}…questions…{% endnarrow %}`: a form (GET) that makes a list shorter."""
    return _block("filter", content, title=title, button=button, clear_href=clear_href)


@register.simple_block_tag
def empty(content: str) -> SafeString:
    """`{% empty %}<p>Nothing waits for you.</p>{% endempty %}`: nothing to show, said kindly."""
    return _block("empty", content)
