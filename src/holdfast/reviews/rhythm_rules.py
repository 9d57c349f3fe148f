"""What the law and statutory guidance want done by when, for one child in care: from dates to due dates. Pure; nothing is stored.

NG26 sets none of these intervals. CPPCR: the Care Planning, Placement and Case Review (England) Regulations 2010. Each rule carries
its own source, which is shown beside it. What these rules do not know is said in reviews/README.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from holdfast.forms.words import age_in_years, say_day, whole_months
from holdfast.reviews.bank_holidays import working_days_after

FIRST_REVIEW = HEALTH_FIRST = 20  # working days
PEP_FIRST = 10  # working days
WEEK = timedelta(weeks=1)
VISITS, VISITS_INTERIM_AT_HOME = timedelta(weeks=6), timedelta(weeks=4)
RETURN_INTERVIEW = timedelta(hours=72)
MISSING_SHOWN = timedelta(days=28)
SDQ_AGES = range(4, 17)
SCHOOL_AGES = range(5, 16)
IN_EDUCATION = ("early_years", "school", "college")
# The last days of the three school terms, as most authorities keep them; the guidance says "every term" and no day.
TERM_ENDS = ((3, 31), (7, 20), (12, 20))

CASE_REVIEWS = "CPPCR, regulation 33"
ADOPTION = "Adoption Agencies Regulations 2005, regulation 36"
HEALTH = "CPPCR, regulation 7"
PEP = "Promoting the education of looked-after children (statutory guidance, 2018)"
SDQ = "Promoting the health and well-being of looked-after children (statutory guidance, 2015)"
MISSING = "Children who run away or go missing from home or care (statutory guidance, 2014)"


@dataclass(frozen=True)
class Known:
    """What the rhythms of one child stand on; `None` where it is not known. Days of one kind, in any order.

    `in_care_since` and `placement_since` are of the unbroken run of today; None for who is not in care.
    `visits` are those at which the child was not missed; `missing` pairs the day of return with the day an interview was offered.
    """

    born: date | None = None
    in_care_since: date | None = None
    placement_since: date | None = None
    home: str | None = None
    legal_status: str | None = None
    plan: str | None = None
    setting: str | None = None
    plan_updated: date | None = None
    reviews: tuple[date, ...] = ()
    visits: tuple[date, ...] = ()
    health: tuple[date, ...] = ()
    dental: tuple[date, ...] = ()
    sdq: tuple[date, ...] = ()
    missing: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True)
class Due:
    """One thing that is due: what, by which day, why, by whose rule; `last` is the day it was last done."""

    code: str
    says: str
    by: date
    because: str
    source: str
    last: date | None = None

    def overdue(self, on: date) -> bool:
        """Whether the day has passed."""
        return self.by < on


def due(known: Known, on: date) -> list[Due]:
    """Everything that is due for this child, the earliest first; nothing for who is not in care, or is 18."""
    if known.in_care_since is None or (known.born and _age(known.born, on) >= 18):
        return []
    found = [_review(known), _visit(known), _health(known), _dental(known), _pep(known, on), _sdq(known, on)]
    return sorted([*filter(None, found), *_missing(known, on)], key=lambda each: (each.by, each.code))


def _age(born: date, on: date) -> int:
    return age_in_years(born, on) if born <= on else 0


def months_after(day: date, months: int) -> date:
    """So many calendar months later; the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _since(days: Iterable[date], first: date) -> list[date]:
    return sorted(day for day in days if day >= first)


def _review(known: Known) -> Due:
    adopting = known.home == "adoptive"
    begun = (known.placement_since if adopting else None) or known.in_care_since
    assert begun is not None
    held = _since(known.reviews, begun)
    source = ADOPTION if adopting else CASE_REVIEWS
    if not held and adopting:
        return Due("review", "Looked-after review", begun + 4 * WEEK,
                   f"the first within 4 weeks of the adoptive placement, which began on {say_day(begun)}", source)  # fmt: skip
    if not held:
        return Due("review", "Looked-after review", working_days_after(begun, FIRST_REVIEW),
                   f"the first within {FIRST_REVIEW} working days of becoming looked after on {say_day(begun)}", source)  # fmt: skip
    months, said = (3, "the second within 3 months of the first") if len(held) == 1 else (6, "every 6 months")
    return Due("review", "Looked-after review", months_after(held[-1], months), said, source, held[-1])


