"""Who the children are: where they stand today, age, sex, ethnicity, and how well their file is kept.

Shares that have a published figure are held to it by `figures.py`; the others are assumptions, said so where they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import polars as pl

from holdfast.casefile.event_schema import schemas
from holdfast.simulate.columns import (
    NO_DAY,
    UNKNOWN,
    Column,
    Days,
    Mask,
    Names,
    Small,
    Words,
    codes,
    frame,
    name_keys,
)
from holdfast.simulate.dice import Dice, Floats

EIGHTEEN = 6574  # days in eighteen years, at least


class Stands(IntEnum):
    """Where a child stands today. Assumption: an authority's caseload, most of it in care."""

    IN_CARE = 0
    EDGE = 1
    GUARDIANSHIP = 2
    ADOPTED = 3
    HOME = 4  # back home and out of scope
    GROWN = 5  # turned 18
    UNTOLD = 6  # no home of today on file


STANDS = {name.name: int(name) for name in Stands}
STAND_SHARES = {
    "IN_CARE": 0.70,
    "EDGE": 0.12,
    "GUARDIANSHIP": 0.065,
    "ADOPTED": 0.05,
    "HOME": 0.035,
    "GROWN": 0.02,
    "UNTOLD": 0.01,
}

# Age bands in days: under 1, 1-4, 5-9, 10-15, 16-17, and 18-20. Each child's age is drawn evenly inside its band.
AGE_FROM = np.array([2, 365, 1826, 3652, 5844, EIGHTEEN + 1], dtype=np.int32)
AGE_TO = np.array([364, 1825, 3651, 5843, EIGHTEEN - 2, EIGHTEEN + 1000], dtype=np.int32)
BANDS = {str(i): i for i in range(6)}


def _bands(*weights: float) -> dict[str, float]:
    return {str(i): weight for i, weight in enumerate(weights)}


UASC_SHARE = 0.089  # of children in care: makes 21 % of the year's starters (DfE 2023)
UASC_AGES = _bands(0, 0, 0.005, 0.22, 0.775)
# In care and not unaccompanied: what leaves all children in care at 5/14/18/39/25 % (DfE 2022).
AGES = (
    _bands(5.4, 15.1, 19.3, 40.2, 20.0),  # in care
    _bands(9, 27, 28, 29, 7),  # edge of care: assumption
    _bands(1, 18, 37, 36, 8),  # special guardianship: assumption
    _bands(0, 24, 44, 28, 4),  # adopted: assumption
    _bands(6, 24, 28, 32, 10),  # back home: assumption
    _bands(0, 0, 0, 0, 0, 1),  # turned 18
    _bands(5, 15, 20, 40, 20),
)

# Ethnicity of those not unaccompanied, so that with the unaccompanied it comes to 71/11/8/5/4/1 % (DfE 2025).
ETHNICITY = {
    "WBRI": 72.2, "WIRI": 0.6, "WOTH": 3.4, "WIRT": 0.4, "WROM": 0.7,
    "MWBC": 4.2, "MWBA": 1.7, "MWAS": 1.7, "MOTH": 4.3,
    "AIND": 0.4, "APKN": 1.2, "ABAN": 0.5, "AOTH": 0.6, "CHNE": 0.1,
    "BCRB": 1.7, "BAFR": 2.4, "BOTH": 1.1, "OOTH": 1.9, "REFU": 0.2, "NOBT": 0.9,
}  # fmt: skip
UASC_ETHNICITY = {
    "BAFR": 35.0,
    "BOTH": 3.0,
    "AOTH": 29.0,
    "AIND": 1.0,
    "OOTH": 26.0,
    "WOTH": 5.0,
    "NOBT": 1.0,
}
MALE, MALE_UASC = 0.527, 0.96  # DfE 2025: 56 % of all, 53 % without the unaccompanied

# How well a file is kept: the chance that a field of it is not known. Assumption.
CARE_OF_RECORDS = ((0.30, 0.0), (0.50, 0.05), (0.17, 0.18), (0.03, 0.45))
BARE = 0.012  # files with hardly anything in them


@dataclass(frozen=True)
class Children:
    """The children of one block, one array a property; row i is the block's child i. Days count from 1970, ages in days."""

    first: int
    as_of: int
    stands: Small
    age: Days
    sex: Small
    ethnicity: Small
    disability: Small
    overseas: Small
    unaccompanied: Mask
    gaps: Floats
    bare: Mask

    @property
    def n(self) -> int:
        """How many children."""
        return len(self.age)

    @property
    def born(self) -> Days:
        """Day of birth."""
        return (self.as_of - self.age).astype(np.int32)

    @property
    def years(self) -> Days:
        """Age in whole years, to within a day."""
        return (self.age / 365.25).astype(np.int32)

    @property
    def number(self) -> Days:
        """Each child's number in the whole cohort."""
        return np.arange(self.first, self.first + self.n, dtype=np.int32)


