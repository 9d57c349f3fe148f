"""The words of an answer: which sentences of the facts say why, and how a thing lacking is said. Nothing is worded twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

from holdfast.engine import expressions as x
from holdfast.engine.definitions import Amount, Criteria, EachEntry, Missing, Part, Span, State, Words
from holdfast.engine.one_child import Compiler
from holdfast.engine.one_child_lists import Run
from holdfast.engine.record import Entry, Record
from holdfast.engine.unknown import Kleene

Say = Callable[[Record, Kleene], list[str]]


class Teller:
    """Tells why the criteria of one recommendation are what they are."""

    def __init__(self, compiler: Compiler, criteria: Criteria, *, guard: bool) -> None:
        self._compiler = compiler
        self._of = tuple(self._say(c) for c in (criteria.first, criteria.second, criteria.third))
        self._holds = [(compiler(hold), self._say(hold)) for hold in criteria.holds]
        self._waits = [(number, compiler(expr)) for number, expr in criteria.waits.items()]
        self._tell = self._of_guard if guard else self._of_advice

    def __call__(self, record: Record, state: State, values: tuple[Kleene, ...]) -> list[str]:
        """The sentences for this state, not yet filled in with settings."""
        return self._tell(record, state, values)

    def _of_advice(self, record: Record, state: State, values: tuple[Kleene, ...]) -> list[str]:
        """Why it applies or not; then why it is met or not; then what comes first, or may."""
        applies, met, _ = values
        sentences = self._of[0](record, applies)
        if applies is True or (applies is not False and met is not False):
            sentences += self._of[1](record, met)
        if applies is True and met is False and state in ("wait", "ask"):
            wanted = state == "wait"
            for run, say in self._holds:
                if (run(record, record.child) is True) is wanted:
                    sentences += say(record, run(record, record.child))
            for number, run in self._waits:
                value = run(record, record.child)
                if wanted and value is True:
                    sentences.append(f"{number} comes first")
                elif not wanted and not isinstance(value, bool):
                    sentences.append(f"whether {number} comes first is not known")
        return sentences

    def _of_guard(self, record: Record, state: State, values: tuple[Kleene, ...]) -> list[str]:
        """What is stopped, or could be; the scope only where the answer hangs on it."""
        scope, stops, broken = values
        if state == "not_applicable":
            return self._of[0](record, scope) if scope is False else self._of[2](record, broken)
        if state != "ask":
            return self._of[1](record, stops)
        return [
            sentence
            for value, say in zip(values, self._of, strict=True)
            if not isinstance(value, bool)
            for sentence in say(record, value)
        ]

    def _say(self, expr: x.Expr) -> Say:
        if isinstance(expr, x.Fact) and expr.yes:
            said = {True: [expr.yes], False: [expr.no] if expr.no else []}
            unknown = [expr.ask] if expr.ask else []
            return lambda record, value: said.get(value, unknown) if isinstance(value, bool) else unknown
        if isinstance(expr, (x.Fact, x.Known)):
            return self._say(expr.expr if isinstance(expr, x.Fact) else expr.of)
        if isinstance(expr, x.Not):
            return self._not(self._say(expr.of))
        if isinstance(expr, x.OrElse):
            return self._several(x.Any_((expr.first, expr.second)))
        if isinstance(expr, (x.All, x.Any_)):
            return self._several(expr)
        return lambda record, value: []

    @staticmethod
    def _not(say: Say) -> Say:
        def run(record: Record, value: Kleene) -> list[str]:
            return say(record, not value if isinstance(value, bool) else value)

        return run

    def _several(self, expr: x.All | x.Any_) -> Say:
        """Of "and": every part when true, those that fail when false. Of "or": those that hold, or every part."""
        parts = [(self._compiler(part), self._say(part)) for part in expr.of]
        settling = isinstance(expr, x.Any_)

        def run(record: Record, value: Kleene) -> list[str]:
            sentences: list[str] = []
            for answer, say in parts:
                found = answer(record, record.child)
                if not isinstance(value, bool):
                    if not isinstance(found, bool):
                        sentences += say(record, found)
                elif value is not settling or found is value:
                    sentences += say(record, found)
            return sentences

        return run


class Finder:
    """Finds where one part is lacking and says what was found: one text for each thing lacking."""

    def __init__(self, compiler: Compiler, part: Part) -> None:
        self.part = part
        self._wants = compiler(part.wants)
        self._each = compiler(part.each.where) if part.each else None
        self._found = _found(compiler, part)

    def __call__(self, record: Record, about: Entry) -> list[str]:
        """What was found where the part is lacking for certain."""
        if self._each is None:
            return [self._found(record, about)] if self._wants(record, about) is False else []
        assert self.part.each is not None
        entries = about.lists[self.part.each.entries.name] or []
        lacking = [e for e in entries if self._each(record, e) is True and self._wants(record, e) is False]
        return [f"{_entry(self.part.each, e)}: {self._found(record, e)}" for e in lacking]


def _entry(each: x.Exists, entry: Entry) -> str:
    day = each.entries.dated_by
    return f"{each.entries.entry} of {_day(entry.values[day])}" if day else each.entries.entry


def _found(compiler: Compiler, part: Part) -> Callable[[Record, Entry], str]:
    how = part.found
    if isinstance(how, EachEntry):
        return _named_entries(how, compiler(how.where), compiler(how.shows) if how.shows else None)
    if isinstance(how, Amount):
        count = compiler(how.count)
        return lambda record, entry: f"{count(record, entry)} {how.unit}"
    if isinstance(how, Span):
        first, last = compiler(how.first), compiler(how.last)
        return lambda record, entry: _span(first(record, entry), last(record, entry))
    if isinstance(how, Missing):
        each = [(compiler(so), words) for so, words in how.each]
        return lambda record, entry: (
            "missing: " + ", ".join(w for so, w in each if so(record, entry) is False)
        )
    assert isinstance(how, Words)
    return lambda record, entry: how.text


def _named_entries(how: EachEntry, where: Run, shows: Run | None) -> Callable[[Record, Entry], str]:
    words = how.shows.spec.codes.words if isinstance(how.shows, x.Field) and how.shows.spec.codes else {}

    def run(record: Record, about: Entry) -> str:
        entries = [e for e in about.lists[how.entries.name] or [] if where(record, e) is True]
        return "; ".join(_one_entry(record, e) for e in entries) or f"no {how.entries.entry}"

    def _one_entry(record: Record, entry: Entry) -> str:
        day = _day(entry.values[how.entries.dated_by]) if how.entries.dated_by else ""
        if shows is None:
            return day
        value = shows(record, entry)
        text = words.get(value, value) if isinstance(value, str) else f"{value:g}"
        return f"{day}: {text} {how.unit}".rstrip()

    return run


def _span(first: Any, last: Any) -> str:
    if not isinstance(first, int) or first is False:
        return "no sessions"
    return f"{last - first} days ({_day(first)} to {_day(last)})"


def _day(value: Any) -> str:
    return date.fromordinal(value).isoformat() if isinstance(value, int) and value is not False else "no day"
