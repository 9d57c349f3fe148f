"""The list of homes: legal orders laid over the homes, where each ended and why, and who was the carer when."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdfast.simulate.care import homes
from holdfast.simulate.care.histories import HOMES, NEVER, Histories, band_of
from holdfast.simulate.care.homes import AFTER, BETWEEN, CARER_PREFIX, CONTEXTS, LEGAL, Slots, same_next
from holdfast.simulate.columns import (
    NO_DAY,
    UNKNOWN,
    Column,
    Days,
    Keys,
    Mask,
    Names,
    Small,
    codes,
    frame,
    in_order,
)
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import Children, Stands

REASONS = codes("care", "end_reason")
KEPT = codes("care", "relationship_kept")
ENTRIES = codes("care", "entry")

# NG26: about 40 % of moves follow a breakdown between child and carer. The rest is an assumption.
MOVE_REASONS = {"planned_move": 0.46, "breakdown": 0.40, "carer_request": 0.08, "other": 0.06}
KEPT_AFTER = {"yes": 0.45, "no": 0.32, "not_in_best_interests": 0.23}
PLACEMENT_ORDER = np.array(
    [0.16, 0.32, 0.09, 0.0, 0.0], dtype=np.float32
)  # besides those already placed for adoption
IN_CARE, EDGE = CONTEXTS["in_care"], CONTEXTS["edge_of_care"]


@dataclass(frozen=True)
class Care:
    """All homes of a block, an entry a row, sorted by child and start; days since 1970.

    `placement` is the first day with the same carer without a gap, `left` the last (NO_DAY while it goes on).
    `now` is each child's entry of today, -1 if there is none; `period` the first day of the unbroken time in care
    or on its edge (NO_DAY if the child is not there today).
    """

    child: Days
    start: Days
    end: Days
    phase: Small
    context: Small
    home: Small
    legal: Small
    carer: Keys
    placement: Days
    left: Days
    now: Days
    period: Days

    def today(self, column: Small) -> Small:
        """A column as it is for each child today; UNKNOWN for those without a home of today."""
        return np.where(self.now >= 0, column[self.now], np.int8(UNKNOWN))

    @property
    def placed(self) -> Days:
        """The first day of each child's placement of today; NO_DAY if there is none."""
        return np.where(self.now >= 0, self.placement[self.now], np.int32(NO_DAY))

    def at(self, child: Days, day: Days) -> Days:
        """The row of each child's home on a day (the last begun by then), -1 before the first."""
        begun = (self.child.astype(np.int64) << 32) + self.start
        row = np.searchsorted(begun, (child.astype(np.int64) << 32) + day, side="right") - 1
        return np.where((row >= 0) & (self.child[row] == child), row, -1).astype(np.int32)

    def carer_at(self, child: Days, day: Days) -> Keys:
        """The carer's name on a day; UNKNOWN before the first home."""
        row = self.at(child, day)
        return np.where(row >= 0, self.carer[row], UNKNOWN)


@dataclass(frozen=True)
class _Rows:
    """The homes, with a row more for each change of legal order within one."""

    slot: Days  # the row of Slots
    child: Days
    start: Days
    end: Days  # NO_DAY while it goes on
    legal: Small


def _order_changes(
    dice: Dice, who: Children, history: Histories, by_agreement: Mask
) -> tuple[Days, Days, Small]:
    """Child, day ago and new legal status of each order made in the last period: interim, full, and some placement orders."""
    n = who.n
    court = (history.in_care > 0) & ~by_agreement
    interim = np.where(court, history.entered - dice.about(55.0, 0.8, n), NEVER)
    full = np.where(court, history.entered - dice.about(220.0, 0.35, n) - 30, NEVER)
    adopting = court & dice.chance(PLACEMENT_ORDER[band_of(who.age)], n)
    placement = np.where(adopting, full - 30, NEVER)
    ago = np.stack([interim, full, placement], axis=1)
    ago = np.where(ago > history.since_left[:, None], ago, NEVER)
    child, which = np.nonzero(ago > 0)
    order = np.array(
        [LEGAL["interim_care_order"], LEGAL["care_order"], LEGAL["placement_order"]], dtype=np.int8
    )[which]
    return child.astype(np.int32), ago[child, which], order


