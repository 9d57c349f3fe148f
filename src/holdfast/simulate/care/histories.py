"""How long each child has been where: the last period in care and its placements, earlier periods, spells at home.

Everything here is a length in days or a day counted backwards: `ago` is days before today, larger is earlier.
The medians and shares are chosen so that the cohort meets the published figures in `figures.py`.
"""

from dataclasses import dataclass

import numpy as np

from holdfast.simulate.columns import Days, Mask, Small, codes
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import AGE_FROM, Children, Stands

NEVER = -1  # no such day
CYCLES = 2  # earlier periods in care, each with its spell at home, at most
PLACEMENTS = 9  # in the last period, at most, but for one last move
SIXTEEN = 5844

HOMES = codes("care", "home")
# Where children in care live today, by age under 1, 1-4, 5-9, 10-15, 16-17: together 68 % in foster care (14 % with kin),
# 17 % in children's homes, secure or semi-independent, 7 % with parents (DfE 2020 and 2023). The split by age is an assumption.
HOME_NOW: tuple[dict[str, float], ...] = (
    {"foster": 60, "kinship_foster": 18, "birth_family": 10, "adoptive": 4, "other": 8},
    {"foster": 53, "kinship_foster": 21, "birth_family": 12, "adoptive": 11, "special_guardian": 0.3, "other": 3},
    {"foster": 63, "kinship_foster": 20, "birth_family": 8, "adoptive": 4, "residential": 4, "special_guardian": 0.3, "other": 1},
    {"foster": 60, "kinship_foster": 14, "birth_family": 6, "adoptive": 0.3, "residential": 16, "secure": 0.5, "other": 3},
    {"foster": 41, "kinship_foster": 8, "birth_family": 6, "residential": 14, "semi_independent": 21, "secure": 1, "other": 9},
    {"foster": 86, "residential": 3, "kinship_foster": 2, "other": 9},  # unaccompanied, under 16
    {"foster": 33, "residential": 2, "kinship_foster": 1, "semi_independent": 54, "other": 10},  # unaccompanied, 16 and over
)  # fmt: skip
# Of those in care now, the share who came in the last year, by age band; the last share is of the unaccompanied.
STARTED_THIS_YEAR = np.array([1.0, 0.40, 0.325, 0.125, 0.475, 0.95], dtype=np.float32)

# Placements of a period: the chance of each kind of course by age band, and the median length of the first and of later ones.
COURSE = {"settled": 0, "changing": 1, "restless": 2}
COURSES = (
    {"settled": 0.88, "changing": 0.05, "restless": 0.07},
    {"settled": 0.82, "changing": 0.05, "restless": 0.13},
    {"settled": 0.80, "changing": 0.05, "restless": 0.15},
    {"settled": 0.72, "changing": 0.06, "restless": 0.22},
    {"settled": 0.68, "changing": 0.07, "restless": 0.25},
)
BRIDGING, BRIDGED_TWICE = 0.62, 0.62  # periods that begin with a short placement, and of those with two
LATER_MEDIAN = np.array([7000.0, 560.0, 190.0])  # days


@dataclass(frozen=True)
class Histories:
    """Each child's phases. `earlier` and `at_home` have a column a cycle, the latest first; 0 is none."""

    since_left: Days
    in_care: Days
    earlier: Days
    at_home: Days
    before: Days
    placements: Days  # (child, placement): ago of its start, NEVER where there is none; the last column is a move to today's home
    home_now: Small
    adoption_shook: Mask  # adopted, and on the edge of care again

    @property
    def entered(self) -> Days:
        """Days since the last period in care began."""
        return (self.since_left + self.in_care).astype(np.int32)


def band_of(age: Days) -> Days:
    """The age band, 0 to 4 (under 1, 1-4, 5-9, 10-15, 16 and over), of ages in days."""
    return np.searchsorted(AGE_FROM[1:5], age, side="right").astype(np.int32)


