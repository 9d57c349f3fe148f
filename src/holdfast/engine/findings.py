"""The answer for one child: the state of every finding, why, what is missing, what is lacking.

The states follow Kleene's logic as the reading has it; `missing` is exact (see `unknown.py`); reasons are the sentences
of the facts that made the criteria what they are.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from holdfast.engine.definitions import Advice, Criteria, Guard, Guideline, Recommendation, State
from holdfast.engine.expressions import Setting, Truth, reads_otherwise_filled_in, walk
from holdfast.engine.one_child import Compiler
from holdfast.engine.one_child_lists import Run
from holdfast.engine.record import Entry, Record, read
from holdfast.engine.unknown import Diagrams, Kleene, Regions, deciding_fields
from holdfast.engine.wording import Finder, Teller


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing lacking: the rule, what was expected, what was found."""

    rule: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one recommendation says about one child on one day."""

    recommendation: str
    strength: str
    state: State
    action: str
    because: tuple[str, ...]
    waits_for: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    settings: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Every finding about one child, in the guideline's order."""

    child: str
    as_of: str
    guideline: str
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def _advice_outcome(values: tuple[Kleene, ...]) -> Hashable:
    """The state of an advice once enough is known of applies, met and waits; None while it is open."""
    applies, met, waits = values
    if applies is False:
        return "not_applicable"
    if applies is not True:
        return None
    if met is True:
        return "met"
    if met is not False:
        return None
    return "wait" if waits is True else "act" if waits is False else None


def _guard_outcome(values: tuple[Kleene, ...]) -> Hashable:
    """The state of a guard once enough is known of scope, stops and could-be-broken; None while it is open."""
    scope, stops, broken = values
    if scope is False or (stops is False and broken is False):
        return "not_applicable"
    if scope is not True:
        return None
    if stops is True:
        return "stop"
    return "met" if stops is False and broken is True else None


def _advice_regions(diagrams: Diagrams, values: tuple[int, ...]) -> tuple[int, ...]:
    """Where it applies, where it is met, where it waits."""
    applies, met, waits = values
    return applies, diagrams.both(applies, met), diagrams.both(applies, diagrams.no(met), waits)


def _guard_regions(diagrams: Diagrams, values: tuple[int, ...]) -> tuple[int, ...]:
    """Where it stops, where it is met."""
    scope, stops, broken = values
    return diagrams.both(scope, stops), diagrams.both(scope, diagrams.no(stops), broken)


class _Question:
    """One recommendation, compiled."""

    def __init__(self, guideline: Guideline, recommendation: Recommendation, compiler: Compiler) -> None:
        self.recommendation = recommendation
        self.rule = recommendation.rule
        self.criteria: Criteria = guideline.criteria(recommendation.number)
        self.first, self.second, self.third = (
            compiler(c) for c in (self.criteria.first, self.criteria.second, self.criteria.third)
        )
        self.filled = _when_filled_in(self.criteria)
        self.waits = [(number, compiler(expr)) for number, expr in self.criteria.waits.items()]
        self.stop = compiler(self.rule.stops_when) if isinstance(self.rule, Advice) else None
        self.notes = [(note, compiler(note.when)) for note in recommendation.notes]
        self.tell = Teller(compiler, self.criteria, guard=isinstance(self.rule, Guard))
        self.parts = (
            [Finder(compiler, part) for part in self.rule.parts] if isinstance(self.rule, Advice) else []
        )
        if isinstance(self.rule, Advice):
            self.mentions = [(compiler(fact), fact) for fact in self.rule.mentions]
            self.course = compiler(self.rule.course.where) if self.rule.course else None
        self.settings = _settings_by_reach(guideline, self.criteria, self.rule)


def _when_filled_in(criteria: Criteria) -> tuple[Run, ...] | None:
    """The three criteria with every "known" read as "so"; None where that makes no difference."""
    exprs = (criteria.first, criteria.second, criteria.third)
    if not any(reads_otherwise_filled_in(node) for expr in exprs for node in walk(expr)):
        return None
    compiler = Compiler(filling=True)
    return tuple(compiler(expr) for expr in exprs)


def _settings_by_reach(
    guideline: Guideline, criteria: Criteria, rule: object
) -> tuple[tuple[Setting, ...], ...]:
    """The settings read when only the first criterion settles it, when the second does too, when all do."""
    last = rule.stops_when if isinstance(rule, Advice) else Truth(True)
    shown = rule.mentions if isinstance(rule, Advice) else ()
    return (
        guideline.settings_used(criteria.first),
        guideline.settings_used(criteria.first, criteria.second, *shown),
        guideline.settings_used(criteria.first, criteria.second, criteria.third, last, *shown),
    )


