"""What somebody is to the child, as far as the record says: nothing is assumed."""

from collections.abc import Iterator

from holdfast.pictures.genogram.family import Held
from holdfast.pictures.words import listed

_CARERS = {
    "foster": "foster carer",
    "kinship": "kinship carer",
    "unknown": "parent or carer, kind not recorded",
}


def by_sex(held: Held, key: str, male: str, female: str, other: str) -> str:
    """The word that fits, the neutral one where the sex is neither or not known."""
    return {"male": male, "female": female}.get(held.people[key].sex or "", other)


def parent_word(held: Held, key: str, kind: str) -> str:
    """What a parent of this kind is called."""
    if kind in _CARERS:
        return _CARERS[kind]
    word = by_sex(held, key, "father", "mother", "parent")
    return f"step{word}" if kind == "step" else f"{kind} {word}"


def _parents(held: Held, key: str, *kinds: str) -> list[str]:
    return [tie.parent for tie in held.parentages if tie.child == key and (not kinds or tie.kind in kinds)]


def _as_parent(held: Held, key: str) -> Iterator[str]:
    for tie in held.parentages:
        if (tie.parent, tie.child) == (key, held.child):
            yield parent_word(held, key, tie.kind)
        elif (tie.parent, tie.child) == (held.child, key) and tie.kind == "birth":
            yield by_sex(held, key, "son", "daughter", "child")


def _as_grandparent(held: Held, key: str) -> Iterator[str]:
    for parent in _parents(held, held.child, "birth", "adoptive"):
        kinds = [t.kind for t in held.parentages if (t.parent, t.child) == (key, parent)]
        adoptive = "adoptive" in kinds or key in _parents(held, parent, "adoptive")
        by_adoption = parent in _parents(held, held.child, "adoptive")
        if {"birth", "adoptive"} & set(kinds):
            word = by_sex(held, key, "grandfather", "grandmother", "grandparent")
            yield f"adoptive {word}" if adoptive or by_adoption else word


def _as_sibling(held: Held, key: str) -> Iterator[str]:
    if key == held.child:
        return
    mine, theirs = set(_parents(held, held.child, "birth")), set(_parents(held, key, "birth"))
    word = by_sex(held, key, "brother", "sister", "sibling")
    if len(mine & theirs) == 2:
        yield word
    elif mine & theirs:
        # Half only where all four parents are known: an unknown parent may be the same one.
        yield f"half-{word}" if len(mine) == len(theirs) == 2 else f"{word} or half-{word}"
    for kind in ("adoptive", "foster"):
        if set(_parents(held, held.child, kind)) & set(_parents(held, key, kind)):
            yield f"{kind} {word}"
    if set(_parents(held, held.child, "foster")) & theirs:
        yield by_sex(held, key, "foster carer’s son", "foster carer’s daughter", "foster carer’s child")


def _as_aunt(held: Held, key: str) -> Iterator[str]:
    parents = _parents(held, held.child, "birth")
    grandparents = {g for parent in parents for g in _parents(held, parent, "birth")}
    if key not in parents and grandparents & set(_parents(held, key, "birth")):
        yield by_sex(held, key, "uncle", "aunt", "aunt or uncle")


def _as_partner(held: Held, key: str) -> Iterator[str]:
    """Only of those living as a couple now, and only if nothing nearer is known."""
    for couple in held.couples:
        if couple.kind in ("married", "together") and key in (couple.a, couple.b):
            other = couple.b if couple.a == key else couple.a
            for tie in held.parentages:
                if (tie.parent, tie.child) == (other, held.child):
                    yield f"{parent_word(held, other, tie.kind)}’s partner"


def relation(held: Held, key: str) -> str:
    """What a person is to the child, in a few words; empty for the child and where the record does not say."""
    words = [
        word for finder in (_as_parent, _as_grandparent, _as_sibling, _as_aunt) for word in finder(held, key)
    ] or list(_as_partner(held, key))
    return listed(list(dict.fromkeys(words))) if key != held.child else ""
