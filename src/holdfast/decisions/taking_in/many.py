"""Many case files into the record: new children a table at a time, those already known one by one.

What `one_child` does for a new child, this does for a few hundred at once, with the same rows and the same log.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.casefile.checking import CaseError, errors
from holdfast.decisions.taking_in.one_child import (
    SESSIONS,
    Change,
    NotACaseFile,
    object_columns,
    said_none,
    take_in,
    wanted,
)
from holdfast.people.actions import team_of
from holdfast.people.case_child import child_columns
from holdfast.people.entries import CaseEntry
from holdfast.people.keeping import Background, sort_name
from holdfast.people.models import Child, KnownNone, TeamMember
from holdfast.people.registry import lists, objects
from holdfast.placements.actions import keep_carers_in_step
from holdfast.placements.models import Home, HouseholdMember
from holdfast.record.shape import NotKept

Case = Mapping[str, Any]
Say = Callable[[int], None]
Rows = dict[type[Model], list[Any]]  # the rows of each table
AT_ONCE = 250  # children written together


@dataclass
class Taken:
    """What came of many case files: what changed for each child, and the errors of those that were refused, by reference."""

    changes: list[Change] = field(default_factory=list)
    refused: dict[str, list[CaseError]] = field(default_factory=dict)


def take_in_many(
    cases: Iterable[Case],
    *,
    by: Background,
    why: str,
    say: Say = lambda _: None,
    link_staff: bool = False,
) -> Taken:
    """Make the record say what these case files say; `say(how_many)` after each batch, each of which is one transaction.

    A file that is not valid is refused and named in the answer; the others are taken in. `link_staff` gives those people of the
    files' teams an account's sight of the child whose `person` is the key of an account, for as long as the file says: only for
    whoever imports on purpose who works with whom.
    """
    taken, waiting, done = Taken(), iter(cases), 0
    while batch := list(islice(waiting, AT_ONCE)):
        with transaction.atomic():
            _batch(batch, taken, by, why, link_staff)
        done += len(batch)
        say(done)
    return taken


def _batch(batch: list[Case], taken: Taken, by: Background, why: str, link_staff: bool) -> None:
    references = [_reference(case) for case in batch]
    known = set(Child.objects.filter(reference__in=references).values_list("reference", flat=True))
    fresh, others = [], []
    for reference, case in zip(references, batch, strict=True):
        if found := errors(case):
            taken.refused[reference] = found
        elif reference in known:
            others.append(case)
        else:
            known.add(reference)
            fresh.append(case)
    written = Writing(by, why)
    for case in fresh:
        _tell(case, written, taken)
    written.done()
    for case in others:
        try:
            taken.changes.append(take_in(case, by=by, why=why))
        except NotACaseFile as refused:
            taken.refused[_reference(case)] = refused.errors
    if link_staff:
        linked(references, by=by)


def _reference(case: Case) -> str:
    child = case.get("child")
    return str(child.get("id") if isinstance(child, Mapping) else None)


def _tell(case: Case, written: "Writing", taken: Taken) -> None:
    try:
        rows = list(_rows(case, written))
    except NotKept as problem:
        taken.refused[_reference(case)] = [CaseError(f"/{problem.path}", problem.value, problem.expected)]
    else:
        taken.changes.append(written.take(rows))


def _rows(case: Case, written: "Writing") -> Iterator[Any]:
    """The rows of one new child, the child's own first. Raises NotKept."""
    day = date.fromisoformat(case["as_of"])
    child = Child(reference=case["child"]["id"], known_on=day, **child_columns(case["child"]))
    child.sort_name = sort_name(child)
    yield child
    for name, model in lists().items():
        for position, entry in enumerate((case.get(name) or []) if name != SESSIONS else []):
            columns, sessions = wanted(name, entry)
            row = written.made(model, child, position=position, **columns)
            yield row
            for place, each in enumerate(sessions):
                yield written.made(lists()[SESSIONS], child, position=place, course=row, **each)
    for name, table in objects().items():
        if (columns_ := object_columns(name, table, case)) is not None:
            yield written.made(table, child, **columns_)
    for name, null in said_none(case).items():
        yield written.made(KnownNone, child, list=name, explicit_null=null)


class Writing:
    """Collects the rows of several new children, then writes each table once, those that others point at first."""

    def __init__(self, by: Background, why: str) -> None:
        self._by, self._why = by, why
        self._rows: Rows = {}

    def made(self, model: type[Any], child: Child, **values: Any) -> Any:
        """A row of this child, as written by whoever imports."""
        return model(
            child=child, recorded_by=self._by.audit_id, recorded_by_name=self._by.audit_name, **values
        )

    def take(self, rows: list[Any]) -> Change:
        """Take the rows of one child, to be written with the others'."""
        change = Change(rows[0].reference, new=True)
        for row in rows:
            self._rows.setdefault(type(row), []).append(row)
            if isinstance(row, CaseEntry) and row.case_list and row.case_list != SESSIONS:
                change.added[row.case_list] = change.added.get(row.case_list, 0) + 1
        return change

    def done(self) -> None:
        """Write everything taken; the log says of each child that its record was opened and where it came from."""
        children = self._rows.pop(Child, [])
        courses = lists()["programmes"]
        first: Rows = {Child: children, courses: self._rows.pop(courses, [])}
        for model, rows in {**first, **self._rows}.items():
            model._default_manager.bulk_create(rows)
        _open_to_carers(children)
        for child in children:
            audit.record(by=self._by, did="record opened", children=[child.pk])
            audit.record(by=self._by, did="imported", children=[child.pk], detail={"why": self._why})
        self._rows = {}


def _open_to_carers(children: list[Child]) -> None:
    """Carers who sign in see the children who live with them."""
    signing_in = HouseholdMember.objects.values("household__key")
    with_them = Home.objects.filter(child__in=children, carer__in=signing_in).values_list("child", flat=True)
    for child in Child.objects.filter(pk__in=set(with_them)):
        keep_carers_in_step(child=child)


@transaction.atomic
def linked(references: Iterable[str], *, by: Background) -> int:
    """Link the roles in these children's teams to the accounts whose key is the role's `person`, and to the team they work in.

    From then on the account sees the child while the role lasts. How many roles were linked.
    """
    members = TeamMember.objects.filter(child__reference__in=list(references), account=None)
    accounts = {a.key: a for a in Account.objects.filter(key__in=members.values("person"), is_active=True)}
    found = [member for member in members if member.person in accounts]
    for member in found:
        member.account = accounts[member.person]
        member.team = team_of(member.account, member.start)
        audit.record(
            by=by,
            did="team changed",
            children=[member.child_id],
            detail={"role": member.role, "person": member.person, "from": member.start.isoformat()},
        )
    TeamMember.objects.bulk_update(found, ["account", "team"])
    return len(found)
