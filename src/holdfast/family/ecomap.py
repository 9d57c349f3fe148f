"""The people around a child as ties of an ecomap; school, team and home are added by the page, which may read those rooms."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from holdfast.family.models import Relationship
from holdfast.family.queries import Brother, FamilyOf, Someone
from holdfast.family.shown import relation, sibling_word
from holdfast.family.vocabulary import GROUPS
from holdfast.forms.words import first_up
from holdfast.pictures.ecomap import Tie

_QUALITY = {
    "strong": "strong",
    "ordinary": "ordinary",
    "thin": "tenuous",
    "strained": "strained",
    "broken": "broken",
}
_GROUP = {"School": "school", "Professionals and supporters": "services"}
Address = Callable[[UUID], str]


def ties_of(family: FamilyOf, *, address: Address) -> Iterator[Tie]:
    """A tie for each relationship to the child; `address` gives the page of a person."""
    for someone in family.people:
        for tie in someone.to_child:
            yield _tie(someone, tie, address(someone.person.pk))
    for each in family.siblings:
        if each.row.person_id not in family.by_pk:
            yield _brother(each)


def _tie(someone: Someone, tie: Relationship, href: str) -> Tie:
    start, end = _days(someone, tie)
    return Tie(
        someone.person.name, _group(tie.type), _QUALITY.get(tie.quality, "unknown"),
        detail=first_up(relation(tie.type, someone.person.sex)), start=start, end=end, href=href,
    )  # fmt: skip


def _days(someone: Someone, tie: Relationship) -> tuple[date | None, date | None]:
    """From when to when it is a tie. A former carer is one from the day the care ended, for as long as anybody says otherwise."""
    start, end = (tie.until or tie.since, None) if tie.type == "former_carer" else (tie.since, tie.until)
    ends = [day for day in (end, someone.person.died) if day]
    return start, min(ends) if ends else None


def _brother(each: Brother) -> Tie:
    return Tie(
        each.name, "people", _QUALITY.get(each.row.quality, "unknown"), detail=first_up(sibling_word(each.row)),
        start=each.row.date_of_birth,
    )  # fmt: skip


def _group(code: str) -> str:
    if code == "faith_or_community":
        return "groups"
    return next((_GROUP.get(title, "people") for title, codes in GROUPS.items() if code in codes), "people")
