"""A child's team as its page shows it: how long each has stayed, and how often a role changed hands (1.1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from holdfast.forms.words import counted, say_span
from holdfast.ng26.vocabulary import TEAM_ROLES
from holdfast.people.queries import Colleague

CONSTANT_ROLES = (
    "social_worker",
    "key_worker",
    "personal_adviser",
    "school_key_person",
)  # those 1.1.4 looks at
AXIS = 200  # units across which a stay is drawn


@dataclass(frozen=True)
class Stay:
    """Somebody's time in the team: in words, and as a bar on one axis for all (`x` and `width` of AXIS)."""

    colleague: Colleague
    role: str
    how_long: str
    x: int
    width: int


def stays(team: Sequence[Colleague], today: date) -> list[Stay]:
    """Everybody's stay, on an axis from the first day anybody came to today."""
    if not team:
        return []
    first = min(each.since for each in team)
    whole = max((today - first).days, 1)
    return [_stay(each, first, whole, today) for each in team]


def _stay(each: Colleague, first: date, whole: int, today: date) -> Stay:
    end = min(each.until or today, today)
    x = round((each.since - first).days * AXIS / whole)
    width = max(round((end - each.since).days * AXIS / whole), 2)
    return Stay(
        each, TEAM_ROLES.words[each.role], say_span(each.since, max(end, each.since)), min(x, AXIS - 2), width
    )


def changes(team: Sequence[Colleague], today: date) -> list[str]:
    """How many people held each constant role: '3 social workers in 2 years 4 months'; one is said as such."""
    told = []
    for role in CONSTANT_ROLES:
        held = [each for each in team if each.role == role]
        people = {each.name for each in held}
        if len(people) == 1:
            told.append(f"One {TEAM_ROLES.words[role]} all the time, {_since(held, today)}.")
        elif people:
            said = counted(len(people), TEAM_ROLES.words[role], _many(role))
            told.append(f"{said} in {_since(held, today)}.")
    return told


def _since(held: Sequence[Colleague], today: date) -> str:
    last = max(each.until or today for each in held)
    return say_span(min(each.since for each in held), min(last, today))


def _many(role: str) -> str:
    return "key people in school" if role == "school_key_person" else f"{TEAM_ROLES.words[role]}s"
