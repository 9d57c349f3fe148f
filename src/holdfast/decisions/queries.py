"""What the guideline says about a child, to somebody: never more than rests on what they may read, never older than the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, islice
from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.casefile.looking_back import seen_on
from holdfast.decisions.access import FINDINGS, kinds_read
from holdfast.decisions.models import Answer, Kept, KeptFinding
from holdfast.decisions.places import Place, as_seen_by, from_json
from holdfast.decisions.vocabulary import ANSWERS
from holdfast.decisions.working_out import one_child
from holdfast.decisions.working_out.definitions_read import edition
from holdfast.engine.findings import Deviation
from holdfast.ng26.guideline import NG26
from holdfast.people.access import today
from holdfast.people.models import Child

PRESSING = ("stop", "act", "wait", "ask", "met", "not_applicable")


@dataclass(frozen=True)
class Answered:
    """The newest answer to a finding. `still_holds`: the facts are those it was given on; else the question is open again.

    `says` is a code of vocabulary.ANSWERS, `words` its words; `late`: what was promised by a day that is over.
    """

    recommendation: str
    says: str
    words: str
    because: str
    by_when: date | None
    by: str
    at: datetime
    still_holds: bool
    late: bool


@dataclass(frozen=True)
class Shown:
    """A finding as a page shows it: the recommendation's own words, then what was found of this child."""

    recommendation: str
    state: str
    strength: str
    action: str
    who: str
    whom: str
    because: tuple[str, ...]
    waits_for: tuple[str, ...]
    missing: tuple[Place, ...]
    deviations: tuple[Deviation, ...]
    settings: Mapping[str, int]
    notes: tuple[str, ...]
    facts: str
    answer: Answered | None = None


@dataclass(frozen=True)
class Findings:
    """What one viewer may know of a child's findings on a day, the most pressing first, then in the guideline's order.

    `up_to_date` is False while the record has changes that are not committed yet: the same request wrote them. `all_of_them`
    is False where some rest on parts of the record that this viewer may not read. `notes` are about the whole answer.
    """

    child: UUID
    on: date
    shown: tuple[Shown, ...]
    up_to_date: bool = True
    all_of_them: bool = True
    notes: tuple[str, ...] = ()
    by_number: Mapping[str, Shown] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_number", {f.recommendation: f for f in self.shown})

    def in_state(self, *states: str) -> tuple[Shown, ...]:
        """Those in one of these states."""
        return tuple(f for f in self.shown if f.state in states)


def findings_for(viewer: Account, child: UUID, on: date | None = None) -> Findings:
    """The findings of a child as this viewer may see them, each with the newest answer to it; worked out anew where needed.

    `on` (today if not given): on another day than today as `findings_on`. Of a child who is not theirs to see: none.
    """
    day = today()
    if on not in (None, day):
        return findings_on(viewer, child, on or day)
    kinds = kinds_read(viewer, child)
    if FINDINGS.code not in kinds:
        return Findings(child, day, (), all_of_them=False)
    rows, up_to_date = _kept_rows(child, day, kinds)
    return _found(viewer, child, day, rows, up_to_date=up_to_date)


def _kept_rows(child: UUID, day: date, kinds: frozenset[str]) -> tuple[list[KeptFinding], bool]:
    """The rows kept of a child that hold today, or those worked out now; and whether they are of the record as it stands."""
    kept = Kept.objects.filter(child=child).select_related("child").first()
    if kept is not None and kept.reasons and holds(kept, kept.child.record_version, day):
        return list(KeptFinding.objects.filter(child=child, kinds__contained_by=sorted(kinds))), True
    found = one_child.keep(child, day)
    now = Child.objects.filter(pk=child).values_list("record_version", flat=True).first()
    rows = [row for row in found.rows if kinds.issuperset(row.kinds)]
    return rows, found.kept.record_version == now


def holds(kept: Kept, record_version: int, day: date) -> bool:
    """Whether what was kept is what would be found on this day of this record."""
    return (
        kept.record_version == record_version
        and kept.as_of <= day
        and (kept.changes_on is None or day < kept.changes_on)
        and kept.edition == edition()
    )