def _legal(slots: Slots, slot: Days, order: Small) -> Small:
    """The legal status of each row: the last one set. A care order dated later does not undo a placement order."""
    undoes = (order == LEGAL["care_order"]) & (slots.order[slot] == LEGAL["placement_order"])
    set_at = np.where((order != UNKNOWN) & ~undoes, np.arange(len(order)), 0)
    legal = order[np.maximum.accumulate(set_at)]
    with_parents = (slots.home[slot] == HOMES["birth_family"]) & (slots.context[slot] == IN_CARE)
    return np.where(with_parents & (legal == LEGAL["section_20"]), np.int8(LEGAL["care_order"]), legal)


def _lay_orders(slots: Slots, changes: tuple[Days, Days, Small], as_of: int) -> _Rows:
    """Homes and changes of order in one sequence: a new order begins a new row of the same home."""
    child = np.concatenate([slots.child, changes[0]])
    start = (np.int32(as_of) - np.concatenate([slots.ago, changes[1]])).astype(np.int32)
    order = np.concatenate([slots.order, changes[2]])
    sequence = in_order(child, start)
    is_home = (np.arange(len(child)) < len(slots.child))[sequence]
    child, start = child[sequence], start[sequence]
    slot = (np.cumsum(is_home) - 1).astype(np.int32)
    legal = _legal(slots, slot, order[sequence])
    kept = is_home | np.append(False, legal[1:] != legal[:-1])
    child, start, slot, legal = child[kept], start[kept], slot[kept], legal[kept]
    following = same_next(child)
    end = np.where(following, np.append(start[1:], 0), NO_DAY).astype(np.int32)
    lasted = ~following | (end > start)
    return _Rows(slot[lasted], child[lasted], start[lasted], end[lasted], legal[lasted])


def _left_out(dice: Dice, who: Children, slots: Slots) -> Mask:
    """Homes that the file does not tell: some spells at home between two periods, and what came after for some."""
    n = len(slots.child)
    stands = who.stands[slots.child]
    after = (slots.phase >= AFTER) & (
        (stands == Stands.UNTOLD) | ((stands == Stands.GROWN) & dice.chance(0.5, n))
    )
    between = (slots.phase == BETWEEN) & (slots.context == EDGE)
    return np.asarray(after | (between & dice.chance(0.12, n)))


def _why_ended(dice: Dice, who: Children, slots: Slots, rows: _Rows) -> Small:
    """Why each row ended, from what came next; UNKNOWN for those that go on."""
    n = len(rows.child)
    slot, after = rows.slot, np.append(rows.slot[1:], 0)
    context, next_context = slots.context[slot], slots.context[after]
    move = dice.pick(MOVE_REASONS, REASONS, n)
    left = {
        "edge_of_care": "returned_home",
        "in_care": "other",
        "special_guardianship": "special_guardianship",
    }
    left |= {"adopted": "adopted", "not_in_scope": "returned_home"}
    went = np.array([REASONS[left[name]] for name in CONTEXTS], dtype=np.int8)[next_context]
    went = np.where(
        (who.stands[rows.child] == Stands.GROWN) & (slots.phase[after] == AFTER), REASONS["turned_18"], went
    )
    outside = np.where(dice.chance(0.5, n), REASONS["breakdown"], REASONS["other"])
    reason = np.where(context == IN_CARE, np.where(next_context == IN_CARE, move, went), outside)
    reason = np.where(slot == after, REASONS["other"], reason)
    return np.where(rows.end == NO_DAY, UNKNOWN, reason).astype(np.int8)


def _how_came(dice: Dice, slots: Slots, rows: _Rows, reason: Small) -> Small:
    """Planned or emergency entry, of homes in care; NG26 1.1.6. Shares are an assumption; readmissions are often emergencies."""
    n = len(rows.child)
    same = np.append(False, same_next(rows.child)[:-1])
    before = np.append(0, rows.slot[:-1])
    from_care = same & (slots.context[before] == IN_CARE)
    broke = same & (np.append(UNKNOWN, reason[:-1]) == REASONS["breakdown"])
    again = slots.phase[rows.slot] > BETWEEN
    crisis = np.where(from_care, np.where(broke, 0.5, 0.1), np.where(again & same, 0.58, 0.42)).astype(
        np.float32
    )
    came = np.where(dice.chance(crisis, n), ENTRIES["emergency"], ENTRIES["planned"])
    came = came[
        _runs(rows.child, np.append(True, rows.slot[1:] != rows.slot[:-1]))
    ]  # a new order is no new entry
    return np.where(slots.context[rows.slot] == IN_CARE, came, UNKNOWN).astype(np.int8)


