"""The record as it stands on a day, which may hold what is written down for a later one. Pure: no record, no clock."""

from datetime import date
from typing import Any

from holdfast.casefile.looking_back import seen_on
from holdfast.ng26.tables import CASE_FILE

Case = dict[str, Any]
MAY_LIE_AHEAD = tuple(
    t.name for t in CASE_FILE.tables if t.dated_by and t.by_key[t.dated_by].may_be_future and not t.inside
)


def known_on(case: Case, day: date) -> Case:
    """The record's case file as it stands on `day`: what is written down for a later day has not happened yet.

    Moves and proposals keep theirs, as a case file may look ahead at them. The `as_of` of `case` is not used.
    """
    whole = {**case, "as_of": date.max.isoformat()}
    seen, _ = seen_on(whole, day)
    return seen | {name: case[name] for name in MAY_LIE_AHEAD if name in case}
