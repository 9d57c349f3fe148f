"""Pages of the worklists, each also as a table for a spreadsheet that holds exactly what the page's list holds."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from holdfast.accounts import actions as accounts
from holdfast.audit import actions as audit
from holdfast.forms.spreadsheet import as_csv
from holdfast.people.access import today
from holdfast.people.queries import children_of, news_for
from holdfast.web.middleware import look_as
from holdfast.web.worklists import feed
from holdfast.web.worklists.caseload import caseload_of
from holdfast.web.worklists.children import page_of
from holdfast.web.worklists.week import Week, week_of

AT_ONCE = 1000
WEEKS = 100


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Worklists are for professionals; a carer or a young person is shown their own page."""

    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_staff_member else redirect("mine:home")

    return answer


def _seen(request: HttpRequest, children: list[Any], about: str) -> None:
    if children:
        audit.record(by=request.user, did="list seen", children=[child.pk for child in children], about=about)


@require_GET
@for_staff
def children(request: HttpRequest) -> HttpResponse:
    """The viewer's children, 25 a page; `name` narrows them."""
    name = request.GET.get("name", "").strip()
    if request.GET.get("format") == "csv":
        page = page_of(request.user, name=name, size=AT_ONCE)
        _seen(request, [line.child for line in page], "exported list of children")
        rows = [
            (
                line.child.reference,
                line.child.called,
                line.age,
                line.home,
                *(line.needs.count(state) for state in ("stop", "act", "ask")),
            )
            for line in page
        ]
        return _csv("children", ["Reference", "Name", "Age", "Home now", "Stop", "Do now", "Ask"], rows)
    page = page_of(request.user, number=request.GET.get("page", 1), name=name)
    _seen(request, [line.child for line in page], "list of children")
    pages = page.paginator.get_elided_page_range(page.number)
    return render(request, "web/worklists/children.html", {"page": page, "pages": pages, "name": name})


@require_GET
@for_staff
def week(request: HttpRequest) -> HttpResponse:
    """What needs the viewer this week, child by child."""
    found = list(children_of(request.user)[:WEEKS])
    weeks = week_of(request.user, found)
    _seen(request, [each.child for each in weeks], "my week")
    if request.GET.get("format") == "csv":
        return _csv("week", ["Child", "What", "By", "Set by", "Recommendation"], list(_rows(weeks)))
    day = today()
    context = {
        "weeks": weeks, "day": day, "late": sum(each.late(day) for each in weeks), "news": news_for(request.user), "children": len(found),
        "quiet": len(found) - len(weeks), "calendar": accounts.has_calendar_address(request.user),
    }  # fmt: skip
    return render(request, "web/worklists/week.html", context)


def _rows(weeks: list[Week]) -> Any:
    words = {
        "guideline": "NG26",
        "law": "law or statutory guidance",
        "decision": "decided together",
        "move": "planned move",
    }
    for each in weeks:
        for task in each.tasks:
            yield each.child.called, task.says, task.by, words[task.sort], task.number


@require_GET
@for_staff
def caseload(request: HttpRequest) -> HttpResponse:
    """A manager's children by worker, and whom nobody holds."""
    workers, unheld = caseload_of(request.user)
    _seen(
        request,
        [child for worker in workers for child, _, _ in worker.children] + [child for child, _, _ in unheld],
        "caseload",
    )
    if request.GET.get("format") == "csv":
        held = [
            (worker.name, child.reference, child.called, needs)
            for worker in workers
            for child, _, needs in worker.children
        ]
        held += [("nobody", child.reference, child.called, needs) for child, _, needs in unheld]
        rows = [
            (name, reference, called, *(needs.count(s) for s in ("stop", "act", "ask")))
            for name, reference, called, needs in held
        ]
        return _csv("caseload", ["Held by", "Reference", "Child", "Stop", "Do now", "Ask"], rows)
    return render(request, "web/worklists/caseload.html", {"workers": workers, "unheld": unheld})


def _csv(name: str, columns: list[str], rows: list[Any]) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}-{today().isoformat()}.csv"'}
    return HttpResponse(as_csv(columns, rows), content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The owner's dates as iCalendar; whoever holds the secret sees initials and dates, no more."""
    owner = accounts.calendar_owner(secret)
    if owner is None:
        raise Http404("no such calendar")
    look_as(owner.pk)
    found = list(children_of(owner)[:WEEKS])
    weeks = week_of(owner, found, days=feed.AHEAD)
    if found:
        audit.record(
            by=owner, did="list seen", children=[each.child.pk for each in weeks], about="calendar feed"
        )
    base = f"{request.scheme}://{request.get_host()}"
    return HttpResponse(feed.as_calendar(weeks, base), content_type="text/calendar; charset=utf-8")


@require_POST
@for_staff
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a new secret address for one's own calendar, shown once; or take it back."""
    if "drop" in request.POST:
        accounts.drop_calendar_address(account=request.user)
        messages.success(request, "Your calendar address no longer works.")
        return redirect("worklists:week")
    secret = accounts.make_calendar_address(account=request.user)
    address = request.build_absolute_uri(reverse("worklists:calendar", args=[secret]))
    return render(
        request, "web/worklists/calendar.html", {"address": address, "ahead": feed.AHEAD // timedelta(days=1)}
    )
