"""Case files into the record one by one, each whole or not at all; or only looked at: the same work, taken back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction

from holdfast.accounts.models import Account
from holdfast.casefile.checking import errors
from holdfast.decisions.case_file import case_file
from holdfast.decisions.taking_in import Change, NotACaseFile, take_in, take_in_many
from holdfast.decisions.taking_in.put_away import for_the_kept, kept_of
from holdfast.intake.merging import Difference, merged
from holdfast.people.keeping import Background
from holdfast.people.models import Child

Case = Mapping[str, Any]
SHOWN = 200
AT_ONCE = 200


@dataclass
class Outcome:
    """What became of one case file: the change, or why it was refused; and where it differs from the record.

    `kept_as`: the reference of the record that it went to, where its own was put together with that one.
    """

    child: str
    change: Change | None = None
    refused: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    kept_as: str = ""


@dataclass
class Tally:
    """What an import changes: children by what becomes of them, entries by list, the first children that change.

    `read`: of a return, what was read, as words and a count or day in words.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    added: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    children: list[dict[str, Any]] = field(default_factory=list)
    read: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Add one case file's outcome."""
        change = outcome.change
        if change is None:
            self.refused += 1
            return
        self.new += change.new
        self.changed += not change.new and not change.nothing
        self.same += change.nothing
        self.added.update(change.added)
        self.removed.update(change.removed)
        if not change.nothing and len(self.children) < SHOWN:
            self.children.append(asdict(change))

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the import."""
        return {**vars(self), "added": dict(self.added), "removed": dict(self.removed)}


def take(
    case: Case, *, by: Background, why: str, whole: bool, opener: Account | None = None, keep: bool = True
) -> Outcome:
    """Take one case file in, in a transaction of its own; with `keep=False` only see what it would change.

    `whole`: the file is all there is to say of the child (a case file), and the record is made to say just that; else it is a part
    (a return), which fills and adds. `opener`: who sees a child that is new until it has a team, and whose agency is asked about it.
    What cannot be taken in is said in the outcome.
    """
    outcome = Outcome(str(case["child"]["id"]))
    try:
        with transaction.atomic():
            told = _told(case, outcome, whole)
            outcome.change = take_in(told, by=by, why=why)
            if outcome.change.new:
                _opened([outcome.child], opener)
            transaction.set_rollback(not keep)
    except NotACaseFile as problem:
        outcome.refused = [str(error) for error in problem.errors]
    except DatabaseError as problem:
        outcome.refused = [f"the database refuses it: {str(problem).splitlines()[0]}"]
    return outcome


def _opened(references: list[str], opener: Account | None) -> None:
    if opener:
        Child.objects.filter(reference__in=references).update(opened_by=opener, agency=opener.agency)


def _told(case: Case, outcome: Outcome, whole: bool) -> Case:
    """What the record is to say: of a record that was put together with another, the kept one, to which the file adds."""
    if kept := kept_of(outcome.child):
        outcome.kept_as = kept.reference
        return _with_the_record(for_the_kept(case, kept), outcome)
    return case if whole else _with_the_record(case, outcome)


def _with_the_record(told: Case, outcome: Outcome) -> Case:
    reference = outcome.kept_as or outcome.child
    child = Child.objects.filter(reference=reference).values_list("pk", flat=True).first()
    if child is None:
        return told
    case, outcome.differences = merged(case_file(child), dict(told))
    if found := errors(case):
        raise NotACaseFile(found)
    return case


def take_all(
    cases: Iterable[Case],
    *,
    heard: Callable[[Outcome], None] = lambda outcome: None,
    **how: Any,
) -> Tally:
    """Take in, or look at, several (`how` as for `take`); `heard` is told of each outcome. A child named twice is taken once."""
    tally, seen = Tally(), set()
    for batch in _batches(cases):
        fresh = [case for case in batch if not (case["child"]["id"] in seen or seen.add(case["child"]["id"]))]
        outcomes = _outcomes(fresh, **how)
        for case in batch:
            outcome = outcomes.pop(case["child"]["id"], None) or _twice(case)
            tally.count(outcome)
            heard(outcome)
    return tally


def _batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    waiting = iter(cases)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch


def _twice(case: Case) -> Outcome:
    child = case["child"]["id"]
    return Outcome(
        child, refused=[f"/child/id: {child!r} was already in this file; expected each child once"]
    )


def _outcomes(cases: list[Case], **how: Any) -> dict[str, Outcome]:
    """What becomes of different children: the new ones are written together, the others one by one."""
    references = [case["child"]["id"] for case in cases]
    known = set(Child.objects.filter(reference__in=references).values_list("reference", flat=True))
    new = [case for case in cases if case["child"]["id"] not in known]
    found = _new_together(new, **how)
    rest = (case for case in cases if case["child"]["id"] not in found)
    return found | {case["child"]["id"]: take(case, **how) for case in rest}


def _new_together(
    cases: list[Case], *, by: Background, why: str, opener: Account | None = None, keep: bool = True, **_: Any
) -> dict[str, Outcome]:
    """Children that no record knows; empty where the database refuses one of them, so that each is tried by itself."""
    try:
        with transaction.atomic():
            taken = take_in_many(cases, by=by, why=why)
            _opened([change.child for change in taken.changes], opener)
            transaction.set_rollback(not keep)
    except DatabaseError:
        return {}
    refused = {
        child: Outcome(child, refused=[str(e) for e in found]) for child, found in taken.refused.items()
    }
    return refused | {change.child: Outcome(change.child, change) for change in taken.changes}
