"""The files of a folder of event tables: each table in as many parts as the others, `care.parquet`, `care.0002.parquet` …

A part holds the rows of a range of children, the same range in every table, and is a whole Parquet file. Whoever reads or
writes one keeps the list of its row groups in memory, so a file that grew with the cohort would take more and more of it.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from holdfast.casefile.event_schema import schemas

_FURTHER = re.compile(r"(?P<table>\w+)\.(?P<part>\d{4})")


def part_name(table: str, part: int) -> str:
    """The file of a table's part `part`, counted from 1."""
    return f"{table}.parquet" if part == 1 else f"{table}.{part:04}.parquet"


def parts_of(folder: Path, table: str) -> list[Path]:
    """The files of a table, in order, up to the first that is not there."""
    found: list[Path] = []
    while (path := folder / part_name(table, len(found) + 1)).is_file():
        found.append(path)
    return found


def further_parts(folder: Path, after: int) -> Iterator[Path]:
    """The files of parts beyond `after`, of all tables."""
    for table in schemas():
        yield from (folder / part_name(table, part) for part in _numbers(folder, table) if part > after)


def wrong_files(folder: Path) -> Iterator[str]:
    """What is wrong with the files' names: a table or a part that is not there, and what is no event table."""
    if not folder.is_dir():
        yield f"no such folder; expected one with {len(schemas())} event tables, such as child.parquet and care.parquet"
        return
    for table in schemas():
        if 1 not in _numbers(folder, table):
            yield f"no {table}.parquet; expected a file for every list of the case file, with no rows where there are none"
    for path in sorted(folder.glob("*.parquet")):
        if _part_of(path)[0] not in schemas():
            yield f"{path.name} is no event table; expected only {', '.join(part_name(t, 1) for t in schemas())}"
    yield from _wrong_parts(folder)


def _wrong_parts(folder: Path) -> Iterator[str]:
    """Of the tables that are there: a part in the middle that is not, or fewer or more parts than `child` has."""
    numbers = {table: found for table in schemas() if 1 in (found := _numbers(folder, table))}
    for table, found in numbers.items():
        lacking = next(part for part in count(1) if part not in found)
        if lacking < max(found):
            yield (
                f"no {part_name(table, lacking)}, though there is {part_name(table, max(found))}; "
                "expected every part up to the last"
            )
        elif "child" in numbers and max(found) != max(numbers["child"]):
            yield f"{table} has {_parts(max(found))}; expected {_parts(max(numbers['child']))}, as child has"


def _parts(many: int) -> str:
    return f"{many} part{'s' if many > 1 else ''}"


def _numbers(folder: Path, table: str) -> set[int]:
    found = map(_part_of, folder.glob(f"{table}*.parquet"))
    return {part for of, part in found if of == table}


def _part_of(path: Path) -> tuple[str, int]:
    """The table and the number of the part that a file's name says; the number of `care.0001` or `care.2` says none."""
    name = path.name.removesuffix(".parquet")
    further = _FURTHER.fullmatch(name)
    if further and int(further["part"]) > 1:
        return further["table"], int(further["part"])
    return name, 1
