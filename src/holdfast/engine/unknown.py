"""What is not known yet, as a formula over the fields it hangs on; and which of those fields could settle a question.

Evaluating a criterion gives True, False or a formula. A formula is made of *atoms*: one question about one unknown
field (or list). Kleene's tables are what remains when known parts are folded away, so a criterion is unknown exactly
when a formula is left. `deciding_fields` then answers the harder question, exactly: a field is listed if for some
filling-in of the other unknowns its value decides the outcome. It does so by building the reduced decision diagram of
the outcome over the unknown fields; a field decides something if and only if it stands in the reduced diagram
(Bryant 1986, "Graph-based algorithms for Boolean function manipulation").
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Union

from holdfast.engine.tables import FieldSpec


class Unknown:
    """A criterion that is neither known to be true nor known to be false."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Atom(Unknown):
    """One question about what is not known: `paths` name the unknown fields, `test` the question.

    `spec` is set where several questions about one field hang together (a date on both sides of two limits); their
    joint answers are then found by trying values of the field. `limit` is the latest day the field may hold.
    """

    paths: tuple[str, ...]
    test: Hashable
    spec: FieldSpec | None = None
    limit: int = 0


@dataclass(frozen=True, slots=True)
class AllOf(Unknown):
    """Every part, at least one of them unknown and none false."""

    parts: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Unknown):
    """Some part, at least one of them unknown and none true."""

    parts: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class NotSo(Unknown):
    """The opposite of an unknown."""

    part: Unknown


Kleene = Union[bool, Unknown]


def not_(value: Kleene) -> Kleene:
    """Kleene not."""
    if value is True or value is False:
        return not value
    return value.part if isinstance(value, NotSo) else NotSo(value)  # type: ignore[arg-type]


def all_(values: Sequence[Kleene]) -> Kleene:
    """Kleene and."""
    open_: list[Unknown] = []
    for value in values:
        if value is False:
            return False
        if value is not True:
            open_.append(value)  # type: ignore[arg-type]
    if not open_:
        return True
    return open_[0] if len(open_) == 1 else AllOf(tuple(open_))


def any_(values: Sequence[Kleene]) -> Kleene:
    """Kleene or."""
    open_: list[Unknown] = []
    for value in values:
        if value is True:
            return True
        if value is not False:
            open_.append(value)  # type: ignore[arg-type]
    if not open_:
        return False
    return open_[0] if len(open_) == 1 else AnyOf(tuple(open_))


def if_(test: Kleene, then: Kleene, other: Kleene) -> Kleene:
    """What holds either way is known even while the test is not."""
    if test is True:
        return then
    if test is False:
        return other
    if then is other and (then is True or then is False):
        return then
    return any_((all_((test, then)), all_((not_(test), other))))


# --- which fields decide --------------------------------------------------------------------------------------

Assignment = dict[Atom, bool]
Outcome = Callable[[tuple[Kleene, ...]], Hashable]


def deciding_fields(values: Sequence[Kleene], outcome: Outcome) -> set[str]:
    """The paths of the unknown fields that could change `outcome(values)`.

    `values` are the criteria the outcome hangs on; `outcome` gets them in any state of knowledge and answers with the
    outcome, or None while it is still open.
    """
    atoms: dict[Atom, int] = {}
    for value in values:
        _collect(value, atoms)
    groups = _groups(tuple(atoms))
    if len(groups) == len(atoms) and all(times == 1 for times in atoms.values()) and _every_value_counts(values, outcome):
        return {path for atom in atoms for path in atom.paths}
    diagram = _Diagram(groups, outcome)
    diagram.build(tuple(values))
    return diagram.found


def _every_value_counts(values: Sequence[Kleene], outcome: Outcome) -> bool:
    """Whether the outcome hangs on each open value, for some answers to the others (each can go either way)."""
    open_ = [i for i, value in enumerate(values) if isinstance(value, Unknown)]
    if len(open_) > 6:
        return False
    table: dict[tuple[bool, ...], Hashable] = {}
    for bits in range(1 << len(open_)):
        answers = tuple(bool(bits >> k & 1) for k in range(len(open_)))
        filled = list(values)
        for k, i in enumerate(open_):
            filled[i] = answers[k]
        table[answers] = outcome(tuple(filled))
    return all(
        any(table[a] != table[a[:k] + (not a[k],) + a[k + 1 :]] for a in table) for k in range(len(open_))
    )


def _collect(value: Kleene, atoms: dict[Atom, int]) -> None:
    if isinstance(value, Atom):
        atoms[value] = atoms.get(value, 0) + 1
    elif isinstance(value, NotSo):
        _collect(value.part, atoms)
    elif isinstance(value, (AllOf, AnyOf)):
        for part in value.parts:
            _collect(part, atoms)


