"""What is not known as a formula, and which fields decide: against trying out every value of every field."""

from collections.abc import Hashable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.engine.tables import CodeList, FieldSpec
from holdfast.engine.unknown import (
    AllOf,
    AnyOf,
    Atom,
    Diagrams,
    Kleene,
    NotSo,
    Unknown,
    all_,
    any_,
    deciding_fields,
    if_,
    not_,
)

LIMIT = 10  # the last day that is not in the future
FIELDS = {
    "/flag": FieldSpec("flag", "flag", "a flag"),
    "/code": FieldSpec("code", "code", "a code", CodeList("code", {"red": "", "green": "", "blue": ""})),
    "/day": FieldSpec("day", "day", "a day", or_false=True),
    "/born": FieldSpec("born", "day", "a day that is never false"),
    "/move": FieldSpec("move", "day", "a day that may be in the future", may_be_future=True),
    "/people": FieldSpec("people", "whole", "a number", lowest=0),
}
# Every value that a field may have, as far as the questions below can tell.
VALUES: dict[str, list[object]] = {
    "/flag": [True, False],
    "/code": ["red", "green", "blue"],
    "/day": [*range(1, LIMIT + 1), False],
    "/born": [*range(1, LIMIT + 1)],
    "/move": [*range(1, 2 * LIMIT)],
    "/people": [*range(2 * LIMIT)],
    # Questions that stand alone, as about a list that is not there: each has an answer of its own.
    "/list": [],
}
ORDERS = {
    ">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
}  # fmt: skip


def _ordered(path: str) -> st.SearchStrategy[Atom]:
    tests = st.tuples(st.sampled_from(sorted(ORDERS)), st.integers(1, LIMIT + 3))
    return tests.map(lambda test: Atom((path,), test, FIELDS[path], LIMIT))


ATOMS = st.one_of(
    st.just(Atom(("/flag",), ("flag", True), FIELDS["/flag"])),
    st.sets(st.sampled_from(VALUES["/code"]), min_size=1).map(
        lambda codes: Atom(("/code",), ("is", frozenset(codes)), FIELDS["/code"])
    ),
    st.just(Atom(("/day",), ("set", True), FIELDS["/day"], LIMIT)),
    *(_ordered(path) for path in ("/day", "/born", "/move", "/people")),
    st.integers(1, 3).map(lambda key: Atom(("/list",), key)),
    st.just(Atom(("/one", "/other"), ("same",))),
)
FORMULAS: st.SearchStrategy[Kleene] = st.recursive(
    ATOMS,
    lambda part: st.one_of(
        part.map(not_),
        st.lists(part | st.booleans(), max_size=3).map(all_),
        st.lists(part | st.booleans(), max_size=3).map(any_),
        st.tuples(part, part, part).map(lambda three: if_(*three)),
    ),
    max_leaves=7,
)


# --- trying out everything --------------------------------------------------------------------------------------

World = dict[Hashable, object]  # the value of each field; the answer to each question that stands alone


def atoms_of(value: Kleene) -> Iterator[Atom]:
    if isinstance(value, Atom):
        yield value
    elif isinstance(value, NotSo):
        yield from atoms_of(value.part)
    elif isinstance(value, (AllOf, AnyOf)):
        for part in value.parts:
            yield from atoms_of(part)


def holds(value: Kleene, world: World) -> bool:
    """Whether the formula is true in a world where everything is known."""
    if isinstance(value, bool):
        return value
    if isinstance(value, NotSo):
        return not holds(value.part, world)
    if isinstance(value, AllOf):
        return all(holds(part, world) for part in value.parts)
    if isinstance(value, AnyOf):
        return any(holds(part, world) for part in value.parts)
    assert isinstance(value, Atom)
    return _answers(value, world)


def _answers(atom: Atom, world: World) -> bool:
    if atom.spec is None:
        return bool(world[atom])
    found = world[atom.paths[0]]
    kind, argument = atom.test  # type: ignore[misc]
    if kind == "is":
        return found in argument
    if kind == "flag":
        return found is argument
    if kind == "set":
        return found is not False
    return found is not False and ORDERS[kind](found, argument)


def worlds(atoms: set[Atom]) -> Iterator[World]:
    keys: dict[Hashable, list[object]] = {}
    for atom in atoms:
        keys[atom.paths[0] if atom.spec else atom] = VALUES[atom.paths[0]] if atom.spec else [True, False]
    for values in product(*keys.values()):
        yield dict(zip(keys, values, strict=True))


def by_trying(values: tuple[Kleene, ...], outcome: object) -> set[str]:
    """The paths of which some value changes the outcome, for some values of the others."""
    atoms = {atom for value in values for atom in atoms_of(value)}
    found = {tuple(world.items()): outcome(tuple(holds(v, world) for v in values)) for world in worlds(atoms)}  # type: ignore[operator]
    deciding: set[str] = set()
    for key in {atom.paths[0] if atom.spec else atom for atom in atoms}:
        seen: dict[Hashable, Hashable] = {}
        for world, result in found.items():
            others = tuple(item for item in world if item[0] != key)
            if seen.setdefault(others, result) != result:
                deciding |= set(key.paths) if isinstance(key, Atom) else {str(key)}
                break
    return deciding


