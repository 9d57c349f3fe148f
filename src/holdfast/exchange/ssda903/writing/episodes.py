"""A child's homes in care as the DfE's episodes: the chain of codes that parts them, and what a case file cannot say.

Made up, because a case file holds none of it: who provides the placement, its register number, which of several codes
of one kind (U3 for U1 to U3, U6 for U4 to U6, K1 for a young offender institution too, Z11 for any other place).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from holdfast.exchange.ssda903 import codes
from holdfast.exchange.ssda903.days import LAST_DAY, MAJORITY, days_between, whole_years

Case = Mapping[str, Any]
_LEGAL = {
    "section_20": "V2", "none": "V2", "interim_care_order": "C1", "care_order": "C2", "placement_order": "E1",
}  # fmt: skip
_PLACED = {
    "birth_family": "P1", "kinship_foster": "U3", "foster": "U6", "residential": "K2", "secure": "K1",
    "special_guardian": "U3",
}  # fmt: skip
_MOVED = {
    "planned_move": "CARPL", "returned_home": "CARPL", "breakdown": "CREQB", "carer_request": "CREQO",
}  # fmt: skip
FAMILIES = frozenset({"foster", "kinship_foster"})
ADOPTIVE = frozenset({"A3", "A4", "A5", "A6"})
WITH_CARER = frozenset({"A3", "A5"})
_POLICE_PROTECTION, _EMERGENCY_ORDER = 3, 21  # days, rules 361 and 362
_REMAND_FROM = 10  # years, rule 358
_OTHER_MOVE = "OTHER"  # REASON_PLACE_CHANGE where the case file gives no reason: one is compulsory (225)


@dataclass(frozen=True)
class Episode:
    """One episode. Days are ISO text; `end` and what goes with it are None while it goes on.

    `since`: the start of its period of care; `moves`: how many changes of placement came before it in that period.
    """

    start: str
    end: str | None
    home: str | None
    carer: str | None
    ls: str
    place: str
    since: str
    moves: int = 0
    rne: str = "S"
    rec: str = ""
    change: str = ""


def episodes_of(case: Case, year: int) -> list[Episode]:
    """Every episode that the case file's homes in care make, whole, oldest first; codes of the collection `year`."""
    birth = (case.get("child") or {}).get("date_of_birth")
    care = sorted(case.get("care") or [], key=lambda home: str(home["start"]))
    made: list[Episode] = []
    for number, home in enumerate(care):
        if home.get("context") != "in_care":
            continue
        following = care[number + 1] if number + 1 < len(care) else None
        episode = _episode(home, birth, made, year)
        if episode.end:
            change = _MOVED.get(home.get("end_reason"), _OTHER_MOVE)
            episode = replace(episode, rec=_ceased(episode, home, following, birth), change=change)
        _append(made, episode)
    return [e if e.rec == codes.CONTINUES else replace(e, change="") for e in made]


def _episode(home: Case, birth: str | None, made: Sequence[Episode], year: int) -> Episode:
    last = made[-1] if made else None
    joins = last is not None and last.end is not None and days_between(last.end, home["start"]) <= 1
    same_carer = bool(joins and last and home.get("carer") and home["carer"] == last.carer)
    legal = _legal_status(home, birth)
    return Episode(
        start=home["start"],
        end=home.get("end"),
        home=home.get("home"),
        carer=home.get("carer"),
        ls=legal,
        place=_place(home, legal, same_carer, year),
        since=last.since if joins and last else home["start"],
    )


def _legal_status(home: Case, birth: str | None) -> str:
    """A case file's `other` stands for six statuses: the one that its length and the child's age allow."""
    legal = home.get("legal_status")
    if legal is None:
        return ""
    if legal in _LEGAL:
        return _LEGAL[legal]
    days = days_between(home["start"], home.get("end") or LAST_DAY)
    if days <= _POLICE_PROTECTION:
        return "L1"
    old_enough = birth is not None and whole_years(birth, home["start"]) >= _REMAND_FROM
    return "J1" if old_enough and days > _EMERGENCY_ORDER else "L2"


def _place(home: Case, legal: str, same_carer: bool, year: int) -> str:
    kind = home.get("home")
    if kind == "adoptive":
        under_order = legal == "E1"
        return {(True, True): "A5", (True, False): "A6", (False, True): "A3", (False, False): "A4"}[
            under_order, same_carer
        ]
    if kind == "semi_independent":
        return "K3" if codes.PLACE.in_force("K3", year) else "H5"
    if kind is None:
        return ""
    return _PLACED.get(kind) or ("Z11" if codes.PLACE.in_force("Z11", year) else "Z1")


def _append(made: list[Episode], episode: Episode) -> None:
    """Adds an episode, joined to the one before: same home, carer and order make one, a gap of a day is closed."""
    last = made[-1] if made else None
    if last and episode.since != episode.start:
        rne = _what_changed(last, episode)
        moves = last.moves + (rne not in (None, "L"))
        if rne is None or last.start == episode.start:
            made.pop()
            episode = replace(episode, start=last.start, rne=last.rne, since=last.since, moves=last.moves)
        else:
            made[-1] = replace(
                last, end=episode.start, rec=codes.CONTINUES, change="" if rne == "L" else last.change
            )
            episode = replace(episode, rne=rne, moves=moves)
    made.append(episode)


def _what_changed(last: Episode, episode: Episode) -> str | None:
    """RNE of an episode that continues a period; None if nothing that the DfE asks about changed.

    Where a carer is not known, the kind of home tells whether the placement changed, as the guideline's reading has it.
    """
    legal = last.ls != episode.ls
    known = bool(last.carer and episode.carer)
    new_carer = last.carer != episode.carer if known else last.place != episode.place
    if new_carer:
        return "B" if legal else "P"
    if last.place != episode.place:
        return "U" if legal else "T"
    return "L" if legal else None


def _ceased(episode: Episode, home: Case, following: Case | None, birth: str | None) -> str:
    """REC of an episode if nothing follows it in care; E8 where the case file does not say how care ended."""
    assert episode.end is not None
    reason = home.get("end_reason")
    after = following.get("context") if following and following["start"] <= episode.end else None
    if reason == "adopted" or after == "adopted":
        return "E12" if episode.ls == "E1" else "E11"
    if reason == "special_guardianship" or after == "special_guardianship":
        return {"kinship_foster": "E45", "foster": "E46"}.get(episode.home or "", "E47")
    if reason == "returned_home":
        return "E4A"
    if birth and whole_years(birth, episode.end) >= MAJORITY:
        return "E17" if episode.home in FAMILIES else "E6"
    return "E8"


def within(episodes: Sequence[Episode], first_day: str, last_day: str) -> list[Episode]:
    """The episodes with a part in the collection year; one that ends after it is still open in the return."""
    kept = [e for e in episodes if e.start <= last_day and (e.end is None or e.end >= first_day)]
    return [replace(e, end=None, rec="", change="") if e.end and e.end > last_day else e for e in kept]
