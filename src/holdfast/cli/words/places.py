"""A path of the case file in plain words, and the place in a record where its answer is written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.engine.tables import DocumentSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE


@dataclass(frozen=True)
class Place:
    """What is asked in words (`says`), of which entry (`entry`, `of`), and the page it is recorded on (`where`).

    `number` counts the entry from 1 as the file has it; None for a field of the child, or for a whole list.
    """

    path: str
    says: str
    where: str
    entry: str = ""
    number: int | None = None
    of: str = ""
    whole_list: bool = False

    @property
    def words(self) -> str:
        """The whole in words."""
        return said_together([self])


def where_recorded(path: str, document: DocumentSpec = CASE_FILE) -> Place:
    """A path such as `/programmes/0/sessions/3/minutes` in words; raises KeyError where the case file has no such path."""
    head, *rest = path.strip("/").split("/")
    table = document.by_table.get(head)
    if table is None:
        key = path.strip("/")
        return Place(path, document.by_key[key].says, document.recorded_in(key))
    return _in_list(path, table, rest, document)


def _in_list(path: str, table: TableSpec, rest: list[str], document: DocumentSpec, of: str = "") -> Place:
    if not rest:
        return Place(path, table.says, table.recorded_in, of=of, whole_list=True)
    number, key = int(rest[0]) + 1, "/".join(rest[1:])
    inner = document.by_table.get(rest[1])
    if inner is not None and inner.inside == table.name:
        return _in_list(path, inner, rest[2:], document, f"{table.entry} {number}")
    return Place(path, table.by_key[key].says, table.recorded_in, table.entry, number, of)


def said_together(places: list[Place]) -> str:
    """One question about several entries: "how long it lasted (session 1–3 and 5 of programme 1)"."""
    first = places[0]
    numbers = sorted({p.number for p in places if p.number is not None})
    entries = f"{first.entry} {_runs(numbers)}" if numbers else ""
    about = " of ".join(part for part in (entries, first.of) if part)
    return f"{first.says} ({about})" if about else first.says


def paths_together(paths: Iterable[str]) -> str:
    """The paths of one question about several entries, as one: `/programmes/0/sessions/{0–2,4}/minutes`."""
    parts = [path.split("/") for path in paths]
    if len(parts) == 1:
        return "/".join(parts[0])
    return "/".join(_same_or_all(list(column)) for column in zip(*parts, strict=True))


def _same_or_all(column: list[str]) -> str:
    if len(set(column)) == 1:
        return column[0]
    return "{" + _runs(sorted({int(each) for each in column})).replace(" and ", ",").replace(", ", ",") + "}"


def _runs(numbers: list[int]) -> str:
    """Numbers in words, neighbours drawn together: 1–3 and 5."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
