"""What is not known in a case file, place by place, and how one place is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE
from tests.properties.days import around, months_before, window_ends
from tests.properties.fields import NAMES, NUMBERS

Case = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A field that is not known: the way to the object that holds it, and its description."""

    holder: tuple[str | int, ...]
    spec: FieldSpec

    @property
    def path(self) -> str:
        """As `missing` names it."""
        return "/" + "/".join(map(str, (*self.holder, *self.spec.key.split("/"))))

    @property
    def table(self) -> str:
        """The list whose entry holds it; empty for the child's own fields."""
        return next((str(part) for part in reversed(self.holder) if isinstance(part, str)), "")


def unknown_places(case: Case) -> list[Place]:
    """Every field that is not known, inside entries that are there; not those whose absence has a stated meaning."""
    return [place for place in _all_places(case) if value_at(case, place) is None and not place.spec.default]


def known_places(case: Case) -> list[Place]:
    """Every field that is known and might not be."""
    return [
        p
        for p in _all_places(case)
        if value_at(case, p) is not None and not p.spec.default and not p.spec.required
    ]


def _all_places(case: Case) -> Iterator[Place]:
    yield from (Place((), spec) for spec in CASE_FILE.fields if not spec.required)
    for table in CASE_FILE.tables:
        if not table.inside:
            yield from _in_list(table, case, ())


def _in_list(table: TableSpec, holder: Any, way: tuple[str | int, ...]) -> Iterator[Place]:
    for i, entry in enumerate(holder.get(table.name) or []):
        here = (*way, table.name, i)
        yield from (Place(here, spec) for spec in table.fields if not spec.required)
        for inner in CASE_FILE.tables:
            if inner.inside == table.name:
                yield from _in_list(inner, entry, here)


def value_at(case: Case, place: Place) -> Any:
    """What is recorded there; None where nothing is."""
    found: Any = case
    for part in (*place.holder, *place.spec.key.split("/")):
        if isinstance(found, dict):
            found = found.get(part)
        else:
            found = found[part] if isinstance(found, list) else None
    return found


def with_value(case: Case, place: Place, value: Any) -> Case:
    """The case with this recorded there (None: with nothing there). What is not on the way is shared, not copied."""
    return _changed(case, (*place.holder, *place.spec.key.split("/")), value)  # type: ignore[no-any-return]


def _changed(holder: Any, way: tuple[str | int, ...], value: Any) -> Any:
    if not way:
        return value
    first, rest = way[0], way[1:]
    changed = [*holder] if isinstance(holder, list) else {**(holder or {})}
    changed[first] = _changed(holder[first] if isinstance(holder, list) else changed.get(first), rest, value)  # type: ignore[index,call-overload]
    return changed


class Choices:
    """Values that between them give every answer that any definition can ask of a field of this case."""

    def __init__(self, case: Case) -> None:
        as_of = date.fromisoformat(case["as_of"])
        own = {as_of, *_days_of(case)}
        days = {as_of - timedelta(days=4000), *window_ends(as_of), *around(own)}
        births = days | {day for n in range(19) for day in around(months_before(d, 12 * n) for d in own)}
        births |= set(around(months_before(d, 19) for d in own))
        self._days = sorted(day.isoformat() for day in days if day <= as_of)
        self._births = sorted(day.isoformat() for day in births if day <= as_of)

    def of(self, case: Case, place: Place) -> list[Any]:
        """The values for one place, its neighbours being as they are in the case."""
        spec = place.spec
        if spec.kind == "flag":
            return [True, False]
        if spec.kind == "code":
            return list(spec.codes or ())
        if spec.kind == "text":
            return [*NAMES.get(spec.key, ("somewhere",)), *([False] if spec.or_false else [])]
        if spec.kind in ("whole", "number"):
            return list(NUMBERS[spec.key])
        if spec.kind == "codes":
            every = list(spec.codes or ())
            return [
                [],
                every,
                *([code] for code in every),
                *([c for c in every if c != code] for code in every),
            ]
        days = self._births if spec.key == "child/date_of_birth" else self._days
        ended = _sibling(case, place, "ended") if spec.key == "started" else None
        return [*(day for day in days if not ended or day <= ended), *([False] if spec.or_false else [])]


def _sibling(case: Case, place: Place, key: str) -> Any:
    holder: Any = case
    for part in place.holder:
        holder = holder[part]
    return holder.get(key)


def _days_of(value: Any) -> list[date]:
    if isinstance(value, dict):
        return [day for inner in value.values() for day in _days_of(inner)]
    if isinstance(value, list):
        return [day for inner in value for day in _days_of(inner)]
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return [date.fromisoformat(value)]
    return []


@st.composite
def filled_in(draw: Any, case: Case, places: list[Place]) -> Case:
    """The case with a value in each of these places."""
    choices = Choices(case)
    for place in places:
        case = with_value(case, place, draw(st.sampled_from(choices.of(case, place))))
    return case
