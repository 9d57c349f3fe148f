"""A small made-up document with one field of every kind and one list of every shape, and how tables are written in tests.

A table is text: a line of keys, then a line for each row. `T` and `F` are true and false, `no` is known not done, `{a b}` a
set of codes, nothing is not known. The column `=` is what is expected of the row.
"""

from datetime import date
from typing import Any

from holdfast.engine.expressions import Document, Entries, Setting
from holdfast.engine.tables import CodeList, DocumentSpec, FieldSpec, TableSpec

ROWS = CodeList("row", {f"r{n}": f"row {n}" for n in range(1, 21)})
COLOURS = CodeList("colour", {"red": "red", "green": "green", "blue": "blue"})
TAGS = CodeList("tag", {"a": "a", "b": "b", "c": "c"})


def _fields(*more: FieldSpec) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("row", "code", "which row", ROWS, required=True),
        FieldSpec("ok", "flag", "a flag"),
        FieldSpec("size", "number", "a number"),
        FieldSpec("colour", "code", "a code", COLOURS),
        FieldSpec("tags", "codes", "a set of codes", TAGS),
        FieldSpec("who", "text", "a text"),
        *more,
    )


DATE = FieldSpec("date", "day", "the day", required=True)
DONE = FieldSpec("done", "day", "a day that may be known not to be", or_false=True)
DOCUMENT = DocumentSpec(
    "small/1",
    (
        FieldSpec("as_of", "day", "the day asked about", required=True),
        FieldSpec("want", "day", "a day to compare with", may_be_future=True),
        FieldSpec("born", "day", "a day"),
        DONE,
        FieldSpec("place", "text", "a text that may be known not to be", or_false=True),
        FieldSpec("ok", "flag", "a flag"),
        FieldSpec("sure", "flag", "another flag"),
        FieldSpec("people", "whole", "a whole number"),
        FieldSpec("colour", "code", "a code", COLOURS),
        FieldSpec("tags", "codes", "a set of codes", TAGS),
        FieldSpec("box/colour", "code", "a code in an object", COLOURS),
        FieldSpec("box/day", "day", "a day in an object"),
    ),
    (
        TableSpec(
            "visits", "visits", "visit",
            _fields(DATE, DONE, FieldSpec("skilled", "flag", "a flag with a default", default="not so", stands_for=False)),
            "Visits", dated_by="date",
        ),
        TableSpec("pages", "pages", "page", _fields(DATE), "Visits: pages", dated_by="date", inside="visits"),
        TableSpec("things", "things", "thing", _fields(), "Things"),
        TableSpec("offers", "offers", "offer", _fields(DONE), "Offers", dated_by="done"),
        TableSpec(
            "stays", "stays", "stay",
            _fields(
                FieldSpec("start", "day", "from", required=True),
                FieldSpec("end", "day", "until", default="still going on", stands_for=False),
            ),
            "Stays", dated_by="start", ended_by="end", one_at_a_time=True,
        ),
    ),
    (),
    {"": "Page"},
)  # fmt: skip

CHILD = Document(DOCUMENT)
VISITS, PAGES, THINGS, OFFERS, STAYS = (
    Entries(DOCUMENT.by_table[name]) for name in ("visits", "pages", "things", "offers", "stays")
)
WANT = CHILD["want"]
MANY = Setting("many", 2, "of them", "made up")
WEEK = Setting("week", 7, "days", "made up")
YEARS = Setting("years", 3, "years", "made up")
JULY = Setting("july", 7, "month", "made up")
SETTINGS = {setting.key: setting.value for setting in (MANY, WEEK, YEARS, JULY)}

Case = dict[str, Any]
TODAY = "2026-03-01"


def rows(text: str) -> list[dict[str, str]]:
    """The cells of a table, by column."""
    lines = [
        [cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()
    ]
    keys, body = lines[0], lines[1:]
    assert all(len(line) == len(keys) for line in body), "a row has other columns than the first line"
    return [dict(zip(keys, line, strict=True)) for line in body]


def value(spec: FieldSpec, cell: str) -> Any:
    """What a cell says of a field."""
    if cell == "null":
        return None
    if cell == "no" and spec.or_false:
        return False
    if spec.kind == "flag":
        return {"T": True, "F": False}[cell]
    if spec.kind == "codes":
        return cell.strip("{}").split()
    if spec.kind in ("whole", "number"):
        return float(cell) if "." in cell else int(cell)
    return cell


def entry(fields: dict[str, FieldSpec], cells: dict[str, str]) -> Case:
    """An object from the cells of a row; empty cells are left out."""
    found: Case = {}
    for key, cell in cells.items():
        if key == "=" or not cell:
            continue
        head, _, rest = key.partition("/")
        if rest:
            found.setdefault(head, {})[rest] = value(fields[key], cell)
        else:
            found[key] = value(fields[key], cell)
    return found


def entries(name: str, text: str) -> list[Case]:
    """A list of entries; each gets its row's number, the first `r1`."""
    fields = dict(DOCUMENT.by_table[name].by_key)
    return [{"row": f"r{n}", **entry(fields, cells)} for n, cells in enumerate(rows(text), start=1)]


def case(**given: Any) -> Case:
    """A case of today; a list may be given as text."""
    lists = {t.name for t in DOCUMENT.tables}
    return {"as_of": TODAY} | {
        k: entries(k, v) if k in lists and isinstance(v, str) else v for k, v in given.items()
    }


def day(text: str) -> int:
    """A day as the one-child engine counts it."""
    return date.fromisoformat(text).toordinal()
