"""One child's rows of every table but Episodes, for one collection year.

Made up, because a case file holds none of it: the UPN code, motherhood, how a child took part in reviews, the adopters,
the health questions of OC2. Each constant below says what and why.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from holdfast.exchange.ssda903 import codes
from holdfast.exchange.ssda903.days import LAST_DAY, MAJORITY, birthday, days_between, guide_day, whole_years
from holdfast.exchange.ssda903.writing.episodes import ADOPTIVE, WITH_CARER, Case, Episode

Row = tuple[str | int, ...]
TableRow = tuple[str, Row]  # the table's name and a row of it
TOO_YOUNG_FOR_UPN, UPN_NOT_CERTAIN = "UN1", "UN5"
ADOPTERS = ("2", "MF", "L11")  # all or none must be filled (151); the commonest
SPOKE, UNDER_FOUR = "PN1", "PN0"
NOT_ANSWERED = "SDQ4"  # score or reason for age 4 to 16 (186): the return's own "other"
HEALTHY = ("1", "1", "1", "0")  # immunised, teeth, assessment, no substance misuse: blank fails (182)
NO_LONGER_FOR_ADOPTION = "RD4"
NO_EARLIER_PERMANENCE = "Z1"
MISSING = "M"  # also where the case file does not say which kind it was (565)
FIRST_WORKER, NEXT_WORKER = "FCONTA", "TSPROC"
_HANDOVER_DAYS = 7  # rule SW10a: a worker's spell begins within so many days of the last one's end


@dataclass(frozen=True)
class Year:
    """A collection: 1 April to 31 March of `ends`."""

    ends: int

    @property
    def first_day(self) -> str:
        """1 April."""
        return f"{self.ends - 1}-04-01"

    @property
    def last_day(self) -> str:
        """31 March."""
        return f"{self.ends}-03-31"

    def has(self, day: str) -> bool:
        """Whether a day is in the collection."""
        return self.first_day <= day <= self.last_day


def _day(iso: str | None) -> str:
    return guide_day(iso) if iso else ""


def rows_of(case: Case, episodes: Sequence[Episode], year: Year) -> Iterator[TableRow]:
    """The child's rows of every table but Episodes. `episodes`: those with a part in the year, at least one."""
    child = case["child"]
    ident = (str(child["id"]), _day(child.get("date_of_birth")))
    yield "Header", _header(child, ident, year)
    yield from _reviews(case, ident, episodes, year)
    yield from _uasc(case, ident, year)
    yield from _oc2(case, ident, episodes, year)
    yield from _adoption(case, ident, episodes, year)
    if any(e.rne == "S" and year.has(e.start) for e in episodes):
        yield "PrevPerm", (*ident, NO_EARLIER_PERMANENCE, "", "")
    yield from _missing(case, ident, episodes, year)
    yield from _social_workers(case, ident, year)


def _sex(child: Case, year: Year) -> str:
    code = next((c for c, says in codes.SEX.codes.items() if says.becomes == child.get("sex") and says.becomes
                 and codes.SEX.in_force(c, year.ends)), "")  # fmt: skip
    return code or ("U" if codes.SEX.in_force("U", year.ends) else "")


def _header(child: Case, ident: tuple[str, str], year: Year) -> Row:
    birth = child.get("date_of_birth")
    # Rule 209: UN1 until the child is 4 on 31 August before the last school year.
    young = birth is not None and whole_years(birth, f"{year.ends - 2}-08-31") < 4
    upn = TOO_YOUNG_FOR_UPN if young else UPN_NOT_CERTAIN
    mother = "0" if child.get("sex") == "female" else ""  # compulsory for girls (393)
    return (ident[0], _sex(child, year), ident[1], child.get("ethnicity") or "NOBT", upn, mother, "")


def _in_care(day: str, episodes: Iterable[Episode]) -> bool:
    return any(e.start <= day and (e.end is None or day <= e.end) for e in episodes)


def _reviews(
    case: Case, ident: tuple[str, str], episodes: Sequence[Episode], year: Year
) -> Iterator[TableRow]:
    birth = case["child"].get("date_of_birth")
    held = {r["date"] for r in case.get("reviews") or [] if r.get("type") == "looked_after"}
    for day in sorted(held):
        if year.has(day) and _in_care(day, episodes):
            young = birth is not None and whole_years(birth, day) < 4  # rules 440 and 441
            yield "Reviews", (*ident, _day(day), UNDER_FOUR if young else SPOKE)


def is_unaccompanied(case: Case) -> bool:
    """Whether the child is or was an unaccompanied asylum-seeking child, by flag or by period."""
    return case["child"].get("unaccompanied_asylum_seeking") is True or bool(
        case.get("unaccompanied_periods")
    )


def _uasc(case: Case, ident: tuple[str, str], year: Year) -> Iterator[TableRow]:
    """DUC is the day the status ceased, or the 18th birthday while it goes on (rules 205B and 304)."""
    if not is_unaccompanied(case):
        return
    birth = case["child"].get("date_of_birth")
    until = birthday(birth, MAJORITY) if birth else None
    for period in reversed(case.get("unaccompanied_periods") or [{"start": year.first_day}]):
        end = period.get("end") or LAST_DAY
        if period["start"] <= year.last_day and end >= year.first_day:
            ceases = _day(end if end <= year.last_day else until)
            yield "UASC", (ident[0], _sex(case["child"], year), ident[1], ceases)
            return


