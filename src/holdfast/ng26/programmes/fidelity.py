"""What has gone against a programme's dose, worked out from the programme's values alone (NG26 1.4.2 to 1.6.2).

Each rule speaks of one course: the newest entry of the programme, running or ended, with whichever carer. What is still
open (too few sessions, too short a course, content and highlights) is judged once the course is over; the rest at once.
"""

from holdfast.engine.definitions import Amount, EachEntry, Missing, Part, Span, Words
from holdfast.engine.expressions import Expr, FirstDayOf, InSchoolYear, Placed, Truth, after, all_of, any_of
from holdfast.ng26 import settings as s
from holdfast.ng26.facts.child import AS_OF, aged_under_months
from holdfast.ng26.facts.programmes import (
    DAY,
    GAP,
    NTH,
    PROGRAMMES,
    REVIEWS,
    SESSIONS,
    ended,
    first_session,
    held,
    last_session,
    newest_entry,
    tenth_session,
)
from holdfast.ng26.programmes.dose import Limit, Programme, Range, limit
from holdfast.ng26.vocabulary import CONTENT, HIGHLIGHTS, PLACES

GROUP = "group_venue"


def rules(programme: Programme, number: str) -> tuple[Part, ...]:
    """Every rule of the programme that recommendation `number` asks for, as parts of a course."""
    over = _over(programme)
    found = [
        *_each_session(programme),
        *_how_many(programme, over),
        *_how_long(programme, over),
        *_content(programme, programme.covered_by(number), over),
    ]
    if programme.trained:
        found.append(
            Part("trained_practitioner", PROGRAMMES["practitioner_trained"].is_true,
                 "delivered by somebody trained in it", Words("not trained"))
        )  # fmt: skip
    return tuple(found)


def _over(programme: Programme) -> Expr:
    """The course is over: ended, or its longest duration has passed since the first session."""
    most = programme.over.most if programme.over else None
    return ended if most is None else ended | (AS_OF > after(first_session, most))


def _every_session(
    rule: str, wants: Expr, expected: str, shows: object = None, unit: str = "", where: Expr | None = None
) -> Part:
    so = where if where is not None else Truth(True)
    return Part(
        rule,
        SESSIONS.every(so, wants),
        expected,
        EachEntry(SESSIONS.spec, so & ~wants, shows, unit),  # type: ignore[arg-type]
    )


def _inside(value: Expr, wanted: Range) -> Expr:
    sides = []
    if wanted.least is not None:
        sides.append(value >= limit(wanted.least))
    if wanted.most is not None:
        sides.append(value <= limit(wanted.most))
    return all_of(*sides)


def _each_session(p: Programme) -> list[Part]:
    """What every single session must be; judged at once."""
    return [*_where(p), *_length_and_film(p), *_who(p), *_gaps(p)]


def _where(p: Programme) -> list[Part]:
    place, found = SESSIONS["place"], []
    if p.place:
        found.append(
            _every_session("place", place.is_(p.place), f"every session {PLACES.words[p.place]}", place)
        )
    if p.in_group:
        found.append(_every_session("in_group", place.is_(GROUP), "every session in a group", place))
    if p.group_then_alone:
        found.append(_group_then_alone(p))
    return found


def _length_and_film(p: Programme) -> list[Part]:
    minutes, filmed, found = SESSIONS["minutes"], SESSIONS["filmed_minutes"], []
    if p.minutes:
        says, counted = (
            f"each session {p.minutes.says('minutes')}",
            NTH >= 2 if p.carer_session_first else None,
        )
        found.append(
            _every_session("session_length", _inside(minutes, p.minutes), says, minutes, "minutes", counted)
        )
    if p.filmed_minutes:
        says = (
            "nothing filmed"
            if p.filmed_minutes.most == 0
            else f"{p.filmed_minutes.says('minutes')} filmed in every session"
        )
        found.append(
            _every_session(
                "filmed_minutes", _inside(filmed, p.filmed_minutes), says, filmed, "minutes filmed"
            )
        )
    if p.film_watched:
        says = "the film watched with the carer in every session"
        found.append(_every_session("film_watched", SESSIONS["film_watched_with_carer"].is_true, says))
    return found


def _who(p: Programme) -> list[Part]:
    carer, child, found = SESSIONS["with"].includes("carer"), SESSIONS["with"].includes("child"), []
    if p.carer_session_first:
        says = "carer and child in every session after the first"
        found.append(
            _every_session(
                "first_session_carer_alone",
                carer & ~child,
                "the first session with the carer alone",
                where=NTH < 2,
            )
        )
        found.append(_every_session("carer_and_child", carer & child, says, where=NTH >= 2))
    if p.with_carer_and_child:
        found.append(_every_session("carer_and_child", carer & child, "carer and child in every session"))
    return found


def _gaps(p: Programme) -> list[Part]:
    if not p.gap:
        return []
    weekly_from = 7 * p.twice_weekly_weeks
    counted = all_of(NTH >= 2, _day_before(weekly_from)) if p.twice_weekly_weeks else NTH >= 2
    says = f"{p.gap.says('days')} between sessions" + (f" from day {weekly_from}" if weekly_from else "")
    return [_every_session("gap", _inside(GAP, p.gap), says, GAP, "days after the one before", counted)]


