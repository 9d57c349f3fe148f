"""The language as dataframe expressions, for many children at once: the same definitions, never written again.

A question becomes a nullable Boolean expression, null being "not known" (Polars' `&` and `|` are Kleene's). A day or
number becomes bounds, lowest and highest, with what is known to be none. What is said about a list is worked out on the
list's frame and laid on the frame above it; what is said about "the newest" is worked out on those rows alone.
"""

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from holdfast.engine import expressions as x
from holdfast.engine.frames import Frame, Rows
from holdfast.engine.tables import FieldSpec

FALSE, TRUE, OPEN = 0, 1, 2
Codes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Bounds:
    """A day or number: lowest and highest it can be (null: anything), whether there surely is none, whether there may be none."""

    low: pl.Expr
    high: pl.Expr
    none: pl.Expr | None = None
    maybe_none: pl.Expr | None = None

    @property
    def certain(self) -> bool:
        return self.low is self.high and self.maybe_none is None


def codes_of(answers: pl.Series) -> Codes:
    """A nullable Boolean column as 0, 1 and 2 (not known)."""
    return answers.cast(pl.UInt8).fill_null(OPEN).to_numpy()


def _answers(codes: Codes) -> pl.Series:
    """The nullable Boolean column of such codes."""
    known = pl.Series(codes == TRUE)
    return known.set(pl.Series(codes == OPEN), None) if (codes == OPEN).any() else known


