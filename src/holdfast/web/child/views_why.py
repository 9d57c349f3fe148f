"""Why a finding says so, and a person's answer to it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from holdfast.decisions import actions
from holdfast.decisions.access import FINDINGS
from holdfast.decisions.criteria import criteria_of, rests_on
from holdfast.decisions.queries import Shown, answer_history, findings_for
from holdfast.decisions.vocabulary import ANSWERS
from holdfast.engine.why import Criterion
from holdfast.explaining.english import amount
from holdfast.forms.fields import DayField
from holdfast.forms.widgets import Radios
from holdfast.forms.words import first_up
from holdfast.ng26.guideline import NG26, URL
from holdfast.ng26.settings import SETTINGS
from holdfast.ng26.vocabulary import STRENGTHS
from holdfast.people.access import may_write
from holdfast.people.door import child_page
from holdfast.people.entries import CaseEntry
from holdfast.people.models import Child
from holdfast.people.pages.saving import kept_for_later, no_longer_draft, resumed, sent
from holdfast.web.child.cards import card, questions
from holdfast.web.entries import addresses
from holdfast.web.entries.door import names_in
from holdfast.web.entries.parts import Part, parts, said_of
from holdfast.web.entries.saying import sentence


@child_page()
def why(request: HttpRequest, child: Child, number: str) -> HttpResponse:
    """The criteria as a small tree, each fact with who recorded it, when, and a link to put it right."""
    shown = _shown(request, child, number)
    may_answer = may_write(request.user, child.pk, FINDINGS)
    told: set[UUID] = set()
    chapters = [
        {"title": chapter.title, "criteria": [_branch(request, child, chapter.criterion, told)]}
        for chapter in criteria_of(request.user, child.pk, number)
    ]
    context = {
        "shown": shown,
        "finding": card(request.user, child, shown, may_answer=may_answer),
        "chapters": chapters,
        "settings": [(SETTINGS[key], amount(SETTINGS[key], value)) for key, value in shown.settings.items()],
        "questions": questions(request.user, shown.missing, child),
        "answers": answer_history(request.user, child.pk, number),
        "strength": STRENGTHS.words[shown.strength],
        "source": f"{URL}/chapter/Recommendations",
    }
    return render(request, "web/child/why.html", context)


class AnswerForm(forms.Form):
    """What somebody answers to a finding: it stands beside it and never hides it."""

    says = forms.ChoiceField(label="What is your answer?", choices=list(ANSWERS.words.items()), widget=Radios)
    because = forms.CharField(label="Because", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text="Your colleagues and the young person may read it.")  # fmt: skip
    by_when = DayField(label="By when?", required=False)

    def clean(self) -> dict[str, Any]:
        """What the answer lacks is said by the action's own rule."""
        found = super().clean() or {}
        if "says" in found:
            for name, problem in actions.problems_of_answer(
                found["says"], found.get("because", ""), found.get("by_when")
            ).items():
                if name not in self.errors:
                    self.add_error(name, problem)
        return found


@require_http_methods(["GET", "POST"])
@child_page(FINDINGS, to_write=True)
def answer(request: HttpRequest, child: Child, number: str) -> HttpResponse:
    """Answer a finding: we will; not now, because…; done elsewhere; we disagree, because…"""
    shown = _shown(request, child, number)
    asked_why = reverse("child:why", args=[child.pk, number])
    if later := kept_for_later(request, asked_why):
        return later
    form = AnswerForm(sent(request))
    if form.is_valid():
        actions.answer(child=child, recommendation=number, by=request.user, **form.cleaned_data)
        no_longer_draft(request)
        messages.success(
            request, "Your answer stands beside the finding. If the facts change, the question opens again."
        )
        return redirect(asked_why)
    context = {
        "form": form,
        "draft": resumed(request, form),
        "shown": shown,
        "finding": card(request.user, child, shown, may_answer=False) | {"why_href": ""},
    }
    return render(request, "web/child/answer.html", context)


def _shown(request: HttpRequest, child: Child, number: str) -> Shown:
    shown = findings_for(request.user, child.pk).by_number.get(number)
    if shown is None or number not in NG26.by_number:
        raise Http404(f"no finding {number} for this viewer")
    return shown


def _branch(request: HttpRequest, child: Child, criterion: Criterion, told: set[UUID]) -> dict[str, Any]:
    """A branch of the tree; a row of the record that several facts rest on is named beside the first of them."""
    rows = (
        [row for row in rests_on(request.user, child.pk, criterion) if row.pk not in told]
        if not criterion.parts
        else []
    )
    told.update(row.pk for row in rows)
    return {
        "answer": criterion.answer,
        "text": first_up(criterion.text),
        "parts": [_branch(request, child, part, told) for part in criterion.parts],
        "facts": [_fact(request, child, row, names) for names, those in _named(rows) for row in those],
    }


def _named(rows: list[CaseEntry]) -> list[tuple[dict[str, str], list[CaseEntry]]]:
    """The rows of each part, with the names of the households and colleagues that they know by a key."""
    found: dict[str, list[CaseEntry]] = {}
    for row in rows:
        found.setdefault(_part(row).name, []).append(row)
    return [(names_in(parts()[name], those), those) for name, those in found.items()]


def _part(row: CaseEntry) -> Part:
    return parts()[row.case_list or row.case_object or ""]


def _fact(request: HttpRequest, child: Child, row: CaseEntry, names: dict[str, str]) -> dict[str, Any]:
    part = _part(row)
    href = (
        addresses.change(child.pk, part.name, row.pk)
        if part.is_list
        else addresses.whole(child.pk, part.name)
    )
    said = sentence(part, said_of(part, row), names)
    text = said if part.is_list else f"{part.title}: {said[:1].lower()}{said[1:]}"
    if not may_write(request.user, child.pk, part.kind):
        href = ""
    return {"text": text, "on": row.recorded_at, "by": row.recorded_by_name, "href": href}
