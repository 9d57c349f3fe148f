"""Giving files, seeing what they would change, taking them in, and the report. For those whose role may import; others find nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdfast.forms.spreadsheet import as_csv
from holdfast.forms.words import counted, first_up
from holdfast.intake import actions, queries
from holdfast.intake.access import may_import
from holdfast.intake.models import ImportRun
from holdfast.intake.uploads import NotTaken
from holdfast.intake.vocabulary import KINDS, STATES, WAITING
from holdfast.ng26.tables import CASE_FILE
from holdfast.web.imports.forms import GiveFiles
from holdfast.web.templatetags.holdfast_tags import say_day, say_time

LINES_SHOWN = CHILDREN_SHOWN = 50
REPORT_COLUMNS = ("file", "line", "column", "value", "reason")
View = Callable[..., HttpResponse]


def for_importers(view: View) -> View:
    """A page for those who may import; for anybody else it is not there."""

    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user):
            raise Http404("not for this role")
        return view(request, *args, **kwargs)

    return answer


@require_http_methods(["GET", "POST"])
@for_importers
def start(request: HttpRequest) -> HttpResponse:
    """Give files; and the imports before."""
    form = GiveFiles(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.start(
                kind=form.cleaned_data["kind"], files=form.cleaned_data["files"], by=request.user
            )
        except NotTaken as refused:
            for problem in refused.problems:
                form.add_error("files", str(problem))
        else:
            return redirect("imports:run", run.pk)
    context = {"form": form, "columns": ("Started", "What", "By", "How far"), "before": _before(request)}
    return render(request, "web/imports/start.html", context)


def _before(request: HttpRequest) -> list[list[Any]]:
    return [
        [
            {
                "text": f"{say_day(run.started)}, {say_time(run.started)}",
                "href": reverse("imports:run", args=[run.pk]),
            },
            first_up(KINDS.words[run.kind]),
            run.started_by.name,
            first_up(STATES.words[run.state]),
        ]
        for run in queries.imports(request.user)
    ]


@require_safe
@for_importers
def run(request: HttpRequest, run: UUID) -> HttpResponse:
    """How far an import is: at work (the page asks again by itself), what it would change, or what it has changed."""
    found = _found(request, run)
    tally = found.result if found.state == "done" else found.preview
    shown = tally["children"] if tally else []
    changed = tally["new"] + tally["changed"] if tally else 0
    context = {
        "run": found,
        "waiting": found.state in WAITING,
        "theirs": found.started_by_id == request.user.pk,
        "tally": tally,
        "changes": changed,
        "list_columns": ("List", "Added", "Taken out"),
        "lists": _lists(tally),
        "child_columns": ("Child", "What becomes of the record"),
        "children": [[child["child"], _change(child)] for child in shown[:CHILDREN_SHOWN]],
        "more_children": max(0, changed - CHILDREN_SHOWN),
        "line_columns": ("Where", "Field", "Value", "What to look at"),
        "lines": [_line(*line) for line in found.report[:LINES_SHOWN]],
        "more_lines": max(0, len(found.report) - LINES_SHOWN),
    }
    return render(request, "web/imports/run.html", context)


@require_POST
@for_importers
def go_on(request: HttpRequest, run: UUID) -> HttpResponse:
    """Take it in."""
    return _turned(request, run, actions.go_on)


@require_POST
@for_importers
def drop(request: HttpRequest, run: UUID) -> HttpResponse:
    """Change nothing."""
    return _turned(request, run, actions.drop)


@require_safe
@for_importers
def report(request: HttpRequest, run: UUID) -> HttpResponse:
    """The report as a table for a spreadsheet."""
    found = _found(request, run)
    name = f"import-{found.started:%Y-%m-%d}-report.csv"
    return HttpResponse(
        as_csv(REPORT_COLUMNS, found.report),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _turned(request: HttpRequest, run: UUID, turn: Callable[..., None]) -> HttpResponse:
    found = _found(request, run)
    try:
        turn(run=found, by=request.user)
    except actions.NotWaiting:
        messages.warning(request, "This import no longer waits for a decision. Below is how far it is now.")
    return redirect("imports:run", run)


def _found(request: HttpRequest, run: UUID) -> ImportRun:
    found = queries.import_run(request.user, run)
    if found is None:
        raise Http404("no such import, or not yours to see")
    return found


def _line(file: str, line: int, column: str, value: str, reason: str) -> list[str]:
    return [f"{file}, line {line}" if line else file, column, value, reason]


def _lists(tally: dict[str, Any] | None) -> list[list[str]]:
    """What is added and taken out, list by list, in the order of a case file."""
    if not tally:
        return []
    added, removed = tally["added"], tally["removed"]
    touched = [table for table in CASE_FILE.tables if table.name in added or table.name in removed]
    return [[first_up(t.says), str(added.get(t.name, 0)), str(removed.get(t.name, 0))] for t in touched]


def _change(child: dict[str, Any]) -> str:
    """What becomes of one child's record, in words."""
    entries = {name: table.entry for name, table in CASE_FILE.by_table.items()}
    said = ["a new record"] if child["new"] else []
    said += [f"{counted(many, entries[name])} added" for name, many in child["added"].items()]
    said += [f"{counted(many, entries[name])} taken out" for name, many in child["removed"].items()]
    said += [f"{name.replace('_', ' ')} changed" for name in child["changed"]]
    return ", ".join(said).replace("as of changed", "brought up to a later day")