class CaseloadEngine:
    """Works out expressions on frames; settings are fixed for one engine."""

    def __init__(self, settings: dict[str, int]) -> None:
        self.settings = settings

    # --- questions

    def ask(self, frame: Frame, node: x.Expr) -> pl.Expr:
        """The nullable Boolean expression of a question, on a frame of its own level or below."""
        if node.table is None and frame.above is not None:
            return self._from_above(frame, node)
        key = id(node)
        if key not in frame.memo:
            frame.memo[key] = getattr(self, f"_ask_{type(node).__name__.strip('_').lower()}")(frame, node)
            frame.memo[("node", key)] = node
        return frame.memo[key]  # type: ignore[no-any-return]

    def answer(self, frame: Frame, node: x.Expr) -> pl.Series:
        """The answers to a question, one a row."""
        return frame.column(self.ask(frame, node))

    def _from_above(self, frame: Frame, node: x.Expr) -> pl.Expr:
        if isinstance(node, x.Truth):
            return pl.lit(node.value)
        key = ("above", id(node))
        if key not in frame.memo:
            assert frame.above is not None and frame.up is not None
            frame.memo[key] = frame.add(self.answer(frame.above, node).gather(frame.up))
        return frame.memo[key]  # type: ignore[no-any-return]

    def _ask_truth(self, frame: Frame, node: x.Truth) -> pl.Expr:
        return pl.lit(node.value)

    def _ask_fact(self, frame: Frame, node: x.Fact) -> pl.Expr:
        return frame.add(self.answer(frame, node.expr).rechunk())

    def _ask_all(self, frame: Frame, node: x.All) -> pl.Expr:
        return _folded([self.ask(frame, part) for part in node.of], operator.and_, empty=True)

    def _ask_any(self, frame: Frame, node: x.Any_) -> pl.Expr:
        return _folded([self.ask(frame, part) for part in node.of], operator.or_, empty=False)

    def _ask_not(self, frame: Frame, node: x.Not) -> pl.Expr:
        return ~self.ask(frame, node.of)

    def _ask_known(self, frame: Frame, node: x.Known) -> pl.Expr:
        return self.ask(frame, node.of).fill_null(False)

    def _ask_oneof(self, frame: Frame, node: x.OneOf) -> pl.Expr:
        field = node.field.of if isinstance(node.field, x.Previous) else node.field
        column, codes = self._raw(frame, node.field), list(field.spec.codes or ())
        if isinstance(field.spec.stands_for, str):
            column = column.fill_null(codes.index(field.spec.stands_for))
        wanted = [codes.index(code) for code in node.codes]
        found = column == wanted[0]
        for place in wanted[1:]:
            found = found | (column == place)
        return found

    def _ask_includes(self, frame: Frame, node: x.Includes) -> pl.Expr:
        return pl.col(f"{_column(node.field.spec)}__{node.code}")

    def _ask_istrue(self, frame: Frame, node: x.IsTrue) -> pl.Expr:
        column = pl.col(_column(node.field.spec))
        return column if node.field.spec.stands_for is None else column.fill_null(node.field.spec.stands_for is True)

    def _ask_isset(self, frame: Frame, node: x.IsSet) -> pl.Expr:
        spec, name = node.field.spec, _column(node.field.spec)
        if spec.stands_for is False:
            return pl.col(name).is_not_null()
        there = pl.when(pl.col(name).is_not_null()).then(True)
        return there & ~pl.col(f"{name}__not").fill_null(False) if spec.or_false else there

    def _ask_isrecorded(self, frame: Frame, node: x.IsRecorded) -> pl.Expr:
        return self._text(frame, node.field).is_not_null()

    def _ask_same(self, frame: Frame, node: x.Same) -> pl.Expr:
        return self._text(frame, node.left) == self._text(frame, node.right)

    def _ask_compare(self, frame: Frame, node: x.Compare) -> pl.Expr:
        left, right = self.value(frame, node.left), self.value(frame, node.right)
        if left.certain and right.certain:
            found = _ORDER[node.order](left.low, right.low)
        else:
            found = _compare_bounds(node.order, left, right)
        for side in (left, right):
            if side.none is not None:
                found = found & ~side.none
        return found

    # --- texts and raw columns

    def _raw(self, frame: Frame, field: x.Field | x.Previous) -> pl.Expr:
        if isinstance(field, x.Previous):
            return pl.when(self._has_previous(frame)).then(pl.col(_column(field.of.spec)).shift(1))
        return pl.col(_column(field.spec))

    def _text(self, frame: Frame, node: x.Expr) -> pl.Expr:
        if node.table is None and frame.above is not None:
            key = ("text", id(node))
            if key not in frame.memo:
                assert frame.up is not None
                values = frame.above.column(self._text(frame.above, node))
                frame.memo[key] = frame.add(values.gather(frame.up))
            return frame.memo[key]  # type: ignore[no-any-return]
        if isinstance(node, x.Other):
            return pl.col(f"other {_column(node.of.spec)}")
        if isinstance(node, x.At):
            return self._text_at(frame, node)
        assert isinstance(node, (x.Field, x.Previous))
        return self._raw(frame, node)

    def _text_at(self, frame: Frame, node: x.At) -> pl.Expr:
        """A text of the newest entry; which entry that is must be certain."""
        chosen = self._chosen(frame, node.newest)
        assert not chosen.uncertain.any() and chosen.frame.up is not None
        values = chosen.frame.column(self._text(chosen.frame, node.what))
        place = np.full(frame.height, -1, dtype=np.int64)
        place[chosen.frame.up] = np.arange(chosen.frame.height)
        return frame.add(values.gather(pl.Series(place).replace(-1, None)))

    def _has_previous(self, frame: Frame) -> pl.Expr:
        if "previous" not in frame.memo:
            frame.memo["previous"] = frame.add(pl.Series(~frame.firsts()))
        return frame.memo["previous"]  # type: ignore[no-any-return]

    # --- days and numbers

    def value(self, frame: Frame, node: x.Expr) -> Bounds:
        """The bounds of a day or number on a frame of its own level or below."""
        if isinstance(node, (x.Number, x.Setting)):
            number = pl.lit(node.value if isinstance(node, x.Number) else self.settings[node.key])
            return Bounds(number, number)
        if node.table is None and frame.above is not None:
            return self._value_from_above(frame, node)
        key = ("value", self._same_value(node))
        if key not in frame.memo:
            frame.memo[key] = getattr(self, f"_value_{type(node).__name__.lower()}")(frame, node)
            frame.memo[("node", key)] = node
        return frame.memo[key]  # type: ignore[no-any-return]

    def _same_value(self, node: x.Expr) -> Any:
        """What two expressions share when they are the same day."""
        if isinstance(node, x.Shift):
            return ("shift", self._same_value(node.day), node.sign, self._amount(node), node.unit)
        if isinstance(node, x.Field):
            return ("field", node.owner, node.spec.key)
        return "as_of" if isinstance(node, x.AsOf) else id(node)

    def _value_from_above(self, frame: Frame, node: x.Expr) -> Bounds:
        key = ("value above", self._same_value(node))
        if key in frame.memo:
            return frame.memo[key]  # type: ignore[no-any-return]
        assert frame.above is not None and frame.up is not None
        above, up = frame.above, frame.up
        found = self.value(above, node)

        def down(expr: pl.Expr | None) -> pl.Expr | None:
            return None if expr is None else frame.add(above.column(expr).gather(up))

        if above.memo.get("one day") and self._same_value(node) == "as_of":
            bounds = found
        elif above.memo.get("one day") and isinstance(node, x.Shift) and isinstance(node.day, x.AsOf):
            bounds = found
        else:
            low = down(found.low)
            high = low if found.low is found.high else down(found.high)
            assert low is not None and high is not None
            bounds = Bounds(low, high, down(found.none), down(found.maybe_none))
        frame.memo[key] = bounds
        return bounds

    def _value_fact(self, frame: Frame, node: x.Fact) -> Bounds:
        return self.value(frame, node.expr)

    def _value_field(self, frame: Frame, node: x.Field) -> Bounds:
        column, none = pl.col(_column(node.spec)), None
        if node.spec.stands_for is False:
            none = column.is_null()
        elif node.spec.or_false:
            none = pl.col(f"{_column(node.spec)}__not").fill_null(False)
        return Bounds(column, column, none)

    def _value_previous(self, frame: Frame, node: x.Previous) -> Bounds:
        column = self._raw(frame, node)
        none = ~self._has_previous(frame)
        if node.of.spec.stands_for is False:
            none = none | column.is_null()
        return Bounds(column, column, none)

    def _value_asof(self, frame: Frame, node: x.AsOf) -> Bounds:
        """One literal where all children are asked about on one day."""
        if "one day" not in frame.memo:
            days = frame.rows["as_of"]
            frame.memo["one day"] = bool(days.n_unique() == 1)
        day = pl.lit(frame.rows["as_of"][0], dtype=pl.Int32) if frame.memo["one day"] else pl.col("as_of")
        return Bounds(day, day)

    def _value_placed(self, frame: Frame, node: x.Placed) -> Bounds:
        place = pl.col(f"placed {node.what}")
        if f"placed {node.what}" not in frame.rows.columns:
            _place(frame)
        none = ~self._has_previous(frame) if node.what in ("gap", "previous_day") else None
        return Bounds(place, place, none)

    def _amount(self, node: x.Shift) -> int:
        amount = node.amount.value if isinstance(node.amount, x.Number) else self.settings[node.amount.key]
        return node.sign * (int(amount) + node.plus)

    def _value_shift(self, frame: Frame, node: x.Shift) -> Bounds:
        day, by = self.value(frame, node.day), self._amount(node)
        if node.unit == "days":
            return _both(day, lambda e: e + by)
        months = by * (12 if node.unit == "years" else 1)
        if frame.memo.get("one day") and isinstance(node.day, x.AsOf):
            moved = pl.select(_by_months(day.low, months)).item()
            return _literal(moved)
        return _both(day, lambda e: frame.add(frame.column(_by_months(e, months))))

    def _value_inschoolyear(self, frame: Frame, node: x.InSchoolYear) -> Bounds:
        month = node.month.value if isinstance(node.month, x.Number) else self.settings[node.month.key]
        return _both(self.value(frame, node.day), lambda e: _in_school_year(e, int(month)))

    def _value_firstdayof(self, frame: Frame, node: x.FirstDayOf) -> Bounds:
        days = [self.value(frame, day) for day in node.days]
        found = days[-1]
        for day in reversed(days[:-1]):
            assert day.certain and found.certain and day.none is not None
            low = pl.when(day.none).then(found.low).otherwise(day.low)
            none = day.none & (found.none if found.none is not None else pl.lit(False))
            found = Bounds(low, low, none)
        return found

    # --- about lists

    def _list(self, frame: Frame, node: x.Over) -> tuple[Frame, npt.NDArray[np.bool_]]:
        """The entries below this frame, and which rows have no list on file."""
        name = node.entries.name
        absent = ~frame.rows[f"{name}__known"].fill_null(False).to_numpy()
        return frame.entries(name), absent

    def _ask_exists(self, frame: Frame, node: x.Exists) -> pl.Expr:
        entries, absent = self._list(frame, node)
        return frame.add(_answers(_any_below(entries, codes_of(self.answer(entries, node.where)), absent, frame.height)))

    def _ask_peerexists(self, frame: Frame, node: x.PeerExists) -> pl.Expr:
        pairs = self._pairs(frame, tuple(_column(field.spec) for field in node.same))
        found = codes_of(self.answer(pairs, node.where))
        codes = np.zeros(frame.height, dtype=np.uint8)
        codes[pairs.memo["left"][found == OPEN]] = OPEN
        codes[pairs.memo["left"][found == TRUE]] = TRUE
        return frame.add(_answers(codes))

    def _pairs(self, frame: Frame, same: tuple[str, ...]) -> Frame:
        """Every entry with every entry of its own list that shares the codes; the first one's columns are "other …"."""
        key = ("pairs", same)
        if key not in frame.memo:
            rows = frame.rows.select(*_fields_of(frame)).with_columns(
                pl.Series("above", frame.up), pl.int_range(pl.len(), dtype=pl.Int64).alias("row")
            )
            on = ["above", *same]
            other = rows.rename({name: f"other {name}" for name in rows.columns if name not in on})
            both = other.join(rows, on=on, how="inner")
            assert frame.above is not None
            pairs = Frame(frame.table, both, frame.above, both["above"].to_numpy())
            pairs.memo["left"] = both["other row"].to_numpy()
            frame.memo[key] = pairs
        return frame.memo[key]  # type: ignore[no-any-return]

    def _value_count(self, frame: Frame, node: x.Count) -> Bounds:
        entries, absent = self._list(frame, node)
        assert entries.up is not None
        where = self.answer(entries, node.where) if not isinstance(node.where, x.Truth) else None
        up = entries.up if where is None else entries.up[where.to_numpy()]
        counts = pl.Series(np.bincount(up, minlength=frame.height), dtype=pl.Int32)
        column = frame.add(counts.set(pl.Series(absent), None))
        return Bounds(column, column)

    def _value_nth(self, frame: Frame, node: x.Nth) -> Bounds:
        entries, absent = self._list(frame, node)
        assert entries.up is not None
        nth = entries.column(self.value(entries, x.Placed(node.entries.name, "nth")).low).to_numpy() == node.n
        return self._days_above(frame, entries, np.flatnonzero(nth), node.day, absent)

    def _days_above(self, frame: Frame, entries: Frame, rows: Rows, day: x.Field, absent: Any) -> Bounds:
        """The day of the chosen rows, laid on the frame above; none where no row was chosen."""
        assert entries.up is not None
        found = np.full(frame.height, np.iinfo(np.int32).min, dtype=np.int32)
        found[entries.up[rows]] = entries.rows[_column(day.spec)].to_numpy()[rows]
        there = found != np.iinfo(np.int32).min
        column = frame.add(pl.Series(found).set(pl.Series(~there), None))
        return Bounds(column, column, frame.add(pl.Series(~there & ~absent)))

    def _value_earliest(self, frame: Frame, node: x.Earliest) -> Bounds:
        return self._limit(frame, node, newest=False)

    def _value_latest(self, frame: Frame, node: x.Latest) -> Bounds:
        return self._limit(frame, node, newest=True)

    def _limit(self, frame: Frame, node: x.Earliest | x.Latest, *, newest: bool) -> Bounds:
        entries, absent = self._list(frame, node)
        if isinstance(node.where, x.Truth):
            rows = np.arange(entries.height)
            return self._days_above(frame, entries, rows if newest else rows[::-1], node.day, absent)
        codes = codes_of(self.answer(entries, node.where))
        sure, maybe = np.flatnonzero(codes == TRUE), np.flatnonzero(codes != FALSE)
        step = 1 if newest else -1
        certain = self._days_above(frame, entries, sure[::step], node.day, absent)
        if len(sure) == len(maybe):
            return certain
        possible = self._days_above(frame, entries, maybe[::step], node.day, absent)
        low, high = (certain.low, possible.low) if newest else (possible.low, certain.low)
        both = pl.coalesce(certain.low, possible.low)
        low, high = (pl.coalesce(low, both), pl.coalesce(high, both))
        if newest:  # without a sure one, the latest may be any of the possible ones
            low = self._lowest(frame, entries, maybe, node.day, certain)
        else:
            high = self._highest(frame, entries, maybe, node.day, certain)
        assert certain.none is not None and possible.none is not None
        return Bounds(low, high, possible.none, certain.none & ~possible.none)

    def _lowest(self, frame: Frame, entries: Frame, rows: Rows, day: x.Field, certain: Bounds) -> pl.Expr:
        least = self._days_above(frame, entries, rows[::-1], day, np.zeros(frame.height, dtype=bool))
        return pl.coalesce(certain.low, least.low)

    def _highest(self, frame: Frame, entries: Frame, rows: Rows, day: x.Field, certain: Bounds) -> pl.Expr:
        most = self._days_above(frame, entries, rows, day, np.zeros(frame.height, dtype=bool))
        return pl.coalesce(certain.low, most.low)

    def _value_runstart(self, frame: Frame, node: x.RunStart) -> Bounds:
        entries, absent = self._list(frame, node)
        assert entries.up is not None
        belongs, on = self._runs(entries, node)
        last = np.full(frame.height, -1, dtype=np.int64)
        last[entries.up] = np.arange(entries.height)
        day = entries.rows[_column(node.day.spec)].to_numpy()
        over = np.ones(frame.height, dtype=bool)
        ended = entries.rows[_column(node.end.spec)].is_not_null().to_numpy()
        over[last >= 0] = ended[last[last >= 0]]
        bounds = []
        for stops in (on != FALSE, on == TRUE):  # the longest run there can be, and the shortest
            start = np.zeros(frame.height, dtype=np.int32)
            rows = np.flatnonzero(~stops)
            start[entries.up[rows]] = day[rows]
            bounds.append(frame.add(pl.Series(start).set(pl.Series(over), None)))
        of_last = np.full(frame.height, TRUE, dtype=np.uint8)
        of_last[last >= 0] = belongs[last[last >= 0]]
        none, maybe = (of_last == FALSE) & ~over, (of_last == OPEN) & ~over
        low, high = bounds
        certain = not maybe.any() and bool((on != OPEN).all())
        return Bounds(low, low if certain else high, frame.add(pl.Series(none)), None if certain else frame.add(pl.Series(maybe)))

    def _runs(self, entries: Frame, node: x.RunStart | x.RunsAtLeast) -> tuple[Codes, Codes]:
        """Of each entry: whether it belongs, and whether it goes on from one that belongs (for a count: from any)."""
        belongs = codes_of(self.answer(entries, node.where)) if not isinstance(node.where, x.Truth) else None
        if belongs is None:
            belongs = np.ones(entries.height, dtype=np.uint8)
        on = codes_of(self.answer(entries, node.joined)).copy()
        if isinstance(node, x.RunStart):
            before = np.roll(belongs, 1)
            on = np.where((on == FALSE) | (before == FALSE), FALSE, np.maximum(on, before)).astype(np.uint8)
        on[entries.firsts()] = FALSE
        return belongs, on

    def _ask_runsatleast(self, frame: Frame, node: x.RunsAtLeast) -> pl.Expr:
        entries, absent = self._list(frame, node)
        counts, on = self._runs(entries, node)
        wanted = self.settings[node.n.key]
        fewest = _runs_below(entries, on != FALSE, counts == TRUE, frame.height)
        most = _runs_below(entries, on == TRUE, counts != FALSE, frame.height)
        codes = np.where(fewest >= wanted, TRUE, np.where(most < wanted, FALSE, OPEN)).astype(np.uint8)
        return frame.add(_answers(np.where(absent, OPEN, codes).astype(np.uint8)))

    # --- the newest entry

    def _chosen(self, frame: Frame, node: x.Newest) -> "Chosen":
        key = ("chosen", id(node.entries), self._same_where(node.where), node.needed)
        if key not in frame.memo:
            entries, absent = self._list(frame, node)
            frame.memo[key] = _choose(frame, entries, codes_of(self.answer(entries, node.where)), absent)
            frame.memo[("node", key)] = node
        return frame.memo[key]  # type: ignore[no-any-return]

    def _same_where(self, node: x.Expr) -> Any:
        return "all" if isinstance(node, x.Truth) and node.value else id(node)

    def _ask_at(self, frame: Frame, node: x.At) -> pl.Expr:
        chosen = self._chosen(frame, node.newest)
        found = codes_of(self.answer(chosen.frame, node.what))
        none = OPEN if node.newest.needed else FALSE
        codes = np.full(frame.height, none, dtype=np.uint8)
        assert chosen.frame.up is not None
        codes[chosen.frame.up] = found
        if chosen.uncertain.any():
            codes = _agreed(codes, chosen, found, none)
        codes[chosen.absent] = OPEN
        return frame.add(_answers(codes))

    def _value_at(self, frame: Frame, node: x.At) -> Bounds:
        chosen = self._chosen(frame, node.newest)
        found = self.value(chosen.frame, node.what)
        if not chosen.uncertain.any() and found.certain:
            return self._value_at_one(frame, chosen, found)
        return self._value_at_several(frame, chosen, found)

    def _value_at_one(self, frame: Frame, chosen: "Chosen", found: Bounds) -> Bounds:
        place = np.full(frame.height, -1, dtype=np.int64)
        place[chosen.frame.up] = np.arange(chosen.frame.height)
        where = pl.Series(place).replace(-1, None)
        column = frame.add(chosen.frame.column(found.low).gather(where))
        none = (place < 0) & ~chosen.absent
        if found.none is not None:
            none |= chosen.frame.column(found.none).gather(where).fill_null(False).to_numpy()
        return Bounds(column, column, frame.add(pl.Series(none)))

    def _value_at_several(self, frame: Frame, chosen: "Chosen", found: Bounds) -> Bounds:
        """Bounds over the entries that may be the chosen one."""
        rows = chosen.frame.rows.select(
            pl.Series("above", chosen.frame.up),
            found.low.alias("low"),
            found.high.alias("high"),
            (found.none if found.none is not None else pl.lit(False)).alias("none"),
            (found.maybe_none if found.maybe_none is not None else pl.lit(False)).alias("maybe"),
        )
        value, open_ = pl.col("low").is_not_null(), pl.col("low").is_null() & ~pl.col("none")
        of = rows.group_by("above").agg(
            pl.when(~open_.any()).then(pl.col("low").min()).alias("low"),
            pl.when(~open_.any()).then(pl.col("high").max()).alias("high"),
            pl.col("none").all().alias("none"),
            (pl.col("none") | pl.col("maybe")).any().alias("maybe"),
            value.any().alias("value"),
        )
        all_ = pl.DataFrame({"above": np.arange(frame.height), "may": chosen.may_be_none, "absent": chosen.absent})
        laid = all_.join(of, on="above", how="left", maintain_order="left")
        none = (pl.col("none").fill_null(True)) & ~pl.col("absent")
        maybe = (pl.col("maybe").fill_null(False) | (pl.col("may") & pl.col("value").fill_null(False))) & ~none
        laid = laid.with_columns(none=none, maybe=maybe)
        names = {n: frame.add(laid[n]) for n in ("low", "high", "none", "maybe")}
        return Bounds(names["low"], names["high"], names["none"], names["maybe"])


