"""Brothers and sisters, and contact: each on a page of its own."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from holdfast.family import actions, forms, queries
from holdfast.family.access import CONTACT, SIBLINGS
from holdfast.family.models import ContactArrangement, Person, Sibling
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.one_row import add_row, row_page
from holdfast.people.pages.saving import save_or_show, sent


def _page(child: Child, heading: str, anchor: str) -> dict[str, str]:
    back = f"{reverse('family:family', args=[child.pk])}#{anchor}"
    return {"heading": heading, "back": back, "back_text": "Family"}


@child_page(SIBLINGS, to_write=True)
def new_sibling(request: HttpRequest, child: Child) -> HttpResponse:
    """A brother or sister."""
    people = queries.people_of(request.user, child.pk)
    form = forms.SiblingForm(sent(request), people=people, initial=_of_person(request, people))
    page = _page(child, "Add a brother or sister", "siblings")
    return save_or_show(
        request,
        form,
        "people/form_page.html",
        page,
        save=lambda: _keep(request, child, None, form),
        then=page["back"],
    )


def _of_person(request: HttpRequest, people: list[Person]) -> dict[str, Any]:
    """What is known already of somebody among the people of the family."""
    row = next((each for each in people if str(each.pk) == request.GET.get("person")), None)
    return {"person": str(row.pk), "name": row.name, "date_of_birth": row.born, "sex": row.sex} if row else {}


@child_page(SIBLINGS, to_write=True)
def sibling(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """A brother or sister put right or taken out."""
    held = queries.one_of(Sibling, request.user, child.pk, row)
    if held is None:
        raise Http404("no such brother or sister, or not yours to see")
    people = queries.people_of(request.user, child.pk)
    form = forms.SiblingForm(sent(request), row=held, people=people, initial={"name": held.name or held.key})
    page = _page(child, held.name or held.key, "siblings")
    return row_page(request, held, form, page, save=lambda: _keep(request, child, held, form))


def _keep(request: HttpRequest, child: Child, held: Sibling | None, form: forms.SiblingForm) -> Any:
    values = form.values()
    record = queries.record_called(request.user, values["key"])
    return actions.keep_sibling(
        child=child, sibling=held, version=form.cleaned_data["version"] or 0, values=values, by=request.user,
        record=record if record != child else None, restricted=form.cleaned_data["restricted"],
    )  # fmt: skip


@child_page(CONTACT, to_write=True)
def new_contact(request: HttpRequest, child: Child) -> HttpResponse:
    """A contact arrangement."""
    form = forms.ContactForm(sent(request), initial={"with_whom": request.GET.get("with", "")})
    return add_row(
        request, child, form, _page(child, "Add a contact arrangement", "contact"), model=ContactArrangement
    )


@child_page(CONTACT, to_write=True)
def contact(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """A contact arrangement put right, ended or taken out."""
    held = queries.one_of(ContactArrangement, request.user, child.pk, row)
    if held is None:
        raise Http404("no such arrangement, or not yours to see")
    form = forms.ContactForm(sent(request), row=held)
    return row_page(request, held, form, _page(child, f"Contact with {held.with_whom}", "contact"))