def _runs(child: Days, breaks: Mask) -> Days:
    """For each row, the first row of its run; a run ends where the child changes or `breaks` is true."""
    first = breaks.copy()
    first[0] = True
    first[1:] |= child[1:] != child[:-1]
    return np.maximum.accumulate(np.where(first, np.arange(len(child)), 0)).astype(np.int32)


def _care(who: Children, slots: Slots, rows: _Rows) -> Care:
    """The finished homes, and what today's look like."""
    child, start, end = rows.child, rows.start, rows.end
    context, carer = slots.context[rows.slot], slots.carer[rows.slot]
    gap = np.append(True, (start[1:] - end[:-1]) > 1)
    run = _runs(child, gap | np.append(True, carer[1:] != carer[:-1]))
    last_of_run = np.append(run[1:] != run[:-1], True)
    left = end[last_of_run][np.cumsum(last_of_run) - last_of_run]
    wanted = (context == EDGE) | (context == IN_CARE)
    period = start[_runs(child, gap | np.append(True, wanted[1:] != wanted[:-1]))]
    now = np.full(who.n, -1, dtype=np.int32)
    going_on = np.nonzero(end == NO_DAY)[0]
    now[child[going_on]] = going_on
    here = (now >= 0) & wanted[now]
    since = np.where(here, period[now], np.int32(NO_DAY))
    phase, home = slots.phase[rows.slot], slots.home[rows.slot]
    return Care(child, start, end, phase, context, home, rows.legal, carer, start[run], left, now, since)


def _stable(dice: Dice, who: Children, care: Care, reason: Small) -> Small:
    """The team's judgement of each home. Assumption: the longer it has lasted the likelier."""
    n = len(care.child)
    lasted = np.where(care.end == NO_DAY, who.as_of, care.end) - care.placement
    likely = np.select([reason == REASONS["breakdown"], lasted < 90, lasted < 365], [0.2, 0.6, 0.8], 0.92)
    return dice.flag(likely.astype(np.float32), who.gaps[care.child] * 0.7 + 0.02, n)


def _frame(dice: Dice, who: Children, care: Care, reason: Small, came: Small) -> pl.DataFrame:
    n, gaps = len(care.child), who.gaps[care.child]
    ended = care.end != NO_DAY
    moved = ended & (care.context != EDGE) & (care.end == care.left)
    kept = np.where(moved, dice.pick(KEPT_AFTER, KEPT, n), UNKNOWN).astype(np.int8)
    a_day_earlier = ended & (care.end - care.start > 3) & dice.chance(0.03, n)
    columns: dict[str, Column] = {
        "start": care.start,
        "end": np.where(a_day_earlier, care.end - 1, care.end).astype(np.int32),
        "context": dice.blank(care.context, gaps * 0.06),
        "home": dice.blank(care.home, gaps * 0.06),
        "legal_status": dice.blank(care.legal, gaps * 0.2),
        "carer": Names(np.where(dice.chance(gaps * 0.15, n), UNKNOWN, care.carer), CARER_PREFIX),
        "entry": dice.blank(came, gaps),
        "stable": _stable(dice, who, care, reason),
        "end_reason": dice.blank(reason, gaps * 0.5),
        "relationship_kept": dice.blank(kept, 0.1 + gaps),
    }
    return frame("care", care.child, columns)


def homes_of(dice: Dice, who: Children, history: Histories) -> tuple[Care, pl.DataFrame]:
    """Every child's homes, as arrays for the other themes and as the table `care`."""
    by_agreement = homes.voluntary(dice, who)
    slots = homes.slots(dice, who, history, by_agreement)
    rows = _lay_orders(slots, _order_changes(dice, who, history, by_agreement), who.as_of)
    reason = _why_ended(dice, who, slots, rows)
    told = ~_left_out(dice, who, slots)[rows.slot]
    came = _how_came(dice, slots, rows, reason)
    rows = _Rows(rows.slot[told], rows.child[told], rows.start[told], rows.end[told], rows.legal[told])
    care = _care(who, slots, rows)
    return care, _frame(dice, who, care, reason[told], came[told])
