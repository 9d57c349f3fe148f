"""Episodes to the case file's homes: who cared, what interrupts, what overlaps, and what follows the last one.

The mapping is the brief's on standards, 3.4. `breakdown` is never written: only a person can say that a move was one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any

from holdfast.exchange.ssda903 import codes
from holdfast.exchange.ssda903.days import MAJORITY, birthday, days_between, guide_day
from holdfast.exchange.ssda903.ledger import Fate, Ledger
from holdfast.exchange.ssda903.merging import Day, by_the_day, one_each, start_of
from holdfast.exchange.ssda903.reading.rows import EpisodeRow

Entry = dict[str, Any]
_TABLE = "Episodes"
_AFTER = {  # REC's case-file code: context, home, legal status of what follows
    "adopted": ("adopted", "adoptive", "adoption_order"),
    "special_guardianship": ("special_guardianship", "special_guardian", "special_guardianship_order"),
}


@dataclass(slots=True)
class Stay:
    """An episode as the case file will have it: `end` and `rec` are None while it goes on or where nothing tells them."""

    row: EpisodeRow
    end: str | None
    rec: str | None
    carer: str | None = None
    home: str | None = None


def stays_of(rows: Sequence[EpisodeRow], day: Day, ledger: Ledger) -> list[Stay]:
    """One child's episodes by the day, oldest first, none overlapping, each with its carer's key and kind of home."""
    if not rows:
        return []
    told = one_each(by_the_day(rows, _TABLE, day.as_of, ledger), _TABLE, ledger, start_of, _worth)
    stays = [stay for row in sorted(told, key=start_of) if (stay := _stay(row, told, day, ledger))]
    for stay, following in pairwise(stays):
        _end_before(stay, following, ledger)
    for stay, after in zip_longest(stays, stays[1:]):
        if stay.rec == codes.CONTINUES and not _follows(after, stay):
            row = stay.row
            ledger.remark(row.file, row.line, "REC", stay.rec, "says that another begins, but none does")
    _name_carers(stays)
    return stays


def _worth(row: EpisodeRow) -> int:
    """Of two that begin the same day: one that has ended says most, one of no length least."""
    if row.end is None:
        return 1
    return 2 if row.end > row.start else 0


def _stay(row: EpisodeRow, told: Sequence[EpisodeRow], day: Day, ledger: Ledger) -> Stay | None:
    """The stay an episode tells; None if a later return tells of another at the turn of the year."""
    if row.end is not None and row.end <= day.as_of:
        if row.rec is None:
            ledger.remark(
                row.file,
                row.line,
                "REC",
                "",
                "is blank or not read though the episode ended: reason not known",
            )
        return Stay(row, row.end, row.rec)
    if row.end is None and row.rec is not None:
        ledger.remark(
            row.file, row.line, "REC", row.rec, "tells why it ended but DEC does not tell when: taken as open"
        )
    if row.end is not None or not day.no_longer_named(_TABLE, row):
        return Stay(row, None, None)
    turn = row.given.last_day
    if any(other.given.year > row.given.year and other.start <= turn for other in told):
        ledger.count(_TABLE, Fate.REPEATED)
        reason = "open, but a later return names another in its place"
        ledger.remark(row.file, row.line, "DECOM", guide_day(row.start), reason)
        return None
    ledger.remark(
        row.file,
        row.line,
        "DEC",
        "",
        f"open, but no later return names it: taken as ended by {guide_day(turn)}",
    )
    return Stay(row, max(turn, row.start), None) if turn <= day.as_of else Stay(row, None, None)


def _end_before(stay: Stay, following: Stay, ledger: Ledger) -> None:
    """A stay ends at the latest when the next begins; if it did not say so, why it ended is not known."""
    begins = following.row.start
    if stay.end is not None and stay.end <= begins:
        return
    where = (
        f"that of {following.row.file} line {following.row.line} begins on {guide_day(begins)}: ended there"
    )
    reason = "is blank, but" if stay.end is None else "is late:"
    value = guide_day(stay.end) if stay.end else ""
    ledger.remark(stay.row.file, stay.row.line, "DEC", value, f"{reason} {where}")
    stay.end, stay.rec = begins, None


def _follows(stay: Stay | None, last: Stay | None) -> bool:
    """Whether a stay begins as the last one ends, or on the next day."""
    if stay is None or last is None or last.end is None:
        return False
    if stay.row.start == last.end:
        return True
    return days_between(last.end, stay.row.start) <= 1


def _same_place(stay: Stay, other: Stay) -> bool:
    """Whether nothing that both rows say tells their placements apart."""
    one, two = stay.row, other.row
    pairs = ((one.place, two.place), (one.postcode, two.postcode), (one.urn, two.urn))
    return all(a == b or a is None or b is None for a, b in pairs) and one.place is not None


def _name_carers(stays: Sequence[Stay]) -> None:
    """Gives each stay a carer's key of our own: S, P and B start one, L, T and U keep the last.

    A temporary placement (T0 to T4) interrupts: the child keeps the home and its carer, and comes back to them.
    """
    last: Stay | None = None
    settled: Stay | None = None  # the last stay in a placement that is not temporary
    for stay in stays:
        if not _follows(stay, last):
            last = settled = None
        temporary = stay.row.place in codes.TEMPORARY
        if temporary and settled:
            stay.carer, stay.home = settled.carer, settled.home
        else:
            stay.home = codes.PLACE.becomes(stay.row.place)
            stay.carer = _carer(stay, last, settled)
        if not temporary:
            settled = stay
        last = stay


def _carer(stay: Stay, last: Stay | None, settled: Stay | None) -> str | None:
    if last and last.row.place in codes.TEMPORARY and settled and _same_place(stay, settled):
        return settled.carer
    if last and stay.row.rne in codes.SAME_CARER:
        return last.carer
    if last and stay.row.rne is None:
        return last.carer if _same_place(stay, last) else None
    return f"{stay.row.child}:{stay.row.start}"


def care_of(stays: Sequence[Stay], dob: str | None, adopted_by_carer: bool) -> list[Entry]:
    """The case file's `care`: the homes in care, then what adoption or special guardianship made of the last one.

    Short breaks (V3, V4) are no homes in care. After any other end nothing is written: where the child lives then is
    not in the return. A child who died is out of scope from that day.
    """
    care: list[Entry] = []
    for number, stay in enumerate(stays):
        following = stays[number + 1] if number + 1 < len(stays) else None
        if stay.row.ls not in codes.SHORT_BREAKS:
            entry = _entry(stay, dob)
            if not (care and _goes_on(care[-1], entry, stay, stays[number - 1])):
                care.append(entry)
            else:
                care[-1] = _joined(care[-1], entry)
        after = _after(stay, following, adopted_by_carer)
        if after:
            care.append(after)
    return care


def _entry(stay: Stay, dob: str | None) -> Entry:
    row = stay.row
    said: Entry = {"start": row.start}
    if stay.end:
        said["end"] = stay.end
    said["context"] = "in_care"
    if stay.home:
        said["home"] = stay.home
    if legal_status := codes.LS.becomes(row.ls):
        said["legal_status"] = legal_status
    if stay.carer:
        said["carer"] = stay.carer
    if row.rne == "S" and row.ls in codes.EMERGENCIES:
        said["entry"] = "emergency"
    if end_reason := _end_reason(stay, dob):
        said["end_reason"] = end_reason
    return said


def _end_reason(stay: Stay, dob: str | None) -> str | None:
    if stay.rec is None:
        return None
    if stay.rec == codes.CONTINUES:
        return codes.REASON_PLACE_CHANGE.becomes(stay.row.change)
    reason = codes.REC.becomes(stay.rec)
    if (
        reason == "other"
        and stay.rec != codes.DIED
        and dob
        and stay.end
        and stay.end >= birthday(dob, MAJORITY)
    ):
        return "turned_18"
    return reason


def _goes_on(before: Entry, entry: Entry, stay: Stay, previous: Stay) -> bool:
    """Whether an entry is the same home as the one before, with a temporary placement in it."""
    if not {stay.row.place, previous.row.place} & codes.TEMPORARY or before.get("end") != entry["start"]:
        return False
    return all(
        before.get(field) == entry.get(field) for field in ("context", "home", "legal_status", "carer")
    )


def _joined(before: Entry, entry: Entry) -> Entry:
    ended = {field: entry[field] for field in ("end", "end_reason") if field in entry}
    return {field: value for field, value in before.items() if field not in ("end", "end_reason")} | ended


def _after(stay: Stay, following: Stay | None, adopted_by_carer: bool) -> Entry | None:
    if stay.rec is None or stay.end is None or (following and following.row.start <= stay.end):
        return None
    until = {"end": following.row.start} if following else {}
    if stay.rec == codes.DIED and not following:
        return {"start": stay.end, "context": "not_in_scope"}
    kind = _AFTER.get(codes.REC.becomes(stay.rec) or "")
    if kind is None:
        return None
    context, home, legal_status = kind
    stays_with_carer = (
        stay.home == "adoptive" or adopted_by_carer
        if home == "adoptive"
        else stay.rec in codes.GUARDIAN_WAS_CARER
    )
    carer = stay.carer if stays_with_carer else f"{stay.row.child}:{stay.end}"
    said = {"start": stay.end, **until, "context": context, "home": home, "legal_status": legal_status}
    return said | ({"carer": carer} if carer else {})
