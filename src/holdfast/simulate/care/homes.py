"""The homes of each child's history laid out in a row: context, kind of home, carer, and the order it began under."""

from dataclasses import dataclass

import numpy as np

from holdfast.simulate.care.histories import CYCLES, HOMES, NEVER, SIXTEEN, Histories, band_of
from holdfast.simulate.columns import UNKNOWN, Days, Keys, Mask, Small, codes, name_keys
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import Children, Stands

CONTEXTS = codes("care", "context")
LEGAL = codes("care", "legal_status")

# The phases that a home can belong to.
BEFORE, EARLIER, BETWEEN, LAST, AFTER, AFTER_ALL = range(6)
FIRST_PLACEMENT = 1 + 3 * CYCLES
PHASES = np.array(
    [BEFORE, *(EARLIER, EARLIER, BETWEEN) * CYCLES, *[LAST] * 10, AFTER, AFTER_ALL], dtype=np.int8
)

# What begins the name of a carer: parents, foster, kin, children's home, special guardian, adopters, semi-independent, secure, other.
CARER_PREFIX = ("P", "F", "K", "H", "G", "A", "I", "E", "O")
PREFIX_OF_HOME = np.array([CARER_PREFIX.index(p) for p in "PFKHGAIEO"], dtype=np.int8)

# Earlier placements, by age band; assumption, leaning on DfE's split of placements by age.
HOME_THEN: tuple[dict[str, float], ...] = (
    {"foster": 86, "kinship_foster": 9, "birth_family": 5},
    {"foster": 86, "kinship_foster": 11, "birth_family": 3},
    {"foster": 84, "kinship_foster": 10, "birth_family": 3, "residential": 2, "other": 1},
    {"foster": 74, "kinship_foster": 7, "birth_family": 2, "residential": 14, "secure": 1, "other": 2},
    {
        "foster": 42,
        "kinship_foster": 4,
        "birth_family": 2,
        "residential": 23,
        "semi_independent": 22,
        "secure": 2,
        "other": 5,
    },
)
SECTION_20 = np.array(
    [0.09, 0.07, 0.08, 0.10, 0.185], dtype=np.float32
)  # by age band: with the unaccompanied 19 % (DfE 2023)


@dataclass(frozen=True)
class Slots:
    """One row a home (or a home left out of the file), before legal orders are laid over it; sorted by child, oldest first."""

    child: Days
    ago: Days
    slot: Days
    phase: Small
    context: Small
    home: Small
    carer: Keys
    order: Small  # the legal status it began under; UNKNOWN: the one before goes on


