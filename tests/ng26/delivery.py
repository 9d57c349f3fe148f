"""Courses delivered as the guideline has them, written out by hand, for the tests to spoil one thing at a time."""

from typing import Any

from tests.ng26.stories import EDGE, finding, later, programme, story

Case = dict[str, Any]
BOTH, CARER = ["carer", "child"], ["carer"]
ENDED = {"ended": "2026-03-01", "ended_because": "completed"}


def course(code: str, held: list[Case], **more: Any) -> Case:
    """A course begun, ended and delivered by somebody trained, offered on the day of its first session."""
    first = held[0]["date"] if held else "2025-01-01"
    return programme(code, first, **{"sessions": held, **ENDED, **more})


def on_days(first: str, days: list[int], **each: Any) -> list[Case]:
    """Sessions on these days of the course, the first being day 0."""
    return [{"date": later(first, day), **each} for day in days]


def spread(held: list[Case], key: str, codes: list[str], start: int = 0) -> list[Case]:
    """The sessions with each of these codes in one of them, from the session numbered `start`."""
    found = [{**session, key: []} for session in held]
    for n, code in enumerate(codes):
        found[start + n % (len(found) - start)][key].append(code)
    return found


def changed(entry: Case, which: int, **values: Any) -> Case:
    """The course with one session changed (counted from 0; -1: the last)."""
    held = list(entry["sessions"])
    held[which] = {**held[which], **values}
    return {**entry, "sessions": held}


def judged(number: str, entry: Case, **changes: Any) -> tuple[str, list[str]]:
    """The state of the fidelity finding and the rules that it names as broken, for a child on the edge of care."""
    found = finding(number, story(**{"where": EDGE, "age": 4, "programmes": [entry], **changes}))
    return found.state, [d.rule for d in found.deviations]


def asked(number: str, entry: Case, **changes: Any) -> tuple[str, ...]:
    """What is missing; it is `ask`."""
    found = finding(number, story(**{"where": EDGE, "age": 4, "programmes": [entry], **changes}))
    assert found.state == "ask"
    return found.missing


MET: tuple[str, list[str]] = ("met", [])


def broken(*rules: str) -> tuple[str, list[str]]:
    """Something has gone against these rules."""
    return "act", list(rules)
