"""People and how they are related as the pages show them: words and groups. Nothing here asks the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from holdfast.family.models import ContactArrangement, Person, Relationship, Sibling
from holdfast.family.queries import Brother, FamilyOf, Someone, holds
from holdfast.family.vocabulary import (
    CONTACT_WAYS,
    GROUPS,
    QUALITIES,
    RELATIONSHIPS,
    RESPONSIBLE,
    SHARED_PARENTS,
)
from holdfast.forms.words import first_up, say_day
from holdfast.people.pages.addressed import Addressed

_BY_SEX = {  # for female, for male
    "birth_parent": ("birth mother", "birth father"),
    "adoptive_parent": ("adoptive mother", "adoptive father"),
    "step_parent": ("stepmother", "stepfather"),
    "grandparent": ("grandmother", "grandfather"),
    "aunt_or_uncle": ("aunt", "uncle"),
    "brother_or_sister": ("sister", "brother"),
    "half_brother_or_sister": ("half-sister", "half-brother"),
    "child_of": ("daughter", "son"),
    "married": ("wife or civil partner", "husband or civil partner"),
    "divorced": ("divorced wife or civil partner", "divorced husband or civil partner"),
}
_SHORT = {"partner": "partner"}  # where the whole word would not fit into a sentence
WIDER = "Wider family"
_QUALITY = {
    "strong": "A strong tie",
    "ordinary": "An ordinary tie",
    "thin": "A thin tie",
    "strained": "A strained tie",
    "broken": "A broken tie",
}


def relation(code: str, sex: str | None = None) -> str:
    """'grandmother', where the sex is known; else 'grandparent'. A code that is not known stands for itself."""
    pair = _BY_SEX.get(code)
    if pair and sex in ("female", "male"):
        return pair[0 if sex == "female" else 1]
    return _SHORT.get(code) or RELATIONSHIPS.words.get(code, code)


def sibling_word(row: Sibling, tie: Relationship | None = None) -> str:
    """'sister', 'half-brother', 'brother or sister': half only where it is recorded so. `tie`: the same one's to the child."""
    half = row.shares in ("mother", "father") or bool(tie and tie.type == "half_brother_or_sister")
    return relation("half_brother_or_sister" if half else "brother_or_sister", row.sex)


@dataclass(frozen=True)
class TieShown:
    """One relationship in words: what it is, from when to when, and how it feels."""

    row: Relationship
    says: str
    when: str
    over: bool
    responsibility: str
    quality: str


@dataclass(frozen=True)
class Card:
    """Somebody as a card of the family page: to the child, and to others."""

    someone: Someone
    title: str
    ties: list[TieShown]
    others: list[TieShown]

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.someone.person


@dataclass(frozen=True)
class BrotherShown:
    """A brother or sister as a card; `card` where they are among the people of the family too."""

    brother: Brother
    title: str
    sentences: list[str]
    card: Card | None = None

    @property
    def name(self) -> str:
        """As told here, else as told among the people, else that of their own record for who may see it, else the reference."""
        told = self.card.person.name if self.card else ""
        return self.brother.row.name or told or self.brother.name


@dataclass(frozen=True)
class Group:
    """A heading of the family page with who stands under it."""

    title: str
    cards: list[Card]
    brothers: list[BrotherShown]


def groups(family: FamilyOf, who: Addressed, on: date) -> list[Group]:
    """Everybody under their headings, in the vocabulary's order; empty headings left out, brothers and sisters always there."""
    found: dict[str, list[Card]] = {title: [] for title in GROUPS}
    told = {each.row.person_id for each in family.siblings}
    cards = {each.person.pk: card(each, on) for each in family.people}
    for someone in family.people:
        if someone.person.pk not in told:
            found[_group(someone)].append(cards[someone.person.pk])
    brothers = [_brother(each, cards.get(each.row.person_id), who) for each in family.siblings]
    return [
        Group(title, cards, brothers if title == "Brothers and sisters" else [])
        for title, cards in found.items()
        if cards or title == "Brothers and sisters"
    ]


def _group(someone: Someone) -> str:
    """By the first tie to the child; who has none belongs to the wider family."""
    first = someone.to_child[0].type if someone.to_child else None
    return next((title for title, codes in GROUPS.items() if first in codes), WIDER)


