"""The plan for permanence, and the steps of adoption; both are written on the record's own forms."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.forms.words import say_day
from holdfast.ng26.vocabulary import ADOPTION_SUPPORT
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import Addressed, addressed
from holdfast.placements import queries
from holdfast.placements.access import PERMANENCE
from holdfast.placements.models import Adoption, Permanence
from holdfast.record.columns import NOT_DONE

PLANS = {
    "none": "to stay in the present home: no change is planned",
    "return_home": "to return home",
    "kinship": "to live with relatives or friends of the family",
    "long_term_foster": "to grow up with these or other foster carers",
    "special_guardianship": "a special guardian",
    "adoption": "adoption",
    "residential": "residential care",
}
STEPS = (
    ("wishes_recorded", "{who.Whose} wishes about adoption were heard and written down"),
    (
        "contact_information_given",
        "{who.Who} {was} told what adoption may mean for contact with family and others",
    ),
    ("full_assessment_of_need", "A full assessment of what {who.who} {needs}, before adoption"),
    (
        "attachment_assessment_offered",
        "An assessment of attachment difficulties offered, at any time after adoption",
    ),
)
_RETURN = {True: "Yes", False: "No", None: "Not known yet"}
SUPPORT_STEPS = {
    "before": "Support offered before adoption",
    "during": "Support offered during adoption",
    "after": "Support offered after adoption",
}


@dataclass(frozen=True)
class Step:
    """A step of 1.1.15: done on a day, known not done, or not known yet. `ask` is the question of the form that it is answered by."""

    text: str
    says: str
    done: bool
    ask: str


@child_page(PERMANENCE)
def permanence(request: HttpRequest, child: Child) -> HttpResponse:
    """What is planned for where the child grows up, and the adoption steps where they are asked for."""
    viewer = request.user
    who = addressed(viewer, child)
    plan = queries.permanence_of(viewer, child.pk)
    homes = queries.homes_of(viewer, child.pk)
    adopting = bool(plan and plan.plan == "adoption") or any(
        home.context == "adopted" or home.home == "adoptive" for home in homes
    )
    held = queries.adoption_of(viewer, child.pk)
    return render(
        request,
        "placements/permanence.html",
        {
            "who": who,
            "today": access.today(),
            "plan": plan,
            "plan_says": PLANS.get(plan.plan or "", "") if plan else "",
            "kinship": _said(plan, "kinship_considered"),
            "return_home": _RETURN[plan.return_home_possible if plan else None],
            "steps": _steps(held, who) if adopting or held else [],
            "adopting": adopting,
            "may_write": access.may_write(viewer, child.pk, PERMANENCE),
        },
    )


def _said(row: Permanence | Adoption | None, name: str) -> str:
    """A field that may hold a day, or `false`: in words."""
    if row is None or (getattr(row, name) is None and not getattr(row, name + NOT_DONE)):
        return "Not known yet"
    day = getattr(row, name)
    return say_day(day) if day else "Known not done"


def _steps(held: Adoption | None, who: Addressed) -> list[Step]:
    words: dict[str, Any] = {"who": who, "was": who.was, "needs": "need" if who.own else "needs"}
    days = [
        Step(text.format(**words), _said(held, name), bool(held and getattr(held, name)), name)
        for name, text in STEPS
    ]
    return [*days, *_support(held)]


def _support(held: Adoption | None) -> list[Step]:
    offered = held.support_offered if held else None
    return [
        Step(
            SUPPORT_STEPS[code],
            "Not known yet" if offered is None else "Offered" if code in offered else "Not offered",
            code in (offered or ()),
            "support_offered",
        )
        for code in ADOPTION_SUPPORT
    ]