def findings_on(viewer: Account, child: UUID, day: date) -> Findings:
    """The findings as of another day: earlier, from what was recorded by then; later, as time alone would change them.

    Nothing of it is kept, and answers are not shown beside it.
    """
    kinds = kinds_read(viewer, child)
    if FINDINGS.code not in kinds:
        return Findings(child, day, (), all_of_them=False)
    now = today()
    case, notes = seen_on(one_child.case_today(child, now), day)
    answer = one_child.answer_on(case)
    rows = [one_child.row_of(child, case, finding) for finding in answer.findings]
    readable = [row for row in rows if kinds.issuperset(row.kinds)]
    found = _found(viewer, child, day, readable, answered=False)
    return replace(found, notes=notes)


def _found(
    viewer: Account,
    child: UUID,
    day: date,
    rows: Iterable[KeptFinding],
    *,
    answered: bool = True,
    up_to_date: bool = True,
) -> Findings:
    order = {r.number: place for place, r in enumerate(NG26.about_a_child)}
    current = {row.recommendation: row for row in rows if row.recommendation in order}
    answers = _answers(child, current) if answered else {}
    places = {number: list(map(from_json, row.answer["missing"])) for number, row in current.items()}
    seen = iter(as_seen_by(viewer, child, chain.from_iterable(places.values())))
    shown = [
        _shown(row, tuple(islice(seen, len(places[number]))), answers.get(number))
        for number, row in current.items()
    ]
    shown.sort(key=lambda f: (PRESSING.index(f.state), order[f.recommendation]))
    return Findings(child, day, tuple(shown), up_to_date, len(current) == len(order))


def _shown(row: KeptFinding, missing: tuple[Place, ...], answer: Answered | None) -> Shown:
    about, said = NG26.by_number[row.recommendation], row.answer
    return Shown(
        row.recommendation, row.state, about.strength, about.summary, about.who, about.whom,
        because=tuple(said["because"]), waits_for=tuple(row.waits_for), missing=missing,
        deviations=tuple(Deviation(**each) for each in said["deviations"]), settings=said["settings"],
        notes=tuple(said["notes"]), facts=row.facts, answer=answer,
    )  # fmt: skip


# --- answers --------------------------------------------------------------------------------------------------


def answers_for(viewer: Account, child: UUID) -> dict[str, Answered]:
    """The newest answer to each finding that the viewer may see, by recommendation."""
    return {f.recommendation: f.answer for f in findings_for(viewer, child).shown if f.answer}


def _answers(child: UUID, current: Mapping[str, KeptFinding]) -> dict[str, Answered]:
    """Of findings that the viewer is seen to read above."""
    given = Answer.objects.filter(child=child, recommendation__in=list(current), restricted=False)
    newest = given.order_by("recommendation", "-at").distinct("recommendation")
    return {a.recommendation: _answered(a, current[a.recommendation].facts) for a in newest}


def answer_history(viewer: Account, child: UUID, recommendation: str) -> list[Answered]:
    """Every answer to one finding, the newest first; empty where the viewer may not see the finding."""
    shown = findings_for(viewer, child).by_number.get(recommendation)
    if shown is None:
        return []
    given = Answer.objects.filter(child=child, recommendation=recommendation, restricted=False).order_by(
        "-at"
    )
    return [_answered(answer, shown.facts) for answer in given]


def _answered(answer: Answer, facts: str) -> Answered:
    late = answer.says == "we_will" and answer.by_when is not None and answer.by_when < today()
    return Answered(
        answer.recommendation, answer.says, ANSWERS.words[answer.says], answer.because, answer.by_when,
        answer.recorded_by_name, answer.at, still_holds=answer.facts == facts, late=late,
    )  # fmt: skip


# --- what is missing ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One thing that is not known yet, where it is written down, and the recommendations that ask for it."""

    place: Place
    recommendations: tuple[str, ...]


def missing_for(viewer: Account, child: UUID) -> list[Question]:
    """What is not known yet, each question once, what most recommendations hang on first."""
    asked: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for finding in findings_for(viewer, child).shown:
        for place in finding.missing:
            asked.setdefault(place.path, []).append(finding.recommendation)
            places[place.path] = place
    questions = [Question(places[path], tuple(numbers)) for path, numbers in asked.items()]
    return sorted(questions, key=lambda q: (-len(q.recommendations), q.place.path))
