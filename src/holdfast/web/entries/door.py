"""The door to the pages of one part: who may not read (or write) it gets the same answer as if it were not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from holdfast.audit import actions as audit
from holdfast.people.door import child_for
from holdfast.people.models import Child
from holdfast.placements.queries import household_names
from holdfast.record.shape import to_json
from holdfast.web.entries.asking import choosing
from holdfast.web.entries.asking.forms import Known
from holdfast.web.entries.parts import Part, Rights, parts, rights, rows, said_of
from holdfast.web.entries.saying import sentence

View = Callable[..., HttpResponse]


def part_page(*, to_write: bool = False) -> Callable[[View], View]:
    """A view of one part of one child's record, called with the child, the part and the viewer's rights in place of their names."""

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def answer(request: HttpRequest, child: UUID, part: str, **more: Any) -> HttpResponse:
            wanted = parts().get(part)
            if wanted is None:
                raise Http404("no such part of a record")
            found = child_for(request, child, wanted.kind, to_write=to_write)
            if request.method in ("GET", "HEAD"):
                audit.record(
                    by=request.user,
                    did="record seen",
                    children=[found.pk],
                    about=f"{request.resolver_match.view_name}: {part}",
                )
            return view(request, found, wanted, rights(request.user, found), **more)

        return answer

    return wrap


def entry_of(part: Part, child: Child, what: Rights, entry: UUID) -> Any:
    """The entry, where the viewer may read it. Raises Http404."""
    found = rows(part, child, what).filter(pk=entry).first()
    if found is None:
        raise Http404("no such entry, or not yours to see")
    return found


def the_one(part: Part, child: Child, what: Rights) -> Any:
    """The row of a part that is there once a child, or None while nothing is recorded."""
    return rows(part, child, what).first()


def names_in(part: Part, entries: list[Any]) -> dict[str, str]:
    """The names of the households that these entries name by their key, and of the colleagues likewise."""
    if part.name == "team":
        return {row.person: row.account.name for row in entries if row.account_id}
    keys = [key for row in entries for key in _households_of(row)]
    return household_names(keys) if keys else {}


def _households_of(row: Any) -> list[str]:
    return [key for name in choosing.HOUSEHOLDS if (key := getattr(row, name, None))]


def known_for(part: Part, child: Child, row: Any, what: Rights) -> Known:
    """What the form of an entry stands on."""
    others = _others(part, child, row, what)
    names = names_in(part, others)
    return Known(
        row=row,
        others=tuple(_case_entry(part, other) for other in others),
        others_said=tuple(sentence(part, said_of(part, other), names) for other in others),
        others_at=tuple(other.pk for other in others),
        suggested=tuple(_suggested(part, child, what)),
        choices=tuple(choosing.courses(part.inside, child, what)) if part.inside else (),
        shown=_shown(part, row),
    )


def _others(part: Part, child: Child, row: Any, what: Rights) -> list[Any]:
    if not (part.spec and part.spec.one_at_a_time):
        return []
    return [other for other in rows(part, child, what) if row is None or other.pk != row.pk]


def _case_entry(part: Part, row: Any) -> dict[str, Any]:
    return to_json(part.fields, vars(row))


def _suggested(part: Part, child: Child, what: Rights) -> list[str]:
    if part.name == "team":
        return choosing.staff_suggested()
    if not {f.name for f in part.model._meta.concrete_fields} & {*choosing.HOUSEHOLDS}:
        return []
    homes = parts()["care"]
    here = {home.carer for home in rows(homes, child, what) if home.carer}
    return choosing.households_suggested(here)


def _shown(part: Part, row: Any) -> dict[str, str]:
    if row is None:
        return {}
    if part.name == "team":
        return {row.person: choosing.staff_said(row.account)} if row.account_id else {}
    return choosing.households_shown(keys) if (keys := _households_of(row)) else {}
