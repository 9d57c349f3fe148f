"""The tools of appendix 1 that fit a child's age, today and soon, and who is skilled to use each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holdfast.accounts.models import Account
from holdfast.assessments.instruments import INSTRUMENTS, Instrument
from holdfast.assessments.queries import skilled_in_each
from holdfast.assessments.whole import months_after
from holdfast.forms.words import age_in_years
from holdfast.ng26.tools import TOOLS, Tool
from holdfast.people.queries import team_of_child

SOON_MONTHS = 12


@dataclass(frozen=True)
class Skilled:
    """Somebody trained and skilled in a tool; `near`: in this child's team."""

    name: str
    agency: str
    near: bool


@dataclass(frozen=True)
class Offered:
    """A tool as it is offered: until when it fits, or from when on it will, and who can use it."""

    tool: Tool
    skilled: tuple[Skilled, ...]
    until: date | None = None
    begins: date | None = None

    @property
    def instrument(self) -> Instrument:
        """What its result holds, and whose it is."""
        return INSTRUMENTS[self.tool.code]

    @property
    def can_show(self) -> str:
        """What it can show, in words."""
        if self.tool.shows_insecure and self.tool.shows_disorganised:
            return "insecure and disorganised attachment"
        return "insecure attachment; not disorganised attachment" if self.tool.shows_insecure else "neither"


@dataclass(frozen=True)
class Tools:
    """The tools for the child's age, those that will fit soon with the date, those used with carers, and the others."""

    fits: tuple[Offered, ...]
    soon: tuple[Offered, ...]
    with_carers: tuple[Offered, ...]
    others: tuple[Offered, ...]


def birthday(born: date, years: int) -> date:
    """The day on which somebody turns an age; who was born on 29 February does so on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def tools_for_child(viewer: Account, child: object, on: date) -> Tools:
    """Worked out by the calendar for a day; nothing fits where the date of birth is not known."""
    born: date | None = child.date_of_birth  # type: ignore[attr-defined]
    skilled = _skilled(viewer, child)
    age = age_in_years(born, on) if born and born <= on else None
    fits = [tool for tool in TOOLS if age is not None and tool.suits(age)]
    soon = [tool for tool in TOOLS if tool not in fits and _begins_soon(tool, born, on)]
    carers = [tool for tool in TOOLS if tool.for_carers]
    others = [tool for tool in TOOLS if tool not in (*fits, *soon)]
    return Tools(
        tuple(Offered(tool, skilled[tool.code], until=_until(tool, born)) for tool in fits),
        _in_order(
            Offered(tool, skilled[tool.code], begins=birthday(born, tool.youngest)) for tool in soon if born
        ),
        tuple(Offered(tool, skilled[tool.code]) for tool in carers),
        tuple(Offered(tool, skilled[tool.code]) for tool in others),
    )


def fits(tool: str, born: date | None, on: date) -> bool | None:
    """Whether a tool is for a child of the age on that day; None where the date of birth is not known."""
    if born is None:
        return None
    found = next(each for each in TOOLS if each.code == tool)
    return born <= on and found.suits(age_in_years(born, on))


def _until(tool: Tool, born: date | None) -> date | None:
    """The last day on which it fits."""
    if tool.oldest is None or born is None:
        return None
    return birthday(born, tool.oldest + 1) - timedelta(days=1)


def _begins_soon(tool: Tool, born: date | None, on: date) -> bool:
    return born is not None and on < birthday(born, tool.youngest) <= months_after(on, SOON_MONTHS)


def _in_order(offered: Iterable[Offered]) -> tuple[Offered, ...]:
    return tuple(sorted(offered, key=lambda each: each.begins or date.max))


def _skilled(viewer: Account, child: object) -> dict[str, tuple[Skilled, ...]]:
    near = {each.member.account_id for each in team_of_child(viewer, child.pk)}  # type: ignore[attr-defined]
    found = skilled_in_each(tool.code for tool in TOOLS)
    return {code: _near_first(accounts, near) for code, accounts in found.items()}


def _near_first(accounts: Sequence[Account], near: set[int | None]) -> tuple[Skilled, ...]:
    said = [Skilled(each.name, each.agency.name if each.agency else "", each.pk in near) for each in accounts]
    return tuple(sorted(said, key=lambda each: (not each.near, each.name)))
