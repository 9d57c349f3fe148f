"""The recorded family as a genogram asks for it. Nothing is made up: who cannot be joined to the others is drawn by themselves.

What is drawn: parents, carers, brothers and sisters, wider family, and whoever is tied to one of these by family. Friends, teachers
and professionals belong to the ecomap.
"""

from collections.abc import Iterable, Iterator
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
_FAMILY = frozenset(
    code for title in ("Parents", "Brothers and sisters", "Carers", "Wider family") for code in GROUPS[title]
)
_BIRTH = {
    "both": ("birth_mother", "birth_father", "birth_parent"),
    "mother": ("birth_mother",),
    "father": ("birth_father",),
}
CARERS = ("foster_carer", "kinship_carer", "special_guardian", "adoptive_parent")


def of(child: Child, family: FamilyOf, *, on: date, household: str = "") -> drawn.Family:
    """The family as values of the picture. `household`: the name of where the child lives on that day, empty where not known."""
    kin = [each for each in family.people if _is_kin(each)]
    parentages, partnerships = list(_parentages(kin)), list(_partnerships(kin))
    parentages += [tie for each in family.siblings for tie in _sibling_parents(each, family)]
    joined = {key for tie in parentages for key in (tie.parent, tie.child)}
    joined |= {key for tie in partnerships for key in (tie.a, tie.b)}
    people = [
        _child(child),
        *(_person(each, joined) for each in kin),
        *(_brother(each, joined) for each in family.siblings),
    ]
    return drawn.Family(people, partnerships, parentages, _households(family, household, on))


def _is_kin(someone: Someone) -> bool:
    """By a tie of family to the child or to anybody else."""
    return any(tie.type in _FAMILY for tie in (*someone.to_child, *(row for row, _ in someone.to_others)))


def _child(child: Child) -> drawn.Person:
    return drawn.Person(CHILD, child.called, child.sex, child.date_of_birth)


def _person(someone: Someone, joined: set[str]) -> drawn.Person:
    row = someone.person
    name = row.name
    if str(row.pk) not in joined and someone.to_child:
        # Without a line the picture cannot say what they are to the child, so their name does.
        name = f"{name}, {relation(someone.to_child[0].type, row.sex)}"
    return drawn.Person(str(row.pk), name, row.sex, row.born, row.died)


def _brother(each: Brother, joined: set[str]) -> drawn.Person:
    born = each.row.date_of_birth or (each.record.date_of_birth if each.record else None)
    name = each.name if _key(each) in joined else f"{each.name}, {sibling_word(each.row)}"
    return drawn.Person(_key(each), name, each.row.sex or (each.record.sex if each.record else None), born)


def _key(each: Brother) -> str:
    return f"sibling {each.row.pk}"


def _ties(kin: Iterable[Someone]) -> Iterator[tuple[Person, Relationship]]:
    """Every tie once, with whose it is."""
    for someone in kin:
        yield from ((someone.person, tie) for tie in someone.to_child)
        yield from (
            (someone.person, tie) for tie, _ in someone.to_others if tie.person_id == someone.person.pk
        )


def _parentages(kin: Iterable[Someone]) -> Iterator[drawn.Parentage]:
    for person, tie in _ties(kin):
        one, other = str(person.pk), str(tie.to_person_id or CHILD)
        kind = _PARENTAGE.get(tie.type)
        if tie.type == "child_of":
            yield drawn.Parentage(other, one, "unknown")
        elif kind == "birth":
            yield drawn.Parentage(one, other, kind)
        elif kind and (tie.type != "former_carer" or (tie.since and tie.until)):
            yield drawn.Parentage(one, other, kind, tie.since, tie.until)


def _partnerships(kin: Iterable[Someone]) -> Iterator[drawn.Partnership]:
    for person, tie in _ties(kin):
        if tie.type in COUPLES:
            other = str(tie.to_person_id or CHILD)
            yield drawn.Partnership(str(person.pk), other, _COUPLE[tie.type], tie.since, tie.until)


def _sibling_parents(each: Brother, family: FamilyOf) -> Iterator[drawn.Parentage]:
    """The birth parents that a brother or sister is recorded to share with the child, as far as those are recorded."""
    for someone in family.people:
        if any(tie.type in _BIRTH.get(each.row.shares, ()) for tie in someone.to_child):
            yield drawn.Parentage(str(someone.person.pk), _key(each), "birth")


def _households(family: FamilyOf, household: str, on: date) -> list[drawn.Household]:
    """Who lives with the child on that day: the carers whose care holds then, and today the brothers and sisters there too."""
    if not household:
        return []
    carers = [str(each.person.pk) for each in family.people if any(_cares(tie, on) for tie in each.to_child)]
    together = [_key(each) for each in family.siblings if each.row.together] if carers else []
    return [drawn.Household(household, [CHILD, *carers, *together])] if carers else []


def _cares(tie: Relationship, on: date) -> bool:
    """Only with a day on which the care began: a tie without one does not say where anybody lives."""
    return (
        tie.type in CARERS
        and tie.since is not None
        and tie.since <= on
        and (tie.until is None or on < tie.until)
    )


def not_joined(family: FamilyOf) -> list[str]:
    """Names of those whom no line reaches, as the record does not say through whom they belong to the child."""
    kin = [each for each in family.people if _is_kin(each)]
    parentages = [
        *_parentages(kin),
        *(tie for each in family.siblings for tie in _sibling_parents(each, family)),
    ]
    joined = {key for tie in parentages for key in (tie.parent, tie.child)}
    joined |= {key for tie in _partnerships(kin) for key in (tie.a, tie.b)}
    alone = [f"{each.person.name} ({relation(each.to_child[0].type, each.person.sex)})" for each in kin
             if str(each.person.pk) not in joined and each.to_child]  # fmt: skip
    return alone + [
        f"{each.name} ({sibling_word(each.row)})" for each in family.siblings if _key(each) not in joined
    ]
