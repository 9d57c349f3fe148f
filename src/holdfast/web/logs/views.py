"""Who looked at a child's record and changed it: for the manager as a list, for the young person in plain words; one's own doings."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from holdfast.audit import actions as audit
from holdfast.audit import queries as log
from holdfast.forms.spreadsheet import as_csv
from holdfast.people.access import AUDIT
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.queries import children_of, records_of, whole_team_of_child
from holdfast.web.logs import saying
from holdfast.web.logs.forms import FilterForm

ON_A_PAGE = 50
MOST_EXPORTED = 20_000
COLUMNS = ("When", "Who", "Role", "What", "More")


@child_page(AUDIT, seen=False)
def child_log(request: HttpRequest, child: Child) -> HttpResponse:
    """Every look at and change to this child's record, the newest first."""
    audit.record(by=request.user, did="log read", children=[child.pk])
    records = records_of(child)
    if child.account_id == request.user.pk:
        return _in_plain_words(request, child, records)
    form = FilterForm(request.GET or None, people=log.actors_about(records))
    page = _page(request, log.about_children(records, form.asked()))
    return render(request, "web/logs/child.html", {"form": form, **page})


def _in_plain_words(request: HttpRequest, child: Child, records: list[Any]) -> HttpResponse:
    page = _page(request, log.about_children(records))
    team = {
        each.member.account.audit_id
        for each in whole_team_of_child(request.user, child.pk)
        if each.member.account
    }
    lines = saying.in_plain_words(page["page"], reader=request.user.audit_id, team=team)
    return render(request, "web/logs/own_record.html", {"lines": lines, **page})


@child_page(AUDIT, seen=False)
def export(request: HttpRequest, child: Child) -> HttpResponse:
    """The same entries as the page with the same filter, as a spreadsheet can open them without taking a cell for a formula."""
    records = records_of(child)
    form = FilterForm(request.GET or None, people=log.actors_about(records))
    entries = list(log.about_children(records, form.asked())[:MOST_EXPORTED])
    audit.record(
        by=request.user,
        did="exported",
        children=[child.pk],
        about="logs:export",
        detail={"entries": len(entries)},
    )
    name = f"log-{child.reference}.csv"
    return HttpResponse(
        as_csv(COLUMNS, [_cells(entry) for entry in entries]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cells(entry: log.Entry) -> tuple[str, ...]:
    when = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    return when, entry.actor_name, entry.actor_role, saying.deed(entry), saying.detail(entry)


@login_required
def my_activity(request: HttpRequest) -> HttpResponse:
    """What one has looked at and done here."""
    audit.record(by=request.user, did="log read", about="own")
    page = _page(request, log.of_actor(request.user.audit_id))
    about = {child for entry in page["page"] for child in entry.children or ()}
    names = {child.pk: child.called for child in children_of(request.user).filter(pk__in=about)}
    return render(request, "web/logs/mine.html", {"names": names, **page})


def _page(request: HttpRequest, entries: Any) -> dict[str, Any]:
    paginator = Paginator(entries, ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return {"page": page, "pages": paginator.get_elided_page_range(page.number)}