@dataclass(frozen=True)
class Chosen:
    """The rows that are, or may be, the newest below each row above: `uncertain` rows have several, or one or none."""

    frame: Frame
    uncertain: npt.NDArray[np.bool_]
    may_be_none: npt.NDArray[np.bool_]
    absent: npt.NDArray[np.bool_]


def _choose(frame: Frame, entries: Frame, codes: Codes, absent: npt.NDArray[np.bool_]) -> Chosen:
    assert entries.up is not None
    sure = np.full(frame.height, -1, dtype=np.int64)
    rows = np.flatnonzero(codes == TRUE)
    sure[entries.up[rows]] = rows
    maybe = np.flatnonzero(codes == OPEN)
    maybe = maybe[maybe > sure[entries.up[maybe]]]
    uncertain = np.zeros(frame.height, dtype=bool)
    uncertain[entries.up[maybe]] = True
    which = np.sort(np.concatenate((sure[sure >= 0], maybe)))
    return Chosen(entries.only(which, frame, entries.up[which]), uncertain, uncertain & (sure < 0), absent)


def _agreed(codes: Codes, chosen: Chosen, found: Codes, none: int) -> Codes:
    """Where several entries may be the newest, the answer is known if all agree."""
    low = np.full(len(codes), OPEN, dtype=np.uint8)
    high = np.zeros(len(codes), dtype=np.uint8)
    np.minimum.at(low, chosen.frame.up, found)
    np.maximum.at(high, chosen.frame.up, found)
    low[chosen.may_be_none] = np.minimum(low[chosen.may_be_none], none)
    high[chosen.may_be_none] = np.maximum(high[chosen.may_be_none], none)
    return np.where(chosen.uncertain, np.where(low == high, low, OPEN), codes).astype(np.uint8)


