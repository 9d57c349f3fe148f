"""What is due for children by law and statutory guidance, as far as the viewer may see what it stands on; worked out when read.

What a viewer may not read is left out rather than shown as overdue. One query for each table, whatever the number of children.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.assessments.access import HEALTH, SDQ_KIND
from holdfast.assessments.models import HealthAssessment
from holdfast.education.access import SCHOOL
from holdfast.people.access import children_visible_to, held_by, kinds_on, today, visible
from holdfast.people.registry import lists, objects
from holdfast.placements import words
from holdfast.placements.access import HOMES
from holdfast.placements.queries import Dates, dates_of
from holdfast.reviews.access import REVIEWS
from holdfast.reviews.models import Review
from holdfast.reviews.rhythm_rules import Due, Known, due

# What each due thing stands on beside the homes: not readable, not shown.
STANDS_ON = {"review": REVIEWS, "health": HEALTH, "dental": HEALTH, "pep": SCHOOL, "sdq": SDQ_KIND}
# Where each is recorded: the view, and what it takes besides the child.
RECORDED = {
    "review": ("entries:new", "reviews"),
    "visit": ("placements:add", "visit"),
    "health": ("assessments:add", "health"),
    "dental": ("assessments:add", "health"),
    "pep": ("entries:part", "education"),
    "sdq": ("entries:new", "sdq"),
    "return_interview": ("entries:part", "missing_episodes"),
}


def due_for(viewer: Account, children: Iterable[UUID], *, on: date | None = None) -> dict[UUID, list[Due]]:
    """What is due for each of these children, the earliest first; children whom the viewer may not see are left out."""
    day = on or today()
    born = dict(
        children_visible_to(viewer, HOMES).filter(pk__in=list(children)).values_list("pk", "date_of_birth")
    )
    ids = list(born)
    held, homes = held_by(viewer), dates_of(viewer, ids)
    days = {
        "reviews": _days(visible(Review, viewer).filter(type="looked_after"), ids, "date"),
        "health": _days(visible(HealthAssessment, viewer).exclude(type="dental"), ids, "on"),
        "dental": _days(visible(HealthAssessment, viewer).filter(type="dental"), ids, "on"),
        "sdq": _days(visible(lists()["sdq"], viewer).exclude(score=None), ids, "date"),
    }
    schools = visible(objects()["education"], viewer).filter(child__in=ids)
    school = {child: {"setting": setting, "plan_updated": updated}
              for child, setting, updated in schools.values_list("child", "setting", "plan_updated")}  # fmt: skip
    found: dict[UUID, list[Due]] = {}
    for child in ids:
        own = {name: tuple(each.get(child, ())) for name, each in days.items()}
        known = Known(born=born[child], **own, **school.get(child, {}), **_of_homes(homes[child], day))
        found[child] = [
            each for each in due(known, day) if _readable(each, kinds_on(held.get(child, frozenset())))
        ]
    return found


def address_of(child: UUID, each: Due) -> str:
    """Where it is recorded."""
    view, *more = RECORDED[each.code]
    return reverse(view, args=[child, *more])


def _readable(each: Due, kinds: frozenset[str]) -> bool:
    return each.code not in STANDS_ON or STANDS_ON[each.code].code in kinds


def _days(rows: QuerySet[Any], children: list[UUID], day: str) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    for child, on in rows.filter(child__in=children).values_list("child", day):
        found.setdefault(child, []).append(on)
    return found


def _of_homes(held: Dates, day: date) -> dict[str, Any]:
    homes = [home for home in held.homes if home.start <= day]
    now = homes[-1] if homes and homes[-1].end is None else None
    return {
        "in_care_since": words.in_care_since(homes),
        "placement_since": words.placement_start(homes),
        "home": now.home if now else None,
        "legal_status": now.legal_status if now else None,
        "plan": held.plan,
        "visits": tuple(visit.on for visit in held.visits if visit.seen is not False and visit.on <= day),
        "missing": tuple(
            (each.end, each.return_interview_offered) for each in held.missing if each.end is not None
        ),
    }
