"""Raw results of an instrument as they are kept, checked against the one table. Pure.

`{"instrument": "strange_situation", "class": "D", "alternative": "B2", "modifiers": [], "scores": {"avoidance": 3}, "sorted_by": "",
"because": ""}`; a local scale also has `"low"` and `"high"`. `because`: why it was used outside its ages, or by somebody not skilled in it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from holdfast.assessments.instruments import INSTRUMENTS, LOCAL, Class, Instrument

KEYS = {"instrument", "class", "alternative", "modifiers", "scores", "sorted_by", "because", "low", "high"}


class ResultsWrong(Exception):
    """Results that the instrument cannot have: `problems` are all of them, each naming the place, the value and what was expected."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{place}: {says}" for place, says in problems))
        self.problems = problems


def check(results: Mapping[str, Any]) -> None:
    """Raises ResultsWrong with everything that is wrong; `{}` is no results, and right."""
    if results and (found := list(problems(results))):
        raise ResultsWrong(found)


def problems(results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each place that is wrong and why, in words for a person."""
    instrument = INSTRUMENTS.get(results.get("instrument", ""))
    if instrument is None:
        yield "instrument", f"{results.get('instrument')!r}; expected one of {', '.join(INSTRUMENTS)}"
        return
    for key in sorted(set(results) - KEYS):
        yield key, "unknown; expected nothing"
    yield from _classified(instrument, results)
    yield from _scored(instrument, results)
    if instrument.code == LOCAL:
        yield from _local(results)


def _classified(instrument: Instrument, results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    given, other = results.get("class", ""), results.get("alternative", "")
    yield from _one_of("class", given, instrument.classes)
    yield from _one_of("sorted_by", results.get("sorted_by", ""), instrument.sorted_by)
    for each in results.get("modifiers", []):
        yield from _one_of("modifiers", each, instrument.modifiers)
    if other:
        yield from _one_of("alternative", other, instrument.classes)
        if given not in instrument.alternative:
            needs = " or ".join(instrument.alternative)
            yield "alternative", f"Only a result of {needs} has one" if needs else "This instrument has none"
        elif other == given:
            yield "alternative", "Must be another than the classification itself"


def _one_of(place: str, code: str, classes: tuple[Class, ...]) -> Iterator[tuple[str, str]]:
    if code and code not in {each.code for each in classes}:
        yield place, f"{code!r}; expected one of {', '.join(each.code for each in classes) or 'none'}"


def _scored(instrument: Instrument, results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = {score.code: score for score in instrument.scores}
    for code, value in results.get("scores", {}).items():
        if code not in known:
            yield f"score_{code}", f"unknown; expected one of {', '.join(known) or 'none'}"
        elif isinstance(value, bool) or not isinstance(value, int | float):
            yield f"score_{code}", f"{value!r}; expected a number"
        elif not known[code].holds(value):
            yield f"score_{code}", f"{known[code].name} must be from {known[code].scale}"


def _local(results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    low, high, score = results.get("low"), results.get("high"), results.get("scores", {}).get("score")
    if low is None or high is None:
        yield "low" if low is None else "high", "Say where the scale begins and where it ends"
    elif low >= high:
        yield "high", "The highest score must be more than the lowest"
    elif score is not None and not low <= score <= high:
        yield "score_score", f"The score must be from {low:g} to {high:g}"


def ends(results: Mapping[str, Any], scale: str) -> tuple[float, float] | None:
    """The ends of the scale that an assessment's `score` is on, where they are known; `scale` is what the case file calls it."""
    instrument = INSTRUMENTS.get(results.get("instrument") or scale)
    if instrument is None:
        return None
    if instrument.code == LOCAL:
        low, high = results.get("low"), results.get("high")
        return (low, high) if low is not None and high is not None else None
    main = instrument.main_score
    return (main.low, main.high) if main and main.low is not None and main.high is not None else None


def said(results: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every result as a label and a value, in the instrument's order."""
    instrument = INSTRUMENTS.get(results.get("instrument", ""))
    return [] if instrument is None else list(_said(instrument, results))


def _said(instrument: Instrument, results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names = {each.code: each.name for each in instrument.classes}
    if given := results.get("class"):
        other = results.get("alternative")
        both = f"{given} ({names.get(given, given)})"
        yield (
            "Classification",
            f"{both}, best-fitting alternative {other} ({names.get(other, other)})" if other else both,
        )
    more = {each.code: each.name for each in instrument.modifiers}
    if results.get("modifiers"):
        yield "With", "; ".join(more.get(each, each) for each in results["modifiers"])
    for score in instrument.scores:
        if (value := results.get("scores", {}).get(score.code)) is not None:
            scale = (
                f"{results['low']:g} to {results['high']:g}"
                if instrument.code == LOCAL and "low" in results
                else score.scale
            )
            yield score.name, f"{value:g}{f', on a scale of {scale}' if scale else ''}".replace("-", "−")
    who = {each.code: each.name for each in instrument.sorted_by}
    if results.get("sorted_by"):
        yield "Sorted by", who.get(results["sorted_by"], results["sorted_by"])
    if results.get("because"):
        yield "Used all the same because", results["because"]
