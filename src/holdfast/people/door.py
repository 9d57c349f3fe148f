"""The door to one child's pages: who may not see it gets the same answer as if it were not there, and the log says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from holdfast.audit import actions as audit
from holdfast.people import access
from holdfast.people.grounds import Kind
from holdfast.people.merging.alike import merged_into
from holdfast.people.models import Child

View = Callable[..., HttpResponse]


class PutTogether(Http404):
    """This record was put together with another one of the same child: `kept` is its id."""

    def __init__(self, kept: UUID) -> None:
        super().__init__("this record was put together with another")
        self.kept = kept


def child_page(
    what: Kind | str = access.CORE, *, to_write: bool = False, seen: bool = True
) -> Callable[[View], View]:
    """A view of one child's record: called with the child in place of its id, if the viewer may read (or write) this kind.

    `seen`: the look is written into the log (a page that itself writes may leave it out).
    """

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def answer(request: HttpRequest, child: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                found = child_for(request, child, what, to_write=to_write)
            except PutTogether as moved:
                return redirect(request.get_full_path().replace(str(child), str(moved.kept)))
            if seen and request.method in ("GET", "HEAD"):
                audit.record(
                    by=request.user,
                    did="record seen",
                    children=[found.pk],
                    about=request.resolver_match.view_name,
                )
            return view(request, found, *args, **kwargs)

        return answer

    return wrap


def child_for(request: HttpRequest, child: UUID, what: Kind | str, *, to_write: bool = False) -> Child:
    """The child, if the viewer may, kept as `request.child` for the page's header.

    Raises Http404, and writes the refusal into the log, where they may not; PutTogether where the record was put together with
    one that they may see.
    """
    found = access.children_visible_to(request.user, what, to_write=to_write).filter(pk=child).first()
    if found is None:
        if kept := merged_into(child):
            raise PutTogether(kept)
        audit.record(by=request.user, did="refused", about=f"{request.path} ({what})")
        raise Http404("no such record, or not yours to see")
    request.child = found
    return found
