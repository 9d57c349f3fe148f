"""What the returns say about one child, as a case file. No clock, no files; what is not said stays out (not known)."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from holdfast.exchange.ssda903 import codes
from holdfast.exchange.ssda903.days import guide_day
from holdfast.exchange.ssda903.homes import Stay, care_of, stays_of
from holdfast.exchange.ssda903.ledger import Fate, Ledger
from holdfast.exchange.ssda903.merging import Day, by_the_day, one_each, start_of
from holdfast.exchange.ssda903.reading.rows import (
    Ad1Row,
    Dated,
    EpisodeRow,
    HeaderRow,
    MissingRow,
    Oc2Row,
    PlacedAdoptionRow,
    ReviewRow,
    SocialWorkerRow,
    UascRow,
)

FORMAT = "holdfast-case/1"
Case = dict[str, Any]
Spell = TypeVar("Spell", MissingRow, PlacedAdoptionRow, SocialWorkerRow)


@dataclass(slots=True)
class Told:
    """All rows of all returns about one child. `birth`: the day of birth that tables other than Header give."""

    child: str
    birth: str | None = None
    header: Sequence[HeaderRow] = ()
    episodes: Sequence[EpisodeRow] = ()
    reviews: Sequence[ReviewRow] = ()
    uasc: Sequence[UascRow] = ()
    oc2: Sequence[Oc2Row] = ()
    ad1: Sequence[Ad1Row] = ()
    placed: Sequence[PlacedAdoptionRow] = ()
    missing: Sequence[MissingRow] = ()
    workers: Sequence[SocialWorkerRow] = ()


def case_of(told: Told, day: Day, ledger: Ledger) -> Case | None:
    """The child's case file as of the day; None if the child was not yet born then, with every row counted as after."""
    if _not_yet_born(told, day):
        _count_all_as_after(told, ledger)
        return None
    child = _child(told, day, ledger)
    birth = child.get("date_of_birth")
    case: Case = {"format": FORMAT, "as_of": day.as_of, "child": child}
    stays = stays_of(told.episodes, day, ledger)
    care = care_of(stays, birth, any(row.foster_care == "1" for row in told.ad1))
    if stays:
        _check_birth(birth, stays, ledger)
        short_breaks = sum(stay.row.ls in codes.SHORT_BREAKS for stay in stays)
        ledger.count("Episodes", Fate.NO_PLACE, short_breaks)
        ledger.count("Episodes", Fate.USED, len(stays) - short_breaks)
        case["care"] = care
    if told.ad1:
        _count_adoptions(told.ad1, care, ledger)
    if told.placed:
        case["permanence"] = _permanence(told.placed, care, day, ledger)
    if told.reviews:
        case["reviews"] = _reviews(told.reviews, day, ledger)
    if told.workers:
        case["team"] = _team(told.workers, day, ledger)
    if told.oc2:
        case["sdq"] = _sdq(told.oc2, day, ledger)
    if told.missing:
        case["missing_episodes"] = _missing(told.missing, day, ledger)
    if told.uasc:
        child["unaccompanied_asylum_seeking"] = True
        case["unaccompanied_periods"] = _unaccompanied_periods(told.uasc, stays, day, ledger)
    return {
        key: value for key, value in case.items() if value
    }  # a list with nothing in it is not known, not none


def _not_yet_born(told: Told, day: Day) -> bool:
    """Born after the day but not after the return: the day lies in the past. (Born after the return is a slip.)"""
    born = [
        (row.given.rank, row.dob, row.given.last_day)
        for row in told.header
        if row.dob and row.dob > day.as_of
    ]
    if not born or len(born) < len(told.header):
        return False
    _, birth, last_day = max(born)
    dated: tuple[Dated, ...] = (*told.episodes, *told.reviews)
    return birth <= last_day and not any(row.start <= day.as_of for row in dated)


def _count_all_as_after(told: Told, ledger: Ledger) -> None:
    lists: Mapping[str, Sequence[object]] = {
        "Header": told.header, "Episodes": told.episodes, "Reviews": told.reviews, "UASC": told.uasc, "OC2": told.oc2,
        "AD1": told.ad1, "PlacedAdoption": told.placed, "Missing": told.missing, "SWEpisodes": told.workers,
    }  # fmt: skip
    for table, rows in lists.items():
        ledger.count(table, Fate.AFTER_THE_DAY, len(rows))


def _child(told: Told, day: Day, ledger: Ledger) -> Case:
    """Field by field what the newest return says that says anything."""
    rows = told.header
    if len(rows) > 1:
        used = one_each(
            sorted(rows, key=lambda row: -row.given.rank), "Header", ledger, lambda row: row.child
        )
        rows = [*used, *(row for row in rows if row not in used)]
    ledger.count("Header", Fate.USED, bool(rows))
    birth = _birth(rows, told, day, ledger)
    sexes = [row.sex for row in rows] + [row.sex for row in told.uasc]
    child = {"id": told.child}
    if birth:
        child["date_of_birth"] = birth
    for sex in filter(None, map(codes.SEX.becomes, sexes)):
        child.setdefault("sex", sex)
    for row in rows:
        if row.ethnic:
            child.setdefault("ethnicity", row.ethnic)
    return child


def _birth(rows: Sequence[HeaderRow], told: Told, day: Day, ledger: Ledger) -> str | None:
    for row in rows:
        if row.dob and row.dob <= day.as_of:
            return row.dob
        if row.dob:
            reason = f"is after {guide_day(day.as_of)}: not known"
            ledger.remark(row.file, row.line, "DOB", guide_day(row.dob), reason)
    return told.birth if told.birth and told.birth <= day.as_of else None


