"""Criteria in plain English, generated from the expressions themselves: every node as a line that a practitioner can read.

A fact says its own sentence, and one level of its definition stands below it. Whatever fact a definition leans on is said by its
sentence alone and remembered in `leans_on`, so that the reader can be told what it means further down.
"""

import re
from collections.abc import Iterator, Mapping

from holdfast.engine import expressions as x
from holdfast.engine.tables import FieldSpec
from holdfast.explaining.lines import ALWAYS, NEVER, Line, grouped
from holdfast.ng26.settings import DEFAULTS, SETTINGS
from holdfast.ng26.tables import CASE_FILE

TODAY = "the day asked about"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
)  # in which a school year may end
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_DAY_WORDS = {">=": "on or after", "<=": "on or before", ">": "after", "<": "before", "==": "on"}
_NUMBER_WORDS = {">=": "{} or more", "<=": "{} or less", ">": "more than {}", "<": "less than {}", "==": "{}"}
NUMBER = re.compile(r"\b1\.[1-6]\.\d+")  # of a recommendation
_OPPOSITE: dict[str, x.Order] = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


class English:
    """Says expressions with the settings in force."""

    def __init__(self, settings: Mapping[str, int] = DEFAULTS) -> None:
        self.settings = settings
        self.leans_on: dict[str, x.Fact] = {}
        self.defined: set[str] = set()

    def fill(self, sentence: str) -> str:
        """A sentence with the settings' values in it."""
        return sentence.format_map(self.settings) if "{" in sentence else sentence

    # --- questions

    def line(self, expr: x.Expr, so: bool = True, levels: int = 1) -> Line:
        """What it means that `expr` is so (or is not), with this many levels of definitions below the facts."""
        said: Line = getattr(self, f"_{type(expr).__name__.strip('_').lower()}")(expr, so, levels)
        return said

    def lines(self, expr: x.Expr, so: bool = True, levels: int = 1) -> tuple[Line, ...]:
        """The same as a list of which all must hold."""
        said = self.line(expr, so, levels)
        return () if said.text == ALWAYS else said.all_below

    def definition(self, fact: x.Fact) -> Line:
        """What a fact means, one level deep."""
        if isinstance(fact.expr, x.RunStart):
            return self._run_start(fact.expr)
        return Line(self.value(fact.expr)) if _is_day(fact.expr) else self.line(fact.expr, levels=0)

    def also_meant(self) -> Iterator[tuple[str, Line]]:
        """Every fact that was leaned on and not yet defined, with its definition, and what that leans on in turn."""
        while left := [fact for name, fact in self.leans_on.items() if name not in self.defined]:
            for fact in left:
                self.defined.add(fact.name)
                if not NUMBER.search(fact.yes):  # `explain` of that number says it
                    yield self.fill(fact.yes), self.definition(fact)

    def _fact(self, node: x.Fact, so: bool, levels: int) -> Line:
        if not node.yes:
            return self.line(node.expr, so, levels)
        text = self.fill(node.yes if so else node.no or f"not: {node.yes}")
        if not levels:
            self.leans_on[node.name] = node
            return Line(text)
        self.defined.add(node.name)
        return Line(text, (self.line(node.expr, so, levels - 1),), "means")

    def _truth(self, node: x.Truth, so: bool, levels: int) -> Line:
        return Line(ALWAYS if node.value is so else NEVER)

    def _all(self, node: x.All, so: bool, levels: int) -> Line:
        return self._several(node.of, so, levels, every=so)

    def _any(self, node: x.Any_, so: bool, levels: int) -> Line:
        return self._several(node.of, so, levels, every=not so)

    def _several(self, parts: tuple[x.Expr, ...], so: bool, levels: int, *, every: bool) -> Line:
        return grouped([self.line(part, so, levels) for part in parts], every=every)

    def _orelse(self, node: x.OrElse, so: bool, levels: int) -> Line:
        return self._several((node.first, node.second), so, levels, every=not so)

    def _not(self, node: x.Not, so: bool, levels: int) -> Line:
        return self.line(node.of, not so, levels)

    def _known(self, node: x.Known, so: bool, levels: int) -> Line:
        below = self.line(node.of, levels=levels)
        text = "it is known that" if so else "it is not known that"
        return Line(text, below.all_below, "all") if below.below else Line(f"{text} {below.text}")

    def _notknown(self, node: x.NotKnown, so: bool, levels: int) -> Line:
        return Line(
            "it is not known whether" if so else "it is known whether",
            self.line(node.of, levels=levels).all_below,
        )

    def _isset(self, node: x.IsSet, so: bool, levels: int) -> Line:
        spec = node.field.spec
        if spec.default and spec.stands_for is False:
            return Line(f"{spec.says}: recorded" if so else spec.default)
        return Line(f"{spec.says}: {'recorded' if so else 'recorded as not done'}")

    def _isrecorded(self, node: x.IsRecorded, so: bool, levels: int) -> Line:
        return Line(f"{self.value(node.field)}: {'recorded' if so else 'not recorded'}")

    def _istrue(self, node: x.IsTrue, so: bool, levels: int) -> Line:
        return Line(f"{node.field.spec.says}: {'yes' if so else 'no'}")

    def _oneof(self, node: x.OneOf, so: bool, levels: int) -> Line:
        words = _codes(_field_of(node.field), node.codes)
        return Line(
            f"{self.value(node.field)}: {_listed(words, 'or') if so else 'not ' + _listed(words, 'nor')}"
        )

    def _includes(self, node: x.Includes, so: bool, levels: int) -> Line:
        (word,) = _codes(node.field.spec, (node.code,))
        return Line(f"{node.field.spec.says}: {'' if so else 'not '}{word}")

    def _same(self, node: x.Same, so: bool, levels: int) -> Line:
        left, right = node.left, node.right
        same = isinstance(left, x.Field) and isinstance(right, x.Previous) and left.spec is right.of.spec
        what = f"in the {_entry(right.of)} before" if same else self.value(right)  # type: ignore[attr-defined]
        return Line(
            f"{self.value(left)}: {'the same as' if so else 'not the same as' if same else 'not'} {what}"
        )

    def _compare(self, node: x.Compare, so: bool, levels: int) -> Line:
        for said in (self._age(node, so), self._nth(node, so)):
            if said:
                return Line(said)
        left, right = self.value(node.left), self.value(node.right)
        if _is_day(node.left) or _is_day(node.right):
            return Line(f"{left}: {'' if so else 'not '}{_DAY_WORDS[node.order]} {right}")
        words = _NUMBER_WORDS[node.order if so else _OPPOSITE[node.order]].format(right)
        return Line(f"{left}: {words.replace('less', 'fewer') if left.startswith('how many') else words}")

    def _age(self, node: x.Compare, so: bool) -> str | None:
        """An age, where a date of birth is compared with some years or months before a day."""
        left, right = node.left, node.right
        if not (
            isinstance(left, x.Field)
            and left.spec.key == "child/date_of_birth"
            and isinstance(right, x.Shift)
        ):
            return None
        under = (node.order == ">") is so
        on = "" if isinstance(right.day, x.AsOf) else f" on {self.value(right.day)}"
        return f"{'under' if under else 'at least'} {self._amount(right)} old{on}"

    def _nth(self, node: x.Compare, so: bool) -> str | None:
        """Which entries of a list, by their place in it."""
        left, right = node.left, node.right
        if not (isinstance(left, x.Placed) and left.what == "nth" and isinstance(right, x.Number)):
            return None
        entry, order = left.owner.rstrip("s"), node.order if so else _OPPOSITE[node.order]
        if order in (">=", ">"):
            return f"from the {_ORDINALS[int(right.value) - (order == '>=')]} {entry} on"
        return f"up to the {_ORDINALS[int(right.value) - 1 - (order == '<')]} {entry}"

    # --- about lists

    def _exists(self, node: x.Exists, so: bool, levels: int) -> Line:
        if not so:
            return self._no_entry(node, levels)
        return self._entries(f"some {node.entries.entry}", node.where, levels)

    def _no_entry(self, node: x.Exists, levels: int) -> Line:
        """No entry is so; where that is said of entries that lack something: every entry is so."""
        parts = node.where.of if isinstance(node.where, x.All) else (node.where,)
        *rest, last = parts
        if isinstance(last, x.Not):
            which = self.lines(x.All(tuple(rest)), levels=levels)
            then = self.line(last.of, levels=levels).all_below
            if not which:
                return Line(f"every {node.entries.entry} with", then)
            return Line(f"every {node.entries.entry} with", (*which, Line("also with", then)))
        return self._entries(f"no {node.entries.entry}", node.where, levels)

    def _entries(self, some: str, where: x.Expr, levels: int) -> Line:
        if isinstance(where, x.Truth):
            return Line(f"{some} is recorded")
        return Line(f"{some} with", self.line(where, levels=levels).all_below)

    def _at(self, node: x.At, so: bool, levels: int) -> Line:
        return Line(f"{self._newest(node.newest)}:", self.line(node.what, so, levels).all_below)

    def _newest(self, node: x.Newest) -> str:
        return f"the newest {node.entries.entry}{self._which(node)}"

    def _which(self, node: x.Over) -> str:
        """In brackets, which entries are meant."""
        if isinstance(node.where, x.Truth):
            return ""
        said = self.line(node.where, levels=0)
        return f" ({'; '.join(line.inline for line in said.all_below)})"

    def _runsatleast(self, node: x.RunsAtLeast, so: bool, levels: int) -> Line:
        n, entry = self.settings[node.n.key], node.entries.entry
        joined = self.line(node.joined, levels=0).inline
        text = f"{n} or more {entry}s" if so else f"fewer than {n} {entry}s"
        return Line(
            f"{text}, counted as one where {joined}, with", self.line(node.where, levels=levels).all_below
        )

    def _peerexists(self, node: x.PeerExists, so: bool, levels: int) -> Line:
        same = " and ".join(field.spec.says.removeprefix("the ") for field in node.same)
        some = f"{'some' if so else 'no'} {node.entries.entry} (of the same {same}, this one counted)"
        return self._entries(some, node.where, levels)

    # --- days and numbers

    def value(self, expr: x.Expr) -> str:
        """A day, number or text in words."""
        return str(getattr(self, f"_value_{type(expr).__name__.lower()}")(expr))

    def _value_number(self, node: x.Number) -> str:
        return f"{node.value:g}"

    def _value_setting(self, node: x.Setting) -> str:
        return str(self.settings[node.key])

    def _value_asof(self, node: x.AsOf) -> str:
        return TODAY

    def _value_fact(self, node: x.Fact) -> str:
        if not node.yes:
            return self.value(node.expr)
        self.leans_on[node.name] = node
        return self.fill(node.yes)

    def _value_field(self, node: x.Field) -> str:
        return f"the day of the {_entry(node)}" if node.spec.says == "the day" else node.spec.says

    def _value_previous(self, node: x.Previous) -> str:
        return f"{node.of.spec.says} (the {_entry(node.of)} before)"

    def _value_other(self, node: x.Other) -> str:
        return f"{node.of.spec.says} of the one in question"

    def _value_placed(self, node: x.Placed) -> str:
        entry = node.owner.rstrip("s")
        return {
            "nth": f"the place of the {entry} in the course",
            "gap": f"days since the {entry} before",
            "day": f"days since the first {entry}",
            "previous_day": f"days from the first {entry} to the one before",
        }[node.what]

    def _amount(self, node: x.Shift) -> str:
        n = node.amount.value if isinstance(node.amount, x.Number) else self.settings[node.amount.key]
        n += node.plus
        return f"{n:g} {node.unit.rstrip('s') if n == 1 else node.unit}"

    def _value_shift(self, node: x.Shift) -> str:
        return f"{self._amount(node)} {'after' if node.sign > 0 else 'before'} {self.value(node.day)}"

    def _value_inschoolyear(self, node: x.InSchoolYear) -> str:
        month = _MONTHS[int(self.value(node.month)) - 1]
        return f"1 {month} of the school year (September to August) of {self.value(node.day)}"

    def _value_firstdayof(self, node: x.FirstDayOf) -> str:
        first, *others = (self.value(day) for day in node.days)
        return first + "".join(f" or, where there is none, {day}" for day in others)

    def _value_count(self, node: x.Count) -> str:
        return f"how many {node.entries.entry}s{self._which(node)}"

    def _value_earliest(self, node: x.Earliest) -> str:
        return f"the day of the earliest {node.entries.entry}{self._which(node)}"

    def _value_latest(self, node: x.Latest) -> str:
        return f"the day of the latest {node.entries.entry}{self._which(node)}"

    def _value_nth(self, node: x.Nth) -> str:
        return f"the day of the {_ORDINALS[node.n - 1]} {node.entries.entry}"

    def _value_at(self, node: x.At) -> str:
        return f"{self.value(node.what)}, of {self._newest(node.newest)}"

    def _value_runstart(self, node: x.RunStart) -> str:
        return self._run_start(node).inline

    def _run_start(self, node: x.RunStart) -> Line:
        joined = Line("each joined to the one before:", self.line(node.joined, levels=0).all_below)
        so = () if isinstance(node.where, x.Truth) else self.lines(node.where, levels=0)
        text = f"{node.day.spec.says}, of the first {node.entries.entry} in the unbroken run that leads up to the last"
        return Line(f"{text}, each with" if so else text, (*so, joined))


