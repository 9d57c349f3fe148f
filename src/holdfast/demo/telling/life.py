"""Days of a child's life: school, the house, visits, health, and what the child says."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from holdfast.demo.telling import names, staff
from holdfast.demo.telling.family import number_of
from holdfast.demo.telling.story import Child, Row

_WORDS = (
    (
        4,
        7,
        (
            "I like my bed. It has stars.",
            "Nana came and we made a cake.",
            "I don't like it when the big people shout.",
            "Can the dog come with me?",
            "I want to stay here a million days.",
            "My lady has a red car and she always waves.",
            "I was scared of the new school but Holly held my hand.",
            "I miss my brother at night.",
            "I did a drawing of all my houses.",
        ),
    ),
    (
        8,
        12,
        (
            "I want people to tell me before things happen, not after.",
            "I like that she asks me first.",
            "Don't talk about me as if I'm not here.",
            "I'd like to see my sister more than once a month.",
            "School is better now I have the quiet room.",
            "I want to know why I can't live with my mum.",
            "My carer never gives up on me, even when I'm horrible.",
            "I had four social workers. I want this one to stay.",
            "I like football on Thursdays, please don't put meetings on Thursdays.",
            "I want a photo of my first house.",
        ),
    ),
    (
        13,
        18,
        (
            "Ask me, don't read about me.",
            "I know I mess up when it's going well. I'm working on it.",
            "I want to choose who comes to my review.",
            "If I move again I want to stay at the same school.",
            "Nobody told me what the assessment was for.",
            "I don't want contact right now, but don't take it off the list.",
            "I'd like to learn to cook before I get my own place.",
            "It helps that she answers her phone.",
            "I want my brother's number.",
            "Thank you for writing it the way I said it.",
        ),
    ),
)
_ABOUT = ("home", "school", "family", "a meeting", "")
_STREETS = (
    "Dune Walk", "Harbour Lane", "Station Road", "Cockle Row", "Mill Rise", "Orchard Close", "Lifeboat Way", "Chapel Street",
    "Samphire Drive",
)  # fmt: skip
_OTHERS = (
    "Two grown-up children of the carers visit at weekends.",
    "A spaniel called Biscuit.",
    "One other foster child, aged nine.",
    "",
    "",
)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def rows(child: Child, dice: Random) -> Iterator[Row]:
    """School, household, visits, health, numbers, and the child's own words."""
    yield from _numbers(child, dice)
    yield from _schools(child, dice)
    yield from _household(child, dice)
    yield from _looked_after(child, dice)
    yield from _words(child, dice)