def _ago(history: Histories, who: Children) -> Days:
    """When each slot began, in days ago, a column a slot; NEVER where the child has none."""
    ago = np.full((who.n, len(PHASES)), NEVER, dtype=np.int32)
    reached = history.entered.copy()
    for cycle in range(CYCLES):
        first = 1 + 3 * (CYCLES - 1 - cycle)
        there = history.at_home[:, cycle] > 0
        home = reached + history.at_home[:, cycle]
        reached = home + history.earlier[:, cycle]
        halfway = there & (history.earlier[:, cycle] > 40) & (history.earlier[:, cycle] % 5 < 2)
        ago[:, first] = np.where(there, reached, NEVER)
        ago[:, first + 1] = np.where(halfway, home + history.earlier[:, cycle] // 3, NEVER)
        ago[:, first + 2] = np.where(there, home, NEVER)
    ago[:, 0] = np.where(history.before > 0, reached + history.before, NEVER)
    ago[:, FIRST_PLACEMENT : FIRST_PLACEMENT + 10] = history.placements
    left = (who.stands != Stands.IN_CARE) & ((history.in_care > 0) | (history.since_left > 0))
    ago[:, -2] = np.where(left, history.since_left, NEVER)
    ago[:, -1] = np.where(history.adoption_shook, history.since_left // 3, NEVER)
    return ago


def _contexts(dice: Dice, who: Children, shook: Mask, child: Days, phase: Small) -> Small:
    """The context of each slot. Of the spells between two periods in care some were an adoption or a guardianship (assumption)."""
    edge = CONTEXTS["edge_of_care"]
    permanent = {"edge_of_care": 0.9, "adopted": 0.04, "special_guardianship": 0.06}
    between = dice.pick(permanent, CONTEXTS, len(child))
    out = CONTEXTS["not_in_scope"]
    after = np.array([edge, edge, CONTEXTS["special_guardianship"], CONTEXTS["adopted"], out, out, out])[
        who.stands[child]
    ]
    first_after = np.where(shook[child], CONTEXTS["adopted"], after)
    in_care = np.full(len(child), CONTEXTS["in_care"])
    by_phase = [np.full(len(child), edge), in_care, between, in_care, first_after, after]
    return np.choose(phase, by_phase).astype(np.int8)


def same_next(child: Days) -> Mask:
    """Whether the next row is of the same child."""
    same = np.zeros(len(child), dtype=np.bool_)
    same[:-1] = child[1:] == child[:-1]
    return same


def _homes(
    dice: Dice, who: Children, history: Histories, child: Days, ago: Days, phase: Small, context: Small
) -> Small:
    """The kind of home of each slot: the last as drawn, earlier ones by the age then."""
    age = who.age[child] - ago
    drawn = dice.pick_by(band_of(age), HOME_THEN, HOMES)
    following = np.append(phase[1:], -1)
    last = (phase == LAST) & ~(same_next(child) & (following == LAST))
    settled = (
        np.isin(who.stands, [Stands.IN_CARE, Stands.ADOPTED, Stands.GUARDIANSHIP]) | history.adoption_shook
    )
    home = np.where(last & settled[child], history.home_now[child], drawn)
    home = np.where((home == HOMES["semi_independent"]) & (age < SIXTEEN), HOMES["foster"], home)
    grown = np.where(who.stands[child] == Stands.GROWN, HOMES["semi_independent"], HOMES["birth_family"])
    outside = np.array([0, 0, HOMES["special_guardian"], HOMES["adoptive"], 0])[context]
    outside = np.where(context == CONTEXTS["edge_of_care"], HOMES["birth_family"], outside)
    outside = np.where(context == CONTEXTS["not_in_scope"], grown, outside)
    outside = np.where(phase == AFTER_ALL, HOMES["adoptive"], outside)
    return np.where(context == CONTEXTS["in_care"], home, outside).astype(np.int8)


def _carers(dice: Dice, who: Children, child: Days, slot: Days, home: Small, context: Small) -> Keys:
    """Carers' names. Kin, adopters and guardians are the child's own; foster homes and children's homes take several children."""
    n = len(child)
    number = who.number[child].astype(np.int64)
    shared = who.first + dice.between(0, 11_999, n)
    large = np.isin(home, [HOMES["residential"], HOMES["secure"], HOMES["semi_independent"]])
    own = np.isin(
        home, [HOMES["kinship_foster"], HOMES["adoptive"], HOMES["special_guardian"], HOMES["other"]]
    )
    number = np.where(own, number * 20 + slot, np.where(home == HOMES["birth_family"], number, shared))
    number = np.where(large, who.first // 20 + shared % 700, number)
    keys = name_keys(PREFIX_OF_HOME[home], number)
    # Kin who become guardians, and those with whom the child was placed for adoption, go on with the child.
    permanent = np.isin(context, [CONTEXTS["adopted"], CONTEXTS["special_guardianship"]])
    goes_on = (permanent & ~dice.chance(0.1, n)) | (PHASES[slot] == AFTER_ALL)
    goes_on &= np.append(False, same_next(child)[:-1])
    for _ in range(2):
        keys = np.where(goes_on, np.roll(keys, 1), keys)
    return keys


def _orders(dice: Dice, child: Days, phase: Small, home: Small, context: Small, voluntary: Mask) -> Small:
    """The legal status with which each slot begins; UNKNOWN where the last one goes on. `voluntary`: section 20 throughout."""
    n = len(child)
    first = np.ones(n, dtype=np.bool_)
    first[1:] = (child[1:] != child[:-1]) | (phase[1:] != phase[:-1])
    by_court = ~voluntary[child] & dice.chance(0.72, n)
    order = np.where(first, np.where(by_court, LEGAL["interim_care_order"], LEGAL["section_20"]), UNKNOWN)
    order = np.where((home == HOMES["adoptive"]) & dice.chance(0.9, n), LEGAL["placement_order"], order)
    order = np.where((home == HOMES["secure"]) & dice.chance(0.25, n), LEGAL["other"], order)
    own = np.array(
        [LEGAL["none"], UNKNOWN, LEGAL["special_guardianship_order"], LEGAL["adoption_order"], LEGAL["none"]]
    )
    order = np.where(context == CONTEXTS["in_care"], order, own[context])
    return np.where(phase == AFTER_ALL, LEGAL["adoption_order"], order).astype(np.int8)


def voluntary(dice: Dice, who: Children) -> Mask:
    """Children accommodated under section 20 throughout their last period in care."""
    share = np.where(who.unaccompanied, 0.95, SECTION_20[band_of(who.age)]).astype(np.float32)
    return dice.chance(share, who.n)


def slots(dice: Dice, who: Children, history: Histories, by_agreement: Mask) -> Slots:
    """Every home of every child, oldest first."""
    ago = _ago(history, who)
    where, which = np.nonzero(ago >= 0)
    child, slot, since = where.astype(np.int32), which.astype(np.int32), ago[where, which]
    phase = PHASES[slot]
    context = _contexts(dice, who, history.adoption_shook, child, phase)
    home = _homes(dice, who, history, child, since, phase, context)
    carer = _carers(dice, who, child, slot, home, context)
    order = _orders(dice, child, phase, home, context, by_agreement)
    return Slots(child, since, slot, phase, context, home, carer, order)
