"""The language in plain Python, for one child: every node becomes a small function of the record and an entry.

A question answers True, False or a formula of what is not known (`unknown.py`). A day or number is an int or float,
False where there is none, or *open*: an unknown field, a list that is not there, or one of several that it could be.
"""

from typing import Any

from holdfast.engine import expressions as x
from holdfast.engine.one_child_lists import ListQuestions, Run
from holdfast.engine.open_values import (
    ORDER,
    OpenField,
    by_days,
    by_months,
    changed,
    compared,
    in_school_year,
)
from holdfast.engine.record import Entry, Record
from holdfast.engine.unknown import Atom, Kleene, all_, any_, not_


class Compiler(ListQuestions):
    """Turns expressions into functions, each expression once.

    `filling` asks what would be if every unknown were filled in: then "known to be so" is the same as "so".
    """

    def __init__(self, *, filling: bool = False) -> None:
        self._filling = filling
        self._compiled: dict[int, tuple[x.Expr, Run]] = {}

    def __call__(self, expr: x.Expr) -> Run:
        """The function that answers `expr` for a record and an entry (for the child: any entry)."""
        done = self._compiled.get(id(expr))
        if done is None:
            done = (expr, getattr(self, f"_{type(expr).__name__.strip('_').lower()}")(expr))
            self._compiled[id(expr)] = done
        return done[1]

    # --- values

    def _truth(self, node: x.Truth) -> Run:
        value = node.value
        return lambda record, entry: value

    def _number(self, node: x.Number) -> Run:
        value = node.value
        return lambda record, entry: value

    def _setting(self, node: x.Setting) -> Run:
        key = node.key
        return lambda record, entry: record.settings[key]

    def _asof(self, node: x.AsOf) -> Run:
        return lambda record, entry: record.as_of

    def _field(self, node: x.Field) -> Run:
        """A day, number, text or code; an OpenField where it is not known."""
        key, spec = node.spec.key, node.spec
        if node.owner is None:

            def of_child(record: Record, entry: Entry) -> Any:
                value = record.child.values[key]
                return OpenField(f"/{key}", spec, record.as_of) if value is None else value

            return of_child

        def of_entry(record: Record, entry: Entry) -> Any:
            value = entry.values.get(key)
            return OpenField(entry.path_of(key), spec, record.as_of) if value is None else value

        return of_entry

    def _previous(self, node: x.Previous) -> Run:
        field = self(node.of)

        def run(record: Record, entry: Entry) -> Any:
            return False if entry.previous is None else field(record, entry.previous)

        return run

    def _other(self, node: x.Other) -> Run:
        key = node.of.spec.key

        def run(record: Record, entry: Entry) -> Any:
            assert record.other is not None
            return record.other.values[key]

        return run

    def _placed(self, node: x.Placed) -> Run:
        return {
            "nth": lambda record, entry: entry.nth,
            "gap": lambda record, entry: entry.gap if entry.previous else False,
            "day": lambda record, entry: entry.day,
            "previous_day": lambda record, entry: entry.previous.day if entry.previous else False,
        }[node.what]

    def _shift(self, node: x.Shift) -> Run:
        day, amount, sign, unit = self(node.day), self(node.amount), node.sign, node.unit
        move = by_days if unit == "days" else by_months
        factor, plus = sign * (12 if unit == "years" else 1), node.plus

        def run(record: Record, entry: Entry) -> Any:
            value = day(record, entry)
            by = factor * (amount(record, entry) + plus)
            if value.__class__ is int:
                return move(value, by)
            return changed(value, lambda v: move(v, by), (id(node), by))

        return run

    def _inschoolyear(self, node: x.InSchoolYear) -> Run:
        day, month = self(node.day), self(node.month)

        def run(record: Record, entry: Entry) -> Any:
            value, in_month = day(record, entry), month(record, entry)
            return changed(value, lambda v: in_school_year(v, in_month), (id(node), in_month))

        return run

    def _firstdayof(self, node: x.FirstDayOf) -> Run:
        days = tuple(self(day) for day in node.days)

        def run(record: Record, entry: Entry) -> Any:
            for day in days:
                value = day(record, entry)
                if value is not False:
                    return value
            return False

        return run

    # --- questions

    def _compare(self, node: x.Compare) -> Run:
        left, right, order, test = self(node.left), self(node.right), node.order, ORDER[node.order]

        def run(record: Record, entry: Entry) -> Kleene:
            a, b = left(record, entry), right(record, entry)
            if a.__class__ is int and b.__class__ is int:
                return test(a, b)  # type: ignore[no-any-return]
            return compared(order, a, b)

        return run

    def _oneof(self, node: x.OneOf) -> Run:
        value, codes = self(node.field), frozenset(node.codes)

        def run(record: Record, entry: Entry) -> Kleene:
            code = value(record, entry)
            if code.__class__ is OpenField:
                return Atom((code.path,), ("is", codes), code.spec)
            return code in codes

        return run

    def _includes(self, node: x.Includes) -> Run:
        value, code = self(node.field), node.code

        def run(record: Record, entry: Entry) -> Kleene:
            codes = value(record, entry)
            if codes.__class__ is OpenField:
                return Atom((codes.path,), ("includes", codes.spec.key, code))
            return code in codes

        return run

    def _istrue(self, node: x.IsTrue) -> Run:
        value = self(node.field)

        def run(record: Record, entry: Entry) -> Kleene:
            flag = value(record, entry)
            return (
                Atom((flag.path,), ("flag", True), flag.spec) if flag.__class__ is OpenField else flag is True
            )

        return run

    def _isset(self, node: x.IsSet) -> Run:
        value = self(node.field)

        def run(record: Record, entry: Entry) -> Kleene:
            found = value(record, entry)
            if found.__class__ is OpenField:
                return Atom((found.path,), ("set", True), found.spec, found.limit)
            return found is not False

        return run

    def _isrecorded(self, node: x.IsRecorded) -> Run:
        value = self(node.field)

        def run(record: Record, entry: Entry) -> Kleene:
            found = value(record, entry)
            return found is not False and found.__class__ is not OpenField

        return run

    def _same(self, node: x.Same) -> Run:
        left, right = self(node.left), self(node.right)

        def run(record: Record, entry: Entry) -> Kleene:
            a, b = left(record, entry), right(record, entry)
            if a.__class__ is OpenField and b.__class__ is not OpenField:
                a, b = b, a
            if b.__class__ is not OpenField:
                return bool(a == b)
            if a.__class__ is OpenField:
                return Atom((a.path, b.path), ("same",))
            if b.spec.kind == "code":
                return Atom((b.path,), ("is", frozenset((a,))), b.spec)
            return Atom((b.path,), ("same", a))

        return run

    def _all(self, node: x.All) -> Run:
        runs = tuple(self(part) for part in node.of)

        def run(record: Record, entry: Entry) -> Kleene:
            open_: list[Kleene] | None = None
            for part in runs:
                value = part(record, entry)
                if value is False:
                    return False
                if value is not True:
                    if open_ is None:
                        open_ = []
                    open_.append(value)
            return True if open_ is None else all_(open_)

        return run

    def _any(self, node: x.Any_) -> Run:
        runs = tuple(self(part) for part in node.of)

        def run(record: Record, entry: Entry) -> Kleene:
            open_: list[Kleene] | None = None
            for part in runs:
                value = part(record, entry)
                if value is True:
                    return True
                if value is not False:
                    if open_ is None:
                        open_ = []
                    open_.append(value)
            return False if open_ is None else any_(open_)

        return run

    def _not(self, node: x.Not) -> Run:
        part = self(node.of)
        return lambda record, entry: not_(part(record, entry))

    def _known(self, node: x.Known) -> Run:
        part = self(node.of)
        if self._filling and not node.stays:
            return part
        return lambda record, entry: part(record, entry) is True

    def _notknown(self, node: x.NotKnown) -> Run:
        if self._filling:
            return lambda record, entry: False
        part = self(node.of)

        def run(record: Record, entry: Entry) -> Kleene:
            value = part(record, entry)
            return False if isinstance(value, bool) else all_((value, not_(value)))

        return run

    def _orelse(self, node: x.OrElse) -> Run:
        first, second = self(node.first), self(node.second)

        def run(record: Record, entry: Entry) -> Kleene:
            value = first(record, entry)
            if value is True:
                return True
            if value is False or self._filling:
                return any_((value, second(record, entry)))
            return any_((value, all_((not_(value), second(record, entry)))))

        return run

    def _fact(self, node: x.Fact) -> Run:
        """A named fact is worked out once for a child, or once for an entry."""
        part, of_child = self(node.expr), node.table is None
        key = -id(node) if self._filling else id(node)

        def run(record: Record, entry: Entry) -> Any:
            memo = record.memo if of_child else entry.memo
            if key in memo:
                return memo[key]
            value = memo[key] = part(record, entry)
            return value

        return run