def _check_birth(birth: str | None, stays: Sequence[Stay], ledger: Ledger) -> None:
    if birth and stays[0].row.start < birth:
        row = stays[0].row
        reason = f"is before the child's birth on {guide_day(birth)}: one of the two is wrong"
        ledger.remark(row.file, row.line, "DECOM", guide_day(row.start), reason)


def _count_adoptions(rows: Sequence[Ad1Row], care: Sequence[Case], ledger: Ledger) -> None:
    """An AD1 row tells one thing that a case file holds: whether the adopters are the carers before."""
    adopted = any(entry.get("context") == "adopted" for entry in care)
    ledger.count("AD1", Fate.USED if adopted else Fate.NO_PLACE, len(rows))


def _reviews(rows: Sequence[ReviewRow], day: Day, ledger: Ledger) -> list[Case]:
    held = one_each(by_the_day(rows, "Reviews", day.as_of, ledger), "Reviews", ledger, start_of)
    ledger.count("Reviews", Fate.USED, len(held))
    return [{"date": start, "type": "looked_after"} for start in sorted([row.start for row in held])]


def _spells(
    rows: Sequence[Spell], table: str, day: Day, ledger: Ledger, key: Callable[[Spell], Hashable] = start_of
) -> list[tuple[Spell, str | None]]:
    """Spells that began by the day, oldest first, each with its end if that is by the day too."""
    begun = by_the_day(rows, table, day.as_of, ledger)
    told = one_each(begun, table, ledger, key, lambda row: int(row.end is not None))
    ledger.count(table, Fate.USED, len(told))
    return [(row, _end(row, table, day, ledger)) for row in sorted(told, key=start_of)]


def _end(row: Spell, table: str, day: Day, ledger: Ledger) -> str | None:
    if row.end is not None:
        return row.end if row.end <= day.as_of else None
    turn = max(row.given.last_day, row.start)
    if not day.no_longer_named(table, row) or turn > day.as_of:
        return None
    reason = f"open, but no later return names it: taken as ended by {guide_day(turn)}"
    ledger.remark(row.file, row.line, "", guide_day(row.start), reason)
    return turn


def _spell(start: str, end: str | None) -> Case:
    return {"start": start, "end": end} if end else {"start": start}


def _team(rows: Sequence[SocialWorkerRow], day: Day, ledger: Ledger) -> list[Case]:
    spells = _spells(rows, "SWEpisodes", day, ledger, lambda row: (row.start, row.person))
    return [{"role": "social_worker", "person": row.person} | _spell(row.start, end) for row, end in spells]


def _missing(rows: Sequence[MissingRow], day: Day, ledger: Ledger) -> list[Case]:
    spells = _spells(rows, "Missing", day, ledger)
    return [_spell(row.start, end) | _authorisation(row.kind) for row, end in spells]


def _authorisation(kind: str | None) -> Case:
    return {"away_without_authorisation": kind == codes.AWAY_WITHOUT_AUTHORISATION} if kind else {}


def _permanence(rows: Sequence[PlacedAdoptionRow], care: Sequence[Case], day: Day, ledger: Ledger) -> Case:
    """Adoption is the plan while a decision that the child should be placed stands and the child is in care."""
    standing = [row for row, end in _spells(rows, "PlacedAdoption", day, ledger) if end is None]
    in_care = bool(care) and care[-1]["context"] == "in_care" and "end" not in care[-1]
    return {"plan": "adoption"} if standing and in_care else {}


def _sdq(rows: Sequence[Oc2Row], day: Day, ledger: Ledger) -> list[Case]:
    """One a year, dated 31 March; a row with neither score nor reason tells nothing that a case file holds."""
    answered = [row for row in rows if row.score is not None or row.reason]
    ledger.count("OC2", Fate.NO_PLACE, len(rows) - len(answered))
    told = one_each(by_the_day(answered, "OC2", day.as_of, ledger), "OC2", ledger, start_of)
    ledger.count("OC2", Fate.USED, len(told))
    return [_questionnaire(row, ledger) for row in sorted(told, key=start_of)]


def _questionnaire(row: Oc2Row, ledger: Ledger) -> Case:
    if row.score is None:
        return {"date": row.start, "not_done_because": row.reason}
    if row.reason:
        ledger.remark(
            row.file, row.line, "SDQ_REASON", row.reason, "not needed beside a score: the score is kept"
        )
    return {"date": row.start, "score": row.score}


def _unaccompanied_periods(
    rows: Sequence[UascRow], stays: Sequence[Stay], day: Day, ledger: Ledger
) -> list[Case]:
    """From the start of the care in which a return names the child so, until the status ceased or that care ended.

    The return says when the status ceased, not when it began: it begins at the latest with the care.
    """
    (newest,) = one_each(rows, "UASC", ledger, lambda row: row.child)
    ledger.count("UASC", Fate.USED)
    first = min(row.given.year for row in rows)
    ceased = newest.end if newest.end and newest.end <= day.as_of else None
    for start, end in reversed(_periods(stays)):
        if end is None or end > f"{first - 1}-03-31":
            known = [last for last in (ceased, end) if last and last >= start]
            return [_spell(start, min(known, default=None))] if not ceased or ceased >= start else []
    return []


def _periods(stays: Sequence[Stay]) -> list[tuple[str, str | None]]:
    """The unbroken runs of care (short breaks are none): start, and end unless it goes on."""
    runs: list[tuple[str, str | None]] = []
    for stay in stays:
        if stay.row.ls in codes.SHORT_BREAKS:
            continue
        if runs and runs[-1][1] is not None and stay.row.start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], stay.end)
        else:
            runs.append((stay.row.start, stay.end))
    return runs
