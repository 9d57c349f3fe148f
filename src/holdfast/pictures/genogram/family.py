"""What a genogram is made of, and what of it held on one day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from holdfast.pictures.svg import refuse

# How two people stand to each other, and how somebody is parent to a child, as a reader says it.
COUPLES = {
    "married": "married",
    "together": "together, not married",
    "separated": "separated",
    "divorced": "divorced",
    "unknown": "a couple, of which kind is not recorded",
}
PARENTS = {
    "birth": "birth",
    "adoptive": "adoptive",
    "kinship": "kinship",
    "foster": "foster",
    "step": "step",
    "unknown": "unknown",
}


@dataclass(frozen=True)
class Person:
    """`sex` is "male" or "female"; None, and any other word, is drawn as a diamond. Days that are not known are None."""

    key: str
    name: str
    sex: str | None = None
    born: date | None = None
    died: date | None = None


@dataclass(frozen=True)
class Partnership:
    """Two people from one day to another, None where it is not known or not over; `kind` is one of `COUPLES`."""

    a: str
    b: str
    kind: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Parentage:
    """Somebody who is, or acts as, a parent to a child; `kind` is one of `PARENTS` and has no default."""

    parent: str
    child: str
    kind: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Household:
    """The keys of those who live together on the day of the picture."""

    name: str
    members: Sequence[str]


@dataclass(frozen=True)
class Family:
    """Everybody to be drawn, and how they belong together, at any time."""

    people: Sequence[Person]
    partnerships: Sequence[Partnership] = ()
    parentages: Sequence[Parentage] = ()
    households: Sequence[Household] = ()


@dataclass(frozen=True)
class Union:
    """One or two parents with those whom they are parents of in the same way."""

    parents: tuple[str, ...]
    kind: str
    children: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """What held on the day: people by key, at most one partnership for a couple, parents joined into unions."""

    child: str
    on: date
    people: dict[str, Person]
    couples: Sequence[Partnership]
    parentages: Sequence[Parentage]
    unions: Sequence[Union]
    households: Sequence[Household]

    def pairs(self) -> dict[frozenset[str], Partnership | None]:
        """Every two people a line joins: couples, and parents of the same child without a partnership on the day."""
        found: dict[frozenset[str], Partnership | None] = {frozenset((c.a, c.b)): c for c in self.couples}
        for union in self.unions:
            if len(union.parents) == 2:
                found.setdefault(frozenset(union.parents), None)
        return found


def _tie_faults(
    place: str, kind: str, kinds: dict[str, str], ends: tuple[str, str], known: set[str]
) -> Iterator[str]:
    if kind not in kinds:
        yield f"{place}.kind: {kind!r}; expected one of {', '.join(kinds)}"
    for key in ends:
        if key not in known:
            yield f"{place}: {key!r}; expected the key of one of the people"
    if ends[0] == ends[1]:
        yield f"{place}: {ends[0]!r} twice; expected two different people"


def check(family: Family, child: str) -> None:
    """Raise `CannotDraw` with every fault."""
    keys = [person.key for person in family.people]
    known = set(keys)
    faults = [
        f"people: {key!r} more than once; expected each key once"
        for key in sorted(known)
        if keys.count(key) > 1
    ]
    if child not in known:
        faults.append(f"child: {child!r}; expected the key of one of the people")
    for number, couple in enumerate(family.partnerships):
        faults += _tie_faults(f"partnerships[{number}]", couple.kind, COUPLES, (couple.a, couple.b), known)
    for number, tie in enumerate(family.parentages):
        faults += _tie_faults(f"parentages[{number}]", tie.kind, PARENTS, (tie.parent, tie.child), known)
    for number, household in enumerate(family.households):
        faults += [
            f"households[{number}].members: {key!r}; expected the key of one of the people"
            for key in household.members
            if key not in known
        ]
    refuse(faults)


def _holds(tie: Partnership | Parentage, on: date) -> bool:
    """From the first day; on the day it ended no longer."""
    return (tie.start is None or tie.start <= on) and (tie.end is None or on < tie.end)


def _couples(family: Family, people: dict[str, Person], on: date) -> list[Partnership]:
    """Of several that hold for the same two, the one that began last."""
    latest: dict[frozenset[str], Partnership] = {}
    held = [c for c in family.partnerships if _holds(c, on) and c.a in people and c.b in people]
    for couple in sorted(held, key=lambda c: c.start or date.min):
        latest[frozenset((couple.a, couple.b))] = couple
    return [couple for couple in held if latest[frozenset((couple.a, couple.b))] is couple]


def _joined(parents: list[str], kind: str, couples: set[frozenset[str]]) -> list[tuple[str, ...]]:
    """Parents of one child in one way, in couples; two birth or adoptive parents belong together without being one."""
    alone, joined = list(dict.fromkeys(parents)), list[tuple[str, ...]]()
    for a in list(alone):
        partner = next((b for b in alone if a in alone and frozenset((a, b)) in couples), None)
        if partner:
            joined.append((a, partner))
            alone = [key for key in alone if key not in (a, partner)]
    if kind in ("birth", "adoptive") and len(alone) == 2:
        return [*joined, (alone[0], alone[1])]
    return [*joined, *((key,) for key in alone)]


def _unions(
    ties: Sequence[Parentage], couples: Sequence[Partnership], people: dict[str, Person]
) -> list[Union]:
    pairs = {frozenset((couple.a, couple.b)) for couple in couples}
    children: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for child, kind in dict.fromkeys((tie.child, tie.kind) for tie in ties):
        parents = [tie.parent for tie in ties if (tie.child, tie.kind) == (child, kind)]
        for joined in _joined(parents, kind, pairs):
            # A man to the left, as genograms have it; else as given.
            ordered = tuple(sorted(joined, key=lambda key: people[key].sex != "male"))
            if len(joined) == 2 and people[joined[0]].sex == people[joined[1]].sex:
                ordered = tuple(sorted(joined))
            children.setdefault((ordered, kind), []).append(child)
    return [
        Union(parents, kind, tuple(sorted(found, key=lambda key: by_birth(people[key]))))
        for (parents, kind), found in children.items()
    ]


def by_birth(person: Person) -> tuple[date, str, str]:
    """The order of siblings; who has no day of birth comes last."""
    return (person.born or date.max, person.name, person.key)


def held(family: Family, child: str, on: date) -> Held:
    """What held on the day: nobody not yet born (but the child), no partnership or care before or after its time."""
    check(family, child)
    people = {p.key: p for p in family.people if p.key == child or p.born is None or p.born <= on}
    couples = _couples(family, people, on)
    ties = [t for t in family.parentages if _holds(t, on) and t.parent in people and t.child in people]
    living = {key for key, p in people.items() if p.died is None or p.died > on}
    homes = [
        Household(h.name, [key for key in dict.fromkeys(h.members) if key in living])
        for h in family.households
    ]
    unions = _unions(ties, couples, people)
    return Held(child, on, people, couples, ties, unions, [home for home in homes if home.members])


def twins(held: Held, union: Union) -> list[list[str]]:
    """Birth siblings born on the same or the next day, two or more together."""
    groups: list[list[str]] = []
    for key in union.children if union.kind == "birth" else ():
        born = held.people[key].born
        last = held.people[groups[-1][-1]].born if groups else None
        if born and last and (born - last).days <= 1:
            groups[-1].append(key)
        else:
            groups.append([key])
    return [group for group in groups if len(group) > 1]
