"""What needs the viewer this week, child by child: the guideline's findings apart from the dates that are set by law."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.decisions.lists import Asked, what_needs
from holdfast.ng26.vocabulary import MOVE_KINDS
from holdfast.people.access import today
from holdfast.people.models import Child
from holdfast.placements.queries import moves_ahead_of
from holdfast.reviews.queries import decisions_due
from holdfast.reviews.rhythms import address_of, due_for

AHEAD = timedelta(days=7)
AT_MOST = 3
GUIDELINE, LAW, DECISION, MOVE = "guideline", "law", "decision", "move"


@dataclass(frozen=True)
class Task:
    """One thing: of what sort, what it says, by when (None: no day is set), why, and where it is written down."""

    sort: str
    says: str
    by: date | None
    because: str
    href: str
    state: str = ""
    number: str = ""

    def late(self, on: date) -> bool:
        """Whether its day has passed; worked out when read."""
        return self.by is not None and self.by < on


@dataclass(frozen=True)
class Week:
    """What needs somebody for one child."""

    child: Child
    age: str
    guideline: tuple[Task, ...]
    dated: tuple[Task, ...]
    unknown: int

    @property
    def shown(self) -> tuple[Task, ...]:
        """The first of what the guideline asks; the rest is on the child's page."""
        return self.guideline[:AT_MOST]

    @property
    def more(self) -> int:
        """How many findings are not among the first."""
        return len(self.guideline) - len(self.shown)

    @property
    def by_law(self) -> tuple[Task, ...]:
        """What law or statutory guidance has set a day for; why that day is told apart from the list."""
        return tuple(task for task in self.dated if task.sort == LAW)

    def late(self, on: date) -> int:
        """How many days have passed; worked out when read."""
        return sum(task.late(on) for task in self.dated)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of it, what has a day first."""
        return (*self.dated, *self.guideline)


def week_of(viewer: Account, children: list[Child], *, days: timedelta = AHEAD) -> list[Week]:
    """The week of these children, those with something late first; children for whom nothing waits are left out.

    `days` ahead are looked at for what has a day; a finding has none and is always shown, unless somebody answered it.
    """
    from holdfast.web.worklists.children import age_of

    day, ids = today(), [child.pk for child in children]
    needs = what_needs(viewer, ids, answers=True)
    dated = _dated(viewer, ids, day + days)
    weeks = [
        Week(
            child, age_of(child, day), tuple(_of_finding(child, each) for each in needs[child.pk].pressing),
            tuple(sorted(dated.get(child.pk, []), key=lambda task: task.by or day)), needs[child.pk].count("ask"),
        )
        for child in children
    ]  # fmt: skip
    return sorted(
        (week for week in weeks if week.tasks),
        key=lambda week: (-week.late(day), week.child.sort_name),
    )


def _of_finding(child: Child, each: Asked) -> Task:
    href = reverse("child:why", args=[child.pk, each.recommendation])
    return Task(GUIDELINE, each.action, None, "", href, each.state, each.recommendation)


def _dated(viewer: Account, ids: list[Any], until: date) -> dict[Any, list[Task]]:
    found: dict[Any, list[Task]] = {}
    for child, dues in due_for(viewer, ids).items():
        for due in dues:
            if due.by <= until:
                found.setdefault(child, []).append(
                    Task(LAW, due.says, due.by, f"{due.because} ({due.source})", address_of(child, due))
                )
    for decision in decisions_due(viewer, ids):
        if decision.by_when <= until:
            href = reverse("reviews:decision", args=[decision.child_id, decision.pk])
            task = Task(
                DECISION, decision.decided, decision.by_when, f"decided together: {decision.question}", href
            )
            found.setdefault(decision.child_id, []).append(task)
    for move in moves_ahead_of(viewer, ids):
        if move.date <= until:
            href = reverse("placements:move", args=[move.child_id, move.pk])
            task = Task(
                MOVE,
                f"{MOVE_KINDS.words[move.kind].capitalize()}{f' to {move.to}' if move.to else ''}",
                move.date,
                "",
                href,
            )
            found.setdefault(move.child_id, []).append(task)
    return found