def _day_before(first_day: int) -> Expr:
    """The session before this one was on this day of the course or later."""
    return PREVIOUS_DAY >= first_day


PREVIOUS_DAY = Placed("sessions", "previous_day")


def _group_then_alone(p: Programme) -> Part:
    until = 7 * p.twice_weekly_weeks
    in_group = SESSIONS["place"].is_(GROUP)
    wants = any_of(all_of(DAY < until, in_group), all_of(DAY >= until, ~in_group))
    return _every_session(
        "in_group",
        wants,
        f"in a group for the first {p.twice_weekly_weeks} weeks, then alone",
        SESSIONS["place"],
    )


def _how_many(p: Programme, over: Expr) -> list[Part]:
    found = []
    sessions = Amount(held, "sessions, the first included" if p.carer_session_first else "sessions")  # type: ignore[arg-type]
    if p.sessions:
        before_them = 1 if p.carer_session_first else 0
        says = p.sessions.says("carer–child sessions after the first" if before_them else "sessions")
        least, most = _plus(p.sessions.least, before_them), _plus(p.sessions.most, before_them)
        found.append(Part("sessions_too_few", ~over | (held >= least), says, sessions))
        more_allowed = _reviewed_before_more(p) if p.counted else Truth(False)
        says_more = f"{says}; more only after a multi-agency review" if p.counted else says
        found.append(Part("sessions_too_many", (held <= most) | more_allowed, says_more, sessions))
    if p.twice_weekly_weeks:
        found.append(_twice_weekly(p.twice_weekly_weeks))
    return found


def _plus(value: Limit | None, more: int) -> int:
    assert isinstance(value, int)
    return value + more


def _reviewed_before_more(p: Programme) -> Expr:
    """A multi-agency review concluded further intervention between the tenth session's day and the eleventh's."""
    course = newest_entry(p.code)
    return REVIEWS.some(
        REVIEWS["type"].is_("multi_agency")
        & REVIEWS["conclusion"].is_("further_intervention")
        & (REVIEWS["date"] >= course.of(tenth_session))
        & (REVIEWS["date"] <= course.of(SESSIONS.nth(p.least_sessions + 1, "date")))
    )


def _twice_weekly(weeks: int) -> Part:
    """Two sessions in each of the first weeks: a week is judged once it is over, a third session at once."""
    each = []
    for week in range(weeks):
        in_week = SESSIONS.count((DAY >= 7 * week) & (DAY < 7 * (week + 1)))
        week_over = AS_OF >= after(first_session, 7 * (week + 1))
        each.append((in_week <= 2) & (~week_over | (in_week >= 2)))
    return Part("twice_weekly", all_of(*each), f"2 sessions in each of the first {weeks} weeks",
                EachEntry(SESSIONS.spec, DAY < 7 * weeks))  # fmt: skip


def _how_long(p: Programme, over: Expr) -> list[Part]:
    found = []
    if p.over:
        last = _last_counted(p.counted)
        says, span = f"{p.over.says('days')} from first to last session", Span(first_session, last)
        if p.over.least is not None:
            found.append(Part("too_short", ~over | (last >= after(first_session, p.over.least)), says, span))
        if p.over.most is not None:
            found.append(Part("too_long", ~(last > after(first_session, p.over.most)), says, span))
    if p.twice_weekly_weeks:
        until = InSchoolYear(first_session, s.SCHOOL_YEAR_LAST_MONTH)
        found.append(
            Part("to_end_of_school_year", ~over | (last_session >= until),
                 "weekly sessions until month {school_year_last_month} of the school year it began in",
                 Span(first_session, last_session))
        )  # fmt: skip
    return found


def _last_counted(counted: int | None) -> Expr:
    """The last session's day, or that of the last one that counts when there are more."""
    return last_session if counted is None else FirstDayOf((SESSIONS.nth(counted, "date"), last_session))


def _content(p: Programme, covers: tuple[str, ...], over: Expr) -> list[Part]:
    found = []
    if covers:
        each = tuple((_covered(p, code), _words(p, code)) for code in covers)
        found.append(_by_the_end("content", "covered", each, over))
    if p.highlights:
        each = tuple(
            (SESSIONS.some(SESSIONS["highlighted"].includes(code)), HIGHLIGHTS.words[code])
            for code in HIGHLIGHTS
        )
        found.append(_by_the_end("highlights", "highlighted", each, over))
    return found


def _by_the_end(rule: str, verb: str, each: tuple[tuple[Expr, str], ...], over: Expr) -> Part:
    """Everything named is there by the end: judged once the course is over, as one rule naming what is missing."""
    wants = ~over | all_of(*(so for so, _ in each))
    return Part(rule, wants, f"{verb} by the end: {', '.join(words for _, words in each)}", Missing(each))


def _words(p: Programme, code: str) -> str:
    asked_from = (
        f" (from {p.from_months[1]} months of age)" if p.from_months and p.from_months[0] == code else ""
    )
    return f"{CONTENT.words[code]}{asked_from}"


def _covered(p: Programme, code: str) -> Expr:
    covered = SESSIONS.some(SESSIONS["covered"].includes(code))
    if p.from_months is None or p.from_months[0] != code:
        return covered
    months = p.from_months[1]
    too_young = any_of(
        ended & aged_under_months(months, last_session), ~ended & aged_under_months(months, AS_OF)
    )
    return covered | too_young