def _any_below(entries: Frame, codes: Codes, absent: npt.NDArray[np.bool_], height: int) -> Codes:
    """Kleene's or over the entries below each row."""
    assert entries.up is not None
    found = np.zeros(height, dtype=np.uint8)
    found[entries.up[codes == OPEN]] = OPEN
    found[entries.up[codes == TRUE]] = TRUE
    found[absent] = OPEN
    return found


def _runs_below(entries: Frame, on: npt.NDArray[np.bool_], counts: npt.NDArray[np.bool_], height: int) -> Rows:
    """How many runs below each row have an entry that counts."""
    assert entries.up is not None
    run = np.cumsum(~on)
    rows = np.flatnonzero(counts)
    first = np.ones(len(rows), dtype=bool)
    first[1:] = run[rows][1:] != run[rows][:-1]
    return np.bincount(entries.up[rows[first]], minlength=height)


def _place(frame: Frame) -> None:
    """Where each row stands below its row above."""
    first = frame.firsts()
    starts = np.flatnonzero(first)
    nth = np.arange(frame.height) - np.repeat(starts, np.diff(np.append(starts, frame.height))) + 1
    assert frame.table is not None and frame.table.dated_by
    day = frame.rows[frame.table.dated_by].to_numpy()
    since = day - np.repeat(day[starts], np.diff(np.append(starts, frame.height)))
    gap = np.diff(day, prepend=day[:1])
    frame.rows = frame.rows.with_columns(
        pl.Series("placed nth", nth, dtype=pl.Int32),
        pl.Series("placed gap", gap, dtype=pl.Int32),
        pl.Series("placed day", since, dtype=pl.Int32),
        pl.Series("placed previous_day", np.roll(since, 1), dtype=pl.Int32),
    )


