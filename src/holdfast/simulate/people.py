"""Who is around the child: brothers and sisters, the team and its turnover; and what the returns keep: SDQ, missing, unaccompanied."""

import numpy as np
import polars as pl

from holdfast.simulate.care.entries import Care
from holdfast.simulate.care.histories import HOMES, Histories
from holdfast.simulate.care.homes import CONTEXTS
from holdfast.simulate.columns import (
    NO_DAY,
    UNKNOWN,
    Column,
    Names,
    Part,
    codes,
    frame,
    name_keys,
    repeated,
    stacked,
)
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import EIGHTEEN, Children, Stands

ROLES = codes("team", "role")
ROLE_PREFIX = ("SW", "KW", "PA", "SK", "IR", "DT", "TH", "HV", "TM")  # one a role, in the order of the codes
WORKERS = 4  # social workers since the start, at most; the last goes on
ONE_SOCIAL_WORKER = 0.22  # children who have had one since the period began: assumption (NG26 1.1.4)
WORKER_STAYS = 420.0  # days, median
MISSING = 0.115  # children in care of 10 and over with missing episodes: assumption


def _siblings(dice: Dice, who: Children) -> pl.DataFrame:
    """Brothers and sisters, and whether they can live together (1.1.13)."""
    times = np.where(dice.chance(0.68, who.n) & ~who.unaccompanied, dice.between(1, 4, who.n), 0)
    child = repeated(times)
    rows, gaps = len(child), who.gaps[child]
    in_care = dice.flag(
        np.where(np.isin(who.stands[child], [Stands.IN_CARE, Stands.ADOPTED]), 0.55, 0.15).astype(np.float32),
        gaps,
        rows,
    )
    together = np.where(in_care == 0, UNKNOWN, dice.flag(0.52, gaps, rows)).astype(np.int8)
    apart = together == 0
    columns: dict[str, Column] = {
        "id": Names(name_keys(0, who.number[child].astype(np.int64) * 10 + dice.between(0, 9, rows)), ("B",)),
        "in_care": in_care,
        "together": together,
        "together_possible": np.where(apart, dice.flag(0.45, 0.12 + gaps, rows), UNKNOWN).astype(np.int8),
        "apart_in_best_interests": np.where(apart, dice.flag(0.4, 0.12 + gaps, rows), UNKNOWN).astype(
            np.int8
        ),
    }
    return frame("siblings", child, columns)


def _social_workers(dice: Dice, who: Children, care: Care) -> Part:
    """One social worker after another since the time in care or on its edge began; for some nobody now."""
    n = who.n
    there = (care.period != NO_DAY) | dice.chance(0.35, n) & (care.now >= 0)
    start = np.maximum(
        np.where(care.period != NO_DAY, care.period, care.placed), who.as_of - 1900
    ) + dice.between(-5, 12, n)
    start = np.minimum(np.maximum(start, who.born), who.as_of)
    constant = dice.chance(ONE_SOCIAL_WORKER, n)
    stays = np.stack([dice.about(WORKER_STAYS, 0.8, n) + 20 for _ in range(WORKERS)], axis=1)
    stays[:, -1] = 10**6
    stays = np.where(constant[:, None], 10**6, stays)
    end = start[:, None] + np.cumsum(stays, axis=1)
    begin = end - stays
    held = (begin <= who.as_of) & there[:, None]
    child, which = np.nonzero(held)
    last = end[child, which]
    last = np.where(last > who.as_of, NO_DAY, last)
    vacant = (last == NO_DAY) & dice.chance(0.03, len(child))
    last = np.where(vacant, np.maximum(begin[child, which], who.as_of - 20), last)
    role = np.full(len(child), ROLES["social_worker"], dtype=np.int8)
    return {
        "child": child.astype(np.int32),
        "date": begin[child, which].astype(np.int32),
        "end": last.astype(np.int32),
        "role": role,
    }


def _others(dice: Dice, who: Children, care: Care) -> Part:
    """The other roles, one person each, some since the start, some new, some gone."""
    n, years = who.n, who.years
    in_care = care.today(care.context) == CONTEXTS["in_care"]
    residential = in_care & np.isin(care.today(care.home), [HOMES["residential"], HOMES["secure"]])
    school = (years >= 5) & (years <= 17)
    shares: dict[str, np.ndarray] = {
        "key_worker": np.where(residential, 0.8, 0.08), "personal_adviser": np.where(in_care & (years >= 16), 0.55, 0.0),
        "school_key_person": np.where(school, 0.42, 0.0), "independent_reviewing_officer": np.where(in_care, 0.85, 0.0),
        "designated_teacher": np.where(school, 0.3, 0.0), "therapist": np.full(n, 0.1),
        "health_visitor": np.where(years < 5, 0.45, 0.0), "other": np.full(n, 0.03),
    }  # fmt: skip
    chance = np.stack([shares.get(role, np.zeros(n)) for role in ROLES], axis=1).astype(np.float32)
    child, role = np.nonzero(dice.shares(n, len(ROLES)) < chance)
    rows = len(child)
    period = np.where(care.period != NO_DAY, care.period, who.as_of - 400)[child]
    earliest = np.maximum(period, who.born[child])
    start = np.where(
        dice.chance(0.3, rows),
        np.minimum(earliest + dice.between(0, 25, rows), who.as_of),
        dice.between(earliest, who.as_of, rows),
    )
    gone = dice.chance(0.15, rows)
    end = np.where(gone, dice.between(start, who.as_of, rows), NO_DAY)
    return {
        "child": child.astype(np.int32),
        "date": start.astype(np.int32),
        "end": end.astype(np.int32),
        "role": role.astype(np.int8),
    }


