"""One's own first page: a young person's own record in plain words, or the children who live with a carer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from holdfast.audit import actions as audit
from holdfast.people import access
from holdfast.people.models import Child
from holdfast.people.queries import own_record
from holdfast.web.mine.gathering import gathered


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """A young person's page where a record is theirs, else a carer's; professionals have their worklists."""
    viewer = request.user
    own = own_record(viewer)
    if own is not None:
        _seen(request, [own])
        return render(
            request,
            "web/mine/young_person.html",
            {"shown": gathered(viewer, own, own=True), "today": access.today()},
        )
    if viewer.is_staff_member:
        return redirect("home")
    children = list(access.children_on(viewer, "carer").filter(merged_into=None).order_by("sort_name", "id"))
    _seen(request, children)
    shown = [gathered(viewer, child, own=False) for child in children]
    return render(request, "web/mine/carer.html", {"children": shown, "today": access.today()})


def _seen(request: HttpRequest, children: list[Child]) -> None:
    """Written into the log like any other look; for each child by themselves, as another child's family may read it."""
    for child in children:
        audit.record(by=request.user, did="record seen", children=[child.pk], about="mine:home")
