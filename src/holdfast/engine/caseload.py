"""The language over columns, for many children at once: the same definitions, never written again.

A question becomes a column of answers (`kleene.py`), a day or number a column of bounds. What is said about a list is worked
out on the list's frame and laid on the frame above it; what is said about "the newest" is worked out on those rows alone.
Every node is worked out once for a frame.
"""

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from holdfast.engine import expressions as x
from holdfast.engine.chosen import Chosen, agreed, bounds_above, choose, days_above, latest_of
from holdfast.engine.frames import NO_CODE, Frame, Part, column_of
from holdfast.engine.kleene import (
    FALSE,
    OPEN,
    TRUE,
    Answers,
    Bounds,
    Mask,
    Rows,
    answers,
    by_months,
    compared,
    from_flags,
    in_school_year,
    known_true,
    months_and_days,
    moved_by_months,
)
from holdfast.engine.peers import peers_of, same_column
from holdfast.engine.runs import count_runs, start_of_run


class CaseloadEngine:
    """Works out expressions on frames; settings are fixed for one engine."""

    def __init__(self, settings: Mapping[str, int]) -> None:
        self.settings = settings

    def ask(self, frame: Frame, node: x.Expr) -> Answers:
        """The answers to a question, on a frame of its own level or below. The column is shared: never write into it."""
        key: Any = _asked_of_field(node) if isinstance(node, x.OneOf) else id(node)
        if key not in frame.memo:
            if node.table is None and frame.above is not None and not isinstance(node, x.Truth):
                found = self.ask(frame.above, node)[frame.up]
            else:
                found = getattr(self, f"_ask_{type(node).__name__.strip('_').lower()}")(frame, node)
            frame.memo[key], frame.memo["node", key] = (
                found,
                node,
            )  # the node is kept so that its id stays its own
        return frame.memo[key]  # type: ignore[no-any-return]

    # --- logic

    def _ask_truth(self, frame: Frame, node: x.Truth) -> Answers:
        return answers(frame.height, TRUE if node.value else FALSE)

    def _ask_fact(self, frame: Frame, node: x.Fact) -> Answers:
        return self.ask(frame, node.expr)

    def _ask_all(self, frame: Frame, node: x.All) -> Answers:
        """Peers are compared last, and only of the entries of which the rest is not false."""
        parts = [self.ask(frame, part) for part in node.of if not _about_peers(part)]
        found = _folded(np.minimum, parts, answers(frame.height, TRUE))
        for part in node.of:
            if _about_peers(part):
                found = np.minimum(found, self._of_peers(frame, part, np.flatnonzero(found != FALSE)))
        return found

    def _ask_any(self, frame: Frame, node: x.Any_) -> Answers:
        parts = [self.ask(frame, part) for part in node.of]
        return _folded(np.maximum, parts, answers(frame.height, FALSE))

    def _ask_not(self, frame: Frame, node: x.Not) -> Answers:
        opposite: Answers = np.subtract(TRUE, self.ask(frame, node.of), dtype=np.uint8)
        return opposite

    def _ask_known(self, frame: Frame, node: x.Known) -> Answers:
        return known_true(self.ask(frame, node.of) == TRUE)

    def _ask_notknown(self, frame: Frame, node: x.NotKnown) -> Answers:
        return np.equal(self.ask(frame, node.of), OPEN).view(np.uint8)

    def _ask_orelse(self, frame: Frame, node: x.OrElse) -> Answers:
        first = self.ask(frame, node.first)
        return np.maximum(first, np.minimum(TRUE - first, self.ask(frame, node.second)))

    # --- questions about fields

    def _ask_oneof(self, frame: Frame, node: x.OneOf) -> Answers:
        field = node.field.of if isinstance(node.field, x.Previous) else node.field
        codes = list(field.spec.codes or ())
        answer = np.zeros(NO_CODE + 1, dtype=np.uint8)
        answer[[codes.index(code) for code in node.codes]] = TRUE
        stands_for = field.spec.stands_for
        answer[NO_CODE] = OPEN if stands_for is None else answer[codes.index(str(stands_for))]
        return answer[self._codes(frame, node.field)]  # type: ignore[no-any-return]

    def _codes(self, frame: Frame, field: x.Field | x.Previous) -> Any:
        return frame.codes(column_of(field.of.spec if isinstance(field, x.Previous) else field.spec))

    def _ask_includes(self, frame: Frame, node: x.Includes) -> Answers:
        return frame.flags(f"{column_of(node.field.spec)}__{node.code}")

    def _ask_istrue(self, frame: Frame, node: x.IsTrue) -> Answers:
        flags = frame.flags(column_of(node.field.spec))
        return flags if node.field.spec.stands_for is None else known_true(flags == TRUE)

    def _ask_isset(self, frame: Frame, node: x.IsSet) -> Answers:
        spec, name = node.field.spec, column_of(node.field.spec)
        if spec.kind == "text":
            found = known_true(frame.texts(name).is_not_null().to_numpy())
        else:
            open_ = frame.days(name).open
            found = answers(frame.height, TRUE) if open_ is None else known_true(~open_)
        if spec.stands_for is False:
            return found
        known_not = frame.flags(f"{name}__not") == TRUE if spec.or_false else False
        return np.where(found == TRUE, found, np.where(known_not, FALSE, OPEN)).astype(np.uint8)

    def _ask_compare(self, frame: Frame, node: x.Compare) -> Answers:
        return compared(node.order, self.value(frame, node.left), self.value(frame, node.right), frame.height)

    # --- texts

    def _ask_isrecorded(self, frame: Frame, node: x.IsRecorded) -> Answers:
        return known_true(self._text(frame, node.field).is_not_null().to_numpy())

    def _ask_same(self, frame: Frame, node: x.Same) -> Answers:
        return from_flags(self._text(frame, node.left) == self._text(frame, node.right))

    def _text(self, frame: Frame, node: x.Expr) -> pl.Series:
        key = ("text", id(node))
        if key not in frame.memo:
            if node.table is None and frame.above is not None:
                assert frame.up is not None
                found = self._text(frame.above, node)[frame.up]
            elif isinstance(node, x.At):
                found = self._text_at(frame, node)
            else:
                found = self._text_field(frame, node)
            frame.memo[key], frame.memo["node", key] = found, node
        return frame.memo[key]  # type: ignore[no-any-return]

    def _text_field(self, frame: Frame, node: x.Expr) -> pl.Series:
        assert isinstance(node, (x.Field, x.Previous, x.Other))
        spec = node.spec if isinstance(node, x.Field) else node.of.spec
        if isinstance(node, x.Other):
            return frame.memo["other"].texts(column_of(spec))  # type: ignore[no-any-return]
        values = frame.texts(column_of(spec))
        if isinstance(node, x.Previous):
            values = values.shift(1).set(pl.Series(frame.firsts()), None)
        return values

    def _text_at(self, frame: Frame, node: x.At) -> pl.Series:
        """A text of the newest entry; which entry that is must be certain."""
        chosen = self._chosen(frame, node.newest)
        assert chosen.uncertain is None
        return self._text(chosen.frame, node.what).gather(
            pl.Series(chosen.place(frame.height)).replace(-1, None)
        )

    # --- days and numbers

    def value(self, frame: Frame, node: x.Expr) -> Bounds:
        """The bounds of a day or number, on a frame of its own level or below."""
        if isinstance(node, (x.Number, x.Setting)):
            number = self._number(node)
            return Bounds(number, number)
        key = ("value", self._same(node))
        if key not in frame.memo:
            if node.table is None and frame.above is not None:
                found = self.value(frame.above, node).rows(frame.up)
            else:
                found = getattr(self, f"_value_{type(node).__name__.lower()}")(frame, node)
            frame.memo[key], frame.memo["node", key] = found, node
        return frame.memo[key]  # type: ignore[no-any-return]

    def _number(self, node: x.Number | x.Setting) -> Any:
        return node.value if isinstance(node, x.Number) else self.settings[node.key]

    def _same(self, node: x.Expr) -> Any:
        """What two expressions share when they are the same day, so that it is worked out once."""
        if isinstance(node, x.Shift):
            return (self._same(node.day), node.sign * (int(self._number(node.amount)) + node.plus), node.unit)
        if isinstance(node, x.Field):
            return (node.owner, node.spec.key)
        return "as_of" if isinstance(node, x.AsOf) else id(node)

    def _value_fact(self, frame: Frame, node: x.Fact) -> Bounds:
        return self.value(frame, node.expr)

    def _value_field(self, frame: Frame, node: x.Field) -> Bounds:
        found = frame.days(column_of(node.spec))
        if node.spec.stands_for is False:
            return Bounds(found.low, found.high, None, found.open)
        if node.spec.or_false and found.open is not None:
            known_not = frame.flags(f"{column_of(node.spec)}__not") == TRUE
            return Bounds(found.low, found.high, found.open, known_not)
        return found

    def _value_previous(self, frame: Frame, node: x.Previous) -> Bounds:
        found = self._value_field(frame, node.of)
        low = np.roll(found.low, 1)

        def before(mask: Mask | None) -> Mask | None:
            return None if mask is None else np.roll(mask, 1) & ~frame.firsts()

        none = before(found.none)
        return Bounds(low, low, before(found.open), frame.firsts() if none is None else none | frame.firsts())

    def _value_asof(self, frame: Frame, node: x.AsOf) -> Bounds:
        """One number where all children are asked about on one day."""
        days = frame.days("as_of").low
        day = int(days[0]) if len(days) and (days == days[0]).all() else days
        return Bounds(day, day)

    def _value_placed(self, frame: Frame, node: x.Placed) -> Bounds:
        place = frame.placed(node.what)
        return Bounds(place, place, None, frame.firsts() if node.what in ("gap", "previous_day") else None)

    def _value_shift(self, frame: Frame, node: x.Shift) -> Bounds:
        day, by = self.value(frame, node.day), node.sign * (int(self._number(node.amount)) + node.plus)
        if node.unit == "days":
            return day.changed(lambda days: days + by)
        months = by * (12 if node.unit == "years" else 1)
        if not (day.certain and isinstance(day.low, np.ndarray)):
            return day.changed(lambda days: by_months(days, months))
        key = ("months", self._same(node.day))
        if key not in frame.memo:
            frame.memo[key] = months_and_days(day.low)
        month, of_month = frame.memo[key]
        return day.changed(lambda days: moved_by_months(month, of_month, months))

    def _value_inschoolyear(self, frame: Frame, node: x.InSchoolYear) -> Bounds:
        month = int(self._number(node.month))
        return self.value(frame, node.day).changed(lambda days: in_school_year(days, month))

    def _value_firstdayof(self, frame: Frame, node: x.FirstDayOf) -> Bounds:
        found = self.value(frame, node.days[-1])
        for node_before in reversed(node.days[:-1]):
            day = self.value(frame, node_before)
            assert day.certain and found.certain and day.none is not None
            low = np.where(day.none, found.low, day.low)
            none = np.zeros(frame.height, dtype=bool) if found.none is None else day.none & found.none
            open_ = np.zeros(frame.height, dtype=bool) if day.open is None else day.open & ~day.none
            if found.open is not None:
                open_ = open_ | (day.none & found.open)
            found = Bounds(low, low, open_, none)
        return found

    # --- about lists

    def _ask_exists(self, frame: Frame, node: x.Exists) -> Answers:
        """Kleene's or over the entries."""
        entries = frame.entries(node.entries.name)
        assert entries.up is not None
        found, each = answers(frame.height, FALSE), self.ask(entries, node.where)
        found[entries.up[np.flatnonzero(each == OPEN)]] = OPEN
        found[entries.up[np.flatnonzero(each == TRUE)]] = TRUE
        return _open_where(found, frame.listed(node.entries.name))

    def _ask_peerexists(self, frame: Frame, node: x.PeerExists) -> Answers:
        return self._of_peers(frame, node, np.arange(frame.height))

    def _of_peers(self, frame: Frame, node: x.Expr, rows: Rows) -> Answers:
        """The answers about peers of these entries (of the others: false)."""
        if isinstance(node, x.Not):
            found = answers(frame.height, FALSE)
            found[rows] = TRUE - self._of_peers(frame, node.of, rows)[rows]
            return found
        assert isinstance(node, x.PeerExists) and frame.above is not None and frame.up is not None
        left, right = peers_of(frame, rows)
        pairs, other = (Part(frame, side, frame.above, frame.up[left]) for side in (right, left))
        pairs.memo["other"] = other
        each = self.ask(pairs, node.where)
        for field in node.same:
            name = column_of(field.spec)
            each = np.minimum(each, same_column(pairs, other, name, coded=field.spec.codes is not None))
        found = answers(frame.height, FALSE)
        found[left[each == OPEN]] = OPEN
        found[left[each == TRUE]] = TRUE
        return found

    def _value_count(self, frame: Frame, node: x.Count) -> Bounds:
        entries = frame.entries(node.entries.name)
        assert entries.up is not None
        up = entries.up
        if not isinstance(node.where, x.Truth):
            up = up[self.ask(entries, node.where) == TRUE]
        counts = np.bincount(up, minlength=frame.height)
        return Bounds(counts, counts, frame.listed(node.entries.name))

    def _value_nth(self, frame: Frame, node: x.Nth) -> Bounds:
        entries = frame.entries(node.entries.name)
        rows = np.flatnonzero(entries.placed("nth") == node.n)
        return days_above(frame, entries, rows, column_of(node.day.spec))

    def _value_earliest(self, frame: Frame, node: x.Earliest) -> Bounds:
        return self._limit(frame, node, newest=False)

    def _value_latest(self, frame: Frame, node: x.Latest) -> Bounds:
        return self._limit(frame, node, newest=True)

    def _limit(self, frame: Frame, node: x.Earliest | x.Latest, *, newest: bool) -> Bounds:
        entries = frame.entries(node.entries.name)
        so = None if isinstance(node.where, x.Truth) else self.ask(entries, node.where)
        return latest_of(frame, entries, so, column_of(node.day.spec), newest=newest)

    # --- runs of entries

    def _runs(self, entries: Frame, node: x.RunStart | x.RunsAtLeast) -> tuple[Answers, Answers]:
        """Of each entry: whether it is so, and whether it joins the one before."""
        on = self.ask(entries, node.joined).copy()
        on[entries.firsts()] = FALSE
        return self.ask(entries, node.where), on

    def _value_runstart(self, frame: Frame, node: x.RunStart) -> Bounds:
        entries = frame.entries(node.entries.name)
        assert entries.up is not None
        belongs, on = self._runs(entries, node)
        on = np.minimum(on, np.where(entries.firsts(), FALSE, np.roll(belongs, 1)))
        last = np.full(frame.height, -1, dtype=np.int64)
        last[entries.up] = np.arange(entries.height)
        there, ended = last >= 0, entries.days(column_of(node.end.spec)).open
        over = ~there
        over[there] = True if ended is None else ~ended[last[there]]
        day = entries.days(column_of(node.day.spec)).low
        low, high = (
            start_of_run(frame.height, entries.up, np.flatnonzero(stops), day)
            for stops in (on == FALSE, on != TRUE)
        )
        of_last = answers(frame.height, TRUE)
        of_last[there] = belongs[last[there]]
        maybe = (of_last == OPEN) & ~over
        certain = not maybe.any() and not (on == OPEN).any()
        return Bounds(
            low, low if certain else high, over, (of_last == FALSE) & ~over, None if certain else maybe
        )

    def _ask_runsatleast(self, frame: Frame, node: x.RunsAtLeast) -> Answers:
        entries, wanted = frame.entries(node.entries.name), self.settings[node.n.key]
        so, on = self._runs(entries, node)
        fewest = count_runs(entries, on == FALSE, so == TRUE, frame.height)
        most = count_runs(entries, on != TRUE, so != FALSE, frame.height)
        found = (fewest >= wanted).astype(np.uint8) + (most >= wanted)
        return _open_where(found, frame.listed(node.entries.name))

    # --- the newest entry

    def _chosen(self, frame: Frame, node: x.Newest) -> Chosen:
        key = ("chosen", node.entries.name, "all" if isinstance(node.where, x.Truth) else id(node.where))
        if key not in frame.memo:
            entries = frame.entries(node.entries.name)
            found = choose(frame, entries, self.ask(entries, node.where), frame.listed(node.entries.name))
            frame.memo[key], frame.memo["node", key] = found, node
        return frame.memo[key]  # type: ignore[no-any-return]

    def _ask_at(self, frame: Frame, node: x.At) -> Answers:
        chosen, none = self._chosen(frame, node.newest), OPEN if node.newest.needed else FALSE
        each, found = self.ask(chosen.frame, node.what), answers(frame.height, none)
        found[chosen.frame.up] = each
        if chosen.uncertain is not None:
            found = agreed(found, chosen, each, none)
        return _open_where(found, chosen.absent)

    def _value_at(self, frame: Frame, node: x.At) -> Bounds:
        chosen = self._chosen(frame, node.newest)
        return bounds_above(frame, chosen, self.value(chosen.frame, node.what))


def _asked_of_field(node: x.OneOf) -> Any:
    """What two questions share when they ask the same of one field."""
    field = node.field.of if isinstance(node.field, x.Previous) else node.field
    return ("one of", isinstance(node.field, x.Previous), field.owner, field.spec.key, node.codes)


def _about_peers(node: x.Expr) -> bool:
    return isinstance(node, x.PeerExists) or (isinstance(node, x.Not) and isinstance(node.of, x.PeerExists))


def _folded(join: np.ufunc, parts: list[Answers], empty: Answers) -> Answers:
    found: Answers = functools.reduce(join, parts) if parts else empty
    return found


def _open_where(found: Answers, absent: Mask | None) -> Answers:
    if absent is not None:
        found[absent] = OPEN
    return found
