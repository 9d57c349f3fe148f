"""Homes and orders as sentences."""

from datetime import date

from holdfast.forms.words import say_day, say_span
from holdfast.ng26.vocabulary import CONTEXTS, HOMES, LEGAL_STATUSES
from holdfast.placements.models import Home

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


def order(home: Home) -> str:
    """The legal status in words; empty where it is not known."""
    return LEGAL_STATUSES.words.get(home.legal_status or "", "")


def context(home: Home) -> str:
    """The care context in words; empty where it is not known."""
    return CONTEXTS.words.get(home.context or "", "")
