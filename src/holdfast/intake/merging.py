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
        if name in CASE_FILE.by_table and not said:
            case.setdefault(name, said)
        elif name in CASE_FILE.by_table:
            case[name] = _list(CASE_FILE.by_table[name], there.get(name), said, differences)
        else:
            case[name] = _value(f"/{name}", there.get(name), said, differences)
    return case, differences


def _list(table: TableSpec, there: Any, told: list[Case], differences: list[Difference]) -> list[Case]:
    """Entries that are about the same thing are put together; what is left of the return is added where its day is."""
    entries = list(there or [])
    pairs = _paired(table, entries, told)
    for place, entry in pairs.items():
        entries[place] = _value(f"/{table.name}/{place}", entries[place], entry, differences)
    paired = {id(entry) for entry in pairs.values()}
    new = [entry for entry in told if id(entry) not in paired]
    for entry in new if table.dated_by else ():
        day = _day(table, entry)
        entries.insert(
            next((i for i, known in enumerate(entries) if _day(table, known) > day), len(entries)), entry
        )
    return entries if table.dated_by else [*entries, *new]


def _paired(table: TableSpec, entries: list[Case], told: list[Case]) -> dict[int, Case]:
    """The place of each known entry that one of the return is about: the one that says the same, else says as much of the same
    day, else has its day, else says as much, else is alike where one of both has no day."""
    pairs: dict[int, Case] = {}
    left = list(told)
    keys = [spec.key for spec in table.fields if spec.required and spec.key != table.dated_by]

    def is_alike(known: Case, entry: Case) -> bool:
        return all(known.get(key) == entry.get(key) for key in keys)

    def has_its_day(known: Case, entry: Case) -> bool:
        return is_alike(known, entry) and _day(table, known) == _day(table, entry)

    def has_no_day(known: Case, entry: Case) -> bool:
        return is_alike(known, entry) and not (_day(table, known) and _day(table, entry))

    def says_as_much_of_its_day(known: Case, entry: Case) -> bool:
        return has_its_day(known, entry) and _says_as_much(known, entry)

    for fits in (_equal, says_as_much_of_its_day, has_its_day, _says_as_much, has_no_day):
        for entry in list(left):
            place = next(
                (i for i, known in enumerate(entries) if i not in pairs and fits(known, entry)), None
            )
            if place is not None:
                pairs[place] = entry
                left = [each for each in left if each is not entry]
    return pairs


def _day(table: TableSpec, entry: Case) -> str:
    return str(entry.get(table.dated_by or "") or "")


def _equal(known: Case, entry: Case) -> bool:
    return known == entry


def _says_as_much(known: Any, entry: Any) -> bool:
    """Whether everything that the return says of it is known; what it leaves open says nothing."""
    if isinstance(known, Mapping) and isinstance(entry, Mapping):
        return all(_says_as_much(known.get(key), value) for key, value in entry.items())
    return entry is None or known == entry


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
