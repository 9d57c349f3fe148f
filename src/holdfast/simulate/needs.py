"""Attachment, maltreatment, conditions, diagnoses, referrals, and the assessments made.

NG26 gives no prevalence of attachment difficulties in care ("little is known"): every share here is an assumption, chosen so
that each path of the guideline is walked by some children, unless a source stands beside it.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdfast.ng26.tools import TOOLS, tools_for
from holdfast.simulate.care.entries import Care
from holdfast.simulate.care.histories import band_of
from holdfast.simulate.care.homes import CARER_PREFIX
from holdfast.simulate.columns import (
    NO_DAY,
    NOT_DONE,
    UNKNOWN,
    Column,
    Days,
    Mask,
    Names,
    Part,
    Small,
    Words,
    codes,
    frame,
    repeated,
    stacked,
)
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import Children, Stands

STATUS = codes("attachment", "status")
STATUS_OR_NONE = STATUS | {"none": UNKNOWN}
# By where the child stands today: in care, edge, guardianship, adopted, home, grown, untold.
STATUS_NOW: tuple[dict[str, float], ...] = (
    {"none": 0.13, "suspected": 0.25, "at_risk": 0.14, "identified": 0.27, "not_found": 0.21},
    {"none": 0.16, "suspected": 0.28, "at_risk": 0.26, "identified": 0.13, "not_found": 0.17},
    {"none": 0.25, "suspected": 0.20, "at_risk": 0.12, "identified": 0.18, "not_found": 0.25},
    {"none": 0.20, "suspected": 0.20, "at_risk": 0.15, "identified": 0.25, "not_found": 0.20},
    {"none": 0.50, "suspected": 0.15, "at_risk": 0.10, "identified": 0.05, "not_found": 0.20},
    {"none": 0.40, "suspected": 0.15, "at_risk": 0.05, "identified": 0.20, "not_found": 0.20},
    {"none": 0.40, "suspected": 0.20, "at_risk": 0.10, "identified": 0.10, "not_found": 0.20},
)
STATUS_THEN = {"suspected": 0.55, "at_risk": 0.25, "not_found": 0.15, "identified": 0.05}
MALTREATED = np.array(
    [0.677, 0.55, 0.70, 0.75, 0.50, 0.60, 0.60], dtype=np.float32
)  # in care 65 % (NG205: main need)
AT_RISK = np.array([0.14, 0.62, 0.08, 0.05, 0.35, 0.05, 0.3], dtype=np.float32)

CONDITIONS = codes("conditions", "condition")
# Share with each condition at under 1, 1-4, 5-9, 10-15, 16 and over.
CONDITION_SHARES = {
    "antisocial_behaviour_conduct": (0, 0.02, 0.11, 0.18, 0.17), "adhd": (0, 0.005, 0.09, 0.13, 0.10),
    "autism": (0, 0.02, 0.05, 0.06, 0.05), "ptsd": (0, 0.005, 0.02, 0.05, 0.07), "anxiety": (0, 0.005, 0.05, 0.09, 0.11),
    "social_anxiety": (0, 0, 0.01, 0.02, 0.03), "depression": (0, 0, 0.01, 0.05, 0.09), "alcohol_misuse": (0, 0, 0, 0.015, 0.04),
    "emotional_dysregulation": (0, 0.01, 0.04, 0.06, 0.05), "other": (0.03, 0.04, 0.03, 0.03, 0.03),
}  # fmt: skip
UASC_PTSD = 0.24

TYPES = codes("assessments", "type")
TOOL = codes("assessments", "tool")
OUTCOMES = codes("assessments", "outcome")
OUTCOME_SHARES = {"secure": 0.22, "insecure": 0.43, "disorganised": 0.35}
N_AREAS = len(codes("assessments", "areas"))
# How a comprehensive assessment went: all at once, spread over entries, some areas lacking, too old, declined, none.
COURSE = {"whole": 0, "spread": 1, "partial": 2, "old": 3, "declined": 4, "none": 5}
COURSE_SHARES = (
    {
        "whole": 0.10,
        "spread": 0.05,
        "partial": 0.05,
        "old": 0.06,
        "declined": 0.01,
        "none": 0.73,
    },  # no concern
    {"whole": 0.31, "spread": 0.24, "partial": 0.13, "old": 0.10, "declined": 0.05, "none": 0.17},
)
# Scales of sensitivity with their lowest and highest score: standards.md section 5.2.
SCALES = (
    ("ainsworth", 1, 9),
    ("ainsworth", 1, 9),
    ("emotional_availability", 7, 29),
    ("care_index", 0, 14),
    ("local", 0, 20),
)
SCALE_WORDS = tuple(dict.fromkeys(name for name, _, _ in SCALES))


@dataclass(frozen=True)
class Needs:
    """What is known of each child's needs: flags are 1, 0 or UNKNOWN; `concern` is the newest status a concern."""

    status: Small
    concern: Mask
    maltreated: Small
    at_risk: Small
    trauma: Small


