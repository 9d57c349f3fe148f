"""Records that may be one child's: listed for the manager of their teams, compared, and put together."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from holdfast.audit import actions as audit
from holdfast.people import access
from holdfast.people.merging.alike import managed, pairs
from holdfast.people.merging.clashes import KEPT, OTHER, clashes, differences
from holdfast.people.merging.putting_together import put_together
from holdfast.people.merging.telling_apart import between, take_back, tell_apart, told_apart
from holdfast.people.models import Child
from holdfast.people.pages.saving import kept_for_later, no_longer_draft, resumed, saved, sent
from holdfast.placements.actions import keep_carers_in_step
from holdfast.web.search.forms import ApartForm


class ChoicesForm(forms.Form):
    """One question for each thing of which only one can stand."""

    def __init__(self, data: Any, *, asked: list[tuple[str, str]]) -> None:
        super().__init__(data)
        for key, what in asked:
            self.fields[key] = forms.ChoiceField(
                label=what, choices=[(KEPT, "As the first record has it"), (OTHER, "As the second record has it")],
                widget=forms.RadioSelect, error_messages={"required": f"Choose what stands: {what}"},
            )  # fmt: skip


@login_required
def alike(request: HttpRequest) -> HttpResponse:
    """Pairs of records that may be one child's. Raises Http404 for who manages no team."""
    if request.user.role != "team_manager":
        raise Http404("for managers of teams")
    context = {"pairs": pairs(request.user), "apart": told_apart(request.user), "today": access.today()}
    return render(request, "web/search/alike.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, kept: UUID, other: UUID) -> HttpResponse:
    """Both records side by side, what cannot both stand, and the putting together. Raises Http404 where the viewer does not manage both."""
    first, second = _both(request, kept, other)
    facts, rows = differences(first, second), clashes(first, second)
    asked = [(each.field, each.what.capitalize()) for each in facts] + [
        (each.key, each.what.capitalize()) for each in rows
    ]
    form = ChoicesForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid():
        put_together(kept=first, other=second, choices=form.cleaned_data, by=request.user)
        keep_carers_in_step(child=first)
        messages.success(
            request, "The two records are one now. Nothing was lost: what gave way is among the corrections."
        )
        return redirect("child:overview", child=first.pk)
    audit.record(by=request.user, did="record seen", children=[first.pk, second.pk], about="search:together")
    context = {
        "kept": first, "other": second, "form": form, "today": access.today(),
        "facts": [(form[each.field], each) for each in facts], "rows": [(form[each.key], each) for each in rows],
    }  # fmt: skip
    return render(request, "web/search/together.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def apart(request: HttpRequest, kept: UUID, other: UUID) -> HttpResponse:
    """These are two children, and how that is known; or that is taken back. Raises Http404 where the viewer does not manage both."""
    first, second = _both(request, kept, other)
    said = between(first.pk, second.pk)
    if request.method == "POST" and "take_back" in request.POST:
        if said:
            take_back(row=said, by=request.user)
        return saved(request, reverse("search:alike"), "Taken back: the pair is listed again. Saved")
    if later := kept_for_later(request, reverse("search:alike")):
        return later
    form = ApartForm(sent(request))
    if form.is_valid():
        tell_apart(first=first, second=second, why=form.cleaned_data["why"], by=request.user)
        no_longer_draft(request)
        return saved(request, reverse("search:alike"), "They are two children. Saved")
    context = {"first": first, "second": second, "form": form, "said": said, "draft": resumed(request, form)}
    return render(request, "web/search/apart.html", context, status=422 if form.errors else 200)


def _both(request: HttpRequest, kept: UUID, other: UUID) -> tuple[Child, Child]:
    theirs = set(managed(request.user))
    if kept == other or not {kept, other} <= theirs:
        audit.record(by=request.user, did="refused", about=request.path)
        raise Http404("not yours to put together")
    children = access.children_visible_to(request.user).in_bulk([kept, other])
    return children[kept], children[other]