def nhs_number(dice: Random) -> str:
    """A number from the range kept for tests (999…), with its check digit."""
    while True:
        digits = [9, 9, 9, *(dice.randint(0, 9) for _ in range(6))]
        check = 11 - sum(d * weight for d, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return "".join(map(str, [*digits, check % 11]))


def upn(dice: Random, born: date) -> str:
    """A unique pupil number of no real authority (820 to 829 are free), with its check letter."""
    digits = f"8{dice.randint(20, 29)}{dice.randint(1000, 9999)}{(born.year + 5) % 100:02}{dice.randint(0, 999):03}"
    total = sum(int(d) * weight for d, weight in zip(digits, range(2, 14), strict=True))
    return _UPN_LETTERS[total % 23] + digits


def _numbers(child: Child, dice: Random) -> Iterator[Row]:
    if dice.random() < 0.9:
        yield Row("people.Identifier", {"scheme": "nhs_number", "value": nhs_number(dice)})
    if child.born and child.years >= 5 and dice.random() < 0.8:
        yield Row("people.Identifier", {"scheme": "upn", "value": upn(dice, child.born)})


def school_of(child: Child) -> str | None:
    """The school that a child of this age goes to; None for the youngest and the grown."""
    for ages, schools in staff.SCHOOLS.items():
        if child.years in ages:
            return schools[sum(map(ord, child.reference)) % len(schools)]
    return None


def _schools(child: Child, dice: Random) -> Iterator[Row]:
    now = school_of(child)
    if not now or not child.born:
        return
    begins = {"lantern": 11, "breakwater": 16}.get(now, 4)
    start = _september(child.born, begins)
    if start > child.today:
        return
    if now in ("lantern", "breakwater"):
        earlier = dice.choice(("Kelp Primary School", "Marram Primary School", "Gull Lane Primary School"))
        yield Row(
            "education.SchoolPeriod",
            {
                "name": earlier,
                "setting": "school",
                "start": _september(child.born, 4),
                "end": _september(child.born, 11) - timedelta(days=45),
                "why_ended": "Moved up",
            },
        )
    yield Row(
        "education.SchoolPeriod",
        {
            "name": staff.SCHOOL_NAMES[now],
            "setting": "college" if now == "breakwater" else "school",
            "start": start,
        },
    )


def _september(born: date, years: int) -> date:
    first = date(born.year + years, 9, 3)
    return first if (born.month, born.day) < (9, 1) else date(born.year + years + 1, 9, 3)


def _household(child: Child, dice: Random) -> Iterator[Row]:
    home = child.home
    if not home.get("carer") or home.get("home") == "birth_family":
        return
    hidden = home.get("home") == "adoptive"
    number = number_of(home["carer"])
    address = f"{number % 60 + 1} {_STREETS[number % len(_STREETS)]}, Saltmarsh"
    values = {
        "household": home["carer"],
        "address": address,
        "postcode": f"ZZ99 {number % 9 + 1}SM",
        "telephone": f"01632 960{number % 1000:03}",
        "who_else": dice.choice(_OTHERS),
    }
    yield Row("placements.HouseholdDetail", values, restricted=hidden)


def _looked_after(child: Child, dice: Random) -> Iterator[Row]:
    if child.home.get("context") != "in_care":
        return
    since = date.fromisoformat(child.home["start"])
    for back in range(3):
        on = child.today - timedelta(days=dice.randint(3, 30) + 42 * back)
        if on >= since:
            alone = child.years >= 4 and dice.random() < 0.8
            yield Row(
                "placements.Visit",
                {"on": on, "seen": True, "seen_alone": alone, "note": dice.choice(_VISITS)},
            )
    yield Row(
        "assessments.HealthAssessment", {"on": child.ago(dice.randint(20, 420)), "type": "review", "note": ""}
    )
    if child.home.get("home") == "foster" and dice.random() < 0.2:
        yield Row(
            "placements.CarerReadiness",
            {
                "on": child.ago(dice.randint(10, 200)),
                "carer": child.home.get("carer") or "",
                "ready_for_a_loving_relationship": True,
                "able_to_care_longer": dice.choice((True, None)),
                "willing_to_care_longer": dice.choice((True, True, False)),
                "prepared_by_training": dice.random() < 0.7,
            },
        )
    if child.home.get("home") == "foster" and dice.random() < 0.12:
        start = child.ago(dice.randint(20, 90))
        yield Row(
            "placements.Respite",
            {
                "start": start,
                "end": start + timedelta(days=2),
                "with_whom": "Thorne household",
                "why": "The carers' own holiday",
            },
        )


_VISITS = (
    "Settled. Showed me the bedroom and the new guinea pig.",
    "Tired after school; talked while drawing.",
    "We walked to the shop together.",
    "Did not want to talk today, which is fine. We played cards.",
    "Spoke about missing home. Carer was in the room at first.",
    "",
)


def _words(child: Child, dice: Random) -> Iterator[Row]:
    for youngest, oldest, sentences in _WORDS:
        if youngest <= child.years <= oldest and dice.random() < 0.75:
            for words in dice.sample(sentences, dice.randint(1, 2)):
                yield Row(
                    "people.Voice",
                    {"on": child.ago(dice.randint(2, 300)), "words": words, "about": dice.choice(_ABOUT)},
                )


def household_name(carer: str, kind: str) -> str:
    """What the household with this key is called."""
    return names.of_household(number_of(carer), kind)
