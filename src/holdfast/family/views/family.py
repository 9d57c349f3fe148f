"""Everybody who matters to a child, and how they keep in touch."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from holdfast.family import queries
from holdfast.family.access import CONTACT, FAMILY, SIBLINGS
from holdfast.family.shown import contacts_shown, groups
from holdfast.people import access, keeping
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed


@child_page(CONTACT)
def family(request: HttpRequest, child: Child) -> HttpResponse:
    """People by group, and contact. School and carers see contact, brothers and sisters; the rest is not theirs to see."""
    viewer, today = request.user, access.today()
    found, who = queries.family_of(viewer, child.pk), addressed(viewer, child)
    kinds = access.kinds_readable(viewer, child.pk)
    contacts = contacts_shown(queries.all_contacts_of(viewer, child.pk), today)
    context = {
        "who": who,
        "today": today,
        "groups": groups(found, who, today),
        "no_siblings": found.no_siblings,
        "sees_people": FAMILY.code in kinds,
        "contacts": [each for each in contacts if each.now],
        "contacts_before": [each for each in contacts if not each.now],
        "may_write": access.may_write(viewer, child.pk, FAMILY),
    }
    return render(request, "family/family.html", context)


@require_POST
@child_page(SIBLINGS, to_write=True)
def no_siblings(request: HttpRequest, child: Child) -> HttpResponse:
    """Somebody looked, and there are no brothers or sisters."""
    if not queries.siblings_of(request.user, child.pk):
        keeping.say_none(child=child, name="siblings", by=request.user, what=SIBLINGS)
        messages.success(request, "Recorded that there are no brothers or sisters.")
    return redirect("family:family", child.pk)
