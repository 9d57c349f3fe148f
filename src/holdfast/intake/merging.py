"""What a return adds to what the record already says of a child. Pure: two case files in, one out, and where they differ.

A return says little of a child and says it late, so it never takes anything out and never overwrites: what the record does not know is
filled in, what it does not have is added, and where the two disagree the record stays as it is and a person is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdfast.engine.tables import TableSpec
from holdfast.ng26.tables import CASE_FILE

Case = dict[str, Any]
_OWN = ("format", "as_of")


@dataclass(frozen=True)
class Difference:
    """The record says one thing and the return another: `where` in the case file, and both values."""

    where: str
    told: Any
    there: Any

    def __str__(self) -> str:
        return f"{self.where}: the record says {_say(self.there)}; left as it is"


def _say(value: Any) -> str:
    return "nothing more" if value is None else f"{value}"


def merged(there: Case, told: Case) -> tuple[Case, list[Difference]]:
    """The record's case file with what is told filled in and added, and the differences."""
    differences: list[Difference] = []
    case = {**there, "as_of": max(there["as_of"], told["as_of"])}
    for name, said in told.items():
        if name in _OWN:
            continue
        if name in CASE_FILE.by_table:
            case[name] = _list(CASE_FILE.by_table[name], there.get(name), said or [], differences)
        else:
            case[name] = _value(f"/{name}", there.get(name), said, differences)
    return case, differences


def _list(table: TableSpec, there: Any, told: list[Case], differences: list[Difference]) -> list[Case]:
    """Entries that are about the same thing are put together; what is left of the return is added in order of day."""
    entries = list(there or [])
    added = False
    for entry in told:
        place = next((i for i, known in enumerate(entries) if _same(table, known, entry)), None)
        if place is None:
            entries.append(entry)
            added = True
        else:
            entries[place] = _value(f"/{table.name}/{place}", entries[place], entry, differences)
    return (
        sorted(entries, key=lambda e: str(e.get(table.dated_by) or ""))
        if added and table.dated_by
        else entries
    )


def _same(table: TableSpec, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    keys = [spec.key for spec in table.fields if spec.required]
    return all(one.get(key) == other.get(key) for key in keys)


def _value(where: str, there: Any, told: Any, differences: list[Difference]) -> Any:
    if there is None or there == told:
        return told
    if isinstance(there, Mapping) and isinstance(told, Mapping):
        return dict(_fields(where, there, told, differences))
    if told is not None:
        differences.append(Difference(where, told, there))
    return there


def _fields(
    where: str, there: Mapping[str, Any], told: Mapping[str, Any], differences: list[Difference]
) -> Iterator[tuple[str, Any]]:
    for key in dict.fromkeys((*there, *told)):
        yield (
            key,
            _value(f"{where}/{key}", there.get(key), told[key], differences) if key in told else there[key],
        )
