"""Asking for a copy of a record."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from holdfast.disclosure.actions import make_copy
from holdfast.people.access import AUDIT
from holdfast.people.door import child_page
from holdfast.people.models import Child


class CopyForm(forms.Form):
    """Whether what tells of somebody else goes along."""

    say_optional = False
    restricted = forms.BooleanField(
        label="Include restricted entries",
        required=False,
        help_text="They tell of somebody else, such as an adopter’s address. Include them only where you decided so, entry by entry.",
    )


@require_http_methods(["GET", "POST"])
@child_page(AUDIT)
def copy(request: HttpRequest, child: Child) -> HttpResponse:
    """What a copy holds; a POST makes one and sends it."""
    form = CopyForm(request.POST or None) if request.user.is_staff_member else None
    if request.method == "POST":
        restricted = bool(form and form.is_valid() and form.cleaned_data["restricted"])
        made = make_copy(child=child, by=request.user, restricted=restricted)
        name = f"record-{child.reference}.zip".replace("/", "-").replace('"', "")
        return HttpResponse(
            made,
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    return render(request, "disclosure/copy.html", {"form": form})
