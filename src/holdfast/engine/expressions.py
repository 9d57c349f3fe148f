"""The language of definitions: what can be said about a child's events, three-valued. Nothing here computes.

An expression has a level: it speaks of the child (`table is None`) or of one entry of a list (`table` names it).
Both engines compile every node of this module; a definition is written once in these words.
`None` never stands for an answer: what is not known is the engines' business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from holdfast.engine.tables import DocumentSpec, FieldSpec, TableSpec

Order = Literal[">=", "<=", ">", "<", "=="]


class Expr:
    """Anything that has a value for a child or for an entry."""

    @property
    def parts(self) -> tuple["Expr", ...]:
        """The expressions this one is made of, on its own level."""
        return ()

    @cached_property
    def table(self) -> str | None:
        """The list whose entries this speaks of; None: the child."""
        levels = {part.table for part in self.parts} - {None}
        if len(levels) > 1:
            raise ValueError(f"an expression cannot speak of entries of {sorted(map(str, levels))} at once")
        return next(iter(levels), None)

    def __and__(self, other: "Expr") -> "Expr":
        return all_of(self, other)

    def __or__(self, other: "Expr") -> "Expr":
        return any_of(self, other)

    def __invert__(self) -> "Expr":
        return self.of if isinstance(self, Not) else Not(self)

    def __ge__(self, other: "Expr | int") -> "Expr":
        return Compare(">=", self, _expr(other))

    def __le__(self, other: "Expr | int") -> "Expr":
        return Compare("<=", self, _expr(other))

    def __gt__(self, other: "Expr | int") -> "Expr":
        return Compare(">", self, _expr(other))

    def __lt__(self, other: "Expr | int") -> "Expr":
        return Compare("<", self, _expr(other))


def _expr(value: "Expr | int") -> Expr:
    return value if isinstance(value, Expr) else Number(value)


# --- values -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Truth(Expr):
    """A known answer."""

    value: bool


@dataclass(frozen=True, eq=False)
class Number(Expr):
    """A number of the guideline itself."""

    value: float


@dataclass(frozen=True, eq=False)
class Setting(Expr):
    """A number that the guideline does not give: the key, the value we take, its unit, and why. A service may override it."""

    key: str
    value: int
    unit: str
    reason: str


@dataclass(frozen=True, eq=False)
class AsOf(Expr):
    """The day the question is asked."""


@dataclass(frozen=True, eq=False)
class Field(Expr):
    """A field of the child (`owner` None) or of an entry of the list `owner`."""

    owner: str | None
    spec: FieldSpec

    @cached_property
    def table(self) -> str | None:
        return self.owner

    def is_one_of(self, *codes: str) -> "Expr":
        """True when the field's code is one of these."""
        unknown = [c for c in codes if c not in (self.spec.codes or ())]
        if unknown:
            raise ValueError(f"{self.spec.key} has no code {unknown}")
        return OneOf(self, codes)

    def is_(self, code: str) -> "Expr":
        """True when the field holds this code."""
        return self.is_one_of(code)

    def includes(self, code: str) -> "Expr":
        """True when the set of codes holds this one."""
        if code not in (self.spec.codes or ()):
            raise ValueError(f"{self.spec.key} has no code {code}")
        return Includes(self, code)

    @property
    def is_true(self) -> "Expr":
        """True when the flag is set."""
        return IsTrue(self)

    @property
    def is_set(self) -> "Expr":
        """True when a day or a name is recorded, false when the file says it was not done."""
        return IsSet(self)

    @property
    def is_recorded(self) -> "Expr":
        """True when anything is recorded, else false: never unknown. Only for fields whose absence has a stated meaning."""
        return IsRecorded(self)


@dataclass(frozen=True, eq=False)
class Previous(Expr):
    """The same field of the entry before this one, in order of dates."""

    of: Field

    @cached_property
    def table(self) -> str | None:
        return self.of.owner


@dataclass(frozen=True, eq=False)
class Other(Expr):
    """Inside `PeerExists`: the field of the entry that is compared with its peers."""

    of: Field

    @cached_property
    def table(self) -> str | None:
        return self.of.owner


@dataclass(frozen=True, eq=False)
class Placed(Expr):
    """Where an entry stands in its list by date: `nth` from 1, `gap` in days since the one before, `day` since the first;
    `previous_day`: the `day` of the one before."""

    owner: str
    what: Literal["nth", "gap", "day", "previous_day"]

    @cached_property
    def table(self) -> str | None:
        return self.owner


