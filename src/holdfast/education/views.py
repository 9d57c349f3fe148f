"""School: the plan page, and the schools over time."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.education import queries, shown
from holdfast.education.access import SCHOOL
from holdfast.education.forms import SchoolForm
from holdfast.education.models import SchoolPeriod
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.one_row import add_row, row_page
from holdfast.people.pages.saving import sent
from holdfast.people.queries import team_of_child

IN_SCHOOL = ("designated_teacher", "school_key_person")


@child_page(SCHOOL)
def school(request: HttpRequest, child: Child) -> HttpResponse:
    """What school does for this child, question by question, and every school over time."""
    viewer, today = request.user, access.today()
    education, who = queries.education_of(viewer, child.pk), addressed(viewer, child)
    due = queries.plan_due(viewer, child.pk, education)
    schools = shown.schools_shown(queries.schools_of(viewer, child.pk), today)
    context = {
        "who": who,
        "today": today,
        "now": next((each for each in schools if each.now), None),
        "setting": shown.setting(education),
        "chapters": shown.chapters(education, due, who, today),
        "due": due,
        "late": due.late(today),
        "schools": schools,
        "people": [each for each in team_of_child(viewer, child.pk) if each.role in IN_SCHOOL],
        "recorded": education,
        "may_write": access.may_write(viewer, child.pk, SCHOOL),
    }
    return render(request, "education/school.html", context)


def _page(child: Child, heading: str) -> dict[str, str]:
    back = f"{reverse('education:school', args=[child.pk])}#schools"
    return {"heading": heading, "back": back, "back_text": "School"}


@child_page(SCHOOL, to_write=True)
def new_school(request: HttpRequest, child: Child) -> HttpResponse:
    """A school the child goes or went to."""
    form = SchoolForm(sent(request), others=queries.schools_of(request.user, child.pk))
    return add_row(request, child, form, _page(child, "Add a school"), model=SchoolPeriod)


@child_page(SCHOOL, to_write=True)
def school_period(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """A school put right, ended or taken out."""
    held = queries.school_period(request.user, child.pk, row)
    if held is None:
        raise Http404("no such school, or not yours to see")
    others = [each for each in queries.schools_of(request.user, child.pk) if each.pk != held.pk]
    return row_page(
        request, held, SchoolForm(sent(request), row=held, others=others), _page(child, held.name)
    )