def amount(setting: x.Setting, value: int) -> str:
    """A setting's value with its unit."""
    if setting.unit == "month":
        return f"month {value}"
    return f"{value} {setting.unit[:-1] if value == 1 else setting.unit}"


def in_words(key: str, value: int) -> str:
    """A setting in words: `assessment_months`, 12 is "assessment 12 months"."""
    plain = {"least": "at least", "most": "at most"}
    name = " ".join(plain.get(word, word) for word in key.split("_") if word != SETTINGS[key].unit)
    return f"{name} {amount(SETTINGS[key], value)}"


def _entry(field: x.Field) -> str:
    return CASE_FILE.by_table[field.owner].entry if field.owner else "child"


def _field_of(node: x.Field | x.Previous) -> FieldSpec:
    return node.of.spec if isinstance(node, x.Previous) else node.spec


def _codes(spec: FieldSpec, codes: tuple[str, ...]) -> list[str]:
    assert spec.codes is not None
    return [spec.codes.words[code] for code in codes]


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _is_day(expr: x.Expr) -> bool:
    if isinstance(expr, (x.Fact, x.At)):
        return _is_day(expr.expr if isinstance(expr, x.Fact) else expr.what)
    if isinstance(expr, (x.Field, x.Previous)):
        return _field_of(expr).kind == "day"
    return isinstance(
        expr, (x.AsOf, x.Shift, x.InSchoolYear, x.FirstDayOf, x.Earliest, x.Latest, x.Nth, x.RunStart)
    )
