"""The format's own rules, asked of a case file with little else in it, and what they say put kindly.

The rules stay in `casefile.checking`; here is only which question an error belongs to, and how a person reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from holdfast.casefile.checking import CaseError, errors
from holdfast.engine.tables import Depending, FieldSpec
from holdfast.forms.words import first_up, say_day
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.vocabulary import PROGRAMMES
from holdfast.record.columns import column
from holdfast.web.entries.asking import wording
from holdfast.web.entries.parts import Part

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong with one answer: the question's name (empty: the whole), and a sentence. `other`: the entry it clashes with."""

    name: str
    says: str
    other: int | None = None


def problems(
    part: Part, entry: Entry, *, on: date, others: Iterable[Entry] = (), others_said: Iterable[str] = ()
) -> list[Problem]:
    """What the format has against this entry. `others` are the child's other entries of a list whose entries may not overlap.

    `others_said` says each of them in words, in the same order.
    """
    others, said = list(others), list(others_said)
    case, path = _least_case(part, entry, others, on)
    found = (_problem(part, entry, error, path, said) for error in errors(case))
    return [problem for problem in found if problem]


def _least_case(part: Part, entry: Entry, others: list[Entry], on: date) -> tuple[dict[str, Any], str]:
    """The smallest case file that holds the entry, and where it stands in it."""
    case: dict[str, Any] = {
        "format": CASE_FILE.format, "as_of": on.isoformat(), "child": {"id": "this child"},
    }  # fmt: skip
    if part.is_own:
        case["child"] |= entry
        return case, "/child"
    if part.inside:
        holder = {"programme": next(iter(PROGRAMMES)), part.name: [entry]}
        return {**case, part.inside.name: [holder]}, f"/{part.inside.name}/0/{part.name}/0"
    if part.is_list:
        return {**case, part.name: [*others, entry]}, f"/{part.name}/{len(others)}"
    if part.stands_alone:
        return {**case, **entry}, ""
    return {**case, part.name: entry}, f"/{part.name}"


def _problem(part: Part, entry: Entry, error: CaseError, path: str, others: list[str]) -> Problem | None:
    if "do not overlap" in error.expected:
        return _overlap(part, error, path, others)
    if not error.path.startswith(f"{path}/"):
        return None
    key = _key_of(part, error.path.removeprefix(f"{path}/"))
    if key is None:
        return Problem("", f"{first_up(part.entry)}: {error.expected}")
    spec = next(f for f in part.fields if f.key == key)
    return Problem(column(key), _kindly(part, spec, entry, error))


def _key_of(part: Part, path: str) -> str | None:
    """The field whose path this is, or begins with (`areas/0`)."""
    keys = [spec.key for spec in part.fields]
    return next((key for key in keys if path == key or path.startswith(f"{key}/")), None)


def _kindly(part: Part, spec: FieldSpec, entry: Entry, error: CaseError) -> str:
    said = _label(part, spec)
    for first, last in part.spec.spans if part.spec else ():
        if spec.key == last and error.expected.startswith("a day on or after"):
            start = next(f for f in part.fields if f.key == first)
            day = date.fromisoformat(str(entry[first]))
            return f"{said}: must not be before {say_day(day)} ({_label(part, start).lower()})"
    for rule in _rules_of(part, spec, entry):
        when = _label(part, next(f for f in part.fields if f.key == rule.when)).lower()
        word = _word(part, rule.when, rule.code)
        if error.value is None:
            return f"{said}: needed where {when} is ‘{word}’"
        return f"{said}: cannot be ‘{_word(part, spec.key, error.value)}’ where {when} is ‘{word}’"
    if spec.kind == "day" and "up to as_of" in error.expected:
        return f"{said}: must be today or earlier"
    return f"{said}: please give {error.expected}"


def _rules_of(part: Part, spec: FieldSpec, entry: Entry) -> Iterator[Depending]:
    for rule in part.spec.also if part.spec else ():
        if rule.key == spec.key and entry.get(rule.when) == rule.code:
            yield rule


def _label(part: Part, spec: FieldSpec) -> str:
    return wording.label(part.name, spec, part.spec.entry if part.spec else "")


def _word(part: Part, key: str, code: Any) -> str:
    spec = next(f for f in part.fields if f.key == key)
    return spec.codes.words.get(code, str(code)) if spec.codes else str(code)


def _overlap(part: Part, error: CaseError, path: str, others: list[str]) -> Problem:
    """Two homes at once: the later one is named in the path, the earlier in what is expected; one of the two is ours."""
    later = int(error.path.split("/")[2])
    earlier = int(error.expected.split("/")[2].split()[0])
    ours = int(path.rsplit("/", 1)[1])
    other = earlier if later == ours else later
    return Problem(
        "start" if later == ours or part.spec is None else part.spec.ended_by or "start",
        f"This {part.entry} is at the same time as another one: {others[other]}",
        other,
    )
