"""The return's files, written as the cases come: nothing is kept but the counts."""

import csv
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from holdfast.exchange.ssda903.days import guide_day
from holdfast.exchange.ssda903.tables import TABLES
from holdfast.exchange.ssda903.writing.episodes import ADOPTIVE, Case, Episode, episodes_of, within
from holdfast.exchange.ssda903.writing.rows import Row, Year, is_unaccompanied, rows_of

FILES = {
    "Header": "header.csv", "Episodes": "episodes.csv", "Reviews": "reviews.csv", "UASC": "uasc.csv", "OC2": "oc2.csv",
    "AD1": "ad1.csv", "PlacedAdoption": "placed_adoption.csv", "PrevPerm": "prev_perm.csv", "Missing": "missing.csv",
    "SWEpisodes": "sw_episodes.csv",
}  # fmt: skip
"""The tables that a case file can fill. OC3 (care leavers) and DoLo it cannot."""
# Public buildings in Leeds, nobody's home. Placements take turns, so that a move shows as one (rule 435).
HOME_POSTCODE, PLACEMENT_POSTCODES = "LS1 1UR", ("LS1 3AD", "LS1 3AB")
AGENCY = "XXXXXXX"  # a family's register number, where the agency has none of its own (rule 242)
HOME_REGISTERED = "SC000000"  # a home's: the form is right, the home does not exist
_PROVIDED_BY_OTHERS, _PARENTS = "PR4", "PR0"


def write_return(
    cases: Iterable[Case],
    folder: Path,
    collection_year: int,
    *,
    home_postcode: str = HOME_POSTCODE,
    placement_postcodes: tuple[str, str] = PLACEMENT_POSTCODES,
) -> Counter[str]:
    """Writes the cases as the SSDA903 return of the collection that ends on 31 March of `collection_year`; rows by table.

    `cases` are valid case files, taken one by one; `folder` is made if it is not there. A child without a home in care
    in the year is not in the return. For invented children only: what a case file does not hold is made up (the room's
    README lists it), the postcodes among it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    year = Year(collection_year)
    count: Counter[str] = Counter()
    with ExitStack() as files:
        writers = {}
        for table, name in FILES.items():
            file = files.enter_context((folder / name).open("w", newline="", encoding="utf-8"))
            writers[table] = csv.writer(file)
            writers[table].writerow(TABLES[table].header)
        for case in cases:
            episodes = within(episodes_of(case, collection_year), year.first_day, year.last_day)
            if not episodes:
                continue
            written = [("Episodes", _episode(case, e, home_postcode, placement_postcodes)) for e in episodes]
            for table, row in (*written, *rows_of(case, episodes, year)):
                writers[table].writerow(row)
                count[table] += 1
    return count


def _episode(case: Case, episode: Episode, home_postcode: str, placement_postcodes: tuple[str, str]) -> Row:
    child = case["child"]
    home = "" if is_unaccompanied(case) else home_postcode  # rule 406
    at_home = episode.place == "P1"  # only there may both postcodes be one (rule 392d)
    turns = (home_postcode, placement_postcodes[0]) if at_home else placement_postcodes
    start, end = guide_day(episode.start), guide_day(episode.end) if episode.end else ""
    return (
        str(child["id"]), start, episode.rne, episode.ls, _need(case), episode.place, _provider(episode.place), end,
        episode.rec, episode.change, home, turns[episode.moves % 2], _register_number(episode.place),
    )  # fmt: skip


def _need(case: Case) -> str:
    """The category of need. A case file has none; this is what it makes likely, the same for every episode (rule 504)."""
    child, harm = case["child"], case.get("maltreatment") or {}
    if is_unaccompanied(case):
        return "N8"
    if harm.get("experienced") is True or harm.get("at_risk") is True:
        return "N1"
    return "N2" if child.get("disability") is True else "N4"


def _provider(place: str) -> str:
    if place == "P1":
        return _PARENTS
    return "" if not place or place.startswith("Z") else _PROVIDED_BY_OTHERS


def _register_number(place: str) -> str:
    if place in ADOPTIVE or place.startswith("U"):
        return AGENCY
    return "" if not place or place.startswith(("P", "Z")) else HOME_REGISTERED
