"""Tags of the pages with which a record is written."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from holdfast.web.templatetags.holdfast_tags import error_summary, field

register = template.Library()


@register.simple_tag
def question(bound: BoundField) -> SafeString:
    """One question that a link can reach by `#id_…`, whatever it is asked with: choices have no control of that id."""
    drawn = field(bound)
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return format_html('<div id="{}">{}</div>', bound.auto_id, drawn)
    return drawn


@register.inclusion_tag("holdfast/components/error_summary.html")
def error_summary_of(several: list[forms.BaseForm]) -> dict[str, object]:
    """The error summary of a list of forms."""
    return error_summary(*several)
