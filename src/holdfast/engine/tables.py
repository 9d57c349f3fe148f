"""How a case file is described: code lists, fields, and the tables of entries.

The description is data. The checks, the JSON Schema, the event tables and both engines read it;
nothing restates it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "day", "flag", "whole", "number", "code", "codes"]


@dataclass(frozen=True, eq=False)
class CodeList:
    """A list of codes with the words that say each one; the order is the order of printing and storing."""

    name: str
    words: Mapping[str, str]

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __contains__(self, code: object) -> bool:
        return code in self.words

    def __len__(self) -> int:
        return len(self.words)


def code_list(name: str, **words: str) -> CodeList:
    """A code list from keyword arguments: code = words."""
    return CodeList(name, words)


@dataclass(frozen=True, eq=False)
class FieldSpec:
    """One field: its key, what it may hold, and how it is said.

    `key` is the path below the entry (or below the document for a child's own fields), its parts joined by `/`.
    `or_false`: the file may say `false`, known not done. `required`: a case file without it is not valid.
    `may_be_future`: may be dated after the day asked about. `default` says in words what an absent field means, where the
    format states it, and `stands_for` is the value read then; a field with a default is never "not known".
    """

    key: str
    kind: Kind
    says: str
    codes: CodeList | None = None
    or_false: bool = False
    required: bool = False
    may_be_future: bool = False
    default: str | None = None
    stands_for: str | bool | None = None
    lowest: float | None = None
    highest: float | None = None
    parts: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.key.split("/")))

    def of(self, source: Any) -> Any:
        """The value of this field in an entry or a document (parsed JSON); None where it is not there."""
        for part in self.parts:
            source = source.get(part) if isinstance(source, dict) else None
        return source


@dataclass(frozen=True, eq=False)
class Depending:
    """What holds only for entries whose field `when` is `code`: a field that is compulsory then, or may hold fewer codes."""

    when: str
    code: str
    key: str
    required: bool = False
    codes: CodeList | None = None


@dataclass(frozen=True, eq=False)
class TableSpec:
    """One list of the case file. `dated_by` is the field that says when an entry was recorded.

    `ended_by` is the field whose absence means "still going on"; `undone_with_end` are the fields that are not yet
    true while it goes on (looking back takes them away with the end). `spans` are pairs of days of which
    the second may not come before the first. `one_at_a_time`: entries may not overlap by more
    than the day on which one gives way to the next. `inside` names the table whose entries hold this list.
    """

    name: str
    says: str
    entry: str
    fields: tuple[FieldSpec, ...]
    recorded_in: str
    dated_by: str | None = None
    ended_by: str | None = None
    undone_with_end: tuple[str, ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    one_at_a_time: bool = False
    inside: str | None = None
    also: tuple["Depending", ...] = ()
    by_key: Mapping[str, FieldSpec] = field(init=False, repr=False, compare=False)
    days: tuple[FieldSpec, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {f.key: f for f in self.fields})
        object.__setattr__(self, "days", tuple(f for f in self.fields if f.kind == "day"))


@dataclass(frozen=True, eq=False)
class DocumentSpec:
    """The whole case file: the child's own fields, its objects in order, and its lists."""

    format: str
    fields: tuple[FieldSpec, ...]
    tables: tuple[TableSpec, ...]
    order: tuple[str, ...]
    objects: Mapping[str, str]
    by_key: Mapping[str, FieldSpec] = field(init=False, repr=False, compare=False)
    by_table: Mapping[str, TableSpec] = field(init=False, repr=False, compare=False)
    days: tuple[FieldSpec, ...] = field(init=False, repr=False, compare=False)
    within: Mapping[str, tuple[TableSpec, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {f.key: f for f in self.fields})
        object.__setattr__(self, "by_table", {t.name: t for t in self.tables})
        object.__setattr__(self, "days", tuple(f for f in self.fields if f.kind == "day"))
        within = {
            t.name: tuple(inner for inner in self.tables if inner.inside == t.name) for t in self.tables
        }
        object.__setattr__(self, "within", within)

    def recorded_in(self, key: str) -> str:
        """The place in a record where the child's own field `key` is written down."""
        return self.objects.get(key.split("/", maxsplit=1)[0], self.objects[""])
