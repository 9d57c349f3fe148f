"""What is not known yet, as a formula over the fields it hangs on; and which of those fields could settle a question.

Evaluating a criterion gives True, False or a formula. A formula is made of *atoms*: one question about one unknown
field (or list). Kleene's tables are what remains when known parts are folded away, so a criterion is unknown exactly
when a formula is left. `deciding_fields` then answers the harder question, exactly: a field is listed if for some
filling-in of the other unknowns its value decides the outcome. It does so with reduced decision diagrams over the
unknown fields; a field decides something if and only if it stands in the reduced diagram (Bryant 1986, "Graph-based
algorithms for Boolean function manipulation").
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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


Kleene = bool | Unknown


def not_(value: Kleene) -> Kleene:
    """Kleene not."""
    if value is True or value is False:
        return not value
    return value.part if isinstance(value, NotSo) else NotSo(value)


def all_(values: Sequence[Kleene]) -> Kleene:
    """Kleene and."""
    open_: list[Unknown] = []
    for value in values:
        if value is False:
            return False
        if value is not True:
            open_.append(value)
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
            open_.append(value)
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

Regions = Callable[["Diagrams", tuple[int, ...]], tuple[int, ...]]


def deciding_fields(values: Sequence[Kleene], regions: Regions) -> frozenset[str]:
    """The paths of the unknown fields that could change the outcome.

    `values` are the criteria the outcome hangs on; `regions` says, with the diagrams of the values, where each outcome
    but one holds. A field decides if it stands in the reduced diagram of any region. Children lack the same things, so
    what was worked out for one is kept for the next.
    """
    return _deciding_fields(tuple(values), regions)


@lru_cache(maxsize=16384)
def _deciding_fields(values: tuple[Kleene, ...], regions: Regions) -> frozenset[str]:
    atoms: dict[Atom, int] = {}
    for value in values:
        _collect(value, atoms)
    diagrams = Diagrams(_groups(tuple(atoms)))
    return frozenset(diagrams.fields(regions(diagrams, tuple(diagrams.of(value) for value in values))))


def _collect(value: Kleene, atoms: dict[Atom, int]) -> None:
    if isinstance(value, Atom):
        atoms[value] = atoms.get(value, 0) + 1
    elif isinstance(value, NotSo):
        _collect(value.part, atoms)
    elif isinstance(value, (AllOf, AnyOf)):
        for part in value.parts:
            _collect(part, atoms)


class Diagrams:
    """Reduced decision diagrams over groups of atoms; a diagram is a number, 0 is false, 1 is true.

    A node asks one group and has a branch for each joint answer; equal nodes are one, a node whose branches are all one is
    no node. So a group stands in a diagram if and only if the diagram's value hangs on it.
    """

    def __init__(self, groups: tuple["_Group", ...]) -> None:
        self._groups = groups
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(len(groups), ()), (len(groups), ())]
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._opposite: dict[int, int] = {0: 1, 1: 0}
        self._atoms = {
            atom: self._node(level, tuple(int(answer[place]) for answer in group.answers))
            for level, group in enumerate(groups)
            for place, atom in enumerate(group.atoms)
        }

    def _node(self, level: int, branches: tuple[int, ...]) -> int:
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = (level, branches)
        if key not in self._numbers:
            self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return self._numbers[key]

    def of(self, value: Kleene) -> int:
        """The diagram of a formula."""
        if value is True or value is False:
            return int(value)
        if isinstance(value, Atom):
            return self._atoms[value]
        if isinstance(value, NotSo):
            return self.no(self.of(value.part))
        assert isinstance(value, (AllOf, AnyOf))
        parts = [self.of(part) for part in value.parts]
        if isinstance(value, AllOf):
            return self.both(*parts)
        return self.no(self.both(*(self.no(part) for part in parts)))

    def no(self, diagram: int) -> int:
        """The opposite."""
        if diagram not in self._opposite:
            level, branches = self._nodes[diagram]
            found = self._node(level, tuple(self.no(branch) for branch in branches))
            self._opposite[diagram], self._opposite[found] = found, diagram
        return self._opposite[diagram]

    def both(self, *diagrams: int) -> int:
        """All of them; joined from the last, so that a chain stays short."""
        found = 1
        for diagram in reversed(diagrams):
            found = self._and(diagram, found)
        return found

    def _and(self, left: int, right: int) -> int:
        if left == right or right == 1:
            return left
        if left == 1:
            return right
        if left == 0 or right == 0:
            return 0
        key = (left, right) if left < right else (right, left)
        if key not in self._both:
            (at, ours), (other, theirs) = self._nodes[left], self._nodes[right]
            level = min(at, other)
            width = len(self._groups[level].answers)
            self._both[key] = self._node(
                level,
                tuple(
                    self._and(ours[k] if at == level else left, theirs[k] if other == level else right)
                    for k in range(width)
                ),
            )
        return self._both[key]

    def fields(self, diagrams: tuple[int, ...]) -> set[str]:
        """The paths of every group that stands in these diagrams."""
        found: set[str] = set()
        seen, left = {0, 1}, list(diagrams)
        while left:
            diagram = left.pop()
            if diagram not in seen:
                seen.add(diagram)
                level, branches = self._nodes[diagram]
                found.update(self._groups[level].paths)
                left.extend(branches)
        return found


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
    spec = group[0].spec
    if spec is None:
        return ((False,), (True,))
    return tuple(
        sorted({tuple(_holds(atom.test, value) for atom in group) for value in _values(spec, group)})
    )


def _values(spec: FieldSpec, group: tuple[Atom, ...]) -> list[object]:
    """Values of the field that between them give every joint answer to the questions asked of it."""
    if spec.kind == "flag":
        return [True, False]
    if spec.kind == "code":
        return list(spec.codes or ())
    limits = sorted(
        {atom.test[1] for atom in group if isinstance(atom.test, tuple) and atom.test[0] in _ORDERS}
    )
    values: list[object] = [limit + step for limit in limits for step in (-1, 0, 1)] or [1]
    if spec.kind == "day":
        last = date.max.toordinal() if spec.may_be_future else group[0].limit
        values = [v for v in values if isinstance(v, int) and 1 <= v <= last] or [last]
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