def card(someone: Someone, on: date) -> Card:
    """Somebody with all their ties in words."""
    person = someone.person
    ties = [tie(row, relation(row.type, person.sex), on) for row in someone.to_child]
    others = [tie(row, between(row, person, other), on) for row, other in someone.to_others]
    title = first_up(ties[0].says) if ties else _through(others)
    return Card(someone, title, ties, others)


def _through(others: Iterable[TieShown]) -> str:
    return next((first_up(each.says) for each in others), "Relationship not recorded")


def between(row: Relationship, person: Person, other: Person) -> str:
    """'partner of Mary', or seen from the other end 'Mary is her partner'."""
    if row.person_id == person.pk:
        return f"{relation(row.type, person.sex)} of {other.name}"
    return f"{other.name} is their {relation(row.type, other.sex)}"


def tie(row: Relationship, says: str, on: date) -> TieShown:
    """A relationship in words."""
    return TieShown(
        row, says, _when(row), row.until is not None and row.until <= on, _responsibility(row),
        _QUALITY.get(row.quality, ""),
    )  # fmt: skip


def _when(row: Relationship | ContactArrangement) -> str:
    if row.since and row.until:
        return f"{say_day(row.since)} to {say_day(row.until)}"
    if row.since:
        return f"since {say_day(row.since)}"
    return f"until {say_day(row.until)}" if row.until else ""


def _responsibility(row: Relationship) -> str:
    """Said of those who parent the child alone; of others only where it is known that they have it."""
    if row.to_person_id is not None or (row.type not in RESPONSIBLE and not row.parental_responsibility):
        return ""
    return {True: "has parental responsibility", False: "no parental responsibility"}.get(
        row.parental_responsibility, "parental responsibility not known yet"
    )


def _brother(each: Brother, told: Card | None, who: Addressed) -> BrotherShown:
    ties = told.someone.to_child if told else ()
    word = sibling_word(each.row, ties[0] if ties else None)
    return BrotherShown(each, first_up(word), sibling_sentences(each.row, who), told)


def sibling_sentences(row: Sibling, who: Addressed) -> list[str]:
    """What is known of a brother or sister as the guideline asks (1.1.13), and what is not yet."""
    said = [
        SHARED_PARENTS.words[row.shares]
        if row.shares in SHARED_PARENTS
        else "which parents they share is not known yet",
        {True: "in care too", False: "not in care"}.get(row.in_care, "whether in care is not known yet"),
        _together(row, who),
        f"{_QUALITY[row.quality].lower()}" if row.quality in QUALITIES else "",
    ]
    return [first_up(part) for part in said if part]


def _together(row: Sibling, who: Addressed) -> str:
    if row.together:
        return f"lives with {who.who}"
    if row.together is None:
        return "whether they live together is not known yet"
    why = "living apart was judged best for both" if row.apart_in_best_interests else ""
    if not why and row.apart_in_best_interests is False:
        why = "living apart is not in their best interests"
    possible = {True: "living together is possible", False: "living together is not possible"}.get(
        row.together_possible, ""
    )
    return "; ".join(part for part in ("lives somewhere else", possible, why) if part)


@dataclass(frozen=True)
class ContactShown:
    """A contact arrangement in words."""

    row: ContactArrangement
    how: str
    when: str
    conditions: list[str]
    now: bool


def contacts_shown(rows: Iterable[ContactArrangement], on: date) -> list[ContactShown]:
    """Contact arrangements in words, those that hold now before the others."""
    shown = [
        ContactShown(
            row,
            first_up(CONTACT_WAYS.words.get(row.how, row.how)),
            _when(row),
            _conditions(row),
            holds(row, on),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda each: not each.now)


def _conditions(row: ContactArrangement) -> list[str]:
    """Supervised, ordered by a court: yes, no, or not known yet."""
    if row.how == "none":
        return [{True: "a court ordered it", False: "no court ordered it"}.get(row.ordered_by_court, "")]
    return [
        {True: "supervised", False: "not supervised"}.get(
            row.supervised, "whether supervised is not known yet"
        ),
        {True: "ordered by a court", False: "agreed, not ordered"}.get(
            row.ordered_by_court, "whether a court ordered it is not known yet"
        ),
    ]
