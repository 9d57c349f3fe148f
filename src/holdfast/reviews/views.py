"""Pages of decisions made together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from holdfast.ng26.vocabulary import TEAM_ROLES
from holdfast.people.access import may_write, today
from holdfast.people.door import child_page
from holdfast.people.keeping import StaleVersion
from holdfast.people.models import Child
from holdfast.people.pages.saving import kept_for_later, no_longer_draft, resumed, sent
from holdfast.people.queries import team_of_child
from holdfast.reviews import actions, forms
from holdfast.reviews.access import DECISIONS
from holdfast.reviews.queries import decisions_of, overdue


@child_page(DECISIONS)
def decisions(request: HttpRequest, child: Child) -> HttpResponse:
    """Every decision, the newest first."""
    found = [(each, overdue(each)) for each in decisions_of(request.user, child.pk)]
    return render(
        request,
        "reviews/decisions.html",
        {"decisions": found, "may_write": may_write(request.user, child.pk, DECISIONS)},
    )


@child_page(DECISIONS)
def decision(request: HttpRequest, child: Child, decision: UUID) -> HttpResponse:
    """One decision, on one printed page."""
    found = get_object_or_404(decisions_of(request.user, child.pk), pk=decision)
    may = may_write(request.user, child.pk, DECISIONS)
    context = {
        "decision": found,
        "overdue": overdue(found),
        "may_write": may,
        "form": forms.DoneForm(initial={"done_on": today()}),
    }
    return render(request, "reviews/decision.html", context)


@require_http_methods(["GET", "POST"])
@child_page(DECISIONS, to_write=True)
def new_decision(request: HttpRequest, child: Child) -> HttpResponse:
    """Write a decision down; the team of today stands there to start from."""
    if later := kept_for_later(request, reverse("reviews:decisions", args=[child.pk])):
        return later
    form = forms.DecisionForm(sent(request), initial={"on": today(), "took_part": _team(request, child)})
    if form.is_valid():
        written = actions.record_decision(child=child, values=form.cleaned_data, by=request.user)
        no_longer_draft(request)
        messages.success(
            request, "The decision is written down. Everybody it names who works with the child can read it."
        )
        return redirect("reviews:decision", child.pk, written.pk)
    context = {"form": form, "title": "A decision made together", "draft": resumed(request, form)}
    return render(request, "reviews/decision_form.html", context)


@require_http_methods(["GET", "POST"])
@child_page(DECISIONS, to_write=True)
def change_decision(request: HttpRequest, child: Child, decision: UUID) -> HttpResponse:
    """Put a decision right, with the reason; what was written before is kept."""
    found = get_object_or_404(decisions_of(request.user, child.pk), pk=decision)
    if later := kept_for_later(request, reverse("reviews:decision", args=[child.pk, found.pk])):
        return later
    form = forms.CorrectionForm(sent(request), initial=forms.initial(found))
    draft = resumed(request, form)
    context: dict[str, Any] = {
        "form": form,
        "title": "Put the decision right",
        "decision": found,
        "draft": draft,
    }
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name not in ("why", "version")}
        try:
            actions.correct_decision(
                decision=found,
                version=form.cleaned_data["version"],
                values=values,
                by=request.user,
                why=form.cleaned_data["why"],
            )
        except StaleVersion as stale:
            return render(request, "reviews/decision_form.html", context | _stale(form, stale), status=409)
        no_longer_draft(request)
        return redirect("reviews:decision", child.pk, found.pk)
    return render(request, "reviews/decision_form.html", context)


@require_http_methods(["POST"])
@child_page(DECISIONS, to_write=True)
def decision_done(request: HttpRequest, child: Child, decision: UUID) -> HttpResponse:
    """What was decided has been done."""
    found = get_object_or_404(decisions_of(request.user, child.pk), pk=decision)
    form = forms.DoneForm(request.POST)
    if not form.is_valid():
        context = {"decision": found, "overdue": overdue(found), "may_write": True, "form": form}
        return render(request, "reviews/decision.html", context)
    actions.note_done(decision=found, on=form.cleaned_data["done_on"], by=request.user)
    messages.success(request, "Noted as done.")
    return redirect(reverse("reviews:decision", args=[child.pk, found.pk]))


def _team(request: HttpRequest, child: Child) -> str:
    return "\n".join(
        f"{each.name}, {TEAM_ROLES.words[each.role]}" for each in team_of_child(request.user, child.pk)
    )


def _stale(form: forms.CorrectionForm, stale: StaleVersion) -> dict[str, Any]:
    """Both versions, question by question; the hidden version is that of what stands there now, so that saving again is a choice made."""
    there: Any = stale.there
    if there is None:
        return {"gone": True}
    theirs = forms.initial(there)
    form.data = form.data.copy()
    form.data["version"] = there.version
    differs = [
        (form.fields[name].label, theirs[name], form.data.get(name, form.cleaned_data.get(name)))
        for name in forms.DecisionForm.base_fields
        if form.cleaned_data.get(name) != getattr(there, name)
    ]
    return {"differs": differs, "theirs": there}
