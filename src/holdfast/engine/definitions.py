"""What a recommendation is: a readable value made of criteria, and the guideline that holds them in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from holdfast.engine.expressions import (
    At,
    Count,
    Entries,
    Exists,
    Expr,
    Fact,
    Field,
    Newest,
    NotKnown,
    OrElse,
    Placed,
    Setting,
    Truth,
    all_of,
    any_of,
    walk,
)
from holdfast.engine.tables import DocumentSpec, TableSpec

State = Literal["stop", "act", "wait", "ask", "met", "not_applicable"]


@dataclass(frozen=True, eq=False)
class EachEntry:
    """What was found, said by naming the entries that are so and a field of each (`unit` after its value)."""

    entries: TableSpec
    where: Expr
    shows: Field | Placed | None = None
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Amount:
    """What was found, said by a number."""

    count: Count
    unit: str


@dataclass(frozen=True, eq=False)
class Span:
    """What was found, said by the days from one day to another."""

    first: Expr
    last: Expr


@dataclass(frozen=True, eq=False)
class Words:
    """What was found, said in words."""

    text: str


@dataclass(frozen=True, eq=False)
class Missing:
    """What was found, said by naming what is missing: each criterion with its words."""

    each: tuple[tuple[Expr, str], ...]


@dataclass(frozen=True, eq=False)
class Part:
    """One of the things that must be so: the rule it is named by, what it wants, what was expected, how the finding is said.

    `each` makes it a part of every entry that is so; otherwise it speaks of the child, or of the chosen course.
    """

    rule: str
    wants: Expr
    expected: str
    found: EachEntry | Amount | Span | Missing | Words = Words("not done")
    each: Exists | None = None

    @cached_property
    def criterion(self) -> Expr:
        """The part as a criterion of the child (or of the course)."""
        if self.each is None:
            return self.wants
        return ~Exists(self.each.entries, self.each.where & ~self.wants)


@dataclass(frozen=True, eq=False)
class Note:
    """What a person should know beside the answer, always or when something is so."""

    text: str
    when: Expr = Truth(True)
    states: tuple[State, ...] = ("stop", "act", "wait", "ask", "met")


@dataclass(frozen=True, eq=False)
class Advice:
    """When it applies, when it is met, what it waits for.

    `waits_for` are recommendations that come first, `holds` what else does. `parts` name what is lacking.
    `stops_when` turns `act` into `stop`. `until` replaces "while it is act" for those that wait for this one.
    `mentions` are facts said in the reasons whenever they are true. `course`: the parts speak of this entry.
    """

    applies: Expr
    met: Expr
    waits_for: tuple[str, ...] = ()
    holds: tuple[Expr, ...] = ()
    parts: tuple[Part, ...] = ()
    stops_when: Expr = Truth(False)
    until: Expr | None = None
    mentions: tuple[Fact, ...] = ()
    course: Newest | None = None


@dataclass(frozen=True, eq=False)
class Guard:
    """It stops something: `stops_when` it is recorded or proposed; `could_be_broken` when something of the kind is."""

    stops_when: Expr
    could_be_broken: Expr


@dataclass(frozen=True, eq=False)
class Recommendation:
    """One numbered recommendation, in our own words.

    `summary` says what to do; `who` acts; `whom` it is for. `rule` is None where it speaks about a service:
    then `measure` says which measure answers it, or `points_to` where it only points to other guidance.
    """

    number: str
    strength: str
    who: str
    whom: str
    summary: str
    rule: Advice | Guard | None = None
    measure: str | None = None
    points_to: str | None = None
    notes: tuple[Note, ...] = ()


def lacking_none_of(*parts: Part) -> Expr:
    """Nothing is lacking of these parts."""
    return all_of(*(part.criterion for part in parts))


def of_course(course: Newest, parts: tuple[Part, ...]) -> Expr:
    """Nothing is lacking of these parts for the chosen entry."""
    return At(course, lacking_none_of(*parts))


@dataclass(frozen=True, eq=False)
class Guideline:
    """The edition, what is in its scope, and its recommendations in order."""

    name: str
    edition: str
    url: str
    document: DocumentSpec
    scope: Expr
    recommendations: tuple[Recommendation, ...]
    by_number: dict[str, Recommendation] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_number", {r.number: r for r in self.recommendations})

    def __iter__(self) -> Iterator[Recommendation]:
        return iter(self.recommendations)

    @cached_property
    def about_a_child(self) -> tuple[Recommendation, ...]:
        """Those that speak about a child, in order."""
        return tuple(r for r in self.recommendations if r.rule is not None)

    @cached_property
    def _criteria(self) -> dict[str, "Criteria"]:
        return {}

    def criteria(self, number: str) -> "Criteria":
        """The criteria of one recommendation with scope and waiting worked in; raises KeyError for an unknown number."""
        if number not in self._criteria:
            rule = self.by_number[number].rule
            if isinstance(rule, Guard):
                self._criteria[number] = Criteria(self.scope, rule.stops_when, rule.could_be_broken)
            elif isinstance(rule, Advice):
                waits = {n: self._outstanding(n) for n in rule.waits_for}
                self._criteria[number] = Criteria(
                    all_of(self.scope, rule.applies),
                    rule.met,
                    any_of(*waits.values(), *rule.holds),
                    waits,
                    rule.holds,
                )
            else:
                raise KeyError(f"{number} does not speak about a child")
        return self._criteria[number]

    def _outstanding(self, number: str) -> Expr:
        """What waits for this one must still wait: while it is act or stop; not known while it is ask."""
        rule = self.by_number[number].rule
        assert isinstance(rule, Advice) and not rule.waits_for and not rule.holds
        if rule.until is not None:
            return rule.until
        applies = all_of(self.scope, rule.applies)
        return any_of(applies & ~rule.met, NotKnown(applies))

    def settings_used(self, *exprs: Expr) -> tuple[Setting, ...]:
        """The settings that these criteria read, by key."""
        found = {node.key: node for expr in exprs for node in walk(expr) if isinstance(node, Setting)}
        return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, eq=False)
class Criteria:
    """Three criteria that settle the state. Advice: applies, met, waits. A guard: in scope, stops, could be broken."""

    first: Expr
    second: Expr
    third: Expr
    waits: dict[str, Expr] = field(default_factory=dict)
    holds: tuple[Expr, ...] = ()


def is_act_or_met(scope: Expr, rule: Advice, waits: Expr) -> Expr:
    """The finding is act or met; unknown while it is ask."""
    applies = all_of(scope, rule.applies)
    return any_of(applies & OrElse(rule.met, ~waits), NotKnown(applies))


__all__ = [
    "Advice", "Amount", "Criteria", "EachEntry", "Entries", "Guard", "Guideline", "Missing", "Note", "Part", "Recommendation", "Span",
    "State", "Words", "is_act_or_met", "lacking_none_of", "of_course",
]  # fmt: skip