def _team(dice: Dice, who: Children, care: Care) -> pl.DataFrame:
    whole = stacked([_social_workers(dice, who, care), _others(dice, who, care)])
    child, role = whole["child"].astype(np.int32), whole["role"].astype(np.int8)
    person = who.first // 8 + dice.between(0, 2499, len(child))
    columns: dict[str, Column] = {
        "role": role,
        "person": Names(name_keys(role, person), ROLE_PREFIX),
        "start": whole["date"],
        "end": whole["end"],
    }
    return frame("team", child, columns)


def _sdq(dice: Dice, who: Children, care: Care) -> pl.DataFrame:
    """Each 31 March of the last three for children of 4 to 16, looked after for 12 months: a carer's score, or why there is none.

    Source of who is asked: standards.md 5.3 and 6.2 (OC2). The scores' mean of 14 is an assumption.
    """
    year = np.datetime64(int(who.as_of), "D").astype("datetime64[Y]").astype(int) + 1970
    ends = (
        np.array([np.datetime64(f"{year - back}-03-31") for back in (3, 2, 1, 0)])
        .astype("datetime64[D]")
        .astype(np.int32)
    )
    ends = ends[ends <= who.as_of][-3:]
    in_care = care.today(care.context) == CONTEXTS["in_care"]
    since = np.where(in_care, care.period, who.as_of)[:, None]
    age = who.age[:, None] - (who.as_of - ends)[None, :]
    asked = (since <= ends - 365) & (age >= 1462) & (age < 6208) & (dice.shares(who.n, len(ends)) < 0.9)
    child, which = np.nonzero(asked)
    rows = len(child)
    done = dice.chance(0.78, rows)
    score = np.clip(np.rint(14 + 7 * dice.bell(rows)), 0, 40).astype(np.int32)
    reasons = {"SDQ2": 0.3, "SDQ3": 0.1, "SDQ4": 0.35, "SDQ5": 0.25}
    why = np.where(done, UNKNOWN, dice.pick(reasons, codes("sdq", "not_done_because"), rows)).astype(np.int8)
    return frame(
        "sdq",
        child.astype(np.int32),
        {
            "date": ends[which],
            "score": np.where(done, score, UNKNOWN).astype(np.int32),
            "not_done_because": why,
        },
    )


def _missing(dice: Dice, who: Children, care: Care) -> pl.DataFrame:
    """Times missing in the last two years, of a few days each; some go on."""
    in_care = care.today(care.context) == CONTEXTS["in_care"]
    share = np.where(in_care & (who.years >= 10), MISSING, 0.003).astype(np.float32)
    times = dice.chance(share, who.n) * np.minimum(dice.about(2.5, 1.0, who.n), 15)
    child = repeated(times.astype(np.int32))
    rows = len(child)
    earliest = np.maximum(
        np.where(in_care, care.period, who.as_of - 700)[child], np.maximum(who.as_of - 700, who.born[child])
    )
    whole = stacked([{"child": child, "date": dice.between(earliest, who.as_of, rows)}])
    start = whole["date"].astype(np.int32)
    end = start + dice.between(0, 5, rows)
    following = np.append(np.where(child[1:] == child[:-1], start[1:], who.as_of + 1), who.as_of + 1)[:rows]
    end = np.where(end > who.as_of, NO_DAY, np.minimum(end, np.maximum(following, start)))
    end = np.where((end == NO_DAY) & (following <= who.as_of), following, end).astype(np.int32)
    return frame(
        "missing_episodes",
        child,
        {"start": start, "end": end, "away_without_authorisation": dice.flag(0.25, 0.05, rows)},
    )


def _unaccompanied(dice: Dice, who: Children, history: Histories) -> pl.DataFrame:
    """The time as an unaccompanied asylum-seeking child: from coming into care, to 18 or to a decision."""
    child = np.nonzero(who.unaccompanied)[0].astype(np.int32)
    start = who.as_of - history.entered[child]
    grown = who.born[child] + EIGHTEEN
    decided = dice.chance(0.08, len(child))
    end = np.where(
        decided,
        dice.between(start, np.minimum(grown, who.as_of), len(child)),
        np.where(grown <= who.as_of, grown, NO_DAY),
    )
    end = np.where((end != NO_DAY) & (end < start), start, end)
    return frame(
        "unaccompanied_periods", child, {"start": start.astype(np.int32), "end": end.astype(np.int32)}
    )


def people(dice: Dice, who: Children, care: Care, history: Histories) -> dict[str, pl.DataFrame]:
    """The tables of brothers and sisters, the team, SDQ, missing episodes and unaccompanied periods."""
    return {
        "siblings": _siblings(dice, who),
        "team": _team(dice, who, care),
        "sdq": _sdq(dice, who, care),
        "missing_episodes": _missing(dice, who, care),
        "unaccompanied_periods": _unaccompanied(dice, who, history),
    }
