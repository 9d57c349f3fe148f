"""The recorded family as a genogram asks for it. Nothing is made up: who cannot be joined to the others is drawn by themselves.

What is drawn: whoever a tie that holds on the day joins to the child, and wider family of whom it is not recorded through whom they
belong. Friends, teachers, professionals and carers of other times are left to the ecomap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from holdfast.family.models import Person, Relationship
from holdfast.family.queries import Brother, FamilyOf, Someone
from holdfast.family.shown import relation, sibling_word
from holdfast.family.vocabulary import COUPLES, GROUPS
from holdfast.people.models import Child
from holdfast.pictures import genogram as drawn

CHILD = "child"
_PARENTAGE = {
    "birth_mother": "birth", "birth_father": "birth", "birth_parent": "birth", "adoptive_parent": "adoptive",
    "step_parent": "step", "foster_carer": "foster", "kinship_carer": "kinship", "special_guardian": "kinship",
    "former_carer": "unknown",
}  # fmt: skip
_COUPLE = {"married": "married", "partner": "together", "former_partner": "separated", "divorced": "divorced"}
# Family that somebody is even where it is not recorded through whom: drawn without a line.
_WITHOUT_A_LINE = frozenset({*GROUPS["Brothers and sisters"], *GROUPS["Wider family"]} - set(COUPLES))
_BIRTH = {
    "both": ("birth_mother", "birth_father", "birth_parent"),
    "mother": ("birth_mother",),
    "father": ("birth_father",),
}
_LIVES_WITH = ("foster_carer", "kinship_carer", "special_guardian", "adoptive_parent")


@dataclass(frozen=True)
class Drawn:
    """The picture's values, and the names of those whom no line reaches."""

    family: drawn.Family
    alone: list[str]


def of(child: Child, family: FamilyOf, *, on: date, household: str = "", is_today: bool = True) -> Drawn:
    """The family on a day. `household`: the name of where the child lives then, empty where that is not known.

    Of brothers and sisters it is recorded for today alone whether they live there too.
    """
    parentages, partnerships = list(_parentages(family, on)), list(_partnerships(family, on))
    joined = _reached([*((t.parent, t.child) for t in parentages), *((t.a, t.b) for t in partnerships)])
    alone = [each for each in family.people if str(each.person.pk) not in joined and _stands_alone(each)]
    siblings = [each for each in family.siblings if each.row.person_id not in family.by_pk]
    people = [
        drawn.Person(CHILD, child.called, child.sex, child.date_of_birth),
        *(_person(each.person, each.person.name) for each in family.people if str(each.person.pk) in joined),
        *(_person(each.person, f"{each.person.name}, {_is(each)}") for each in alone),
        *(_brother(each, joined) for each in siblings),
    ]
    shown = {person.key for person in people}
    values = drawn.Family(
        people,
        [tie for tie in partnerships if {tie.a, tie.b} <= shown],
        [tie for tie in parentages if {tie.parent, tie.child} <= shown],
        _households(family, household, on, shown, is_today),
    )
    unlined = [f"{each.name} ({sibling_word(each.row)})" for each in siblings if _key(each) not in joined]
    return Drawn(values, [*(f"{each.person.name} ({_is(each)})" for each in alone), *unlined])


def _reached(ties: list[tuple[str, str]]) -> set[str]:
    """Everybody whom lines join to the child."""
    found, more = {CHILD}, True
    while more:
        grown = found | {end for tie in ties if found & set(tie) for end in tie}
        more, found = grown != found, grown
    return found


def _stands_alone(someone: Someone) -> bool:
    return any(tie.type in _WITHOUT_A_LINE for tie in someone.to_child)


def _is(someone: Someone) -> str:
    """What somebody is to the child: without a line the picture cannot say it, so their name does."""
    tie = next(tie for tie in someone.to_child if tie.type in _WITHOUT_A_LINE)
    return relation(tie.type, someone.person.sex)


def _person(row: Person, name: str) -> drawn.Person:
    return drawn.Person(str(row.pk), name, row.sex, row.born, row.died)


def _brother(each: Brother, joined: set[str]) -> drawn.Person:
    born = each.row.date_of_birth or (each.record.date_of_birth if each.record else None)
    name = each.name if _key(each) in joined else f"{each.name}, {sibling_word(each.row)}"
    return drawn.Person(_key(each), name, each.row.sex or (each.record.sex if each.record else None), born)


def _key(each: Brother) -> str:
    """That of the same brother or sister among the people, where they are told of there."""
    return str(each.row.person_id or f"sibling {each.row.pk}")


def _ties(family: FamilyOf) -> Iterator[tuple[Person, Relationship]]:
    """Every tie once, with whose it is."""
    for someone in family.people:
        yield from ((someone.person, tie) for tie in someone.to_child)
        yield from (
            (someone.person, tie) for tie, _ in someone.to_others if tie.person_id == someone.person.pk
        )


def _holds(tie: Relationship, on: date) -> bool:
    return (tie.since is None or tie.since <= on) and (tie.until is None or on < tie.until)


def _parentages(family: FamilyOf, on: date) -> Iterator[drawn.Parentage]:
    """Birth has no end; care holds for its time. Of a former carer the time must be known."""
    for person, tie in _ties(family):
        one, other = str(person.pk), str(tie.to_person_id or CHILD)
        kind = _PARENTAGE.get(tie.type)
        if tie.type == "child_of":
            yield drawn.Parentage(other, one, "unknown")
        elif kind == "birth":
            yield drawn.Parentage(one, other, kind)
        elif kind and _holds(tie, on) and (tie.type != "former_carer" or (tie.since and tie.until)):
            yield drawn.Parentage(one, other, kind, tie.since, tie.until)
    yield from _of_siblings(family)


def _of_siblings(family: FamilyOf) -> Iterator[drawn.Parentage]:
    """The birth parents that brothers and sisters are recorded to share with the child, as far as those are recorded."""
    told = {
        (str(person.pk), str(tie.to_person_id))
        for person, tie in _ties(family)
        if _PARENTAGE.get(tie.type) == "birth"
    }
    for each in family.siblings:
        for parent in _birth_parents(family.people, each.row.shares):
            if (parent, _key(each)) not in told:
                yield drawn.Parentage(parent, _key(each), "birth")


def _birth_parents(people: Iterable[Someone], shares: str) -> list[str]:
    types = _BIRTH.get(shares, ())
    return [str(each.person.pk) for each in people if any(tie.type in types for tie in each.to_child)]


def _partnerships(family: FamilyOf, on: date) -> Iterator[drawn.Partnership]:
    for person, tie in _ties(family):
        if tie.type in COUPLES and _holds(tie, on):
            other = str(tie.to_person_id or CHILD)
            yield drawn.Partnership(str(person.pk), other, _COUPLE[tie.type], tie.since, tie.until)


def _households(
    family: FamilyOf, household: str, on: date, shown: set[str], is_today: bool
) -> list[drawn.Household]:
    """Who lives with the child: the carers whose care is known to hold on the day, and brothers and sisters who live there too."""
    carers = [
        str(each.person.pk) for each in family.people if any(_lives_with(tie, on) for tie in each.to_child)
    ]
    if not household or not carers:
        return []
    together = [_key(each) for each in family.siblings if each.row.together and is_today]
    return [drawn.Household(household, [key for key in (CHILD, *carers, *together) if key in shown])]


def _lives_with(tie: Relationship, on: date) -> bool:
    """Only with a day on which the care began: a tie without one does not say where anybody lives."""
    return tie.type in _LIVES_WITH and tie.since is not None and _holds(tie, on)
