"""The genogram's legend: only the signs that are drawn."""

from collections.abc import Iterator

from holdfast.pictures.genogram import symbols
from holdfast.pictures.genogram.family import Held, twins
from holdfast.pictures.legend import Entry, Group
from holdfast.pictures.svg import line, rect, write

_SEXES = {"male": "male", "female": "female", None: "other, or sex not recorded"}
# The look of the line, the marks on it, and what it means.
_COUPLES = {
    "married": ("ink-line", 0, "married"),
    "together": ("together-line", 0, "together, not married"),
    "separated": ("ink-line", 1, "separated"),
    "divorced": ("ink-line", 2, "divorced"),
    "unknown": ("unknown-line", 0, "a couple, kind not recorded"),
    "": ("thin-line", 0, "have a child; no more is recorded"),
}
_PARENTS = {
    "birth": "child by birth",
    "adoptive": "adopted",
    "kinship": "cared for by kin",
    "foster": "fostered",
    "step": "step-parent",
    "unknown": "parent or carer, kind not recorded",
}


def look(kind: str) -> str:
    """The look of a line from parents of this kind."""
    return "ink-line" if kind == "birth" else f"{kind}-line"


def _sex(sex: str | None) -> Entry:
    return Entry(lambda x, y: symbols.person(sex, x + 17, y, r=9), _SEXES[sex])


def _people(held: Held) -> Iterator[Entry]:
    people = held.people.values()
    sexes = {person.sex if person.sex in _SEXES else None for person in people}
    yield from (_sex(sex) for sex in _SEXES if sex in sexes)
    child = held.people[held.child]
    yield Entry(lambda x, y: symbols.person(child.sex, x + 17, y, r=8, child=True), "the child")
    if any(p.born and p.born <= held.on for p in people):
        yield Entry(lambda x, y: write("12", x + 17, y + 5, text_anchor="middle", font_weight=600), "age")
    if any(p.born is None for p in people):
        yield Entry(
            lambda x, y: write("?", x + 17, y + 5, text_anchor="middle", font_weight=600), "age not known"
        )
    if any(p.died and p.died <= held.on for p in people):
        yield Entry(lambda x, y: symbols.person(None, x + 17, y, r=10, died=True), "has died, at this age")


def _couple(kind: str) -> Entry:
    drawn, marks, meaning = _COUPLES[kind]
    return Entry(
        lambda x, y: line(x, y, x + 34, y, drawn) + (symbols.slashes(x + 17, y, marks) if marks else ""),
        meaning,
    )


def _couples(held: Held) -> Iterator[Entry]:
    kinds = {couple.kind if couple else "" for couple in held.pairs().values()}
    yield from (_couple(kind) for kind in _COUPLES if kind in kinds)


def _parent(kind: str) -> Entry:
    return Entry(lambda x, y: line(x, y, x + 34, y, look(kind)), _PARENTS[kind])


def _parents(held: Held) -> Iterator[Entry]:
    kinds = {union.kind for union in held.unions}
    yield from (_parent(kind) for kind in _PARENTS if kind in kinds)
    if "adoptive" in kinds:
        yield Entry(lambda x, y: symbols.brackets(x + 17, y, 3), "somebody adopted")
    if any(twins(held, union) for union in held.unions):
        yield Entry(
            lambda x, y: (
                line(x + 17, y - 9, x + 5, y + 9, "ink-line") + line(x + 17, y - 9, x + 29, y + 9, "ink-line")
            ),
            "twins",
        )


def _home(x: float, y: float) -> str:
    return rect(x, y - 9, 34, 18, "household-ground", rx=6) + rect(x, y - 9, 34, 18, "household-line", rx=6)


def signs(held: Held) -> list[Group]:
    """The legend's groups."""
    return [
        Group("People", list(_people(held))),
        Group("Couples", list(_couples(held))),
        Group("Parents and children", list(_parents(held))),
        Group("Homes", [Entry(_home, "live together")] if held.households else []),
    ]
