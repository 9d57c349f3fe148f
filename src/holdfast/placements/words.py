"""Homes and orders as sentences."""

from collections.abc import Sequence
from datetime import date

from holdfast.forms.words import say_day, say_span
from holdfast.ng26.vocabulary import CONTEXTS, HOMES, LEGAL_STATUSES
from holdfast.people.pages.addressed import Addressed
from holdfast.placements.models import Home, Household

_WITH = {
    "birth_family": "with birth parents or original family",
    "foster": "foster carer",
    "kinship_foster": "kinship foster carer",
    "residential": "children's home",
    "special_guardian": "special guardian",
    "adoptive": "adoptive family",
    "semi_independent": "semi-independent housing",
    "secure": "secure children's home",
}


def living(home: Home, names: dict[str, str], on: date) -> str:
    """'Living with the Adeyemi household (foster carer) since 3 March 2026, 8 months'; what is not known is left out."""
    if home.start == on:
        return f"{_where(home, names)} since today, {say_day(on)}"
    return f"{_where(home, names)} since {say_day(home.start)}, {say_span(home.start, on)}"


def lived(home: Home, names: dict[str, str], on: date) -> str:
    """The same of a home that may be over: 'Lived …, from … to …, 4 months'."""
    if home.end is None:
        return living(home, names, on)
    said = _where(home, names).replace("Living", "Lived", 1)
    return f"{said}, {say_day(home.start)} to {say_day(home.end)}, {say_span(home.start, home.end)}"


def short(home: Home, names: dict[str, str]) -> str:
    """A few words for a list: 'Adeyemi household (foster carer)'."""
    name, sort = names.get(home.carer or ""), _WITH.get(home.home or "")
    if name:
        return f"{name} ({sort})" if sort else name
    return HOMES.words.get(home.home or "", "somewhere not recorded")


def _where(home: Home, names: dict[str, str]) -> str:
    name, sort = names.get(home.carer or ""), _WITH.get(home.home or "")
    if name and home.home not in ("residential", "secure"):
        return f"Living with the {name} ({sort})" if sort else f"Living with the {name}"
    if name:
        return f"Living at {name} ({sort})"
    return f"Living {HOMES.words[home.home]}" if home.home in HOMES else "Living somewhere not recorded"


def household(household: Household | None) -> str:
    """'with the Adeyemi household', 'at Rocky Shore'; empty for none."""
    if household is None:
        return ""
    name = household.name or household.key
    return f"at {name}" if household.kind in ("residential", "secure") else f"with the {name}"


def order(home: Home) -> str:
    """The legal status in words; empty where it is not known."""
    return LEGAL_STATUSES.words.get(home.legal_status or "", "")


def context(home: Home) -> str:
    """The care context in words; empty where it is not known."""
    return CONTEXTS.words.get(home.context or "", "")


_CAME = {"planned": "Came by a planned move.", "emergency": "Came in an emergency."}
_ENDED = {
    "planned_move": "It ended with a planned move.",
    "breakdown": "The placement broke down.",
    "carer_request": "The carer asked for it to end.",
    "returned_home": "It ended with a return home.",
    "adopted": "It ended with adoption.",
    "special_guardianship": "It ended with special guardianship.",
    "turned_18": "It ended at 18.",
    "other": "It ended for another reason.",
}
_ENDED_TO_YOU = {"breakdown": "It did not work out.", "carer_request": "The carer asked for a change."}


def came(home: Home) -> str:
    """How the child came, as a sentence; empty where it is not known."""
    return _CAME.get(home.entry or "", "")


def ending(home: Home, *, own: bool) -> str:
    """Why a home ended, as a sentence; `own`: said to the young person. Empty while it goes on."""
    if home.end is None:
        return ""
    if home.end_reason is None:
        return "Why it ended is not recorded."
    return (_ENDED_TO_YOU if own else {}).get(home.end_reason) or _ENDED[home.end_reason]


def kept(home: Home, who: Addressed) -> str:
    """Whether the relationship with these carers was kept, as a sentence; empty where nothing is recorded or it goes on."""
    if home.end is None or home.relationship_kept is None:
        return ""
    return {
        "yes": f"{who.Who} {'are' if who.own else 'is'} still in touch with these carers.",
        "no": f"{who.Who} {'are' if who.own else 'is'} not in touch with these carers.",
        "not_in_best_interests": f"Staying in touch was found not to be in {who.whose} best interests.",
    }[home.relationship_kept]


MOVE_WORDS = {"enter_care": "Coming into care", "change_placement": "Move", "return_home": "Return home"}
PART_TITLES = {
    "reasons_explained": "Knowing why",
    "met_new_carers": "Getting to know the new carers and the home",
    "support_during_move": "Help on the day and in the first weeks",
    "questions_and_choices": "Asking and choosing",
    "relationships_kept": "Staying in touch with people who matter",
    "developmental_needs": "Fitting {who.whose} age, health and needs",
}
PART_HINTS = {
    "reasons_explained": "Somebody {who.who} can talk to explains why the move is happening.",
    "met_new_carers": "A visit before the move, or photographs of the people and the home.",
    "support_during_move": "Who is there for {who.who}, and who visits or calls afterwards.",
    "questions_and_choices": "{who.Whose} questions get answers, and {who.who} may choose wherever there is a choice.",
    "relationships_kept": "How {who.who} will see or hear from parents, brothers and sisters, and the carers left behind.",
    "developmental_needs": "What {who.whose} age, health, feelings or a disability mean for how the move is made.",
}


def placement_start(homes: Sequence[Home]) -> date | None:
    """When the placement of today began: a new order or context alone is no move. `homes` are the earliest first."""
    runs = placements(homes)
    return runs[-1][0].start if runs and runs[-1][-1].end is None else None


def placements(homes: Sequence[Home]) -> list[list[Home]]:
    """Homes that follow one another with the same carer (or, where a carer is not known, of the same kind), as one placement each."""
    runs: list[list[Home]] = []
    for home in homes:
        before = runs[-1][-1] if runs else None
        if before is not None and _goes_on(before, home):
            runs[-1].append(home)
        else:
            runs.append([home])
    return runs


def _goes_on(before: Home, home: Home) -> bool:
    touching = before.end is not None and (home.start - before.end).days <= 1
    same = before.carer == home.carer if before.carer and home.carer else before.home == home.home
    return touching and same


def placements_in_a_year(homes: Sequence[Home], today: date) -> int:
    """How many placements in care the twelve months before today touched (1.1.14)."""
    first = _a_year_before(today)
    return sum(
        any(home.context == "in_care" and (home.end is None or home.end >= first) for home in run)
        for run in placements(homes)
    )


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)


def in_care_since(homes: Sequence[Home]) -> date | None:
    """Since when the child has been in care without a break; None for who is not in care now. `homes` are the earliest first."""
    since: date | None = None
    last: date | None = None
    for home in homes:
        broken = last is not None and (home.start - last).days > 1
        if home.context != "in_care":
            since = None
        elif since is None or broken:
            since = home.start
        last = home.end
    return since if homes and homes[-1].end is None else None