def _fields_of(frame: Frame) -> list[str]:
    return [name for name in frame.rows.columns if not name.startswith(("#", "placed"))]


def _folded(parts: list[pl.Expr], join: Callable[[pl.Expr, pl.Expr], pl.Expr], *, empty: bool) -> pl.Expr:
    return functools.reduce(join, parts) if parts else pl.lit(empty)


def _column(spec: FieldSpec) -> str:
    return spec.key.replace("/", "__")


def _literal(day: Any) -> Bounds:
    value = pl.lit(day, dtype=pl.Int32)
    return Bounds(value, value)


def _both(bounds: Bounds, change: Any) -> Bounds:
    low = change(bounds.low)
    return replace(bounds, low=low, high=low if bounds.low is bounds.high else change(bounds.high))


def _by_months(day: pl.Expr, months: int) -> pl.Expr:
    return day.cast(pl.Int32).cast(pl.Date).dt.offset_by(f"{months}mo").cast(pl.Int32)


def _in_school_year(day: pl.Expr, month: int) -> pl.Expr:
    then = day.cast(pl.Int32).cast(pl.Date)
    return pl.date(then.dt.year() + (then.dt.month() >= 9).cast(pl.Int32), month, 1).cast(pl.Int32)


_ORDER: dict[str, Any] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
}


def _compare_bounds(order: x.Order, left: Bounds, right: Bounds) -> pl.Expr:
    """True when every value says so, false when none does."""
    up = order in (">=", ">")
    surely = _ORDER[order](left.low if up else left.high, right.high if up else right.low)
    possibly = _ORDER[order](left.high if up else left.low, right.low if up else right.high)
    for side in (left, right):
        if side.maybe_none is not None:
            surely = surely & ~side.maybe_none
    return pl.when(surely).then(True).when(~possibly).then(False)
