"""The sessions of courses that began: in the programme's dose, with the faults of real delivery.

The dose is that of NG26 1.4.2-1.6.2 as `reading.md` settles it. A course is either carefully run or has its own faults, each
touching one rule: too short, wrong place, not filmed, too far apart, too few, content left out, and so on.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdfast.simulate.care.entries import Care
from holdfast.simulate.columns import (
    NO_DAY,
    NOT_DONE,
    UNKNOWN,
    Column,
    Days,
    Mask,
    Small,
    codes,
    frame,
    repeated,
)
from holdfast.simulate.dice import Dice, Floats
from holdfast.simulate.population import Children
from holdfast.simulate.programmes.offers import (
    ACCEPTED,
    CARER_GROUP,
    INTENSIVE,
    PLAY,
    PROGRAMMES,
    PSYCHOTHERAPY,
    RESIDENTIAL,
    TRAINING,
    TRAUMA,
    VIDEO,
    VISITING,
    YOUNG_GROUP,
    Offers,
)  # fmt: skip

PLACES = codes("sessions", "place")
CONTENT = codes("sessions", "covered")
HOME, CLINIC, SCHOOL, GROUP = PLACES["home"], PLACES["clinic"], PLACES["school"], PLACES["group_venue"]

# By programme, in the order of the codes: sessions (least, most), days between two (one or the other), minutes (least, most).
SESSIONS = np.array(
    [(10, 10), (6, 14), (12, 12), (51, 54), (8, 16), (10, 12), (39, 50), (60, 60), (60, 60), (6, 14)],
    dtype=np.int32,
)
GAPS = np.array(
    [(11, 12), (7, 14), (7, 30), (7, 7), (7, 7), (29, 30), (7, 7), (7, 7), (7, 7), (7, 14)], dtype=np.int32
)
MINUTES = np.array(
    [(60, 75), (60, 70), (40, 90), (45, 60), (50, 90), (45, 120), (60, 90), (60, 90), (60, 90), (60, 75)],
    dtype=np.int32,
)
PLACE = np.array(
    [HOME, HOME, HOME, HOME, CLINIC, GROUP, GROUP, GROUP, GROUP, PLACES["children_home"]], dtype=np.int8
)
WRONG_PLACE = np.array([CLINIC, PLACES["other"], CLINIC, SCHOOL], dtype=np.int8)
CARER_THERE = np.array([1, 1, 1, 1, 0, 1, 0, 1, 0, 1], dtype=np.int8)
CHILD_THERE = np.array([1, 1, 1, 1, 1, 0, 1, 0, 1, 1], dtype=np.int8)
COVERS = {
    TRAINING: (
        "behavioural_management",
        "limit_setting",
        "sensitive_responsiveness",
        "parenting_quality",
        "homework",
    ),
    VISITING: ("role_modelling", "positive_reinforcement", "parental_empathy", "child_development"),
    PSYCHOTHERAPY: ("observation", "parents_understanding", "parents_own_childhood"),
    INTENSIVE: (
        "behavioural_management",
        "relationships",
        "schoolwork",
        "conflict",
        "daily_telephone",
        "weekly_group",
        "crisis_line",
    ),
    PLAY: ("progress_monitoring",),
    CARER_GROUP: ("reinforcement_system", "homework"),
    YOUNG_GROUP: ("peer_skills", "confidence", "activities", "positive_outlook"),
}
COVERS[RESIDENTIAL] = COVERS[TRAINING]
SCHOOL_YEAR = (
    CARER_GROUP,
    YOUNG_GROUP,
)  # twice a week for three weeks, then weekly to the end of the school year
TWICE_A_WEEK = np.array([0, 3, 7, 10, 14, 17], dtype=np.int32)

FAULTS = (
    "short",
    "place",
    "film",
    "present",
    "long_gap",
    "close",
    "few",
    "many",
    "untrained",
    "content",
    "highlight",
    "early",
)
FAULTY, EACH_FAULT = 0.5, 0.13  # courses with faults, and the chance of each fault in one of them: assumption


@dataclass(frozen=True)
class Plan:
    """One row a course that began: how many sessions were meant, how far apart, and what goes wrong."""

    row: Days  # the row of Offers
    child: Days
    programme: Small
    start: Days
    sessions: Days
    gap: Days
    stop: Days  # sessions after which the course is given up; beyond `sessions` if it is not
    until: Days  # no session after this day
    faults: Mask  # (course, fault)

    def has(self, fault: str) -> Mask:
        """Courses with a fault."""
        return self.faults[:, FAULTS.index(fault)]


@dataclass(frozen=True)
class Held:
    """One row a session held."""

    course: Days
    number: Days
    day: Days


def _summer(dice: Dice, start: Days) -> Days:
    """A day between 1 and 20 July of the school year that `start` lies in."""
    month = start.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    july = (month - 8) // 12 * 12 + 12 + 6
    first = july.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
    return first + dice.between(1, 19, len(start))


def plans(dice: Dice, who: Children, care: Care, offers: Offers) -> Plan:
    """What each course that began was to be."""
    row = np.nonzero(
        (offers.response == ACCEPTED) & (offers.start <= who.as_of) & (offers.offered != NOT_DONE)
    )[0].astype(np.int32)
    n = len(row)
    child, programme, start = offers.child[row], offers.programme[row], offers.start[row]
    faults = (dice.shares(n, len(FAULTS)) < EACH_FAULT) & dice.chance(FAULTY, n)[:, None]
    low, high = SESSIONS[programme].T
    meant = dice.between(low, high, n)
    few, many = faults[:, FAULTS.index("few")], faults[:, FAULTS.index("many")]
    meant = np.where(
        few, np.maximum(low - dice.between(1, 4, n), 2), np.where(many, high + dice.between(1, 4, n), meant)
    )
    gap = np.where(dice.chance(0.6, n), GAPS[programme, 0], GAPS[programme, 1])
    gap = np.where(faults[:, FAULTS.index("close")], np.maximum(gap // 2, 3), gap)
    until = np.full(n, who.as_of, dtype=np.int32)
    school_year = np.isin(programme, SCHOOL_YEAR)
    summer = _summer(dice, start) - np.where(few, dice.between(15, 90, n), 0)
    until = np.where(school_year, np.minimum(until, summer), until)
    # The child left the carers it was for: most such courses end that day.
    at = care.at(child, start)
    left = np.where(at >= 0, care.left[at], NO_DAY)
    own = np.isin(programme, [TRAUMA, YOUNG_GROUP])
    until = np.where((left != NO_DAY) & ~own & dice.chance(0.75, n), np.minimum(until, left), until)
    given_up = dice.chance(0.11, n)
    stop = np.where(given_up, dice.between(0, np.minimum(meant - 1, 16), n), 999)
    return Plan(
        row,
        child,
        programme,
        start,
        meant,
        gap.astype(np.int32),
        stop.astype(np.int32),
        until.astype(np.int32),
        faults,
    )


def held_sessions(dice: Dice, plan: Plan) -> Held:
    """The sessions held: every planned one up to today, to the end, or to the day the course was given up."""
    course = repeated(plan.sessions)
    rows = len(course)
    first = (np.cumsum(plan.sessions) - plan.sessions).astype(np.int32)
    number = np.arange(rows, dtype=np.int32) - first[course]
    gap = plan.gap[course]
    drift = np.where(gap >= 29, dice.between(-3, 3, rows), np.where(gap >= 5, dice.between(-1, 1, rows), 0))
    offset = number * gap + np.where(number > 0, drift, 0)
    early = np.isin(plan.programme, SCHOOL_YEAR)[course]
    weekly = 21 + (number - 6) * 7 + np.where(number > 6, drift, 0)
    offset = np.where(early, np.where(number < 6, TWICE_A_WEEK[np.minimum(number, 5)], weekly), offset)
    # A missed stretch: illness, holidays, a worker who left.
    pause = plan.has("long_gap")[course] & (number >= 2 + course % 5)
    offset = offset + np.where(pause, 20 + course % 25, 0)
    day = plan.start[course] + offset
    kept = (day <= plan.until[course]) & (number < plan.stop[course])
    return Held(course[kept], number[kept], day[kept].astype(np.int32))


def _minutes(dice: Dice, plan: Plan, held: Held, some: Floats) -> Days:
    rows, programme = len(held.course), plan.programme[held.course]
    low, high = MINUTES[programme].T
    minutes = (dice.between(low, high, rows) + 2) // 5 * 5
    alone = np.isin(programme, [TRAINING, RESIDENTIAL]) & (held.number == 0)
    minutes = np.where(alone, dice.between(6, 18, rows) * 5, np.maximum(minutes, low))
    short = plan.has("short")[held.course] & (some < 0.25)
    return np.where(short, low - 5 * dice.between(1, 4, rows), minutes).clip(5).astype(np.int32)


def _setting(dice: Dice, plan: Plan, held: Held, some: Floats) -> dict[str, Column]:
    """Where, and with whom."""
    rows, programme = len(held.course), plan.programme[held.course]
    place = PLACE[programme]
    choice = (held.course % 4).astype(np.int8)
    place = np.where((programme == TRAUMA) & (choice == 0), SCHOOL, place)
    place = np.where((programme == TRAINING) & (choice == 1), CLINIC, place)
    intensive = np.array([HOME, PLACES["telephone"], GROUP, HOME], dtype=np.int8)[held.number % 4]
    place = np.where(programme == INTENSIVE, intensive, place)
    alone = (programme == YOUNG_GROUP) & (held.number >= 6)
    place = np.where(alone, np.where(choice == 0, SCHOOL, CLINIC), place)
    wrong = plan.has("place")[held.course] & (some < 0.4)
    place = np.where(wrong, WRONG_PLACE[choice], place).astype(np.int8)
    first_alone = np.isin(programme, [TRAINING, RESIDENTIAL]) & (held.number == 0)
    carer, child = CARER_THERE[programme], np.where(first_alone, 0, CHILD_THERE[programme])
    absent = plan.has("present")[held.course] & (dice.share(rows) < 0.3)
    child = np.where(absent & (carer == 1), 1 - child, child)
    return {"place": place, "with": np.stack([carer, child], axis=1).astype(np.int8)}


def _film(dice: Dice, plan: Plan, held: Held, some: Floats) -> dict[str, Column]:
    """What was filmed, watched and shown: video feedback; of home visiting that nothing was filmed."""
    rows, programme = len(held.course), plan.programme[held.course]
    video, fault = programme == VIDEO, plan.has("film")[held.course]
    bad = fault & (some < 0.35)
    minutes = np.where(bad & (held.course % 2 == 0), dice.between(0, 9, rows), dice.between(10, 20, rows))
    nothing = np.where(
        (programme == VISITING) & ~bad, 0, np.where((programme == VISITING) & bad, 10, UNKNOWN)
    )
    watched = np.where(bad & (held.course % 2 == 1), 0, 1)
    shown = (dice.shares(rows, 3) < 0.7).astype(np.int8)
    left_out = plan.has("highlight")[held.course][:, None] & (np.arange(3) == (held.course % 3)[:, None])
    shown = np.where(left_out, 0, shown)
    return {
        "filmed_minutes": np.where(video, minutes, nothing).astype(np.int32),
        "film_watched_with_carer": np.where(video, watched, UNKNOWN).astype(np.int8),
        "highlighted": np.where(video[:, None], shown, UNKNOWN).astype(np.int8),
    }


def _content(dice: Dice, who: Children, plan: Plan, held: Held) -> Small:
    """What was covered: every part comes up sooner or later, unless the course leaves one out. Behavioural management not before
    19 months (NG26 1.4.5), in most courses."""
    programme = plan.programme[held.course]
    belongs = np.zeros((len(PROGRAMMES), len(CONTENT)), dtype=np.bool_)
    for which, parts in COVERS.items():
        belongs[which, [CONTENT[part] for part in parts]] = True
    covered = belongs[programme] & dice.chances(0.5, len(programme), len(CONTENT))
    omitted = np.array([CONTENT[COVERS.get(p, ("homework",))[0]] for p in range(len(PROGRAMMES))])[
        plan.programme
    ]
    lacking = plan.has("content")[held.course]
    rows = np.nonzero(lacking)[0]
    covered[rows, omitted[held.course[rows]]] = False
    young = (held.day - who.born[plan.child[held.course]] < 590) & ~plan.has("early")[held.course]
    covered[:, CONTENT["behavioural_management"]] &= ~young
    return covered.astype(np.int8)


def session_frame(dice: Dice, who: Children, plan: Plan, held: Held, entry: Days, told: Mask) -> pl.DataFrame:
    """The table `sessions`; `told`: courses whose file holds their sessions."""
    rows = len(held.course)
    some = dice.share(rows)
    careless = np.where(
        dice.chance(0.22, len(plan.row)), 0.12 + who.gaps[plan.child], who.gaps[plan.child] * 0.1
    ).astype(np.float32)
    gaps = careless[held.course]
    columns: dict[str, Column] = {
        "date": held.day,
        "minutes": dice.blank_days(_minutes(dice, plan, held, some), gaps * 0.6, UNKNOWN),
    }
    columns |= _setting(dice, plan, held, some) | _film(dice, plan, held, some)
    columns["place"] = dice.blank(np.asarray(columns["place"]), gaps * 0.5)
    columns["covered"] = _content(dice, who, plan, held)
    for name, share in (("with", 0.4), ("highlighted", 0.3), ("covered", 0.3)):
        lost = dice.chance(gaps * share, rows)[:, None]
        columns[name] = np.where(lost, np.int8(UNKNOWN), np.asarray(columns[name]))
    table = frame("sessions", plan.child[held.course], columns, session=held.number, entry=entry[held.course])
    return table if told.all() else table.filter(pl.Series(told[held.course]))
