"""Values for the fields of the case file, read off its description: known, known not done, null, or left out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from holdfast.engine.tables import CodeList, FieldSpec, TableSpec
from tests.properties.days import Calendar

# Numbers on both sides of every limit that a field is asked about; the first is what a case shrinks to.
NUMBERS = {
    "children_with_attachment_difficulties_in_home": (1, 0, 2, 3),
    "life_story/people": (1, 0, 4),
    "life_story/places": (1, 0, 2),
    "minutes": (60, 0, 29, 30, 31, 44, 45, 46, 59, 59.5, 61, 89, 90, 90.5, 91),
    "filmed_minutes": (0, 9, 10, 15, 20, 20.5, 21),
    "score": (0, 4, 40),
}
# Codes, by the name of their list, that open the way to more of the guideline: every other one is one of these.
OFTEN = {
    "attachment status": ("suspected", "identified", "at_risk"),
    "condition": ("ptsd",),
    "improvement": ("little",),
    "proposal": ("programme", "refuse_service"),
    "review": ("multi_agency",),
    "education setting": ("school",),
    "permanence plan": ("adoption",),
    "role": ("social_worker",),
    "refusal because of": ("placement_unstable", "ethnicity"),
    "end_reason": ("breakdown",),
}
# Few names, so that two entries often have the same one.
NAMES = {"carer": ("C1", "C2", "C3"), "person": ("P1", "P2"), "id": ("S1", "S2", "S3")}


class Pen:
    """Writes fields of one case; `unknown_in_20` is how many in twenty of its optional fields are not known."""

    def __init__(self, calendar: Calendar, unknown_in_20: int) -> None:
        self.calendar, self.draw, self.unknown_in_20 = calendar, calendar.draw, unknown_in_20

    def chance(self, in_20: int) -> bool:
        """True so many times in twenty; shrinks to True."""
        return in_20 > 0 and bool(self.draw(st.integers(0, 19)) < in_20)

    def pick(self, options: Iterable[Any]) -> Any:
        """One of these; shrinks to the first."""
        return self.draw(st.sampled_from(tuple(options)))

    def value(self, spec: FieldSpec, *beside: date) -> Any:
        """A known value of the field, `False` included where the format has it."""
        if spec.or_false and self.chance(4):
            return False
        if spec.kind == "day":
            return self.calendar.day(*beside, future=spec.may_be_future).isoformat()
        if spec.kind == "flag":
            return self.pick((True, False))
        if spec.kind == "code":
            assert spec.codes is not None
            often = OFTEN.get(spec.codes.name)
            return self.pick(often if often and self.chance(10) else spec.codes)
        if spec.kind == "codes":
            return self.codes(spec.codes)
        if spec.kind == "text":
            return self.pick(NAMES.get(spec.key, ("Ms A", "")))
        return self.pick(NUMBERS[spec.key])

    def codes(self, codes: CodeList | None) -> list[str]:
        """A set of codes: all of them, all but one, one, or none."""
        every = list(codes or ())
        kind = self.pick(("none", "all", "all", "all", "all but one", "one"))
        if kind in ("none", "all"):
            return every if kind == "all" else []
        one = self.pick(every)
        return [one] if kind == "one" else [code for code in every if code != one]

    def field(self, holder: dict[str, Any], spec: FieldSpec, key: str, *beside: date) -> None:
        """Write the field into its object; or `null`; or leave it out."""
        unknown = 10 if spec.default else self.unknown_in_20
        if not spec.required and self.chance(unknown):
            if self.chance(8):
                holder[key] = None
            return
        holder[key] = self.value(spec, *beside)

    def object(self, fields: Iterable[FieldSpec], given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """An object with these fields, by the first part of their keys; `given` are values already settled."""
        found: dict[str, Any] = dict(given or {})
        inner: dict[str, list[FieldSpec]] = {}
        for spec in fields:
            head, _, rest = spec.key.partition("/")
            if head in found:
                continue
            if rest:
                inner.setdefault(head, []).append(spec)
            else:
                self.field(found, spec, head)
        for head, specs in inner.items():
            if self.chance(self.unknown_in_20 // 2):
                if self.chance(8):
                    found[head] = None
                continue
            found[head] = self._inner(specs, len(head) + 1)
        return found

    def _inner(self, specs: list[FieldSpec], cut: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        deeper: dict[str, list[FieldSpec]] = {}
        for spec in specs:
            head, _, rest = spec.key[cut:].partition("/")
            if rest:
                deeper.setdefault(head, []).append(spec)
            else:
                self.field(found, spec, head)
        for head, below in deeper.items():
            if not self.chance(self.unknown_in_20 // 2):
                found[head] = self._inner(below, cut + len(head) + 1)
        return found

    def entry(self, table: TableSpec, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A valid entry of a list, its days in order and what depends on its kind as the format has it."""
        found = self.object(table.fields, given)
        for first, last in table.spans:
            begin, end = found.get(first), found.get(last)
            if isinstance(begin, str) and isinstance(end, str) and end < begin:
                found[first], found[last] = end, begin
        for rule in table.also:
            if found.get(rule.when) != rule.code:
                continue
            if rule.required and found.get(rule.key) is None:
                found[rule.key] = self.value(table.by_key[rule.key])
            if rule.codes and found.get(rule.key) is not None and found[rule.key] not in rule.codes:
                found[rule.key] = self.pick(rule.codes)
        return found

    def entries(self, table: TableSpec, how_many: tuple[int, ...] = (0, 1, 1, 2)) -> Any:
        """A list of entries; `null`, or `...` for a list that is left out."""
        if self.chance(self.unknown_in_20):
            return self.pick((..., None))
        return [self.entry(table) for _ in range(self.pick(how_many))]
