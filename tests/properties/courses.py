"""Courses of the ten programmes near their dose: whole ones, those a session or a day off, and those with a fault."""

from datetime import date
from typing import Any

from holdfast.engine.expressions import Setting
from holdfast.ng26.programmes import BY_CODE
from holdfast.ng26.programmes.dose import Programme
from holdfast.ng26.tables import CASE_FILE
from tests.properties.days import days_before
from tests.properties.fields import Pen

PROGRAMMES = CASE_FILE.by_table["programmes"]
SESSIONS = CASE_FILE.by_table["sessions"]
_SESSION_FIELDS = [spec for spec in SESSIONS.fields if not spec.required]
Session = dict[str, Any]


def _number(limit: object) -> int | None:
    return limit.value if isinstance(limit, Setting) else limit if isinstance(limit, int) else None


def _near(*limits: object) -> list[int]:
    """Each limit, one more and one less."""
    found = [n + step for limit in limits if (n := _number(limit)) is not None for step in (0, 1, -1)]
    return [n for n in dict.fromkeys(found) if n >= 0]


def course(pen: Pen, code: str, marks: list[date]) -> dict[str, Any]:
    """One entry of a programme; `marks` are days (placements, reviews) beside which it may have been offered."""
    dose = BY_CODE[code]
    given: dict[str, Any] = {"programme": code}
    begun = pen.chance(13)
    days = _days(pen, dose) if begun else []
    if not pen.chance(pen.unknown_in_20 // 2):
        given["sessions"] = _sessions(pen, dose, days)
    if not pen.chance(pen.unknown_in_20):
        given["response"] = "accepted" if begun else "declined"
    if days and pen.chance(13):
        given["offered"] = days_before(days[0], pen.pick((0, 7, 14))).isoformat()
    elif marks and pen.chance(12):
        given["offered"] = pen.calendar.day(*marks).isoformat()
    _ending(pen, given, days)
    if days and pen.chance(10):
        given["started"] = days[0].isoformat()
    pen.calendar.mark(*days[9:11], *days[-1:])
    return pen.entry(PROGRAMMES, given)


def _ending(pen: Pen, given: dict[str, Any], days: list[date]) -> None:
    if not days or pen.chance(11):
        given["ended"] = None if pen.chance(16) else pen.calendar.day().isoformat()
        return
    ended = min(days_before(days[-1], pen.pick((0, -1, -10))), pen.calendar.as_of)
    given["ended"] = ended.isoformat()
    if pen.chance(6):
        given["ended_because"] = "withdrew"


def _days(pen: Pen, dose: Programme) -> list[date]:
    """The days of the sessions held, none after today."""
    offsets = _offsets(pen, dose)
    if not offsets:
        return []
    last = _number(dose.over.most) if dose.over else None
    anchor = pen.pick(("ends now", "ended", "longest passed"))
    back = {
        "ends now": offsets[-1],
        "ended": offsets[-1] + pen.pick((1, 2, 5, 30, 60, 300)),
        "longest passed": pen.pick(_near(last or offsets[-1])),
    }[anchor]
    first = days_before(pen.calendar.as_of, back)
    return [day for n in offsets if (day := days_before(first, -n)) <= pen.calendar.as_of]


def _offsets(pen: Pen, dose: Programme) -> list[int]:
    """Days from the first session, one for each."""
    if dose.twice_weekly_weeks:
        return _twice_weekly_then_weekly(pen, dose)
    if dose.gap:
        return _by_gap(pen, dose)
    count = (
        pen.pick([dose.sessions.least, *_near(dose.sessions.least), 10, 13, 3, 0])
        if dose.sessions
        else pen.pick((3, 2, 1, 0))
    )
    span = pen.pick([*_near(dose.over.least, dose.over.most), 100]) if dose.over else 7 * max(count - 1, 0)
    counted = (dose.counted or count or 1) - 1
    return [
        round(span * i / max(counted, 1)) if i <= counted else span + 5 * (i - counted) for i in range(count)
    ]


def _by_gap(pen: Pen, dose: Programme) -> list[int]:
    assert dose.gap is not None
    gap = pen.pick((7, _number(dose.gap.most), *_near(dose.gap.least, dose.gap.most)))
    if dose.sessions:
        more = 1 if dose.carer_session_first else 0
        count = pen.pick([n + more for n in _near(dose.sessions.least, dose.sessions.most)] + [2, 0])
        return [gap * i for i in range(count)]
    assert dose.over is not None
    span = pen.pick([*_near(dose.over.least, dose.over.most), 30])
    return [*range(0, span, max(gap, 4)), span]


def _twice_weekly_then_weekly(pen: Pen, dose: Programme) -> list[int]:
    first = [n for week in range(dose.twice_weekly_weeks) for n in (7 * week, 7 * week + 2)]
    if pen.chance(4):
        first.remove(pen.pick(first[1:]))
    if pen.chance(3):
        first.append(first[-1] + 1)
    gap = pen.pick((7, *_near(*((dose.gap.least, dose.gap.most) if dose.gap else ()))))
    start = 7 * dose.twice_weekly_weeks
    weeks = pen.pick((0, 1, 3, 30))
    return [*first, *(start + gap * i for i in range(weeks))]


def _sessions(pen: Pen, dose: Programme, days: list[date]) -> list[Session]:
    """A session on each of these days as the dose has it, with a few faults and a few things not recorded."""
    sessions = [_session(dose, i, (day - days[0]).days) for i, day in enumerate(days)]
    for session, day in zip(sessions, days, strict=True):
        session["date"] = day.isoformat()
    _spread(
        pen,
        sessions,
        [code for _, codes in dose.covers for code in codes],
        "covered",
        skip_first=dose.carer_session_first,
    )
    if dose.highlights:
        _spread(
            pen, sessions, list(SESSIONS.by_key["highlighted"].codes or ()), "highlighted", skip_first=False
        )
    if sessions:
        for _ in range(pen.pick((0, 0, 1, 1, 2))):
            session, spec = pen.pick(sessions), pen.pick(_SESSION_FIELDS)
            session[spec.key] = pen.value(spec)
        for _ in range(pen.pick((0, 1, 3)) if pen.unknown_in_20 > 1 else 0):
            pen.pick(sessions).pop(pen.pick(_SESSION_FIELDS).key, None)
        if pen.chance(2):
            sessions.reverse()
    return sessions


def _session(dose: Programme, i: int, day: int) -> Session:
    first_weeks = day < 7 * dose.twice_weekly_weeks
    place = dose.place or (
        "group_venue" if dose.in_group or (dose.group_then_alone and first_weeks) else "clinic"
    )
    minutes = _number(dose.minutes.least if dose.minutes else 60)
    filmed = _number(dose.filmed_minutes.least) if dose.filmed_minutes else 0
    alone = dose.carer_session_first and i == 0
    return {
        "minutes": minutes,
        "place": place,
        "with": ["carer"] if alone else ["carer", "child"],
        "filmed_minutes": filmed,
        "film_watched_with_carer": True,
        "highlighted": [],
        "covered": [],
    }


def _spread(pen: Pen, sessions: list[Session], codes: list[str], key: str, *, skip_first: bool) -> None:
    """Every code somewhere, or all but one of them."""
    if len(sessions) < 2 or not codes:
        return
    left_out = pen.pick(codes) if pen.chance(4) else None
    since = sessions[1:] if skip_first else sessions
    for i, code in enumerate(code for code in codes if code != left_out):
        holder = since[i % len(since)]
        holder[key] = [*holder[key], code]