def _oc2(case: Case, ident: tuple[str, str], episodes: Sequence[Episode], year: Year) -> Iterator[TableRow]:
    """Children looked after through the whole year (rules 190 and 191)."""
    last = episodes[-1]
    if last.end is not None or last.since > year.first_day:
        return
    birth = case["child"].get("date_of_birth")
    age = whole_years(birth, year.last_day) if birth else None
    score, reason = _sdq(case, birth, year)
    convicted = "0" if age is not None and age >= 10 else ""  # rules 542 and 543
    development = "1" if age is not None and age < 5 else ""  # rules 545 and 546
    yield "OC2", (*ident, score, reason, convicted, development, *HEALTHY, "", "")


def _sdq(case: Case, birth: str | None, year: Year) -> tuple[str | int, str]:
    """Score or reason, for those who are 4 by the year's end and not yet 17 at its start (rules 186, 188, 189)."""
    if birth is None or whole_years(birth, year.last_day) < 4 or whole_years(birth, year.first_day) >= 17:
        return "", ""
    told = sorted((q for q in case.get("sdq") or [] if year.has(q["date"])), key=lambda q: str(q["date"]))
    score = next((q["score"] for q in reversed(told) if q.get("score") is not None), None)
    if score is not None:
        return score, ""
    return "", next(
        (q["not_done_because"] for q in reversed(told) if q.get("not_done_because")), NOT_ANSWERED
    )


def _adoption(
    case: Case, ident: tuple[str, str], episodes: Sequence[Episode], year: Year
) -> Iterator[TableRow]:
    """The decision that the child should be placed, dated by the first order or placement that needs it; the adoption."""
    for since in dict.fromkeys(e.since for e in episodes):
        period = [e for e in episodes if e.since == since]
        for_adoption = [e for e in period if e.ls == "E1" or e.place in ADOPTIVE]
        last = period[-1]
        planned = (
            (case.get("permanence") or {}).get("plan") == "adoption"
            and last.end is None
            and year.has(case["as_of"])
        )
        if not for_adoption and not planned:
            continue
        decided = _decided(case, since, for_adoption, year)
        adopted = last.rec in ("E11", "E12")
        ceased = last.end if last.end and not adopted else None
        yield (
            "PlacedAdoption",
            (*ident, _day(decided), _day(ceased), NO_LONGER_FOR_ADOPTION if ceased else ""),
        )
        if adopted:
            by_carer = "1" if last.place in WITH_CARER else "0"
            yield "AD1", (*ident, _day(decided), _day(decided), by_carer, *ADOPTERS)


def _decided(case: Case, since: str, for_adoption: Sequence[Episode], year: Year) -> str:
    """A case file does not date the decision: the start of what first needed it, in whatever year; else this year's."""
    needing = [
        home["start"]
        for home in case.get("care") or []
        if home.get("context") == "in_care"
        and home["start"] >= since
        and (home.get("legal_status") == "placement_order" or home.get("home") == "adoptive")
    ]
    return str(min(needing)) if needing and for_adoption else max(since, year.first_day)


def _missing(
    case: Case, ident: tuple[str, str], episodes: Sequence[Episode], year: Year
) -> Iterator[TableRow]:
    for time in case.get("missing_episodes") or []:
        start, end = time["start"], time.get("end")
        if start > year.last_day or (end and end < year.first_day) or not _in_care(start, episodes):
            continue
        kind = codes.AWAY_WITHOUT_AUTHORISATION if time.get("away_without_authorisation") else MISSING
        yield "Missing", (*ident, kind, _day(start), _day(end) if end and end <= year.last_day else "")


def _social_workers(case: Case, ident: tuple[str, str], year: Year) -> Iterator[TableRow]:
    """One worker at a time: a spell that runs into the next is ended where that begins."""
    if not codes.SOCIAL_WORKERS_SINCE <= year.ends:
        return
    spells = {m["start"]: m for m in case.get("team") or [] if m.get("role") == "social_worker"}
    ordered = [spells[start] for start in sorted(spells)]
    last_end: str | None = None
    for number, spell in enumerate(ordered):
        start, end = spell["start"], spell.get("end")
        if number + 1 < len(ordered):
            end = min(end or LAST_DAY, ordered[number + 1]["start"])
        reason = NEXT_WORKER if last_end and days_between(last_end, start) <= _HANDOVER_DAYS else FIRST_WORKER
        last_end = end
        if start <= year.last_day and (not end or (end >= year.first_day and end > start)):  # rule SW09
            ceased = _day(end) if end and end <= year.last_day else ""
            yield "SWEpisodes", (*ident, _worker(spell["person"]), _day(start), ceased, reason)


def _worker(person: str) -> str:
    """A worker's number begins SW or XX and has four characters (rule SW02): another reference is put behind SW."""
    number = person if person.upper().startswith(("SW", "XX")) else f"SW{person}"
    return number[:2] + number[2:].rjust(2, "0")
