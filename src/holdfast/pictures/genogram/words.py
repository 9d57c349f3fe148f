"""The genogram in sentences: every person, every partnership, every kind of parent and every household that is drawn."""

from datetime import date

from holdfast.pictures.genogram.family import Family, Held, Household, Partnership, Union, held, twins
from holdfast.pictures.genogram.kin import parent_word, relation
from holdfast.pictures.words import age_on, count, listed, say_day

_PAIRS = {
    "married": "are married",
    "together": "live as a couple and are not married",
    "separated": "are separated",
    "divorced": "are divorced",
    "unknown": "are a couple; of which kind is not recorded",
}
_PARENT = {
    "foster": "foster {child}",
    "kinship": "care for {child} as kin",
    "unknown": "are recorded as parents or carers of {child}; of which kind is not recorded",
}
_ONE = {
    "foster": "fosters {child}",
    "kinship": "cares for {child} as kin",
    "unknown": "is recorded as parent or carer of {child}; of which kind is not recorded",
}


def _name(held: Held, key: str) -> str:
    return held.people[key].name.strip() or "Somebody whose name is not known"


def _names(held: Held, keys: tuple[str, ...] | list[str]) -> str:
    return listed([_name(held, key) for key in keys])


def person_in_words(held: Held, key: str) -> str:
    """Name, what they are to the child, sex, birth, age, death."""
    someone = held.people[key]
    is_child = key == held.child
    what = "the child this picture is about" if is_child else relation(held, key)
    sex = someone.sex or "sex not recorded"
    parts = [_name(held, key), *([what] if what else []), sex, _life(someone.born, someone.died, held.on)]
    return ", ".join(parts) + "."


def _life(born: date | None, died: date | None, on: date) -> str:
    dead = died is not None and died <= on
    if born is None:
        birth = "date of birth not recorded"
    else:
        birth = f"born {say_day(born)}" if born <= on else f"expected to be born {say_day(born)}"
    if dead and died:
        aged = f" aged {age_on(born, died)}" if born else ""
        return f"{birth}, died {say_day(died)}{aged}"
    return f"{birth}, {count(age_on(born, on), 'year')} old" if born and born <= on else birth


def pair_in_words(held: Held, pair: tuple[str, str], couple: Partnership | None) -> str:
    """How two people stand to each other."""
    names = _names(held, pair)
    if couple is None:
        return f"{names} have a child; how they stand to each other is not recorded for this day."
    since = f", since {say_day(couple.start)}" if couple.start else ""
    return f"{names} {_PAIRS[couple.kind]}{since}."


def union_in_words(held: Held, union: Union) -> str:
    """Whose parents they are, and in which way; with the day from which, where it is recorded."""
    children = listed([_child(held, union, key) for key in union.children])
    one = len(union.parents) == 1
    if union.kind in _PARENT:
        return (
            f"{_names(held, union.parents)} {(_ONE if one else _PARENT)[union.kind].format(child=children)}."
        )
    named = [f"{_name(held, p)} the {parent_word(held, p, union.kind)}" for p in union.parents]
    if one:
        return f"{_name(held, union.parents[0])} is the {parent_word(held, union.parents[0], union.kind)} of {children}."
    return f"{listed(named).replace(' the ', ' is the ', 1)} of {children}."


def _child(held: Held, union: Union, key: str) -> str:
    starts = {
        t.start
        for t in held.parentages
        if t.child == key and t.parent in union.parents and t.kind == union.kind
    }
    days = sorted(day for day in starts if day)
    return _name(held, key) + (f" (since {say_day(days[0])})" if days and union.kind != "birth" else "")


def household_in_words(held: Held, household: Household) -> str:
    """Who lives together."""
    one = len(household.members) == 1
    return f"{household.name}: {_names(held, list(household.members))} {'lives here' if one else 'live here together'}."


def _unreached(held: Held) -> list[str]:
    reached = {key for pair in held.pairs() for key in pair}
    reached |= {key for union in held.unions for key in (*union.parents, *union.children)}
    return [key for key in held.people if key not in reached and key != held.child]


def all_in_words(held: Held) -> list[str]:
    """Every sentence, the child's first."""
    name = _name(held, held.child)
    rest = sorted(key for key in held.people if key != held.child)
    rest.sort(key=lambda key: held.people[key].born or date.max)
    said = [f"The family of {name} on {say_day(held.on)}: {count(len(held.people), 'person', 'people')}."]
    said += [person_in_words(held, key) for key in [held.child, *rest]]
    said += [pair_in_words(held, (min(p), max(p)), couple) for p, couple in held.pairs().items()]
    said += [union_in_words(held, union) for union in held.unions]
    said += [
        f"{_names(held, group)} are drawn as twins: born on the same day or the next."
        for group in _twins(held)
    ]
    said += [household_in_words(held, household) for household in held.households]
    said += [
        f"How {_name(held, key)} belongs to the family is not recorded for this day."
        for key in _unreached(held)
    ]
    return said


def _twins(held: Held) -> list[list[str]]:
    return [group for union in held.unions for group in twins(held, union)]


def sentences(family: Family, child: str, on: date) -> list[str]:
    """Everything the genogram of that day says, in plain English; the same errors as `draw`."""
    return all_in_words(held(family, child, on))