@dataclass(frozen=True, eq=False)
class Shift(Expr):
    """A day moved by an amount (a number or a setting, and `plus`) of days, months or years; cut at the month's end."""

    day: Expr
    sign: Literal[1, -1]
    amount: Number | Setting
    unit: Literal["days", "months", "years"]
    plus: int = 0

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.day,)


@dataclass(frozen=True, eq=False)
class InSchoolYear(Expr):
    """The day of this month (a number or setting, 1–8: on its first day) in the September–August year that holds `day`."""

    day: Expr
    month: Number | Setting

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.day,)


@dataclass(frozen=True, eq=False)
class FirstDayOf(Expr):
    """The first of these days that there is."""

    days: tuple[Expr, ...]

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.days


# --- questions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Compare(Expr):
    """One day or number against another. A day known not to be is on no side of anything: false."""

    order: Order
    left: Expr
    right: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class OneOf(Expr):
    """The field's code is one of these."""

    field: Field | Previous
    codes: tuple[str, ...]

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.field,)


@dataclass(frozen=True, eq=False)
class Includes(Expr):
    """The field's set of codes holds this one."""

    field: Field
    code: str

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.field,)


@dataclass(frozen=True, eq=False)
class IsTrue(Expr):
    """The flag is set."""

    field: Field

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.field,)


@dataclass(frozen=True, eq=False)
class IsSet(Expr):
    """A day, name or number is recorded; false when the file says `false`; unknown when absent."""

    field: Field

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.field,)


@dataclass(frozen=True, eq=False)
class IsRecorded(Expr):
    """Something is recorded: two-valued."""

    field: "Field | Previous | At"

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.field,)


@dataclass(frozen=True, eq=False)
class Same(Expr):
    """Two texts or codes are the same; unknown where either is."""

    left: Expr
    right: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class All(Expr):
    """Kleene and."""

    of: tuple[Expr, ...]

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.of


@dataclass(frozen=True, eq=False)
class Any_(Expr):
    """Kleene or."""

    of: tuple[Expr, ...]

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.of


@dataclass(frozen=True, eq=False)
class Not(Expr):
    """Kleene not."""

    of: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.of,)


@dataclass(frozen=True, eq=False)
class Known(Expr):
    """Known to be true: false where it is not known. For the few places where the reading says "known".

    `stays`: an absent list means "none" here by the reading's own words, so what it may hold is never asked for.
    """

    of: Expr
    stays: bool = False

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.of,)


@dataclass(frozen=True, eq=False)
class NotKnown(Expr):
    """Unknown while this is not known, else false: Kleene's contradiction. With everything filled in: false."""

    of: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.of,)


@dataclass(frozen=True, eq=False)
class OrElse(Expr):
    """The first; where it is known not to be so, the second. Unknown while the first is, though the second be true."""

    first: Expr
    second: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.first, self.second)


@dataclass(frozen=True, eq=False)
class Fact(Expr):
    """A named expression and the sentences that say it true, false and not known. `{key}` in them is a setting's value."""

    name: str
    expr: Expr
    yes: str = ""
    no: str = ""
    ask: str = ""

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.expr,)


# --- about lists --------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Over(Expr):
    """The base of what is said over a list: `entries` is the list, `where` chooses entries."""

    entries: TableSpec
    where: Expr

    @cached_property
    def table(self) -> str | None:
        return self.entries.inside

    @property
    def within(self) -> tuple[Expr, ...]:
        """What is asked of each entry."""
        return (self.where,)


@dataclass(frozen=True, eq=False)
class Exists(Over):
    """Some entry is so."""


@dataclass(frozen=True, eq=False)
class Count(Over):
    """How many entries are so. `where` must be decided by what every entry has (dates, places in the list)."""


@dataclass(frozen=True, eq=False)
class Earliest(Over):
    """The earliest day among the entries that are so."""

    day: Field


@dataclass(frozen=True, eq=False)
class Latest(Over):
    """The latest day among the entries that are so."""

    day: Field


@dataclass(frozen=True, eq=False)
class Nth(Over):
    """The day of the nth entry by date; no day where there are fewer. `where` is not used."""

    day: Field
    n: int


@dataclass(frozen=True, eq=False)
class Newest(Over):
    """The newest entry that is so: the latest `by`, the later in the list if equal, an unknown or `false` day before all others.

    `needed`: there must be one; where none is recorded, what is asked of it is not known (instead of false).
    """

    by: Field
    needed: bool = False

    def of(self, what: Expr) -> "At":
        """What is true of that entry; false, or no day, where there is none."""
        return At(self, what)


@dataclass(frozen=True, eq=False)
class At(Expr):
    """What is true of the chosen entry, for the child."""

    newest: Newest
    what: Expr

    @cached_property
    def table(self) -> str | None:
        return self.newest.table


