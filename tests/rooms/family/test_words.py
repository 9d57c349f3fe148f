"""Relationships in words, and who is drawn on which day."""

from datetime import date
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(("code", "sex", "said"), [
    ("grandparent", "female", "grandmother"), ("grandparent", None, "grandparent"), ("grandparent", "indeterminate", "grandparent"),
    ("step_parent", "male", "stepfather"), ("birth_mother", "female", "birth mother"), ("partner", None, "partner"),
    ("married", "male", "husband or civil partner"), ("written elsewhere", None, "written elsewhere"),
])  # fmt: skip
def test_a_relationship_is_said_by_sex_where_it_is_known(code: str, sex: str | None, said: str) -> None:
    from holdfast.family.shown import relation

    assert relation(code, sex) == said


def test_every_relationship_has_one_heading() -> None:
    from holdfast.family.vocabulary import GROUPS, RELATIONSHIPS

    codes = [code for group in GROUPS.values() for code in group]
    assert sorted(codes) == sorted(RELATIONSHIPS)


@pytest.mark.parametrize(("values", "said"), [
    ({}, ["Which parents they share is not known yet", "Whether in care is not known yet", "Whether they live together is not known yet"]),
    ({"shares": "both", "in_care": False, "together": True}, ["Both birth parents", "Not in care", "Lives with Ada"]),
    ({"shares": "none", "in_care": True, "together": False, "together_possible": False, "apart_in_best_interests": True},
     ["No birth parent: by adoption, a step-family, or growing up together", "In care too",
      "Lives somewhere else; living together is not possible; living apart was judged best for both"]),
    ({"shares": "father", "in_care": True, "together": False, "apart_in_best_interests": False, "quality": "strong"},
     ["The same father", "In care too", "Lives somewhere else; living apart is not in their best interests", "A strong tie"]),
])  # fmt: skip
def test_what_is_known_of_a_sister_and_what_is_not(values: dict[str, Any], said: list[str]) -> None:
    from holdfast.family.models import Sibling
    from holdfast.family.shown import sibling_sentences
    from holdfast.people.pages.addressed import Addressed

    assert sibling_sentences(Sibling(key="B", **values), Addressed(False, "Ada")) == said


def family(*ties: tuple[str, str, str | None, dict[str, Any]], siblings: Any = ()) -> Any:
    """People by name with their ties: name, type, to whom (None: the child), other columns."""
    from holdfast.family.models import Person, Relationship
    from holdfast.family.queries import Brother, FamilyOf, Someone

    people = {name: Person(name=name) for name, _, _, _ in ties}
    rows = [
        Relationship(person=people[name], to_person=people[to] if to else None, type=type_, **more)
        for name, type_, to, more in ties
    ]
    someones = tuple(
        Someone(
            person, tuple(r for r in rows if r.person_id == person.pk and r.to_person_id is None),
            tuple((r, r.to_person) for r in rows if r.person_id == person.pk and r.to_person_id)
            + tuple((r, r.person) for r in rows if r.to_person_id == person.pk),
        )
        for person in people.values()
    )  # fmt: skip
    return FamilyOf(
        someones, tuple(Brother(row) for row in siblings), False, {p.pk: p for p in people.values()}
    )


def drawn(found: Any, **more: Any) -> Any:
    from holdfast.family import genogram
    from holdfast.people.models import Child

    return genogram.of(Child(reference="A", given_name="Ada"), found, **{"on": DAY, **more})


def names(picture: Any) -> set[str]:
    return {person.name for person in picture.family.people}


def test_friends_and_professionals_are_not_drawn() -> None:
    found = family(
        ("Mary", "birth_mother", None, {}), ("Poppy", "friend", None, {}), ("Dr No", "professional", None, {})
    )
    assert names(drawn(found)) == {"Ada", "Mary"}


def test_the_partner_of_a_carer_goes_with_the_carer() -> None:
    then = {"since": date(2020, 1, 1), "until": date(2022, 1, 1)}
    found = family(
        ("Jo", "foster_carer", None, then), ("Kim", "partner", "Jo", {}), ("Mary", "birth_mother", None, {})
    )
    assert names(drawn(found)) == {"Ada", "Mary"}
    assert names(drawn(found, on=date(2021, 1, 1))) == {"Ada", "Mary", "Jo", "Kim"}


def test_a_former_carer_is_drawn_for_the_time_that_is_known() -> None:
    when = {"since": date(2020, 1, 1), "until": date(2022, 1, 1)}
    known, unknown = family(("Jo", "former_carer", None, when)), family(("Jo", "former_carer", None, {}))
    assert names(drawn(known, on=date(2021, 1, 1))) == {"Ada", "Jo"}
    assert names(drawn(known)) == names(drawn(unknown)) == {"Ada"}


def test_wider_family_without_a_line_says_what_they_are() -> None:
    picture = drawn(family(("Pat", "grandparent", None, {})))
    assert names(picture) == {"Ada", "Pat, grandparent"} and picture.alone == ["Pat (grandparent)"]


def test_who_lives_there_needs_a_day_and_brothers_only_today() -> None:
    from holdfast.family.models import Sibling

    brother = Sibling(key="Ben", together=True, shares="both")
    since = {"since": date(2020, 1, 1)}
    found = family(("Jo", "foster_carer", None, since), ("Al", "foster_carer", None, {}), siblings=[brother])
    (home,) = drawn(found, household="Gray household").family.households
    assert len(home.members) == 3, "Ada, Jo since 2020, and Ben"
    (then,) = drawn(found, household="Gray household", is_today=False).family.households
    assert len(then.members) == 2
    assert drawn(found).family.households == []


def test_a_former_carer_is_a_tie_of_the_ecomap_once_the_care_has_ended() -> None:
    from holdfast.family.ecomap import ties_of
    from holdfast.pictures.ecomap import Ecomap, sentences

    when = {"since": date(2020, 1, 1), "until": date(2022, 1, 1), "quality": "ordinary"}
    found = family(("Jo", "former_carer", None, when), ("Vic", "foster_carer", None, when))
    ties = Ecomap("Ada", list(ties_of(found, address=lambda person: f"/{person}/")))
    assert sentences(ties, DAY)[1:] == ["Jo (people): an ordinary tie, since 1 January 2022. Former carer."]
    assert len(sentences(ties, date(2021, 1, 1))) == 2