def few_worlds(values: tuple[Kleene, ...]) -> bool:
    paths = {atom.paths[0] if atom.spec else atom for value in values for atom in atoms_of(value)}
    return len(paths) <= 3


# --- which fields decide ------------------------------------------------------------------------------------------


def _itself(diagrams: Diagrams, values: tuple[int, ...]) -> tuple[int, ...]:
    return values


@given(FORMULAS.filter(lambda f: few_worlds((f,))))
def test_a_field_is_listed_exactly_if_it_can_change_the_answer(formula: Kleene) -> None:
    expected = by_trying((formula,), lambda answers: answers)
    assert deciding_fields((formula,), _itself) == expected


def _state(answers: tuple[bool, ...]) -> str:
    applies, met, waits = answers
    return "not_applicable" if not applies else "met" if met else "wait" if waits else "act"


def _regions(diagrams: Diagrams, values: tuple[int, ...]) -> tuple[int, ...]:
    applies, met, waits = values
    return applies, diagrams.both(applies, met), diagrams.both(applies, diagrams.no(met), waits)


@given(st.tuples(FORMULAS, FORMULAS, FORMULAS).filter(few_worlds))
def test_of_three_criteria_a_field_is_listed_exactly_if_it_can_change_the_state(
    criteria: tuple[Kleene, ...],
) -> None:
    assert deciding_fields(criteria, _regions) == by_trying(criteria, _state)


@pytest.mark.parametrize(
    ("tests", "deciding"),
    [
        ([(">=", 5), ("<", 5)], {"/day"}),  # either way, or no such day at all
        ([(">=", LIMIT + 1)], set()),  # a day in the future it cannot be
        ([("<=", LIMIT)], {"/day"}),
    ],
)
def test_days_are_within_their_limits(tests: list[tuple[str, int]], deciding: set[str]) -> None:
    formula = any_([Atom(("/day",), test, FIELDS["/day"], LIMIT) for test in tests])
    if len(tests) == 1 and not deciding:
        formula = all_([formula, Atom(("/day",), (">=", 1), FIELDS["/day"], LIMIT)])
    assert deciding_fields((formula,), _itself) == deciding


def test_what_is_asked_either_way_decides_nothing() -> None:
    flag = Atom(("/flag",), ("flag", True), FIELDS["/flag"])
    other = Atom(("/list",), 1)
    assert deciding_fields((any_([flag, not_(flag)]),), _itself) == set()
    assert deciding_fields((any_([all_([flag, other]), all_([not_(flag), other])]),), _itself) == {"/list"}
    assert deciding_fields((True,), _itself) == deciding_fields((), _itself) == set()


def test_every_path_of_a_question_is_listed() -> None:
    assert deciding_fields((Atom(("/one", "/other"), ("same",)),), _itself) == {"/one", "/other"}


# --- folding ------------------------------------------------------------------------------------------------------


@given(FORMULAS)
def test_a_formula_is_open_only_while_something_in_it_is(formula: Kleene) -> None:
    assert isinstance(formula, bool) != any(True for _ in atoms_of(formula))
    assert not any(part is True or part is False for part in _inside(formula))


def _inside(value: Kleene) -> Iterator[Kleene]:
    for part in getattr(value, "parts", ()) or ([value.part] if isinstance(value, NotSo) else []):
        yield part
        yield from _inside(part)


A, B = Atom(("/a",), 1), Atom(("/b",), 1)


def test_known_parts_are_folded_away() -> None:
    assert all_([True, A]) is A and any_([False, A]) is A
    assert all_([A, False]) is False and any_([A, True]) is True
    assert all_([]) is True and any_([]) is False
    assert all_([A, B]) == AllOf((A, B)) and any_([A, B]) == AnyOf((A, B))
    assert not_(True) is False and not_(False) is True
    assert not_(A) == NotSo(A) and not_(not_(A)) is A


def test_what_holds_either_way_is_known_though_the_test_is_not() -> None:
    assert if_(True, A, B) is A and if_(False, A, B) is B
    assert if_(A, True, True) is True and if_(A, False, False) is False
    assert isinstance(if_(A, True, False), Unknown)
    assert isinstance(if_(A, B, B), Unknown)


@given(FORMULAS.filter(lambda f: few_worlds((f,))), FORMULAS, FORMULAS)
def test_if_is_what_it_says_in_every_world(test: Kleene, then: Kleene, other: Kleene) -> None:
    formula = if_(test, then, other)
    atoms = {atom for part in (test, then, other) for atom in atoms_of(part)}
    for _, world in zip(range(50), worlds(atoms), strict=False):
        assert holds(formula, world) == holds(then if holds(test, world) else other, world)