def _in_care_now(dice: Dice, who: Children) -> Days:
    """The length so far of a period that still goes on."""
    n, age = who.n, who.age
    band = band_of(age)
    recent = dice.chance(STARTED_THIS_YEAR[np.where(who.unaccompanied, 5, band)], n)
    from_birth = dice.chance(np.array([0.5, 0.4, 0.22, 0.07, 0.03], dtype=np.float32)[band], n)
    share = dice.share(n)
    longest = np.where(who.unaccompanied, 1200, age)
    long = 365 + ((longest - 365).clip(1) * share ** np.where(band == 1, 1.0, 1.35)).astype(np.int32)
    length = np.where(recent, dice.between(1, 364, n), long)
    length = np.where(
        from_birth & (~recent | (band == 0)) & ~who.unaccompanied, age - dice.between(0, 9, n), length
    )
    return np.minimum(length, age).clip(1).astype(np.int32)


def _since_left(dice: Dice, who: Children) -> tuple[Days, Days]:
    """Days since the last period in care ended and its length, for children no longer in it; 0 and 0 if never in care."""
    n, age, stands = who.n, who.age, who.stands
    median = np.choose(stands, [1.0, 420.0, 900.0, 900.0, 1300.0, 1.0, 200.0])
    left = np.minimum(dice.about(median, 1.0, n), (age * 0.6).astype(np.int32))
    stay = dice.about(np.choose(stands, [1.0, 190.0, 350.0, 560.0, 190.0, 500.0, 400.0]), 0.8, n)
    grown = stands == Stands.GROWN
    left = np.where(grown, age - 6575, left)
    stay = np.where(grown & who.unaccompanied, dice.between(30, 900, n), stay)
    # Adopted children came into care small: the time since the adoption is what is left of their age.
    came = dice.about(150.0, 1.2, n)
    adopted = stands == Stands.ADOPTED
    left = np.where(adopted, (age - came - stay).clip(20), left)
    stay = np.minimum(stay, age - left).clip(1)
    never = (stands == Stands.EDGE) & dice.chance(0.5, n) | (stands == Stands.GUARDIANSHIP) & dice.chance(
        0.2, n
    )
    return np.where((stands == Stands.EDGE) & never, 0, left).astype(np.int32), np.where(
        never, 0, stay
    ).astype(np.int32)


def _cycles(dice: Dice, who: Children, entered: Days) -> tuple[Days, Days]:
    """Earlier periods in care and the spells at home after them, where the child is old enough to have had them."""
    n = who.n
    room = who.age - entered - 20
    again = dice.chance(np.where(who.unaccompanied | (entered == 0), 0.0, 0.128).astype(np.float32), n)
    earlier = np.zeros((n, CYCLES), dtype=np.int32)
    at_home = np.zeros((n, CYCLES), dtype=np.int32)
    for cycle in range(CYCLES):
        home, care = dice.about(280.0, 0.9, n), dice.about(170.0, 0.9, n) + 7
        fits = again & (home + care < room)
        earlier[:, cycle], at_home[:, cycle] = np.where(fits, care, 0), np.where(fits, home, 0)
        room = room - np.where(fits, home + care, 0)
        again = fits & dice.chance(0.18, n)
    return earlier, at_home


def _home_now(dice: Dice, who: Children) -> Small:
    group = np.where(who.unaccompanied, np.where(who.age >= SIXTEEN, 6, 5), band_of(who.age))
    drawn = dice.pick_by(group, HOME_NOW, HOMES)
    adopted = np.where(dice.chance(0.12, who.n), HOMES["foster"], HOMES["adoptive"])
    guarded = np.where(dice.chance(0.65, who.n), HOMES["kinship_foster"], HOMES["foster"])
    drawn = np.where(who.stands == Stands.ADOPTED, adopted, drawn)
    return np.where(who.stands == Stands.GUARDIANSHIP, guarded, drawn).astype(np.int8)


