"""The team around a child: who, from when to when, the key person first; handovers that are planned; the young person's account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from holdfast.accounts.models import Account
from holdfast.accounts.queries import account_of_key
from holdfast.people import access, actions, keeping
from holdfast.people.access import CORE, TEAM
from holdfast.people.door import child_page
from holdfast.people.models import Child, Handover, TeamMember
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.may import may
from holdfast.people.pages.saving import save_or_show, saved, sent, why_taken_out
from holdfast.people.pages.team_forms import HandedOver, HandoverForm, OwnAccount
from holdfast.people.pages.team_shown import AXIS, changes, stays
from holdfast.people.queries import handovers_of, whole_team_of_child


@child_page(TEAM)
def team(request: HttpRequest, child: Child) -> HttpResponse:
    """Everybody who works with the child, the key person first, and who did before."""
    viewer, today = request.user, access.today()
    whole = whole_team_of_child(viewer, child.pk)
    now = [each for each in stays(whole, today) if _is_here(each.colleague, today)]
    now.sort(key=lambda each: (not each.colleague.key_person, each.colleague.since, each.colleague.name))
    here = {each.colleague.member.pk for each in now}
    allowed = may(viewer, child)
    context = {
        "who": addressed(viewer, child),
        "today": today,
        "now": now,
        "past": [each for each in stays(whole, today) if each.colleague.member.pk not in here][::-1],
        "changes": changes(whole, today),
        "axis": AXIS,
        "handovers": handovers_of(viewer, child.pk),
        "may_write": allowed.write(TEAM),
        "writes_core": allowed.write(CORE),
        "own_account": child.account.name if child.account_id else "",
    }
    return render(request, "people/team/team.html", context)


def _is_here(each: Any, today: Any) -> bool:
    return each.since <= today and (each.until is None or each.until > today)


def _member(request: HttpRequest, child: Child, row: UUID) -> TeamMember:
    rows = access.visible(TeamMember, request.user).filter(child=child, pk=row, end=None)
    found = rows.select_related("account", "child").first()
    if found is None:
        raise Http404("nobody in this team holds that role now")
    return found


def _here(child: Child) -> str:
    return reverse("people:team", args=[child.pk])


@child_page(TEAM, to_write=True)
def hand_over(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Plan who takes over a role, or change the plan."""
    member = _member(request, child, row)
    plan = next((each for each in handovers_of(request.user, child.pk) if each.member_id == member.pk), None)
    if request.method == "POST" and "remove" in request.POST and plan:
        why = why_taken_out(request, "no handover is needed")
        keeping.remove(row=plan, version=plan.version, by=request.user, why=why)
        return saved(request, _here(child), "The plan is taken back")
    name = (plan.to_account.name if plan.to_account else plan.to_person) if plan else ""
    form = HandoverForm(sent(request), row=plan, initial={"who": name})
    heading = f"Hand over from {member.account.name if member.account else member.person}"
    context = {
        "heading": heading,
        "back": _here(child),
        "back_text": "Team",
        "row": plan,
        "takes_out": plan,
        "takes_out_text": "No handover after all? Take the plan back",
    }
    return save_or_show(
        request, form, "people/team/hand_over.html", context,
        save=lambda: _keep_plan(form, child, member, plan, request.user), then=_here(child),
        said="The handover is planned",
    )  # fmt: skip


def _keep_plan(
    form: HandoverForm, child: Child, member: TeamMember, plan: Handover | None, by: Account
) -> None:
    account = account_of_key(form.account) if form.account else None
    values = form.values() | {"to_account": account, "to_person": "" if account else form.cleaned_data["who"]}
    if plan is None:
        keeping.add(model=Handover, child=child, values={**values, "member": member}, by=by)
    else:
        keeping.correct(row=plan, version=form.cleaned_data["version"] or 0, values=values, by=by)


@child_page(TEAM, to_write=True)
def handed_over(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """The handover has happened: one role ends and the other begins."""
    plan = next((each for each in handovers_of(request.user, child.pk) if each.pk == row), None)
    if plan is None:
        raise Http404("no such handover is planned")
    form = HandedOver(sent(request), initial={"happened": min(plan.on, access.today())})
    context = {"heading": "The handover has happened", "back": _here(child), "back_text": "Team", "plan": plan,
               "one_go": True}  # fmt: skip
    response = save_or_show(
        request, form, "people/team/handed_over.html", context,
        save=lambda: actions.hand_over(plan=plan, on=form.cleaned_data["happened"], by=request.user),
        then=_here(child), said="The role is handed over",
    )  # fmt: skip
    return _unless_gone(request, child, response)


def _unless_gone(request: HttpRequest, child: Child, response: HttpResponse) -> HttpResponse:
    """Who has just handed over their own role may not see the page it leads to."""
    if response.status_code == 302 and not access.may_read(request.user, child.pk, TEAM):
        messages.info(
            request, f"You are no longer in the team, so {child.called_short}’s record is closed to you."
        )
        return redirect("/")
    return response


@require_POST
@child_page(TEAM, to_write=True)
def key_person(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """The one the child turns to first."""
    member = actions.make_key_person(member=_member(request, child, row), by=request.user)
    name = member.account.name if member.account else member.person
    return saved(request, _here(child), f"{name} is the key person")


@child_page(CORE, to_write=True)
def own_account(request: HttpRequest, child: Child) -> HttpResponse:
    """Let the young person read their own record, or end that."""
    if request.method == "POST" and "end" in request.POST:
        actions.link_account(child=child, account=None, by=request.user)
        return saved(request, _here(child), "The account is no longer linked")
    form = OwnAccount(sent(request))
    context = {"heading": "The young person’s own account", "back": _here(child), "back_text": "Team",
               "linked": child.account, "button": "Link", "one_go": True}  # fmt: skip
    return save_or_show(
        request, form, "people/team/own_account.html", context,
        save=lambda: actions.link_account(
            child=child, account=account_of_key(form.account), by=request.user
        ),
        then=_here(child), said="The account is linked",
    )  # fmt: skip
