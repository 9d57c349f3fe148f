"""A whole set of answers for each part of a record: as the case file has them, and as a browser sends them."""

from datetime import date, timedelta
from typing import Any

BEGINS, ENDS = 900, 400  # days ago: before Ada's present home began


def part_names() -> list[str]:
    from holdfast.ng26.tables import CASE_FILE

    lists = [t.name for t in CASE_FILE.tables]
    alone = [name for name in CASE_FILE.objects if name]
    return [*lists, *alone]


def fields_of(name: str) -> list[Any]:
    """The fields of a list, an object, or the child's own, their keys as the entry has them."""
    from dataclasses import replace

    from holdfast.ng26.tables import CASE_FILE

    if name in CASE_FILE.by_table:
        return list(CASE_FILE.by_table[name].fields)
    own = [f for f in CASE_FILE.fields if f.key == name or f.key.startswith(f"{name}/")]
    return [replace(f, key=f.key.removeprefix(f"{name}/")) for f in own if f.key != "child/id"]


def an_answer(spec: Any, today: date) -> Any:
    """A value of the field as the case file writes it; of a flag 'no', which must not be lost among what is not known."""
    match spec.kind:
        case "day":
            ends = spec.key in ("end", "ended")
            return (today - timedelta(days=ENDS if ends else BEGINS)).isoformat()
        case "flag":
            return False
        case "whole":
            return 3
        case "number":
            return 12.5
        case "code":
            return list(spec.codes)[-1]
        case "codes":
            return list(spec.codes)[:2]
        case _:
            return f"Something about {spec.key}"


def entry(name: str, today: date) -> dict[str, Any]:
    """A whole entry as the case file writes it."""
    found: dict[str, Any] = {}
    for spec in fields_of(name):
        *above, last = spec.key.split("/")
        here = found
        for part in above:
            here = here.setdefault(part, {})
        here[last] = an_answer(spec, today)
    return found


def sent(name: str, said: dict[str, Any]) -> dict[str, Any]:
    """The entry as a browser sends it."""
    from holdfast.record.columns import column

    found: dict[str, Any] = {}
    for spec in fields_of(name):
        value: Any = said
        for part in spec.key.split("/"):
            value = value.get(part) if isinstance(value, dict) else None
        found |= one_sent(spec, column(spec.key), value)
    return found


def one_sent(spec: Any, name: str, value: Any) -> dict[str, Any]:
    if spec.or_false and value is False:
        return {f"{name}_not_done": "yes"}
    if spec.kind == "day":
        year, month, day = (value or "--").split("-")
        return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": day}
    if spec.kind == "flag":
        return {name: {True: "yes", False: "no", None: "not_known"}[value]}
    if spec.kind == "codes":
        return {name: ["none_of_these"] if value == [] else value or []}
    return {name: "" if value is None else value}


def in_case(case: dict[str, Any], name: str) -> Any:
    """The entries of a list, or the object, as they stand in a case file."""
    if name == "sessions":
        return [s for p in case.get("programmes", []) for s in p.get("sessions", [])]
    found = case.get(name)
    return {key: value for key, value in found.items() if key != "id"} if name == "child" else found
