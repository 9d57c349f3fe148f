"""What the guideline says against something while it is being entered, before it is saved.

The draft is laid over the record's case file and the guideline is asked again; what turns to *stop* through the draft is said, and
also what was at *stop* already and would be through the draft alone. The same definitions answer as for the child's page.

The guideline speaks against a programme before the assessment (1.3.2) or before a review (1.4.3, 1.4.6, 1.5.2) while it is only
proposed. So that it speaks as well when somebody simply begins one, or writes down a further session, a programme that is offered
or begun and not declined or ended, and a session, count as a proposal of that programme on their day: the draft case gets an entry
of `proposals`, kind `programme`. Its own window (`proposal_days`) leaves alone what is written down long afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.decisions.access import FINDINGS, kinds_read
from holdfast.decisions.case_file import ROW
from holdfast.decisions.working_out import one_child
from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation
from holdfast.engine.findings import Deviation, Finding
from holdfast.ng26.tables import CASE_FILE
from holdfast.people.access import today
from holdfast.people.entries import CaseEntry
from holdfast.people.registry import lists, objects
from holdfast.record.columns import NOT_DONE, column
from holdfast.record.shape import to_columns, to_json

Case = dict[str, Any]


@dataclass(frozen=True)
class Warned:
    """What the guideline says against the draft. `whole` is False where its reasons rest on what the viewer may not read:
    then the summary stands alone."""

    recommendation: str
    strength: str
    summary: str
    because: tuple[str, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Draft:
    """What is being entered: a list or object of the case file and the columns typed so far (a form's `cleaned_data` will do).

    `entry` is the row that is being corrected, None for a new one; `above` is a session's programme.
    """

    of: str
    values: Mapping[str, Any]
    entry: UUID | None = None
    above: UUID | None = None


def guard(
    child: UUID,
    of: str,
    values: Mapping[str, Any],
    viewer: Account,
    *,
    entry: UUID | None = None,
    above: UUID | None = None,
) -> list[Warned]:
    """What the guideline says against this draft, in its order; empty where nothing, or where the child is not the viewer's.

    `of`, `values`, `entry` and `above` as in Draft; what is no column of the table is passed over. Raises KeyError on an unknown
    list or object. Nothing is written.
    """
    kinds, day = kinds_read(viewer, child), today()
    if FINDINGS.code not in kinds:
        return []
    case, draft = one_child.case_today(child, day), Draft(of, values, entry, above)
    stopped = _stopped_by(case, draft, day)
    if entry is not None:  # who corrects something is not warned of what it said before
        old = _as_it_is(case, draft)
        stopped = (
            {n: f for n, f in stopped.items() if n not in _stopped_by(case, old, day)} if old else stopped
        )
    return [_warning(finding, kinds) for finding in stopped.values()]


def _warning(finding: Finding, kinds: frozenset[str]) -> Warned:
    whole = kinds.issuperset(kinds_by_recommendation()[finding.recommendation])
    because, deviations = (finding.because, finding.deviations) if whole else ((), ())
    return Warned(finding.recommendation, finding.strength, finding.action, because, deviations, whole)


def _stopped_by(case: Case, draft: Draft, day: date) -> dict[str, Finding]:
    """The findings that are *stop* through the draft: not without it, or also when it stands alone in its list."""
    drafted, asked_in = laid_over(case, draft, day)
    after = {f.recommendation: f for f in one_child.answer_on(drafted).findings if f.state == "stop"}
    if not after:
        return {}
    before = _at_stop(_without(case, draft))
    alone: set[str] = set()
    if asked_in and after.keys() & before:
        alone = _at_stop(drafted | {asked_in: drafted[asked_in][-1:]}) - _at_stop(drafted | {asked_in: []})
    return {number: f for number, f in after.items() if number not in before or number in alone}


def _at_stop(case: Case) -> set[str]:
    return {f.recommendation for f in one_child.answer_on(case).findings if f.state == "stop"}


# --- the draft over the case file -----------------------------------------------------------------------------


def laid_over(case: Case, draft: Draft, day: date) -> tuple[Case, str | None]:
    """The case file with the draft in it, and the list in which the guideline's guards look for it, the draft last."""
    if draft.of in objects():
        return {**case, draft.of: _object(draft)}, None
    written = _entry(draft, day)
    drafted = (
        _in_programme(case, draft, written) if draft.of == "sessions" else _in_list(case, draft, written)
    )
    if draft.of not in ("programmes", "sessions"):
        return drafted, draft.of
    proposal = _as_proposal(draft, written, case, day)
    if proposal is None:
        return drafted, None
    return {**drafted, "proposals": [*(drafted.get("proposals") or []), proposal]}, "proposals"


def _object(draft: Draft) -> Any:
    model = objects()[draft.of]
    found = to_json(model.fields_of_case, _row(model, draft.values))
    alone = len(model.fields_of_case) == 1 and model.fields_of_case[0].key == draft.of
    return found.get(draft.of) if alone else found


def _entry(draft: Draft, day: date) -> Case:
    """The entry as a case file has it; what carries no day yet is of today."""
    model, spec = lists()[draft.of], CASE_FILE.by_table[draft.of]
    found = to_json(model.fields_of_case, _row(model, draft.values))
    if spec.dated_by and spec.by_key[spec.dated_by].required:
        found.setdefault(spec.dated_by, day.isoformat())
    return found


def _row(model: type[CaseEntry], values: Mapping[str, Any]) -> dict[str, Any]:
    """Every column that a case file knows, blank where nothing was typed. A form's empty text is nothing typed."""
    names = [column(f.key) for f in model.fields_of_case]
    row = {name: None if values.get(name) == "" else values.get(name) for name in names}
    row |= {name + NOT_DONE: bool(values.get(name + NOT_DONE)) for name in names}
    return {**row, "stated": []}


def _in_list(case: Case, draft: Draft, written: Case) -> Case:
    entries = case.get(draft.of) or []
    old: Case = next((e for e in entries if draft.entry is not None and e[ROW] == str(draft.entry)), {})
    kept = {t.name: old[t.name] for t in CASE_FILE.tables if t.inside == draft.of and t.name in old}
    return {**case, draft.of: [*(e for e in entries if e is not old), {**written, **kept}]}


def _in_programme(case: Case, draft: Draft, written: Case) -> Case:
    courses = [
        _in_list(course, draft, written) if course[ROW] == str(draft.above) else course
        for course in case.get("programmes") or []
    ]
    return {**case, "programmes": courses}


def _as_proposal(draft: Draft, written: Case, case: Case, day: date) -> Case | None:
    """The programme as something proposed, where the draft begins or goes on with one."""
    if draft.of == "sessions":
        course = next((c for c in case.get("programmes") or [] if c[ROW] == str(draft.above)), None)
        return course and {"date": written["date"], "kind": "programme", "programme": course["programme"]}
    over = written.get("response") == "declined" or written.get("offered") is False or "ended" in written
    if over or "programme" not in written:
        return None
    days = [written[key] for key in ("offered", "started") if isinstance(written.get(key), str)]
    return {
        "date": max(days, default=day.isoformat()),
        "kind": "programme",
        "programme": written["programme"],
    }


def _without(case: Case, draft: Draft) -> Case:
    """The case without the row that the draft corrects."""
    if draft.entry is None or draft.of in objects() or draft.of == "sessions":
        return case
    return {**case, draft.of: [e for e in case.get(draft.of) or [] if e[ROW] != str(draft.entry)]}


def _as_it_is(case: Case, draft: Draft) -> Draft | None:
    """The row that is being corrected, as a draft of itself; None where there is no such row."""
    if draft.of in objects():
        return None
    courses = case.get("programmes") or []
    holder: Mapping[str, Any] = case
    if draft.of == "sessions":
        holder = next((c for c in courses if c[ROW] == str(draft.above)), {})
    old = next((e for e in holder.get(draft.of) or [] if e[ROW] == str(draft.entry)), None)
    if old is None:
        return None
    return Draft(draft.of, _typed(draft.of, old), draft.entry, draft.above)


def _typed(of: str, entry: Case) -> dict[str, Any]:
    """The entry's columns, as a form would give them."""
    inner = [t.name for t in CASE_FILE.tables if t.inside == of]
    return to_columns(CASE_FILE.by_table[of].fields, {k: v for k, v in entry.items() if k != ROW}, inner)