@dataclass(frozen=True, eq=False)
class RunStart(Over):
    """The first day of the unbroken run of entries that ends with the last: `where` says that an entry belongs, `joined` that
    it joins the one before. No day where the last entry does not belong; not known where it has come to its `end`."""

    day: Field
    joined: Expr
    end: Field

    @property
    def within(self) -> tuple[Expr, ...]:
        return (self.where, self.joined)


@dataclass(frozen=True, eq=False)
class RunsAtLeast(Over):
    """There are `n` or more runs of joined entries with some entry that is so."""

    joined: Expr
    n: Setting

    @property
    def within(self) -> tuple[Expr, ...]:
        return (self.where, self.joined)


@dataclass(frozen=True, eq=False)
class PeerExists(Expr):
    """Said of an entry: some entry of its own list (itself counted) with the same codes in `same` is so."""

    entries: TableSpec
    same: tuple[Field, ...]
    where: Expr

    @cached_property
    def table(self) -> str | None:
        return self.entries.name


# --- how definitions are written ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Entries:
    """A list of the case file, as definitions name it: `CARE["home"]` is a field of its entries."""

    spec: TableSpec

    def __getitem__(self, key: str) -> Field:
        return Field(self.spec.name, self.spec.by_key[key])

    def some(self, where: Expr | None = None) -> Expr:
        """Some entry is so."""
        return Exists(self.spec, where or Truth(True))

    def every(self, where: Expr, then: Expr) -> Expr:
        """Every entry that is so is also so."""
        return ~Exists(self.spec, where & ~then)

    def count(self, where: Expr | None = None) -> Expr:
        """How many entries are so."""
        return Count(self.spec, where or Truth(True))

    def newest(self, where: Expr | None = None, *, by: str, needed: bool = False) -> Newest:
        """The newest entry that is so, by this day."""
        return Newest(self.spec, where or Truth(True), self[by], needed)

    def earliest(self, day: str, where: Expr | None = None) -> Expr:
        """The earliest such day."""
        return Earliest(self.spec, where or Truth(True), self[day])

    def latest(self, day: str, where: Expr | None = None) -> Expr:
        """The latest such day."""
        return Latest(self.spec, where or Truth(True), self[day])

    def nth(self, n: int, day: str) -> Expr:
        """The day of the nth entry."""
        return Nth(self.spec, Truth(True), self[day], n)


@dataclass(frozen=True)
class Document:
    """The child's own fields, as definitions name them: `CHILD["permanence/plan"]`."""

    spec: DocumentSpec

    def __getitem__(self, key: str) -> Field:
        return Field(None, self.spec.by_key[key])


def all_of(*parts: Expr) -> Expr:
    """Kleene and over the parts, flattened."""
    return All(tuple(p for part in parts for p in (part.of if isinstance(part, All) else (part,))))


def any_of(*parts: Expr) -> Expr:
    """Kleene or over the parts, flattened."""
    return Any_(tuple(p for part in parts for p in (part.of if isinstance(part, Any_) else (part,))))


def before(
    day: Expr, amount: int | Setting, unit: Literal["days", "months", "years"] = "days", plus: int = 0
) -> Expr:
    """The day that lies this much (and `plus` more) before `day`."""
    return Shift(day, -1, amount if isinstance(amount, Setting) else Number(amount), unit, plus)


def after(day: Expr, amount: int | Setting, unit: Literal["days", "months", "years"] = "days") -> Expr:
    """The day that lies this much after `day`."""
    return Shift(day, 1, amount if isinstance(amount, Setting) else Number(amount), unit)


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and everything below it, each node once, through every level."""
    seen: set[int] = set()
    stack: list[Any] = [expr]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        stack.extend(below(node))


def below(node: Expr) -> tuple[Expr, ...]:
    """What a node is directly made of, through every level."""
    if isinstance(node, Shift):
        return (node.day, node.amount)
    if isinstance(node, InSchoolYear):
        return (node.day, node.month)
    if isinstance(node, At):
        return (node.newest, node.what)
    if isinstance(node, PeerExists):
        return (node.where, *node.same)
    if isinstance(node, RunsAtLeast):
        return (*node.within, node.n)
    if isinstance(node, (Earliest, Latest, Nth)):
        return (node.where, node.day)
    if isinstance(node, Over):
        return node.within
    if isinstance(node, (Previous, Other)):
        return (node.of,)
    return node.parts


def reads_otherwise_filled_in(node: Expr) -> bool:
    """Whether the node reads otherwise once every unknown is filled in."""
    return isinstance(node, (NotKnown, OrElse)) or (isinstance(node, Known) and not node.stays)