def _visit(known: Known) -> Due | None:
    begun = known.placement_since or known.in_care_since
    assert begun is not None
    seen = _since(known.visits, begun)
    if not seen:
        source = ADOPTION if known.home == "adoptive" else "CPPCR, regulation 28(2)"
        because = f"within a week of the start of the placement on {say_day(begun)}"
        return Due("visit", "Social worker’s visit", begun + WEEK, because, source)
    rhythm = _visit_rhythm(known, begun, seen[-1])
    if rhythm is None:
        return None
    by, because, source = rhythm
    return Due("visit", "Social worker’s visit", by, because, source, seen[-1])


def _visit_rhythm(known: Known, begun: date, last: date) -> tuple[date, str, str] | None:
    reviewed = bool(_since(known.reviews, begun))
    if known.home == "adoptive":
        return None if reviewed else (last + WEEK, "weekly until the first review", ADOPTION)
    if known.home == "birth_family" and known.legal_status == "interim_care_order":
        if not reviewed:
            return last + WEEK, "weekly until the first review", "CPPCR, regulation 28(4)"
        return (
            last + VISITS_INTERIM_AT_HOME,
            "every 4 weeks at most, at home under an interim order",
            "CPPCR, regulation 28(4)",
        )
    if known.home == "birth_family":
        return last + VISITS, "every 6 weeks at most, in care and at home", "CPPCR, regulation 28(5)"
    if known.plan == "long_term_foster" and last >= months_after(begun, 12):
        because = "every 3 months at most, after a year in a placement meant to last"
        return months_after(last, 3), because, "CPPCR, regulation 28(2)"
    return last + VISITS, "every 6 weeks at most", "CPPCR, regulation 28(2)"


def _health(known: Known) -> Due:
    begun = known.in_care_since
    assert begun is not None
    held = _since(known.health, begun)
    if not held:
        because = f"the first before the first review: {HEALTH_FIRST} working days from {say_day(begun)}"
        return Due("health", "Health assessment", working_days_after(begun, HEALTH_FIRST), because, HEALTH)
    half_a_year = months_after(held[-1], 6)
    if known.born is None or whole_months(known.born, half_a_year) < 60:
        return Due("health", "Health assessment", half_a_year, "every 6 months under 5", HEALTH, held[-1])
    return Due(
        "health", "Health assessment", months_after(held[-1], 12), "every 12 months from 5", HEALTH, held[-1]
    )


def _dental(known: Known) -> Due:
    begun = known.in_care_since
    assert begun is not None
    held = _since(known.dental, begun)
    return Due("dental", "Dental check", months_after(held[-1] if held else begun, 12),
               "every year", "SSDA903, OC2", held[-1] if held else None)  # fmt: skip


def _pep(known: Known, on: date) -> Due | None:
    age = _age(known.born, on) if known.born else None
    if known.setting not in IN_EDUCATION and (age is None or age not in SCHOOL_AGES):
        return None
    begun = known.in_care_since
    assert begun is not None
    if known.plan_updated is None or known.plan_updated < begun:
        because = f"begun within {PEP_FIRST} working days of coming into care on {say_day(begun)}"
        return Due("pep", "Education plan", working_days_after(begun, PEP_FIRST), because, PEP)
    this_term = term_end(known.plan_updated)
    return Due(
        "pep",
        "Education plan",
        term_end(this_term + timedelta(days=1)),
        "every school term",
        PEP,
        known.plan_updated,
    )


def term_end(day: date) -> date:
    """The last day of the term that a day belongs to; holidays belong to the term they lead to."""
    ends = (date(year, *end) for year in (day.year, day.year + 1) for end in TERM_ENDS)
    return next(end for end in ends if end >= day)


def _sdq(known: Known, on: date) -> Due | None:
    """Due by the 31 March at which the child is of the age and has been looked after for a year."""
    begun, born = known.in_care_since, known.born
    assert begun is not None
    if born is None:
        return None
    last = max(known.sdq, default=None)
    year = on.year if (on.month, on.day) <= (3, 31) else on.year + 1
    if last and last > date(year - 1, 3, 31):
        year += 1
    day = date(year, 3, 31)
    if months_after(begun, 12) > day or _age(born, day) not in SDQ_AGES:
        return None
    return Due(
        "sdq",
        "Strengths and difficulties questionnaire",
        day,
        "once a year until 31 March, from 4 to 16",
        SDQ,
        last,
    )


def _missing(known: Known, on: date) -> Iterable[Due]:
    for back, offered in known.missing:
        if offered is None and on - MISSING_SHOWN <= back <= on:
            because = f"within 72 hours of coming back on {say_day(back)}"
            yield Due(
                "return_interview", "Return interview offered", back + RETURN_INTERVIEW, because, MISSING
            )
