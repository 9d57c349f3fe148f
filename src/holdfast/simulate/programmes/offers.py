"""Which programmes were offered to whom, when, and what came of the offer.

Each child has up to six offers: a course some years back, the one that fits age and home today, one that follows or goes with
it, psychotherapy, trauma-focused CBT, and a second offer of the first. Shares are assumptions; who is offered what follows
NG26 1.4.1-1.6.1, with some strays.
"""

from dataclasses import dataclass

import numpy as np

from holdfast.simulate.care.entries import Care
from holdfast.simulate.care.histories import HOMES
from holdfast.simulate.care.homes import CONTEXTS
from holdfast.simulate.columns import NO_DAY, NOT_DONE, UNKNOWN, Days, Keys, Mask, Small, codes
from holdfast.simulate.dice import Dice
from holdfast.simulate.needs import Needs
from holdfast.simulate.population import Children

PROGRAMMES = codes("programmes", "programme")
RESPONSES = codes("programmes", "response") | {"unknown": UNKNOWN}
ACCEPTED, DECLINED = RESPONSES["accepted"], RESPONSES["declined"]
(VIDEO, TRAINING, VISITING, PSYCHOTHERAPY, TRAUMA, INTENSIVE, PLAY, CARER_GROUP, YOUNG_GROUP, RESIDENTIAL) = (
    PROGRAMMES.values()
)
NO_PROGRAMME = UNKNOWN
# How long ago a course of each programme may have begun, in days: its length and some 8 months more.
REACH = np.array([340, 370, 500, 640, 340, 560, 560, 700, 700, 370], dtype=np.int32)
ANSWERS = {"accepted": 0.78, "declined": 0.15, "unknown": 0.07}


@dataclass(frozen=True)
class Offers:
    """One row an offer, by child; `start` is the day the course began or would begin, whatever the answer."""

    child: Days
    programme: Small
    start: Days
    offered: Days  # NO_DAY: not known, NOT_DONE: not offered
    response: Small
    carer: Keys

    @property
    def rows(self) -> int:
        """How many offers."""
        return len(self.child)


@dataclass
class _Slot:
    """At most one offer a child."""

    there: Mask
    programme: Small
    start: Days
    response: Small


def _fitting(dice: Dice, who: Children, care: Care) -> Small:
    """The programme that NG26 has for the child's age and home of today."""
    n, years = who.n, who.years
    context, home = care.today(care.context), care.today(care.home)
    in_care = context == CONTEXTS["in_care"]
    family = (
        np.isin(home, [HOMES[h] for h in ("foster", "kinship_foster", "adoptive", "special_guardian")])
        & in_care
    )
    family |= np.isin(context, [CONTEXTS["special_guardianship"], CONTEXTS["adopted"]])
    edge = (context == CONTEXTS["edge_of_care"]) | (in_care & (home == HOMES["birth_family"]))
    residential = in_care & np.isin(home, [HOMES["residential"], HOMES["secure"]])
    groups = (years >= 11) | (years >= 9) & dice.chance(0.5, n)
    school_age = np.where(years > 13, TRAINING, np.where(groups, CARER_GROUP, INTENSIVE))
    fits = np.select(
        [(edge | family) & (years < 5), edge, family, residential],
        [VIDEO, TRAINING, school_age, RESIDENTIAL],
        NO_PROGRAMME,
    )
    stray = dice.chance(0.02, n)
    return np.where(stray, dice.between(0, len(PROGRAMMES) - 1, n), fits).astype(np.int8)


def _school_start(dice: Dice, as_of: int, n: int) -> Days:
    """A day in the first months of this school year, the last or the one before (English school years, from September)."""
    this_year = np.datetime64(int(as_of), "D").astype("datetime64[M]")
    september = this_year.astype("datetime64[Y]") + np.timedelta64(8, "M")
    years = (
        np.array([september - np.timedelta64(12 * back, "M") for back in range(3)])
        .astype("datetime64[D]")
        .astype(np.int32)
    )
    begun = int(years[0] > as_of)
    which = begun + np.searchsorted([0.5, 0.88], dice.share(n)) if begun == 0 else 1 + (dice.share(n) > 0.6)
    return (years[which] + dice.between(3, 130, n)).astype(np.int32)


def _main(dice: Dice, who: Children, care: Care, needs: Needs) -> _Slot:
    n = who.n
    programme = _fitting(dice, who, care)
    older_family = (programme == TRAINING) & (who.years > 13)
    wanted = np.where(needs.concern, np.where(older_family, 0.3, 0.58), 0.05).astype(np.float32)
    there = (programme != NO_PROGRAMME) & dice.chance(wanted, n)
    placed = np.where(care.placed == NO_DAY, who.as_of - 30, care.placed)
    start = who.as_of - dice.between(-15, REACH[programme], n)
    group = (programme == CARER_GROUP) | (programme == YOUNG_GROUP)
    start = np.where(group, _school_start(dice, who.as_of, n), start)
    with_these = (start < placed) & dice.chance(0.8, n)
    start = np.where(with_these, np.minimum(placed + dice.between(0, 120, n), who.as_of + 20), start)
    start = np.maximum(start, who.born + 40).astype(np.int32)
    return _Slot(there, programme, start, dice.pick(ANSWERS, RESPONSES, n))


