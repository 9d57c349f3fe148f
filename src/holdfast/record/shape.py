"""JSON of a case file to columns and back, without loss: absent, null, false, empty and a value stay five things."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from holdfast.engine.tables import FieldSpec
from holdfast.record.columns import NOT_DONE, column


class NotKept(Exception):
    """A value that the record cannot hold as it is. `path` is below the entry; `expected` says what it can."""

    def __init__(self, path: str, value: object, expected: str) -> None:
        super().__init__(f"/{path}: {value!r}; expected {expected}")
        self.path, self.value, self.expected = path, value, expected


def to_columns(
    fields: Iterable[FieldSpec], source: Mapping[str, Any], inner: Iterable[str] = ()
) -> dict[str, Any]:
    """Column values of one valid entry or object, `stated` included; `inner` names lists inside it that are kept elsewhere.

    Raises NotKept for text with a NUL character and for numbers that no double can hold.
    """
    values: dict[str, Any] = {}
    keys = {spec.key: spec for spec in fields}
    stated = list(_stated(source, keys, set(inner)))
    for key, spec in keys.items():
        found = _at(source, key)
        name = column(key)
        if spec.or_false:
            values[name + NOT_DONE] = found is False
        values[name] = None if found is None or (spec.or_false and found is False) else _in(spec, found)
    return {**values, "stated": stated}


def to_json(fields: Iterable[FieldSpec], row: Mapping[str, Any]) -> dict[str, Any]:
    """One entry or object of a case file from its columns (as `QuerySet.values()` gives them)."""
    found: dict[str, Any] = {}
    for spec, name, not_done in _columns_of(tuple(fields)):
        value = row[name]
        if value is not None:
            _put(found, spec.parts, value if spec.kind in _AS_THEY_ARE else _out(spec, value))
        elif not_done and row[not_done]:
            _put(found, spec.parts, False)
    for path in row["stated"]:
        _put_stated(found, path)
    return found


@cache
def _columns_of(fields: tuple[FieldSpec, ...]) -> tuple[tuple[FieldSpec, str, str], ...]:
    """Each field with its column, and with the one that says "known not done" where it has one."""
    return tuple(
        (spec, column(spec.key), column(spec.key) + NOT_DONE if spec.or_false else "") for spec in fields
    )


_AS_THEY_ARE = frozenset({"flag", "whole", "text", "code"})


def _at(source: Mapping[str, Any], key: str) -> Any:
    here: Any = source
    for part in key.split("/"):
        here = here.get(part) if here is not None else None
    return here


def _in(spec: FieldSpec, value: Any) -> Any:
    if spec.kind == "day":
        return date.fromisoformat(value)
    for text in value if spec.kind == "codes" else [value]:
        if isinstance(text, str) and "\0" in text:
            raise NotKept(spec.key, value, "text without NUL characters")
    if spec.kind == "number" and int(float(value)) != int(value):
        raise NotKept(spec.key, value, "a number of at most 15 digits")
    return value


def _out(spec: FieldSpec, value: Any) -> Any:
    if spec.kind == "day":
        return value.isoformat()
    if spec.kind == "number" and value == int(value):
        return int(value)
    return list(value) if spec.kind == "codes" else value


def _stated(
    source: Mapping[str, Any], keys: Mapping[str, FieldSpec], inner: set[str], path: str = ""
) -> Iterable[str]:
    """What is said without a value: `key` for null, `key/` for an empty object, `key[]` for an empty list kept elsewhere."""
    for name, value in source.items():
        here = path + name
        if value is None:
            yield here
        elif here in inner:
            if value == []:
                yield here + "[]"
        elif isinstance(value, Mapping) and here not in keys:
            if not value:
                yield here + "/"
            yield from _stated(value, keys, inner, here + "/")


def _put(found: dict[str, Any], parts: tuple[str, ...], value: Any) -> None:
    for part in parts[:-1]:
        found = found.setdefault(part, {})
    found[parts[-1]] = value


def _put_stated(found: dict[str, Any], path: str) -> None:
    if path.endswith("[]"):
        found.setdefault(path[:-2], [])
        return
    *parents, last = path.split("/")
    for part in parents:
        here = found.get(part)
        if here is None:
            here = found[part] = {}
        found = here
    if last:
        found.setdefault(last, None)