class Answers:
    """Answers for one guideline, its definitions compiled once, on first use."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self._questions: list[_Question] = []

    def _compiled(self) -> list[_Question]:
        if not self._questions:
            compiler = Compiler()
            self._questions = [_Question(self.guideline, r, compiler) for r in self.guideline.about_a_child]
        return self._questions

    def of(self, case: Mapping[str, Any], settings: Mapping[str, int], notes: tuple[str, ...] = ()) -> Answer:
        """Every finding about the child of a valid case file."""
        record = read(self.guideline.document, case, settings)
        found = tuple(_answer(question, record) for question in self._compiled())
        return Answer(case["child"]["id"], case["as_of"], self.guideline.name, notes, found)


def _answer(question: _Question, record: Record) -> Finding:
    child = record.child
    rule = question.rule
    values = _values(question, record)
    if isinstance(rule, Guard):
        state, regions = _guard_state(values), _guard_regions
    else:
        state, regions = _advice_state(values), _advice_regions
        if state == "act" and question.stop and question.stop(record, child) is True:
            state = "stop"
    waiting = (
        [(number, run(record, child)) for number, run in question.waits] if state in ("wait", "ask") else []
    )
    waits_for = tuple(number for number, value in waiting if value is True) if state == "wait" else ()
    missing = tuple(sorted(_missing(question, record, values, regions))) if state == "ask" else ()
    reach = 0 if state == "not_applicable" else 1 if state == "met" else 2
    recommendation = question.recommendation
    return Finding(
        recommendation.number,
        recommendation.strength,
        state,
        recommendation.summary,
        _because(question, record, state, values),
        waits_for,
        missing,
        _deviations(question, record) if state in ("act", "wait", "stop") else (),
        {setting.key: record.settings[setting.key] for setting in question.settings[reach]},
        tuple(
            note.text.format_map(record.settings)
            for note, when in question.notes
            if state in note.states and when(record, child) is True
        ),
    )


def _values(question: _Question, record: Record) -> tuple[Kleene, Kleene, Kleene]:
    """The three criteria; of an advice that does not apply, or is met, the rest is not asked."""
    child = record.child
    first = question.first(record, child)
    advice = isinstance(question.rule, Advice)
    if advice and first is False:
        return first, False, False
    second = question.second(record, child)
    if advice and first is True and second is True:
        return first, second, False
    return first, second, question.third(record, child)


def _missing(
    question: _Question, record: Record, values: tuple[Kleene, ...], regions: Regions
) -> frozenset[str]:
    if question.filled is not None:
        values = tuple(run(record, record.child) for run in question.filled)
    return deciding_fields(values, regions)


def _advice_state(values: tuple[Kleene, ...]) -> State:
    return _advice_outcome(values) or "ask"  # type: ignore[return-value]


def _guard_state(values: tuple[Kleene, ...]) -> State:
    """A guard whose stop is certain stays stop unless the child is out of scope for certain."""
    scope, stops, _ = values
    if scope is not False and stops is True:
        return "stop"
    return _guard_outcome(values) or "ask"  # type: ignore[return-value]


def _because(
    question: _Question, record: Record, state: State, values: tuple[Kleene, ...]
) -> tuple[str, ...]:
    sentences = question.tell(record, state, values)
    if isinstance(question.rule, Advice):
        if state == "stop":
            sentences += [question.rule.stops_when.yes] if hasattr(question.rule.stops_when, "yes") else []
        if state != "not_applicable":
            sentences += [fact.yes for run, fact in question.mentions if run(record, record.child) is True]
    return tuple(dict.fromkeys(s.format_map(record.settings) if "{" in s else s for s in sentences))


def _deviations(question: _Question, record: Record) -> tuple[Deviation, ...]:
    if not question.parts:
        return ()
    about: Entry | None = record.child
    if question.course is not None:
        assert isinstance(question.rule, Advice) and question.rule.course is not None
        name = question.rule.course.entries.name
        about = next(
            (e for e in reversed(record.child.lists[name] or []) if question.course(record, e) is True), None
        )
    if about is None:
        return ()
    return tuple(
        Deviation(finder.part.rule, finder.part.expected.format_map(record.settings), found)
        for finder in question.parts
        for found in finder(record, about)
    )