@dataclass(frozen=True, slots=True)
class _Group:
    """Atoms whose answers hang together, and the answers they can have together."""

    atoms: tuple[Atom, ...]
    answers: tuple[tuple[bool, ...], ...]
    paths: tuple[str, ...]


@lru_cache(maxsize=4096)
def _groups(atoms: tuple[Atom, ...]) -> tuple[_Group, ...]:
    by_path: dict[Hashable, list[Atom]] = {}
    for atom in atoms:
        key: Hashable = atom if atom.spec is None else (atom.paths, atom.spec.key)
        by_path.setdefault(key, []).append(atom)
    return tuple(_Group(tuple(group), _answers(tuple(group)), group[0].paths) for group in by_path.values())


def _answers(group: tuple[Atom, ...]) -> tuple[tuple[bool, ...], ...]:
    if len(group) == 1:
        return ((False,), (True,))
    spec = group[0].spec
    assert spec is not None
    return tuple(sorted({tuple(_holds(atom.test, value) for atom in group) for value in _values(spec, group)}))


def _values(spec: FieldSpec, group: tuple[Atom, ...]) -> list[object]:
    """Values of the field that between them give every joint answer to the questions asked of it."""
    if spec.kind == "flag":
        return [True, False]
    if spec.kind == "code":
        return list(spec.codes or ())
    limits = sorted({atom.test[1] for atom in group if isinstance(atom.test, tuple) and atom.test[0] in _ORDERS})
    values: list[object] = [limit + step for limit in limits for step in (-1, 0, 1)] or [1]
    if spec.kind == "day" and not spec.may_be_future:
        values = [v for v in values if isinstance(v, int) and v <= group[0].limit] or [group[0].limit]
    if spec.lowest is not None:
        values = [v for v in values if isinstance(v, (int, float)) and v >= spec.lowest] or [spec.lowest]
    return [*values, False] if spec.or_false else values


_ORDERS = (">=", "<=", ">", "<", "==")


def _holds(test: Hashable, value: object) -> bool:
    """Whether a field with this value answers the question with yes."""
    assert isinstance(test, tuple)
    kind, argument = test
    if kind == "is":
        return value in argument
    if kind == "set":
        return value is not False
    if value is False:
        return kind == "flag" and argument is False
    if kind == "flag":
        return value is True
    return compare(kind, value, argument)


def compare(order: str, left: object, right: object) -> bool:
    """One known day or number against another."""
    assert isinstance(left, (int, float)) and isinstance(right, (int, float))
    if order == ">=":
        return left >= right
    if order == "<=":
        return left <= right
    if order == ">":
        return left > right
    if order == "<":
        return left < right
    return left == right


def _fill(value: Kleene, known: Assignment) -> Kleene:
    if value is True or value is False:
        return value
    if isinstance(value, Atom):
        return known.get(value, value)
    if isinstance(value, NotSo):
        return not_(_fill(value.part, known))
    if isinstance(value, AllOf):
        return all_([_fill(part, known) for part in value.parts])
    assert isinstance(value, AnyOf)
    return any_([_fill(part, known) for part in value.parts])


class _Diagram:
    """The reduced diagram of an outcome, built top down; equal parts get equal numbers."""

    def __init__(self, groups: tuple[_Group, ...], outcome: Outcome) -> None:
        self.groups, self.outcome = groups, outcome
        self.numbers: dict[Hashable, int] = {}
        self.seen: dict[tuple[Kleene, ...], int] = {}
        self.found: set[str] = set()

    def _number(self, node: Hashable) -> int:
        return self.numbers.setdefault(node, len(self.numbers))

    def build(self, values: tuple[Kleene, ...]) -> int:
        """The number of the node for these values; the fields of every node that really parts ways go to `found`."""
        settled = self.outcome(values)
        if settled is not None:
            return self._number(("settled", settled))
        if values in self.seen:
            return self.seen[values]
        group = _next_group(values, self.groups)
        if group is None:
            return self._number(("open", values))
        branches = tuple(
            self.build(tuple(_fill(v, dict(zip(group.atoms, answer, strict=True))) for v in values))
            for answer in group.answers
        )
        if len(set(branches)) == 1:
            node = branches[0]
        else:
            self.found.update(group.paths)
            node = self._number((group.atoms, branches))
        self.seen[values] = node
        return node


def _next_group(values: tuple[Kleene, ...], groups: tuple[_Group, ...]) -> _Group | None:
    """The first group, in a fixed order, that still stands in the values: a fixed order is what makes the diagram canonical."""
    left: dict[Atom, int] = {}
    for value in values:
        _collect(value, left)
    for group in groups:
        if any(atom in left for atom in group.atoms):
            return group
    return None
