"""How each course went: begun or not, given up or done, what came of it; with the tables of programmes and sessions."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from holdfast.simulate.care.entries import Care
from holdfast.simulate.care.homes import CARER_PREFIX
from holdfast.simulate.columns import (
    NO_DAY,
    NOT_DONE,
    UNKNOWN,
    Column,
    Days,
    Mask,
    Names,
    Small,
    codes,
    frame,
)
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import Children
from holdfast.simulate.programmes.offers import Offers
from holdfast.simulate.programmes.sessions import SCHOOL_YEAR, Held, Plan, held_sessions, plans, session_frame

ENDED = codes("programmes", "ended_because")
IMPROVEMENT = codes("programmes", "improvement__parental_sensitivity")


@dataclass(frozen=True)
class Courses:
    """What reviews and plans need of each offer: sessions held by today, days of the tenth, eleventh and last (NO_DAY if none)."""

    offers: Offers
    begun: Mask
    held: Days
    tenth: Days
    eleventh: Days
    last: Days
    ended: Days
    little: Mask


def _ends(dice: Dice, who: Children, plan: Plan, count: Days, last: Days) -> tuple[Days, Small]:
    """When each course ended and why; NO_DAY and UNKNOWN while it goes on."""
    n = len(plan.row)
    stopped = (plan.stop <= plan.sessions) & (count >= plan.stop)
    school_year = np.isin(plan.programme, SCHOOL_YEAR)
    over = plan.until < who.as_of
    done = (count >= plan.sessions) | (school_year & over & ~stopped)
    moved = over & ~done & ~stopped & ~school_year
    day = np.minimum(np.where(last == NO_DAY, plan.start, last) + dice.between(0, 12, n), who.as_of)
    day = np.where(moved, np.minimum(np.maximum(plan.until, plan.start), who.as_of), day)
    ended = (stopped | done | moved) & ~(done & dice.chance(0.07, n))
    why = np.where(
        stopped, np.where(dice.chance(0.65, n), ENDED["withdrew"], ENDED["other"]), ENDED["completed"]
    )
    why = np.where(moved, ENDED["moved"], why)
    return np.where(ended, day, NO_DAY).astype(np.int32), np.where(ended, why, UNKNOWN).astype(np.int8)


def _improvement(dice: Dice, begun: Mask, held: Days, ended: Mask, why: Small) -> tuple[Small, Small]:
    """The two judgements after a course: of the carers' sensitivity and of the child's attachment."""
    n = len(held)
    judged = (ended & (why == ENDED["completed"])) | (held >= 10)
    well = dice.share(n)
    sensitivity = np.where(well < 0.6, IMPROVEMENT["clear"], IMPROVEMENT["little"])
    attachment = np.where(
        well + 0.35 * (dice.share(n) - 0.5) < 0.52, IMPROVEMENT["clear"], IMPROVEMENT["little"]
    )
    told = np.where(judged, 0.82, np.where(begun, 0.05, 0.0)).astype(np.float32)
    blank = [
        np.where(dice.chance(told, n), which, UNKNOWN).astype(np.int8) for which in (sensitivity, attachment)
    ]
    return blank[0], blank[1]


def _nth(plan: Plan, held: Held, number: int) -> Days:
    """The day of session `number` (from 0) of each course; NO_DAY if it was not held."""
    day = np.full(len(plan.row), NO_DAY, dtype=np.int32)
    there = held.number == number
    day[held.course[there]] = held.day[there]
    return day


def _spread(values: Days, plan: Plan, rows: int, nothing: int) -> Days:
    """A column of courses as a column of offers."""
    column = np.full(rows, nothing, dtype=np.int32)
    column[plan.row] = values
    return column


def _adaptations(dice: Dice, who: Children, offers: Offers) -> Small:
    """Which of the three adaptations for adolescence were considered (NG26 1.5.11, 1.6.3); seldom known of younger children."""
    rows, child = offers.rows, offers.child
    kind = dice.share(rows)
    considered = (
        dice.shares(rows, 3) < np.where(kind < 0.6, 1.0, np.where(kind < 0.85, 0.6, 0.0))[:, None]
    ).astype(np.int8)
    unknown = np.where(who.years[child] >= 13, 0.08 + who.gaps[child], 0.8)
    return np.where(dice.chance(unknown.astype(np.float32), rows)[:, None], np.int8(UNKNOWN), considered)


def _programme_frame(
    dice: Dice, who: Children, courses: Courses, why: Small, untrained: Mask, told: Mask
) -> tuple[pl.DataFrame, Mask]:
    """The table `programmes`, and for each offer whether the child's attachment or the carer's sensitivity improved little."""
    offers, rows = courses.offers, courses.offers.rows
    gaps, begun, ended = who.gaps[offers.child], courses.begun, courses.ended != NO_DAY
    sensitivity, attachment = _improvement(dice, begun, courses.held, ended, why)
    started = np.where(begun, offers.start, np.where(dice.chance(0.5, rows), NOT_DONE, NO_DAY)).astype(
        np.int32
    )
    skilled = np.where(untrained, 0, dice.flag(1.0, gaps * 0.5 + 0.03, rows))
    columns: dict[str, Column] = {
        "programme": offers.programme,
        "carer": Names(offers.carer, CARER_PREFIX),
        "offered": offers.offered,
        "response": dice.blank(offers.response, gaps * 0.2),
        "started": dice.blank_days(started, gaps * 0.4, NO_DAY),
        "ended": courses.ended,
        "ended_because": dice.blank(why, gaps),
        "practitioner_trained": np.where(begun, skilled, UNKNOWN).astype(np.int8),
        "improvement__parental_sensitivity": sensitivity,
        "improvement__child_attachment": attachment,
        "safeguarding_in_place": np.where(begun, dice.flag(0.9, 0.04 + gaps, rows), UNKNOWN).astype(np.int8),
        "adaptations_considered": _adaptations(dice, who, offers),
        "sessions__known": told.astype(np.int8),
    }
    little = (sensitivity == IMPROVEMENT["little"]) | (attachment == IMPROVEMENT["little"])
    return frame("programmes", offers.child, columns), little


def courses(dice: Dice, who: Children, care: Care, offers: Offers) -> tuple[Courses, dict[str, pl.DataFrame]]:
    """Every offer with the course that came of it, and the tables `programmes` and `sessions`."""
    rows = offers.rows
    plan = plans(dice, who, care, offers)
    held = held_sessions(dice, plan)
    n = len(plan.row)
    count = np.bincount(held.course, minlength=n).astype(np.int32)
    last = np.full(n, NO_DAY, dtype=np.int32)
    last[held.course] = held.day
    ended, why = _ends(dice, who, plan, count, last)
    untrained = np.zeros(rows, dtype=np.bool_)
    untrained[plan.row] = plan.has("untrained")
    begun = np.zeros(rows, dtype=np.bool_)
    begun[plan.row] = True
    told = ~(begun & dice.chance(who.gaps[offers.child] * 0.4, rows)) & (begun | dice.chance(0.9, rows))
    tenth, eleventh = (_spread(_nth(plan, held, number), plan, rows, NO_DAY) for number in (9, 10))
    whole = Courses(
        offers,
        begun,
        held=_spread(count, plan, rows, 0),
        tenth=tenth,
        eleventh=eleventh,
        last=_spread(last, plan, rows, NO_DAY),
        ended=_spread(ended, plan, rows, NO_DAY),
        little=begun,
    )
    reason = _spread(why.astype(np.int32), plan, rows, UNKNOWN).astype(np.int8)
    programmes, little = _programme_frame(dice, who, whole, reason, untrained, told)
    entry = programmes["position"].to_numpy().astype(np.int32)[plan.row]
    sessions = session_frame(dice, who, plan, held, entry, told[plan.row])
    return replace(whole, little=little), {"programmes": programmes, "sessions": sessions}
