"""The criteria of one finding as a small tree: yes, no or not known, each in the sentence of its fact, down to the facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from holdfast.engine import expressions as x
from holdfast.engine.definitions import Advice, Guard, Guideline
from holdfast.engine.one_child import Compiler
from holdfast.engine.record import Record, read

ALL, ONE, NOT = "all of these", "one of these", "not so"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One branch: what it says, and whether that is so (None: not known).

    `reads` names what of the case file a fact rests on: a list (`assessments`) or a field of the child's own (`permanence/plan`).
    """

    answer: bool | None
    text: str
    parts: tuple["Criterion", ...] = ()
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the criteria that settle the state, under a heading."""

    title: str
    criterion: Criterion


def why(
    guideline: Guideline, number: str, case: Mapping[str, Any], settings: Mapping[str, int]
) -> tuple[Chapter, ...]:
    """The criteria of recommendation `number` for a valid case file, in the order in which they are asked.

    What no longer matters is left out: of what does not apply, whether it is done; of what is done, what comes first.
    Raises KeyError where the number speaks about no child.
    """
    chapters = Tree(guideline).of(number, read(guideline.document, case, settings))
    if isinstance(guideline.by_number[number].rule, Guard):
        return chapters
    if chapters[0].criterion.answer is False:
        return chapters[:1]
    return chapters[:2] if chapters[1].criterion.answer is True else chapters


class Tree:
    """Draws trees for one guideline; keeps what it has compiled."""

    def __init__(self, guideline: Guideline) -> None:
        self._guideline, self._compiler = guideline, Compiler()

    def of(self, number: str, record: Record) -> tuple[Chapter, ...]:
        """The chapters of one recommendation."""
        criteria, rule = self._guideline.criteria(number), self._guideline.by_number[number].rule
        if isinstance(rule, Guard):
            titles = ("Within the guideline", "What it stops", "Something of the kind is recorded")
            return tuple(
                Chapter(title, self._criterion(expr, record))
                for title, expr in zip(titles, (criteria.first, criteria.second, criteria.third), strict=True)
            )
        assert isinstance(rule, Advice)
        return tuple(self._advice(rule, number, record))

    def _advice(self, rule: Advice, number: str, record: Record) -> Iterator[Chapter]:
        criteria = self._guideline.criteria(number)
        yield Chapter("When it applies", self._criterion(criteria.first, record))
        yield Chapter("When it is done", self._met(rule, record))
        if not (criteria.waits or criteria.holds):
            return
        first = [
            Criterion(self._answer(expr, record), f"{waits} comes first", reads=_reads(expr))
            for waits, expr in criteria.waits.items()
        ]
        first += [self._criterion(hold, record) for hold in criteria.holds]
        yield Chapter("What comes first", Criterion(self._answer(criteria.third, record), ONE, tuple(first)))

    def _met(self, rule: Advice, record: Record) -> Criterion:
        """Where a finding names what is lacking, its parts are the branches."""
        if not rule.parts:
            return self._criterion(rule.met, record)
        answer = self._answer(rule.met, record)
        parts = tuple(
            Criterion(
                self._part(rule, part.criterion, record),
                part.expected.format_map(record.settings),
                reads=_reads(part.criterion),
            )
            for part in rule.parts
        )
        return Criterion(answer, ALL, parts)

    def _part(self, rule: Advice, criterion: x.Expr, record: Record) -> bool | None:
        return self._answer(x.At(rule.course, criterion) if rule.course else criterion, record)

    def _criterion(self, expr: x.Expr, record: Record, wanted: bool = True) -> Criterion:
        """A branch; `wanted` False where the criterion is that it is *not* so."""
        if isinstance(expr, x.Not):
            return self._criterion(expr.of, record, not wanted)
        answer = self._answer(expr, record)
        shown = answer if wanted or answer is None else not answer
        if isinstance(expr, x.Fact) and expr.yes:
            text = (expr.ask if answer is None else expr.yes if answer else expr.no) or expr.yes
            return Criterion(shown, _filled(text, record), reads=_reads(expr))
        if isinstance(expr, x.Fact):
            return self._criterion(expr.expr, record, wanted)
        if isinstance(expr, x.Known):  # known to be so: the words of what is known, and whether it is
            return replace(self._criterion(expr.of, record, wanted), answer=shown)
        if isinstance(expr, (x.All, x.Any_)) and expr.of:
            return self._several(expr, record, wanted, shown)
        if isinstance(expr, x.OrElse):
            return self._several(x.Any_((expr.first, expr.second)), record, wanted, shown)
        return Criterion(shown, "as the definition says" if wanted else NOT, reads=_reads(expr))

    def _several(self, expr: x.All | x.Any_, record: Record, wanted: bool, shown: bool | None) -> Criterion:
        word = ALL if isinstance(expr, x.All) is wanted else ONE
        found = [self._criterion(part, record, wanted) for part in expr.of]
        parts = tuple(
            each for part in found for each in (part.parts if part.parts and part.text == word else (part,))
        )
        return parts[0] if len(parts) == 1 else Criterion(shown, word, parts)

    def _answer(self, expr: x.Expr, record: Record) -> bool | None:
        value = self._compiler(expr)(record, record.child)
        return value if isinstance(value, bool) else None


def _filled(text: str, record: Record) -> str:
    return text.format_map(record.settings) if "{" in text else text


def _reads(expr: x.Expr) -> tuple[str, ...]:
    """The lists and own fields that an expression reads, in the order in which they are met."""
    found: dict[str, None] = {}
    for node in x.walk(expr):
        if isinstance(node, x.Field):
            found[node.owner or node.spec.key] = None
        elif isinstance(node, (x.Over, x.PeerExists)):
            found[node.entries.name] = None
    return tuple(found)