def _following(dice: Dice, who: Children, needs: Needs, main: _Slot) -> _Slot:
    """What goes with the main programme (its other half) or follows it (after a refusal, or after it is done)."""
    n = who.n
    half = np.array([0, 0, 0, 0, 0, 1, 0, 1, 0, 0], dtype=np.bool_)[main.programme] & (
        main.programme != NO_PROGRAMME
    )
    video = main.programme == VIDEO
    done = video & (main.response == ACCEPTED) & (main.start < who.as_of - 150)
    refused = video & (main.response == DECLINED)
    share = np.select([half, refused, done], [0.76, 0.55, 0.7], 0.0).astype(np.float32)
    next_one = dice.pick(
        {"home_visiting": 0.6, "sensitivity_training": 0.25, "video_feedback": 0.15}, PROGRAMMES, n
    )
    programme = np.select(
        [main.programme == INTENSIVE, main.programme == CARER_GROUP, refused],
        [PLAY, YOUNG_GROUP, TRAINING],
        next_one,
    )
    delay = np.where(half, dice.between(-10, 25, n), dice.between(25, 100, n) + np.where(done, 115, 0))
    start = (main.start + delay).astype(np.int32)
    answers = dice.pick(ANSWERS | {"declined": 0.3}, RESPONSES, n)
    there = main.there & dice.chance(share, n) & (start < who.as_of + 25)
    return _Slot(there, programme.astype(np.int8), np.maximum(start, who.born + 40).astype(np.int32), answers)


def _others(dice: Dice, who: Children, care: Care, needs: Needs, main: _Slot) -> list[_Slot]:
    """A course some years back, psychotherapy at home, trauma-focused CBT, and the first programme offered again."""
    n, years = who.n, who.years
    one = np.ones(n, dtype=np.int8)
    back = (
        (years >= 2) & (years <= 10) & dice.chance(np.where(needs.concern, 0.09, 0.02).astype(np.float32), n)
    )
    small = (who.born + dice.between(400, 1780, n)).astype(np.int32)
    past = _Slot(back & (small < who.as_of - 200), one * VIDEO, small, dice.pick(ANSWERS, RESPONSES, n))
    home = (
        (care.today(care.home) == HOMES["birth_family"])
        & (years < 5)
        & needs.concern
        & (needs.maltreated == 1)
    )
    start = (who.as_of - dice.between(0, 560, n)).astype(np.int32)
    therapy = _Slot(
        home & (who.age > 800) & dice.chance(0.45, n),
        one * PSYCHOTHERAPY,
        start,
        dice.pick(ANSWERS, RESPONSES, n),
    )
    hurt = (needs.maltreated == 1) & (needs.trauma == 1) & (years >= 5) & (years < 18)
    began = (who.as_of - dice.between(-20, 400, n)).astype(np.int32)
    trauma = _Slot(hurt & dice.chance(0.42, n), one * TRAUMA, began, dice.pick(ANSWERS, RESPONSES, n))
    later = (main.start + dice.between(60, 260, n)).astype(np.int32)
    twice = main.there & (later < who.as_of) & dice.chance(0.06, n)
    return [past, therapy, trauma, _Slot(twice, main.programme, later, dice.pick(ANSWERS, RESPONSES, n))]


def _offered(dice: Dice, who: Children, child: Days, start: Days) -> Days:
    """The day of the offer, a few weeks before the start; for some not known, or known not to have been made."""
    rows = len(child)
    day = np.minimum(start - dice.between(3, 40, rows), who.as_of)
    day = np.maximum(day, who.born[child])
    draw, gaps = dice.share(rows), who.gaps[child]
    return np.where(draw < 0.02, NOT_DONE, np.where(draw < 0.03 + gaps * 0.5, NO_DAY, day)).astype(np.int32)


def offers(dice: Dice, who: Children, care: Care, needs: Needs) -> Offers:
    """Every offer of a programme, by child; a child's offers stand in the order of the slots, not always of their days."""
    main = _main(dice, who, care, needs)
    past, therapy, trauma, again = _others(dice, who, care, needs, main)
    slots = [past, main, _following(dice, who, needs, main), therapy, trauma, again]
    whose, which = np.nonzero(np.stack([slot.there for slot in slots], axis=1))
    child = whose.astype(np.int32)
    programme = np.stack([slot.programme for slot in slots], axis=1)[child, which]
    start = np.stack([slot.start for slot in slots], axis=1)[child, which]
    response = np.stack([slot.response for slot in slots], axis=1)[child, which]
    carer = care.carer_at(child, start)
    own = np.isin(programme, [TRAUMA, YOUNG_GROUP]) & dice.chance(0.8, len(child))
    lost = own | dice.chance(0.03 + who.gaps[child] * 0.4, len(child))
    offered = _offered(dice, who, child, start)
    response = np.where(offered == NOT_DONE, UNKNOWN, response).astype(np.int8)
    return Offers(child, programme, start, offered, response, np.where(lost, UNKNOWN, carer))
