"""Which carers' accounts belong to the household a child lives in: settled by a manager, as it opens records."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from holdfast.accounts.queries import account_of_key
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.colleagues import find_carers
from holdfast.people.pages.saving import save_or_show, saved, sent
from holdfast.placements import actions, queries
from holdfast.placements.access import HOUSEHOLDS
from holdfast.placements.forms.homes import LinkCarer
from holdfast.placements.models import Household


@child_page(HOUSEHOLDS, to_write=True)
def carers(request: HttpRequest, child: Child) -> HttpResponse:
    """The carers who sign in, from when to when; link another, or end one."""
    viewer = request.user
    home = queries.home_on(viewer, child.pk)
    household = queries.household_of(home.carer if home else None)
    if household is None or "manager" not in access.grounds(viewer, child.pk):
        raise Http404("no household is named, or this is for a manager of the child's team")
    here = reverse("placements:carers", args=[child.pk])
    if request.method == "POST" and "end" in request.POST:
        return _end(request, household, here)
    form = LinkCarer(sent(request), find=find_carers, initial={"since": access.today()})
    context = {"back": reverse("placements:homes", args=[child.pk]), "household": household, "today": access.today(),
               "members": queries.carers_of(household)}  # fmt: skip
    return save_or_show(
        request, form, "placements/carers.html", context,
        save=lambda: actions.link_carer(
            household=household, account=account_of_key(form.account),
            since=form.cleaned_data["since"], by=viewer,
        ),
        then=here, said="The account is linked", refused=(actions.NotTheirManager,),
    )  # fmt: skip


def _end(request: HttpRequest, household: Household, here: str) -> HttpResponse:
    """From today on this account opens nothing of the children here."""
    found = next((m for m in queries.carers_of(household) if str(m.pk) == request.POST["end"]), None)
    if found is None:
        raise Http404("no such carer here")
    actions.end_carer(member=found, until=max(access.today(), found.since), by=request.user)
    return saved(request, here, "The link is ended")
