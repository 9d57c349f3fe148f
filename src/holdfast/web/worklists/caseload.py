"""A manager's children by worker, with what is pressing, and whom nobody holds."""

from dataclasses import dataclass, field
from typing import Any

from holdfast.accounts.models import Account
from holdfast.decisions.lists import Needs, what_needs
from holdfast.people.models import Child
from holdfast.people.queries import children_managed_by, holders_of
from holdfast.web.worklists.children import age_of

HOLDING = ("social_worker", "key_worker", "personal_adviser")


@dataclass
class Worker:
    """One worker and the children they hold."""

    name: str
    children: list[tuple[Child, str, Needs]] = field(default_factory=list)

    @property
    def to_do(self) -> int:
        """How many findings are to stop or to do."""
        return sum(needs.count("stop", "act") for _, _, needs in self.children)

    @property
    def unknown(self) -> int:
        """How many findings wait for facts."""
        return sum(needs.count("ask") for _, _, needs in self.children)


def caseload_of(manager: Account) -> tuple[list[Worker], list[tuple[Child, str, Needs]]]:
    """The workers, the one with most to do first, and the children whom no social or key worker or personal adviser holds today."""
    from holdfast.people.access import today

    children = list(children_managed_by(manager))
    needs, day = what_needs(manager, [child.pk for child in children]), today()
    holders = holders_of(manager, [child.pk for child in children], HOLDING)
    workers: dict[str, Worker] = {}
    unheld: list[Any] = []
    for child in children:
        line = (child, age_of(child, day), needs[child.pk])
        names = holders.get(child.pk, [])
        for name in names:
            workers.setdefault(name, Worker(name)).children.append(line)
        if not names:
            unheld.append(line)
    return sorted(workers.values(), key=lambda worker: (-worker.to_do, worker.name)), unheld