def _gaps(dice: Dice, n: int) -> Floats:
    cut = np.cumsum([share for share, _ in CARE_OF_RECORDS])[:-1]
    return np.array([p for _, p in CARE_OF_RECORDS], dtype=np.float32)[np.searchsorted(cut, dice.share(n))]


def _unaccompanied(dice: Dice, stands: Small) -> Mask:
    grown = (stands == Stands.GROWN) & dice.chance(0.5, len(stands))
    now = (stands == Stands.IN_CARE) & dice.chance(UASC_SHARE, len(stands))
    return np.asarray(now | grown)


def _ages(dice: Dice, stands: Small, unaccompanied: Mask) -> Days:
    young = unaccompanied & (stands == Stands.IN_CARE)
    group = np.where(young, len(AGES), stands)
    band = dice.pick_by(group, [*AGES, UASC_AGES], BANDS)
    age = dice.between(AGE_FROM[band], AGE_TO[band], len(band))
    # Those of 10-15 are mostly towards 15, the unaccompanied nearly all (assumption).
    late = np.maximum(age, dice.between(AGE_FROM[band], AGE_TO[band], len(band)))
    return np.where((band == 3) & (young | dice.chance(0.3, len(band))), late, age).astype(np.int32)


def children(dice: Dice, first: int, n: int, as_of: int) -> Children:
    """The `n` children numbered from `first`, as on day `as_of`."""
    stands = dice.pick(STAND_SHARES, STANDS, n)
    unaccompanied = _unaccompanied(dice, stands)
    male = dice.chance(np.where(unaccompanied, MALE_UASC, MALE).astype(np.float32), n)
    sex = codes("child", "child__sex")
    ethnic = codes("child", "child__ethnicity")
    return Children(
        first=first,
        as_of=as_of,
        stands=stands,
        age=_ages(dice, stands, unaccompanied),
        sex=np.where(
            dice.chance(0.001, n), sex["indeterminate"], np.where(male, sex["male"], sex["female"])
        ).astype(np.int8),
        ethnicity=np.where(
            unaccompanied, dice.pick(UASC_ETHNICITY, ethnic, n), dice.pick(ETHNICITY, ethnic, n)
        ).astype(np.int8),
        disability=dice.flag(0.14, 0.0, n),
        overseas=(unaccompanied | dice.chance(0.05, n)).astype(np.int8),
        unaccompanied=unaccompanied,
        gaps=_gaps(dice, n),
        bare=dice.chance(BARE, n),
    )


def lists_known(dice: Dice, who: Children, lists: tuple[str, ...]) -> dict[str, Mask]:
    """For each list, whether each child's file holds it at all. The list of homes is the last to be missing."""
    known: dict[str, Mask] = {}
    for name in lists:
        lost = who.gaps * (0.03 if name == "care" else 0.5)
        lost = np.where(who.bare, 0.25 if name == "care" else 0.93, lost).astype(np.float32)
        known[name] = ~dice.chance(lost, who.n)
    return known


def child_frame(
    dice: Dice, who: Children, known: Mapping[str, Mask], facts: Mapping[str, Column]
) -> pl.DataFrame:
    """The table with one row a child. `facts` are the fields other themes have filled."""
    n, gaps = who.n, np.where(who.bare, np.float32(0.85), who.gaps)
    columns: dict[str, Column] = {
        "as_of": np.full(n, who.as_of, dtype=np.int32),
        "child__id": Names(name_keys(0, who.number), ("S",)),
        "child__date_of_birth": dice.blank_days(
            who.born, np.where(who.bare, 0.5, who.gaps * 0.05).astype(np.float32), NO_DAY
        ),
        "child__sex": dice.blank(who.sex, gaps * 0.1),
        "child__ethnicity": dice.blank(who.ethnicity, gaps * 0.2),
        "child__disability": dice.blank(who.disability, gaps),
        "child__from_overseas": dice.blank(who.overseas, gaps),
        "child__unaccompanied_asylum_seeking": dice.blank(who.unaccompanied.astype(np.int8), gaps * 0.4),
    }
    columns |= {name: _bare(name, column, who.bare) for name, column in facts.items()}
    columns |= {f"{name}__known": mask.astype(np.int8) for name, mask in known.items()}
    return frame("child", np.arange(n, dtype=np.int32), columns)


def _bare(name: str, column: Column, bare: Mask) -> Column:
    """The column with the files that hold hardly anything emptied."""
    if isinstance(column, Names):
        return Names(np.where(bare, UNKNOWN, column.keys), column.prefixes)
    if isinstance(column, Words):
        return Words(np.where(bare, np.int8(UNKNOWN), column.which), column.words)
    nothing = NO_DAY if schemas()["child"].get(name) == pl.Date else UNKNOWN
    return np.where(bare if column.ndim == 1 else bare[:, None], nothing, column).astype(column.dtype)
