"""Every error of a case file at once: where it stands, what was found, what was expected."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
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
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _document(case: Mapping[str, Any], as_of: date | None) -> Iterator[CaseError]:
    if case.get("format") != CASE_FILE.format:
        yield CaseError("/format", case.get("format"), repr(CASE_FILE.format))
    lists = {t.name for t in CASE_FILE.tables if not t.inside}
    yield from _fields(CASE_FILE.fields, case, "", as_of, also_known={"format", *lists})
    for table in CASE_FILE.tables:
        if not table.inside and case.get(table.name) is not None:
            yield from _table(table, case[table.name], f"/{table.name}", as_of)


def _fields(
    fields: tuple[FieldSpec, ...],
    source: Mapping[str, Any],
    path: str,
    as_of: date | None,
    also_known: set[str],
) -> Iterator[CaseError]:
    """The errors of the fields of one object and of the objects inside it."""
    own = {f.key: f for f in fields if "/" not in f.key}
    inner: dict[str, list[FieldSpec]] = {}
    for f in fields:
        head, _, rest = f.key.partition("/")
        if rest:
            inner.setdefault(head, []).append(_below(f, rest))
    for key in source:
        if key not in own and key not in inner and key not in also_known:
            known = ", ".join([*own, *inner, *sorted(also_known)])
            yield CaseError(f"{path}/{_escaped(key)}", source[key], f"no such field here (known: {known})")
    for key, spec in own.items():
        yield from _value(spec, source.get(key), f"{path}/{key}", as_of)
    for head, specs in inner.items():
        value = source.get(head)
        if value is None:
            yield from (
                CaseError(f"{path}/{head}/{f.key}", None, f"{f.says} (compulsory)")
                for f in specs
                if f.required
            )
        elif not isinstance(value, dict):
            yield CaseError(f"{path}/{head}", value, "an object")
        else:
            yield from _fields(tuple(specs), value, f"{path}/{head}", as_of, set())


def _escaped(key: str) -> str:
    """A key as a JSON pointer writes it (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _below(spec: FieldSpec, key: str) -> FieldSpec:
    from dataclasses import replace

    return replace(spec, key=key)


def _value(spec: FieldSpec, value: Any, path: str, as_of: date | None) -> Iterator[CaseError]:
    if value is None:
        if spec.required:
            yield CaseError(path, None, f"{spec.says} (compulsory)")
    elif value is False and spec.or_false:
        return
    elif spec.kind == "day":
        yield from _day(spec, value, path, as_of)
    elif spec.kind == "code":
        yield from _code(spec.codes, value, path)
    elif spec.kind == "codes":
        if not isinstance(value, list):
            yield CaseError(path, value, f"a list of {_listed(spec.codes)}")
        else:
            for i, code in enumerate(value):
                yield from _code(spec.codes, code, f"{path}/{i}")
    else:
        yield from _plain(spec, value, path)


def _listed(codes: CodeList | None) -> str:
    return ", ".join(codes or ())


def _code(codes: CodeList | None, value: Any, path: str) -> Iterator[CaseError]:
    if not isinstance(value, str) or value not in (codes or ()):
        yield CaseError(path, value, f"one of {_listed(codes)}")


def _day(spec: FieldSpec, value: Any, path: str, as_of: date | None) -> Iterator[CaseError]:
    day = _day_of(value)
    if day is None:
        yield CaseError(path, value, "a day as YYYY-MM-DD" + (", or false" if spec.or_false else ""))
    elif as_of and day > as_of and not spec.may_be_future:
        yield CaseError(path, value, f"a day up to as_of ({as_of.isoformat()})")


def _plain(spec: FieldSpec, value: Any, path: str) -> Iterator[CaseError]:
    if spec.kind == "text":
        if not isinstance(value, str):
            yield CaseError(path, value, "text" + (", or false" if spec.or_false else ""))
        elif not _writable(value):
            yield CaseError(path, value, "text that can be written down (half of a character is none)")
    elif spec.kind == "flag":
        if not isinstance(value, bool):
            yield CaseError(path, value, "true or false")
    elif isinstance(value, bool) or not isinstance(value, int if spec.kind == "whole" else (int, float)):
        yield CaseError(path, value, "a whole number" if spec.kind == "whole" else "a number")
    elif value != value or abs(value) == float("inf"):
        yield CaseError(path, value, "a finite number")
    elif (spec.lowest is not None and value < spec.lowest) or (
        spec.highest is not None and value > spec.highest
    ):
        yield CaseError(
            path,
            value,
            f"a number from {spec.lowest:g}{_up_to(spec, value)}",
        )


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
    lists = [t for t in CASE_FILE.tables if t.inside == table.name]
    for i, entry in enumerate(value):
        here = f"{path}/{i}"
        if not isinstance(entry, dict):
            yield CaseError(here, entry, f"an object: one {table.entry}")
            continue
        yield from _fields(table.fields, entry, here, as_of, {t.name for t in lists})
        yield from _depending(table, entry, here)
        yield from _spans(table, entry, here)
        for inner in lists:
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
