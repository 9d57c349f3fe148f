"""What somebody typed earlier into a form that is no Django form, for its template."""

from typing import Any

from django import template

from holdfast.people import drafts

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_before(context: template.Context, which: str, box: str) -> str:
    """What this viewer typed into a box of this page's form `which` and has not sent; nothing where there is no such draft."""
    request: Any = context["request"]
    form = drafts.address_of(request.path, which)
    draft = drafts.load(by=request.user, child=getattr(request, "child", None), form=form)
    return (draft.content.get(box) or [""])[0] if draft else ""