def _placement_starts(dice: Dice, who: Children, since_left: Days, in_care: Days) -> Days:
    """When each placement of the last period began, in days ago; NEVER where the period was over before."""
    n = who.n
    band = band_of((who.age - since_left - in_care // 2).clip(0))
    course = dice.pick_by(band, COURSES, COURSE)
    bridging = dice.chance(BRIDGING, n)
    bridged_twice = bridging & dice.chance(BRIDGED_TWICE, n)
    lengths = np.stack([dice.about(LATER_MEDIAN[course], 0.9, n) for _ in range(PLACEMENTS)], axis=1)
    lengths[:, 0] = np.where(bridging, dice.about(100.0, 0.8, n), lengths[:, 0])
    lengths[:, 1] = np.where(bridged_twice, dice.about(170.0, 0.7, n), lengths[:, 1])
    # A long time in care does not begin restless: homes begin to break down in its last years (assumption).
    calm = np.where(course == COURSE["restless"], in_care - dice.between(300, 1200, n), 0)
    lengths[:, 0] = np.maximum(lengths[:, 0], calm)
    begun = np.zeros((n, PLACEMENTS + 1), dtype=np.int32)
    np.cumsum(lengths[:, :-1], axis=1, out=begun[:, 1:PLACEMENTS])
    begun[:, PLACEMENTS] = 2**30
    ago = (since_left + in_care)[:, None] - begun
    return np.where((begun < in_care[:, None] - 2) | ((begun == 0) & (in_care > 0)[:, None]), ago, NEVER)


def _last_move(dice: Dice, who: Children, since_left: Days, home: Small, last: Days) -> Days:
    """When the child moved to a home that cannot have lasted as long as the last placement; NEVER if it can."""
    n = who.n
    longest = np.full(n, 2**30, dtype=np.int32)
    for name, years in (("residential", 2500), ("semi_independent", SIXTEEN)):
        longest = np.where(home == HOMES[name], who.age - years, longest)
    longest = np.where(home == HOMES["adoptive"], since_left + dice.between(70, 450, n), longest)
    longest = np.where(home == HOMES["secure"], 300, longest)
    to_parents = (home == HOMES["birth_family"]) & (who.stands == Stands.IN_CARE) & dice.chance(0.5, n)
    longest = np.where(to_parents, dice.between(30, 1400, n), longest)
    moved = dice.between(since_left + 1, longest, n)
    return np.where((last > longest) & (longest > since_left + 1), moved, NEVER).astype(np.int32)


def histories(dice: Dice, who: Children) -> Histories:
    """Every child's phases."""
    still = who.stands == Stands.IN_CARE
    left, stayed = _since_left(dice, who)
    since_left = np.where(still, 0, left).astype(np.int32)
    in_care = np.where(still, _in_care_now(dice, who), stayed).astype(np.int32)
    earlier, at_home = _cycles(dice, who, since_left + in_care)
    shook = (who.stands == Stands.EDGE) & (in_care > 0) & (who.age > 900) & dice.chance(0.08, who.n)
    home = np.where(shook, np.int8(HOMES["adoptive"]), _home_now(dice, who))
    placements = _placement_starts(dice, who, since_left, in_care)
    last = np.where(placements >= 0, placements, 2**30).min(axis=1)
    placements[:, -1] = np.where(in_care > 0, _last_move(dice, who, since_left, home, last), NEVER)
    room = who.age - since_left - in_care - earlier.sum(axis=1) - at_home.sum(axis=1)
    only_edge = (who.stands == Stands.EDGE) & (in_care == 0)
    known = (dice.chance(0.33, who.n) & ~who.unaccompanied) | only_edge
    before = np.where(known, np.minimum(dice.about(230.0, 0.8, who.n), room), 0).clip(0)
    before = np.where(only_edge, before.clip(1), before)
    return Histories(since_left, in_care, earlier, at_home, before.astype(np.int32), placements, home, shook)
