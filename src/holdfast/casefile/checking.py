"""Every error of a case file at once: where it stands, what was found, what was expected."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from holdfast.engine.tables import CodeList, FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE, MOST

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class CaseError:
    """One error: `path` as a JSON pointer, the value found, what was expected there."""

    path: str
    value: Any
    expected: str

    def __str__(self) -> str:
        return f"{self.path or '/'}: {_shown(self.value)}; expected {self.expected}"


def _shown(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def errors(case: Any) -> list[CaseError]:
    """Every error of a parsed case file, in the order of the document; empty when it is valid."""
    if not isinstance(case, dict):
        return [CaseError("", case, "an object: one case file")]
    as_of = _day_of(case.get("as_of"))
    found = list(_document(case, as_of))
    born, latest = (
        _day_of((case.get("child") or {}).get("date_of_birth"))
        if isinstance(case.get("child"), dict)
        else None,
        as_of,
    )
    if born and latest and born > latest:
        found = [e for e in found if e.path != "/child/date_of_birth"]
        found.append(
            CaseError("/child/date_of_birth", born.isoformat(), f"a day up to as_of ({latest.isoformat()})")
        )
    return found


def _day_of(value: Any) -> date | None:
    return _read_day(value) if isinstance(value, str) and len(value) == len("2026-01-31") else None


@lru_cache(maxsize=32_768)  # the days of ninety years; a caseload names each of them many times
def _read_day(text: str) -> date | None:
    if not _ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# ------------------------------------------------------------------------- what an object may hold


@dataclass(frozen=True, slots=True)
class _Shape:
    """What one object may hold, worked out once: its own fields, the objects inside it, the lists that hang on it.

    `required` are its compulsory fields, with their path and how they are said.
    """

    own: Mapping[str, FieldSpec]
    inner: Mapping[str, "_Shape"]
    lists: tuple[TableSpec, ...]
    names: frozenset[str]
    said: str
    required: tuple[tuple[str, str], ...]


def _shape(
    fields: Sequence[tuple[str, FieldSpec]], lists: tuple[TableSpec, ...] = (), also: tuple[str, ...] = ()
) -> _Shape:
    """The shape of an object with these fields, each with its path in it."""
    own = {path: spec for path, spec in fields if "/" not in path}
    below: dict[str, list[tuple[str, FieldSpec]]] = {}
    for path, spec in fields:
        head, _, rest = path.partition("/")
        if rest:
            below.setdefault(head, []).append((rest, spec))
    others = sorted((*also, *(t.name for t in lists)))
    names = [*own, *below, *others]
    required = tuple((path, spec.says) for path, spec in fields if spec.required)
    inner = {head: _shape(inside) for head, inside in below.items()}
    return _Shape(own, inner, lists, frozenset(names), ", ".join(names), required)


@cache
def _shape_of(table: TableSpec | None) -> _Shape:
    """The shape of an entry of this list, or of the whole case file."""
    fields = CASE_FILE.fields if table is None else table.fields
    lists = tuple(t for t in CASE_FILE.tables if t.inside == (table and table.name))
    return _shape([(f.key, f) for f in fields], lists, () if table else ("format",))


# ------------------------------------------------------------------------------------- the checks


def _document(case: Mapping[str, Any], as_of: date | None) -> Iterator[CaseError]:
    if case.get("format") != CASE_FILE.format:
        yield CaseError("/format", case.get("format"), repr(CASE_FILE.format))
    shape = _shape_of(None)
    yield from _fields(shape, case, "", as_of)
    for table in shape.lists:
        if case.get(table.name) is not None:
            yield from _table(table, case[table.name], f"/{table.name}", as_of)


def _fields(shape: _Shape, source: Mapping[str, Any], path: str, as_of: date | None) -> Iterator[CaseError]:
    """The errors of the fields of one object and of the objects inside it."""
    if not shape.names.issuperset(source):
        for key in source:
            if key not in shape.names:
                no_such = f"no such field here (known: {shape.said})"
                yield CaseError(f"{path}/{_escaped(key)}", source[key], no_such)
    yield from _own(shape, source, path, as_of)
    for head, inside in shape.inner.items():
        value = source.get(head)
        if value is None:
            for key, says in inside.required:
                yield CaseError(f"{path}/{head}/{key}", None, f"{says} (compulsory)")
        elif not isinstance(value, dict):
            yield CaseError(f"{path}/{head}", value, "an object")
        else:
            yield from _fields(inside, value, f"{path}/{head}", as_of)


def _own(shape: _Shape, source: Mapping[str, Any], path: str, as_of: date | None) -> Iterator[CaseError]:
    for key, spec in shape.own.items():
        value = source.get(key)
        if value is None:
            if spec.required:
                yield CaseError(f"{path}/{key}", None, f"{spec.says} (compulsory)")
        elif value is False and spec.or_false:
            continue
        elif spec.kind == "codes" and isinstance(value, list):
            yield from _set(spec, value, f"{path}/{key}")
        elif expected := _EXPECTED[spec.kind](spec, value, as_of):
            yield CaseError(f"{path}/{key}", value, expected)


def _escaped(key: str) -> str:
    """A key as a JSON pointer writes it (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _listed(codes: CodeList | None) -> str:
    return ", ".join(codes or ())


def _set(spec: FieldSpec, held: list[Any], path: str) -> Iterator[CaseError]:
    for i, code in enumerate(held):
        if expected := _code(spec, code, None):
            yield CaseError(f"{path}/{i}", code, expected)


# What is expected instead of a value; None where nothing is wrong with it.


def _no_set(spec: FieldSpec, value: Any, as_of: date | None) -> str | None:
    return f"a list of {_listed(spec.codes)}"


def _code(spec: FieldSpec, value: Any, as_of: date | None) -> str | None:
    if isinstance(value, str) and spec.codes is not None and value in spec.codes.words:
        return None
    return f"one of {_listed(spec.codes)}"


def _day(spec: FieldSpec, value: Any, as_of: date | None) -> str | None:
    day = _day_of(value)
    if day is None:
        return "a day as YYYY-MM-DD" + (", or false" if spec.or_false else "")
    if as_of and day > as_of and not spec.may_be_future:
        return f"a day up to as_of ({as_of.isoformat()})"
    return None


def _text(spec: FieldSpec, value: Any, as_of: date | None) -> str | None:
    if not isinstance(value, str):
        return "text" + (", or false" if spec.or_false else "")
    if not _writable(value):
        return "text that can be written down (half of a character is none)"
    return None


def _flag(spec: FieldSpec, value: Any, as_of: date | None) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _number(spec: FieldSpec, value: Any, as_of: date | None) -> str | None:
    whole = spec.kind == "whole"
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        return "a whole number" if whole else "a number"
    if value != value or abs(value) == float("inf"):
        return "a finite number"
    if (spec.lowest is not None and value < spec.lowest) or (
        spec.highest is not None and value > spec.highest
    ):
        return f"a number from {spec.lowest:g}{_up_to(spec, value)}"
    return None


_EXPECTED: Mapping[str, Callable[[FieldSpec, Any, date | None], str | None]] = {
    "text": _text,
    "day": _day,
    "flag": _flag,
    "whole": _number,
    "number": _number,
    "code": _code,
    "codes": _no_set,
}


def _writable(text: str) -> bool:
    """Whether the text can be written as UTF-8: JSON can escape half a character, which no output can say again."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _up_to(spec: FieldSpec, value: float) -> str:
    """The upper limit, where there is one worth naming."""
    if spec.highest is None or (value < spec.highest and spec.highest >= MOST):
        return " up"
    return f" to {spec.highest:.0f}"


def _table(table: TableSpec, value: Any, path: str, as_of: date | None) -> Iterator[CaseError]:
    if not isinstance(value, list):
        yield CaseError(path, value, f"a list of {table.entry} entries")
        return
    shape = _shape_of(table)
    for i, entry in enumerate(value):
        here = f"{path}/{i}"
        if not isinstance(entry, dict):
            yield CaseError(here, entry, f"an object: one {table.entry}")
            continue
        yield from _fields(shape, entry, here, as_of)
        if table.also:
            yield from _depending(table, entry, here)
        if table.spans:
            yield from _spans(table, entry, here)
        for inner in shape.lists:
            if entry.get(inner.name) is not None:
                yield from _table(inner, entry[inner.name], f"{here}/{inner.name}", as_of)
    if table.one_at_a_time:
        yield from _overlaps(value, path)


def _depending(table: TableSpec, entry: Mapping[str, Any], path: str) -> Iterator[CaseError]:
    for rule in table.also:
        if entry.get(rule.when) != rule.code:
            continue
        value = entry.get(rule.key)
        if value is None and rule.required:
            yield CaseError(
                f"{path}/{rule.key}",
                None,
                f"{table.by_key[rule.key].says} (compulsory where {rule.when} is {rule.code})",
            )
        elif (
            rule.codes
            and isinstance(value, str)
            and value in (table.by_key[rule.key].codes or ())
            and value not in rule.codes
        ):
            yield CaseError(
                f"{path}/{rule.key}", value, f"one of {_listed(rule.codes)} where {rule.when} is {rule.code}"
            )


def _spans(table: TableSpec, entry: Mapping[str, Any], path: str) -> Iterator[CaseError]:
    for first, last in table.spans:
        begin, end = _day_of(entry.get(first)), _day_of(entry.get(last))
        if begin and end and end < begin:
            yield CaseError(f"{path}/{last}", entry[last], f"a day on or after {first} ({entry[first]})")


def _overlaps(entries: list[Any], path: str) -> Iterator[CaseError]:
    """Entries that overlap by more than the day on which one gives way to the next."""
    spans = []
    for i, entry in enumerate(entries):
        start, end = (
            (_day_of(entry.get("start")), entry.get("end")) if isinstance(entry, dict) else (None, None)
        )
        last = date.max if end is None else _day_of(end)
        if start and last and last >= start:
            spans.append((start, last, i))
    spans.sort()
    for k, (start, last, i) in enumerate(spans):
        for _, earlier_last, j in spans[:k]:
            if min(earlier_last, last) > start:
                until = (
                    "is still going on" if earlier_last == date.max else f"ends {earlier_last.isoformat()}"
                )
                yield CaseError(
                    f"{path}/{i}/start", start.isoformat(), f"homes that do not overlap: {path}/{j} {until}"
                )
                break