def _status_frame(dice: Dice, who: Children, status: Small) -> pl.DataFrame:
    """Up to three statuses, the newest as drawn."""
    n = who.n
    newest = np.minimum(dice.about(210.0, 1.0, n), who.age // 2)
    before = newest + dice.between(40, 500, n)
    first = before + dice.between(40, 700, n)
    ago = np.stack([first, before, newest], axis=1)
    code = np.stack([dice.pick(STATUS_THEN, STATUS, n), dice.pick(STATUS_THEN, STATUS, n), status], axis=1)
    more = dice.shares(n, 2) < 0.35
    there = np.stack([more[:, 0] & more[:, 1], more[:, 1], np.ones(n, dtype=np.bool_)], axis=1)
    there &= (ago <= who.age[:, None]) & (status != UNKNOWN)[:, None]
    child, which = np.nonzero(there)
    day = (who.as_of - ago[child, which]).astype(np.int32)
    return frame("attachment", child.astype(np.int32), {"date": day, "status": code[child, which]})


def _conditions(dice: Dice, who: Children) -> pl.DataFrame:
    n = who.n
    shares = np.array([CONDITION_SHARES[name] for name in CONDITIONS], dtype=np.float32).T[band_of(who.age)]
    ptsd = CONDITIONS["ptsd"]
    shares[:, ptsd] = np.where(who.unaccompanied, UASC_PTSD, shares[:, ptsd])
    child, condition = np.nonzero(dice.shares(n, len(CONDITIONS)) < shares)
    rows = len(child)
    status = dice.pick({"diagnosed": 0.62, "suspected": 0.38}, codes("conditions", "status"), rows)
    offered = np.maximum(who.as_of - dice.about(250.0, 0.9, rows), who.born[child])
    likely = np.where(status == 0, 0.62, 0.12)
    unknown = np.where(status == 0, 0.10, 0.5) + who.gaps[child]
    draw = dice.share(rows)
    offered = np.where(draw < likely, offered, np.where(draw < 1 - unknown, NOT_DONE, NO_DAY)).astype(
        np.int32
    )
    columns = {"condition": condition.astype(np.int8), "status": status, "offered": offered}
    return frame("conditions", child.astype(np.int32), columns)


def _diagnoses(dice: Dice, who: Children, concern: Mask) -> pl.DataFrame:
    """A recognised disorder "affects a very small minority of children experiencing attachment problems" (NG26)."""
    share = np.where(concern & (who.age > 300), 0.03, np.where(who.age > 300, 0.003, 0.0)).astype(np.float32)
    child = repeated(
        dice.chance(share, who.n).astype(np.int32) * (1 + dice.chance(0.08, who.n).astype(np.int32))
    )
    rows = len(child)
    day = np.maximum(who.as_of - dice.about(220.0, 0.9, rows), who.born[child]).astype(np.int32)
    code = dice.pick(
        {"F94.1": 0.4, "F94.2": 0.35, "RAD": 0.13, "DSED": 0.12}, codes("diagnoses", "code"), rows
    )
    met = dice.flag(0.88, 0.08 + who.gaps[child], rows)
    whole = stacked([{"child": child, "date": day, "code": code, "criteria_met": met}])
    return frame("diagnoses", child, {name: whole[name] for name in ("date", "code", "criteria_met")})


def _referrals(dice: Dice, who: Children, concern: Mask) -> pl.DataFrame:
    share = np.where(concern, 0.5, 0.05).astype(np.float32)
    child = repeated(dice.chance(share, who.n).astype(np.int32) * dice.between(1, 2, who.n))
    rows, gaps = len(child), who.gaps[child]
    day = np.maximum(who.as_of - dice.about(160.0, 0.9, rows), who.born[child]).astype(np.int32)
    good = np.where(dice.chance(0.55, rows), 0.99, 0.7).astype(np.float32)
    flags = ("attachment_expertise", "works_with_other_services", "involves_young_people_in_training")
    order = stacked([{"child": child, "date": day}])
    return frame(
        "referrals", child, {"date": order["date"]} | {name: dice.flag(good, gaps, rows) for name in flags}
    )


# --- assessments -----------------------------------------------------------------------------------------------


def _comprehensive(dice: Dice, who: Children, concern: Mask) -> Part:
    """Comprehensive assessments: the eight areas in one entry or over several, some lacking; some may be dated before birth."""
    n = who.n
    course = dice.pick_by(concern.astype(np.int8), COURSE_SHARES, COURSE)
    entries = np.array([1, 0, 1, 1, 1, 0], dtype=np.int32)[course]
    entries = np.where(course == COURSE["spread"], dice.between(2, 4, n), entries)
    child = repeated(entries)
    rows = len(child)
    within = np.arange(rows, dtype=np.int32) - np.repeat(np.cumsum(entries) - entries, entries)
    entry_of_area = np.floor(dice.shares(n, N_AREAS) * np.maximum(entries, 1)[:, None]).astype(np.int32)
    lacking = (course == COURSE["partial"])[:, None] & (dice.shares(n, N_AREAS) < 0.25)
    areas = ((entry_of_area[child] == within[:, None]) & ~lacking[child]).astype(np.int8)
    declined = course[child] == COURSE["declined"]
    untold = declined | dice.chance(who.gaps[child] * 0.3, rows)
    old = course[child] == COURSE["old"]
    ago = np.where(old, dice.between(366, 1100, rows), dice.between(0, 364, rows))
    day = np.maximum(who.as_of - ago, who.born[child] - 60).astype(np.int32)
    kind = np.full(rows, TYPES["comprehensive"], dtype=np.int8)
    said = np.where(declined, 1, dice.flag(0.0, 0.6, rows)).astype(np.int8)
    return {
        "child": child,
        "date": day,
        "type": kind,
        "areas": np.where(untold[:, None], np.int8(UNKNOWN), areas),
        "declined": said,
    }


def _tool_table() -> tuple[NDArray[np.int8], Days]:
    """For each age in whole years the tools of NG26 appendix 1 that suit it (padded), and how many."""
    suiting = [[TOOL[tool.code] for tool in tools_for(age)] for age in range(22)]
    table = np.zeros((22, max(map(len, suiting))), dtype=np.int8)
    for age, row in enumerate(suiting):
        table[age, : len(row)] = row
    return table, np.array([len(row) for row in suiting], dtype=np.int32)


def _tools(dice: Dice, who: Children, concern: Mask) -> Part:
    """Attachment tools: most for the age, some not, some by an assessor without the skill, some with the carer."""
    n = who.n
    used = dice.chance(np.where(concern, 0.46, 0.07).astype(np.float32), n) & (who.age > 200)
    child = repeated(used.astype(np.int32) * (1 + dice.chance(0.2, n)))
    rows = len(child)
    ago = np.minimum(dice.about(190.0, 0.9, rows), who.age[child] - 150)
    years = ((who.age[child] - ago) / 365.25).astype(np.int32)
    table, count = _tool_table()
    suiting = table[years, np.floor(dice.share(rows) * count[years]).astype(np.int32)]
    odd = dice.chance(0.09, rows) | (count[years] == 0)
    tool = np.where(odd, dice.between(0, len(TOOLS) - 1, rows), suiting)
    with_carer = dice.chance(0.08, rows)
    tool = np.where(with_carer, TOOL["adult_attachment_interview"], tool).astype(np.int8)
    subject = np.where(with_carer, 1, np.where(dice.chance(0.3, rows), UNKNOWN, 0)).astype(np.int8)
    return {
        "child": child,
        "date": (who.as_of - ago).astype(np.int32),
        "type": np.full(rows, TYPES["attachment_tool"], dtype=np.int8),
        "tool": tool,
        "subject": subject,
        "assessor_skilled": dice.flag(0.91, 0.04 + who.gaps[child], rows),
        "outcome": dice.blank(dice.pick(OUTCOME_SHARES, OUTCOMES, rows), 0.1),
    }


def _of_carers(dice: Dice, who: Children, care: Care, concern: Mask) -> list[Part]:
    """Sensitivity, and often on the same day parenting quality, of the carers of that day; up to three times (NG26 1.1.19)."""
    n = who.n
    times = dice.chance(np.where(concern, 0.42, 0.04).astype(np.float32), n) * dice.between(1, 3, n)
    child = repeated(times.astype(np.int32))
    rows = len(child)
    day = np.maximum(who.as_of - dice.about(150.0, 0.9, rows), who.born[child]).astype(np.int32)
    carer = np.where(dice.chance(0.06 + who.gaps[child] * 0.4, rows), UNKNOWN, care.carer_at(child, day))
    which = dice.between(0, len(SCALES) - 1, rows)
    low, high = (np.array([row[i] for row in SCALES], dtype=np.int32)[which] for i in (1, 2))
    scale = np.array([SCALE_WORDS.index(name) for name, _, _ in SCALES], dtype=np.int8)[which]
    first = {
        "child": child,
        "date": day,
        "carer": carer,
        "scale": scale,
        "score": dice.between(low, high, rows),
    }
    sensitivity = first | {"type": np.full(rows, TYPES["sensitivity"], dtype=np.int8)}
    also = dice.chance(0.75, rows)
    local = np.full(int(also.sum()), SCALE_WORDS.index("local"), dtype=np.int8)
    quality = {name: column[also] for name, column in first.items()} | {"scale": local}
    quality |= {"type": np.full(len(local), TYPES["parenting_quality"], dtype=np.int8)}
    return [sensitivity, quality | {"score": dice.between(0, 20, len(local))}]


def _assessments(dice: Dice, who: Children, care: Care, concern: Mask) -> pl.DataFrame:
    parts = [
        _comprehensive(dice, who, concern),
        _tools(dice, who, concern),
        *_of_carers(dice, who, care, concern),
    ]
    rows = stacked(parts)
    child = rows.pop("child").astype(np.int32)
    columns: dict[str, Column] = dict(rows)
    columns["carer"] = Names(rows["carer"].astype(np.int64), CARER_PREFIX)
    columns["scale"] = Words(rows["scale"].astype(np.int8), SCALE_WORDS)
    return frame("assessments", child, columns)


def needs(dice: Dice, who: Children, care: Care) -> tuple[Needs, dict[str, Column], dict[str, pl.DataFrame]]:
    """Every child's needs for the other themes, the child's own fields about them, and their tables."""
    n, gaps = who.n, who.gaps
    status = dice.pick_by(who.stands, STATUS_NOW, STATUS_OR_NONE)
    concern = np.isin(status, [STATUS["suspected"], STATUS["at_risk"], STATUS["identified"]])
    share = np.where(who.unaccompanied, 0.42, MALTREATED[who.stands]).astype(np.float32)
    maltreated = dice.flag(share, gaps, n)
    risky = np.where(care.today(care.home) == 0, 0.5, AT_RISK[who.stands])
    at_risk = dice.flag(
        np.where(who.stands == Stands.EDGE, AT_RISK[Stands.EDGE], risky).astype(np.float32), gaps, n
    )
    trauma = dice.flag(
        np.where(who.unaccompanied | (maltreated == 1), 0.42, 0.1).astype(np.float32), 0.06 + gaps, n
    )
    facts: dict[str, Column] = {
        "maltreatment__experienced": maltreated,
        "maltreatment__at_risk": at_risk,
        "trauma_signs": trauma,
    }
    tables = {
        "attachment": _status_frame(dice, who, status),
        "conditions": _conditions(dice, who),
        "diagnoses": _diagnoses(dice, who, concern),
        "referrals": _referrals(dice, who, concern),
        "assessments": _assessments(dice, who, care, concern),
    }
    return Needs(status, concern, maltreated, at_risk, trauma), facts, tables
