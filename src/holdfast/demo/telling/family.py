"""Parents, grandparents, brothers and sisters, carers and friends: who matters to a child, how they are related, and contact."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from holdfast.demo.telling import names
from holdfast.demo.telling.story import Child, Ref, Row

_PERSON, _TIE, _CONTACT = "family.Person", "family.Relationship", "family.ContactArrangement"
_QUALITIES = ("strong", "ordinary", "ordinary", "thin", "strained", "strained", "broken")
_MOTHER_NOTES = (
    "Lives in Saltmarsh; comes to every review.",
    "In recovery since the spring, supported by the Haven project.",
    "Moves often; best reached by text message.",
    "Prefers letters to telephone calls.",
    "Was in care herself, and speaks of it openly.",
    "",
    "",
)
_FATHER_NOTES = (
    "Works nights.",
    "Not on the birth certificate.",
    "Lives with his new partner.",
    "In prison until next year.",
    "",
    "",
)
_FRIENDS = (
    "Best friend at school.",
    "From football.",
    "Lived next door before.",
    "They message every evening.",
)
_VIEWS = (
    "I like it when we go to the park.",
    "It is too short.",
    "I want her to come to my school play.",
    "Only letters for now.",
    "I feel sad after, but I still want to see him.",
    "",
    "",
)


def rows(child: Child, dice: Random) -> Iterator[Row]:
    """Everybody around this child."""
    yield from _mother(child, dice)
    yield from _father(child, dice)
    yield from _grandmother(child, dice)
    yield from _carers(child, dice)
    yield from _others(child, dice)


def _mother(child: Child, dice: Random) -> Iterator[Row]:
    born = (
        child.ago(years=child.years + dice.randint(17, 38))
        if not child.born
        else child.born - timedelta(days=dice.randint(17, 38) * 365)
    )
    died = child.ago(days=dice.randint(200, 2000)) if dice.random() < 0.04 else None
    name = f"{dice.choice(names.given_names(child.ethnicity, 'female'))} {child.family}"
    yield Row(
        _PERSON,
        {"name": name, "sex": "female", "born": born, "died": died, "note": dice.choice(_MOTHER_NOTES)},
        "mother",
    )
    responsible = child.home.get("legal_status") not in ("adoption_order", "placement_order")
    yield Row(
        _TIE,
        {
            "person": Ref("mother"),
            "type": "birth_mother",
            "parental_responsibility": responsible,
            "quality": dice.choice(_QUALITIES),
        },
    )
    if died is None:
        yield Row(
            "family.Reach", {"person": Ref("mother"), "telephone": f"07700 900{dice.randint(0, 999):03}"}
        )
    if died is None and not child.alone and dice.random() < 0.6:
        yield _contact(child, dice, f"{name} (mother)")


def _contact(child: Child, dice: Random, whom: str) -> Row:
    adopted = child.home.get("context") == "adopted"
    how = (
        "letterbox"
        if adopted
        else dice.choice(("in_person", "in_person", "in_person", "video", "telephone", "letters"))
    )
    often = {"letterbox": "once a year", "letters": "at birthdays and holidays"}.get(
        how, dice.choice(("every second Saturday", "once a month", "every week", "six times a year"))
    )
    return Row(
        _CONTACT,
        {
            "with_whom": whom,
            "how": how,
            "how_often": often,
            "supervised": how == "in_person" and dice.random() < 0.6,
            "since": child.ago(dice.randint(60, 700)),
            "childs_view": dice.choice(_VIEWS),
        },
    )


def _father(child: Child, dice: Random) -> Iterator[Row]:
    if dice.random() > 0.65:
        return
    family = child.family if dice.random() < 0.5 else dice.choice(names.family_names(child.ethnicity))
    name = f"{dice.choice(names.given_names(child.ethnicity, 'male'))} {family}"
    yield Row(_PERSON, {"name": name, "sex": "male", "note": dice.choice(_FATHER_NOTES)}, "father")
    yield Row(
        _TIE,
        {
            "person": Ref("father"),
            "type": "birth_father",
            "parental_responsibility": dice.choice((True, True, False, None)),
            "quality": dice.choice(_QUALITIES),
        },
    )
    couple = "partner" if dice.random() < 0.3 else "former_partner"
    yield Row(_TIE, {"person": Ref("father"), "to_person": Ref("mother"), "type": couple})


def _grandmother(child: Child, dice: Random) -> Iterator[Row]:
    if child.alone or dice.random() > 0.5:
        return
    name = f"{dice.choice(('Maureen', 'Pat', 'Gloria', 'Shirley', 'Irena', 'Nasreen', 'Joyce', 'Brenda'))} {child.family}"
    yield Row(_PERSON, {"name": name, "sex": "female"}, "grandmother")
    yield Row(_TIE, {"person": Ref("grandmother"), "to_person": Ref("mother"), "type": "birth_mother"})
    yield Row(
        _TIE,
        {
            "person": Ref("grandmother"),
            "type": "grandparent",
            "quality": dice.choice(("strong", "strong", "ordinary")),
        },
    )


_CARING = {
    "foster": "foster_carer",
    "kinship_foster": "kinship_carer",
    "special_guardian": "special_guardian",
    "adoptive": "adoptive_parent",
}


def _carers(child: Child, dice: Random) -> Iterator[Row]:
    """Who cares for the child now, and one who did before."""
    home = child.home
    if home.get("home") in _CARING and home.get("carer"):
        family = names.of_household(number_of(home["carer"]), home["home"]).removesuffix(" household")
        for place, sex in enumerate(("female", "male") if dice.random() < 0.6 else ("female",)):
            name = f"{dice.choice(names.given_names('WBRI', sex))} {family}"
            yield Row(_PERSON, {"name": name, "sex": sex}, f"carer{place}")
            yield Row(
                _TIE,
                {
                    "person": Ref(f"carer{place}"),
                    "type": _CARING[home["home"]],
                    "since": day(home["start"]),
                    "quality": dice.choice(("strong", "strong", "ordinary", "thin")),
                },
            )
    before = [h for h in child.homes if h.get("end") and h.get("home") in ("foster", "kinship_foster")]
    if before and dice.random() < 0.5:
        last = before[-1]
        yield Row(
            _PERSON,
            {"name": f"{dice.choice(names.given_names('WBRI', 'female'))} Lockhart", "sex": "female"},
            "former",
        )
        kept = last.get("relationship_kept")
        yield Row(
            _TIE,
            {
                "person": Ref("former"),
                "type": "former_carer",
                "since": day(last["start"]),
                "until": day(last["end"]),
                "quality": {"yes": "ordinary", "no": "broken"}.get(kept or "", ""),
            },
        )


def _others(child: Child, dice: Random) -> Iterator[Row]:
    if child.years >= 5 and dice.random() < 0.5:
        friend = dice.choice(
            names.given_names(dice.choice(("WBRI", "APKN", "BAFR", "MWBC")), dice.choice(("female", "male")))
        )
        yield Row(_PERSON, {"name": friend, "note": dice.choice(_FRIENDS)}, "friend")
        yield Row(_TIE, {"person": Ref("friend"), "type": "friend", "quality": "strong"})
    if child.years >= 8 and dice.random() < 0.15:
        yield Row(
            _PERSON,
            {"name": dice.choice(("Geraldine Swift", "Abdul Karim", "Moira Lane", "Steve Hartley"))},
            "visitor",
        )
        yield Row(
            _TIE,
            {
                "person": Ref("visitor"),
                "type": dice.choice(("independent_visitor", "mentor", "advocate")),
                "quality": "ordinary",
            },
        )


def number_of(carer: str) -> int:
    """The number in a household's key, such as 220 in I220."""
    return int("".join(c for c in carer if c.isdigit()) or 0)


def day(text: str) -> object:
    """A day of a case file."""
    from datetime import date

    return date.fromisoformat(text)
