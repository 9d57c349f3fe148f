"""How a test of the language asks: an expression, a small table, and what is expected of each row.

Expected of a question: `T`, `F`, or `?` for not known. Of a day or number: the value; `none` where there is none; `open` where
it can be anything; `A or B` where it is one of the two but not known which; `A or none`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from holdfast.engine.expressions import Compare, Entries, Exists, Expr, Number
from tests.engine.engines import Answer, Engine
from tests.engine.small import DOCUMENT, VISITS, WANT, Case, case, entries, entry, rows

_SAYS = {True: "T", False: "F", None: "?"}
LONG_AGO = "1990-01-01"


@dataclass(frozen=True)
class _Test:
    """A question that must have this answer, with a day to compare with."""

    question: Expr
    answer: Answer
    want: str = LONG_AGO


@dataclass(frozen=True)
class Ask:
    """Asks one engine. `about` are fields of the child that every case has beside those of its table."""

    engine: Engine
    about: tuple[tuple[str, Any], ...] = ()

    def given(self, **fields: Any) -> "Ask":
        """The same with these fields of the child, or lists as text."""
        return replace(self, about=(*self.about, *fields.items()))

    def once(self, expr: Expr, expected: str, **fields: Any) -> None:
        """What one child's answer is."""
        self._check(expr, expected, case(**dict(self.about), **fields))

    def children(self, expr: Expr, table: str) -> None:
        """What the answer is for the child of each row."""
        fields = dict(DOCUMENT.by_key)
        for cells in rows(table):
            self._check(expr, cells["="], case(**dict(self.about), **entry(fields, cells)))

    def each(self, expr: Expr, table: str, of: Entries = VISITS) -> None:
        """What the answer is for each row, the rows being one child's list."""
        about = case(**dict(self.about), **{of.spec.name: entries(of.spec.name, table)})
        for n, cells in enumerate(rows(table), start=1):
            self._check(expr, cells["="], about, of, f"r{n}")

    def _check(
        self, expr: Expr, expected: str, about: Case, of: Entries | None = None, row: str = ""
    ) -> None:
        for test in _tests(expr, expected):
            question = test.question if of is None else Exists(of.spec, of["row"].is_(row) & test.question)
            found = self.engine(question, {**about, "want": test.want})
            assert found is test.answer, (
                f"row {row}: expected {expected}, but {_SAYS[found]} to: {_said(test)}"
            )


def _said(test: _Test) -> str:
    return f"{type(test.question).__name__} (compared with {test.want}) should be {_SAYS[test.answer]}"


def _tests(expr: Expr, expected: str) -> list[_Test]:
    """The questions whose answers say that the expression is what is expected."""
    if expected in ("T", "F"):
        return [_Test(expr, expected == "T")]
    if expected == "?":
        return [_Test(expr, None)]
    if expected == "open":
        return [_Test((expr >= WANT) | (expr < WANT), None)]
    if expected == "none":
        return [_Test((expr >= WANT) | (expr < WANT), False), _Test((expr >= 0) | (expr < 0), False)]
    least, _, most = expected.partition(" or ")
    if not most:
        return [_at(expr, least, True)]
    if most == "none":
        return [_at(expr, least, None), _beyond(expr, least, 1), _beyond(expr, least, -1)]
    return [
        _Test(*_side(expr, ">=", least), want=_want(least)), _Test(*_side(expr, "<=", most), want=_want(most)),
        _Test(_compared(expr, ">=", most), None, _want(most)), _Test(_compared(expr, "<=", least), None, _want(least)),
    ]  # fmt: skip


def _side(expr: Expr, order: Any, value: str) -> tuple[Expr, Answer]:
    return _compared(expr, order, value), True


def _is_day(value: str) -> bool:
    return value.count("-") == 2


def _want(value: str) -> str:
    return value if _is_day(value) else LONG_AGO


def _compared(expr: Expr, order: Any, value: str) -> Expr:
    return Compare(order, expr, WANT if _is_day(value) else Number(float(value)))


def _at(expr: Expr, value: str, answer: Answer) -> _Test:
    return _Test(_compared(expr, ">=", value) & _compared(expr, "<=", value), answer, _want(value))


def _beyond(expr: Expr, value: str, step: int) -> _Test:
    """A day later (or earlier) than the only one it can be."""
    far = (date.fromisoformat(value) + timedelta(days=step)).isoformat()
    return _Test(_compared(expr, ">=" if step > 0 else "<=", far), False, far)
