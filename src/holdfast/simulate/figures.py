"""The published figures that the cohort is held to, each once: its value, year, source, tolerance, and how it is counted.

A figure is a share of children, homes or moves, counted in the event tables as numerator and denominator so that blocks
add up. What is not known is left out of both. Published figures that a case file cannot hold (distance from home, schools, care
leavers) are named in docs/explanation/synthetic-cohort.md. Shares are from 0 to 1.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

Tables = Mapping[str, pl.DataFrame]
Count = tuple[int, int]

# Where each figure was published; named as in the project's list of sources.
NG26 = "NICE NG26 (2015), implementation: getting started"
NG205 = "NICE NG205 (2021)"
DFE = "DfE, Children looked after in England, including adoptions"
DFE_2020, DFE_2023, DFE_2024, DFE_2025 = (f"{DFE}, {year}" for year in (2020, 2023, 2024, 2025))
DFE_AGES = f"{DFE}, data set a2a65206"
DFE_STARTERS = f"{DFE}, data set 574513fa"
DFE_STABILITY = f"{DFE}, data set 2ad311d1"


@dataclass(frozen=True)
class Figure:
    """One published share. `tolerance` is how far the cohort may be from it, either way; `reading` says how it is counted here."""

    name: str
    value: float
    tolerance: float
    year: str
    source: str
    reading: str
    count: Callable[[Tables], Count]


@dataclass(frozen=True)
class Measured:
    """A figure and what a cohort shows."""

    figure: Figure
    numerator: int
    denominator: int

    @property
    def value(self) -> float:
        """The cohort's share; nan where nobody is counted."""
        return self.numerator / self.denominator if self.denominator else float("nan")

    @property
    def holds(self) -> bool:
        """Whether the cohort is within the figure's tolerance."""
        return abs(self.value - self.figure.value) <= self.figure.tolerance


# --- what is counted -------------------------------------------------------------------------------------------


def _day_of_year(day: pl.Expr) -> pl.Expr:
    """Month and day as one number, 101 to 1231."""
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day().cast(pl.Int32)


def _years_old(on: pl.Expr) -> pl.Expr:
    """Age in whole years by the calendar."""
    born = pl.col("child__date_of_birth")
    before_birthday = _day_of_year(on) < _day_of_year(born)
    return on.dt.year() - born.dt.year() - before_birthday.cast(pl.Int32)


def _homes(tables: Tables) -> pl.DataFrame:
    """The homes with the child's own fields beside them and `again`: the first row of a new placement, as reading.md has it."""
    same = pl.col("child") == pl.col("child").shift()
    both = pl.col("carer").is_not_null() & pl.col("carer").shift().is_not_null()
    moved = (
        pl.when(both)
        .then(pl.col("carer") != pl.col("carer").shift())
        .otherwise(pl.col("home") != pl.col("home").shift())
    )
    gap = (pl.col("start") - pl.col("end").shift()) > timedelta(days=1)
    in_care = pl.col("context") == "in_care"
    enters = in_care & ~(same & ~gap & in_care.shift()).fill_null(False)
    who = tables["child"].select("child", "as_of", "child__date_of_birth", "child__sex", "child__ethnicity",
                                 "child__unaccompanied_asylum_seeking", "maltreatment__experienced")  # fmt: skip
    homes = tables["care"].with_columns(
        again=(~same | gap | moved).fill_null(True), enters=enters.fill_null(False), in_care=in_care
    )
    homes = homes.with_columns(placement=pl.col("again").cum_sum(), spell=pl.col("enters").cum_sum())
    return homes.join(who, on="child", maintain_order="left")


def _today(tables: Tables) -> pl.DataFrame:
    """The homes of today of children in care, with age, and the first day of their placement and of their time in care."""
    homes = _homes(tables).with_columns(
        placed=pl.col("start").first().over("placement"), entered=pl.col("start").first().over("spell")
    )
    now = homes.filter(pl.col("end").is_null() & pl.col("in_care"))
    return now.with_columns(age=_years_old(pl.col("as_of")))


def _share(counted: pl.DataFrame, what: pl.Expr) -> Count:
    """How many rows are true, of those where it is known."""
    known = counted.select(what.alias("what"))["what"].drop_nulls()
    return int(known.sum()), len(known)


def _of_today(what: pl.Expr, among: pl.Expr | None = None) -> Callable[[Tables], Count]:
    def count(tables: Tables) -> Count:
        today = _today(tables)
        return _share(today if among is None else today.filter(among), what)

    return count


def _placements_within(days: int, in_care_days: int) -> Callable[[Tables], Count]:
    """Children in care today (for at least `in_care_days`) with 3 or more placements in care in the last `days`."""

    def count(tables: Tables) -> Count:
        since = pl.col("as_of") - timedelta(days=days)
        lately = _homes(tables).filter(
            pl.col("in_care") & (pl.col("end").is_null() | (pl.col("end") >= since))
        )
        several = lately.group_by("child").agg(pl.col("placement").n_unique() >= 3)
        long_enough = pl.col("entered") <= pl.col("as_of") - timedelta(days=in_care_days)
        return _share(
            _today(tables).filter(long_enough).select("child").join(several, on="child"), pl.col("placement")
        )

    return count


def _starters(tables: Tables) -> pl.DataFrame:
    """Children who came into care in the last 12 months, once each, with their age then."""
    entries = _homes(tables).filter(
        pl.col("enters") & (pl.col("start") > pl.col("as_of").dt.offset_by("-12mo"))
    )
    return entries.unique("child", keep="first", maintain_order=True).with_columns(
        age=_years_old(pl.col("start"))
    )


def _of_starters(what: pl.Expr) -> Callable[[Tables], Count]:
    return lambda tables: _share(_starters(tables), what)


def _starters_a_year(tables: Tables) -> Count:
    return len(_starters(tables)), len(_today(tables))


def _moves_by_breakdown(tables: Tables) -> Count:
    following = pl.col("child") == pl.col("child").shift(-1)
    move = (
        following
        & pl.col("in_care")
        & pl.col("in_care").shift(-1)
        & pl.col("again").shift(-1)
        & ~pl.col("enters").shift(-1)
    )
    return _share(_homes(tables).filter(move), pl.col("end_reason") == "breakdown")


def _readmitted(tables: Tables) -> Count:
    """Returns home of maltreated children, at least two years ago, with a later period in care."""
    homes = _homes(tables)
    later = homes.filter(pl.col("enters")).group_by("child").agg(last_entry=pl.col("start").max())
    long_ago = pl.col("end") < pl.col("as_of").dt.offset_by("-24mo")
    home = homes.filter(
        (pl.col("end_reason") == "returned_home")
        & pl.col("in_care")
        & pl.col("maltreatment__experienced")
        & long_ago
    )
    return _share(home.join(later, on="child"), pl.col("last_entry") >= pl.col("end"))


def _two_years_same_carer(youngest: int, oldest: int) -> Callable[[Tables], Count]:
    long = pl.col("entered") <= pl.col("as_of").dt.offset_by("-30mo")
    kept = pl.col("placed") <= pl.col("as_of").dt.offset_by("-24mo")
    return _of_today(kept, long & pl.col("age").is_between(youngest, oldest))


def _ethnic(*codes: str) -> pl.Expr:
    return pl.col("child__ethnicity").is_in(list(codes))


def _home(*codes: str) -> pl.Expr:
    return pl.col("home").is_in(list(codes))


def _order(*codes: str) -> pl.Expr:
    return pl.col("legal_status").is_in(list(codes))


# --- the figures -----------------------------------------------------------------------------------------------

_AGE = pl.col("age")
_MALE = pl.col("child__sex") == "male"
_UASC = pl.col("child__unaccompanied_asylum_seeking")
_IN_CARE = "children in care today"
_STARTED = "children who came into care in the last 12 months, at their age then"

FIGURES = (
    Figure("3 or more placements in a year", 0.105, 0.010, "2014 to 2024", f"{NG26}: 11 % in 2014; {DFE_2024}: about 10 %",
           f"{_IN_CARE}; placements (a carer without a gap) that overlap the last 365 days", _placements_within(365, 0)),
    Figure("3 or more placements in two years", 0.23, 0.02, "2025", f"{DFE_STABILITY}: 13,410 of 59,430",
           f"{_IN_CARE} for 12 months or more: the number of children that fits the published denominator", _placements_within(730, 365)),
    Figure("same carer for two years", 0.69, 0.02, "2025", f"{DFE_STABILITY}: 19,680 of 28,710",
           f"{_IN_CARE} for two and a half years or more, under 16", _two_years_same_carer(0, 15)),
    Figure("same carer for two years, age 1-4", 0.64, 0.05, "2025", DFE_STABILITY, "the same, age 1-4", _two_years_same_carer(1, 4)),
    Figure("same carer for two years, age 10-15", 0.68, 0.03, "2025", DFE_STABILITY, "the same, age 10-15", _two_years_same_carer(10, 15)),
    Figure("moves after a breakdown", 0.40, 0.02, "2015", f"{NG26}: about 40 %",
           "changes of carer within a period in care; end_reason breakdown, where known", _moves_by_breakdown),
    Figure("returned home and readmitted", 0.667, 0.04, "2015", f"{NG26}: about two thirds",
           "returns home of maltreated children, two years ago or more; a later period in care", _readmitted),
    Figure("boys", 0.56, 0.015, "2025", DFE_2025, _IN_CARE, _of_today(_MALE)),
    Figure("boys, without the unaccompanied", 0.53, 0.015, "2025", DFE_2025, f"{_IN_CARE}, not unaccompanied", _of_today(_MALE, ~_UASC)),
    Figure("White", 0.71, 0.015, "2025", DFE_2025, _IN_CARE, _of_today(_ethnic("WBRI", "WIRI", "WOTH", "WIRT", "WROM"))),
    Figure("Mixed", 0.11, 0.01, "2025", DFE_2025, _IN_CARE, _of_today(_ethnic("MWBC", "MWBA", "MWAS", "MOTH"))),
    Figure("Black", 0.08, 0.01, "2025", DFE_2025, _IN_CARE, _of_today(_ethnic("BCRB", "BAFR", "BOTH"))),
    Figure("Asian", 0.05, 0.01, "2025", DFE_2025, _IN_CARE, _of_today(_ethnic("AIND", "APKN", "ABAN", "AOTH", "CHNE"))),
    Figure("other ethnicity", 0.04, 0.01, "2025", DFE_2025, _IN_CARE, _of_today(_ethnic("OOTH"))),
    Figure("ethnicity not known", 0.01, 0.005, "2025", DFE_2025, f"{_IN_CARE}; refused or not had", _of_today(_ethnic("REFU", "NOBT"))),
    Figure("age under 1", 0.05, 0.01, "2022", DFE_AGES, _IN_CARE, _of_today(_AGE < 1)),
    Figure("age 1-4", 0.14, 0.01, "2022", DFE_AGES, _IN_CARE, _of_today(_AGE.is_between(1, 4))),
    Figure("age 5-9", 0.18, 0.01, "2022", DFE_AGES, _IN_CARE, _of_today(_AGE.is_between(5, 9))),
    Figure("age 10-15", 0.39, 0.015, "2022", DFE_AGES, _IN_CARE, _of_today(_AGE.is_between(10, 15))),
    Figure("age 16 and over", 0.25, 0.015, "2022", DFE_AGES, _IN_CARE, _of_today(_AGE >= 16)),
    Figure("starters for each child in care", 0.40, 0.03, "2024", f"{DFE_STARTERS}: 33,050 a year; {DFE_2025}: 83,750 in care",
           "children who came into care in the last 12 months, to children in care today", _starters_a_year),
    Figure("started under 1", 0.16, 0.02, "2024", DFE_STARTERS, _STARTED, _of_starters(_AGE < 1)),
    Figure("started at 1-4", 0.15, 0.02, "2024", DFE_STARTERS, _STARTED, _of_starters(_AGE.is_between(1, 4))),
    Figure("started at 5-9", 0.15, 0.02, "2024", DFE_STARTERS, _STARTED, _of_starters(_AGE.is_between(5, 9))),
    Figure("started at 10-15", 0.26, 0.02, "2024", DFE_STARTERS, _STARTED, _of_starters(_AGE.is_between(10, 15))),
    Figure("started at 16 or over", 0.29, 0.02, "2024", DFE_STARTERS, _STARTED, _of_starters(_AGE >= 16)),
    Figure("starters unaccompanied", 0.21, 0.02, "2023", f"{DFE_2023}: 7,090 of 33,000", _STARTED, _of_starters(_UASC)),
    Figure("care order, interim or full", 0.76, 0.02, "2023", DFE_2023, _IN_CARE, _of_today(_order("care_order", "interim_care_order"))),
    Figure("section 20", 0.19, 0.02, "2023", DFE_2023, _IN_CARE, _of_today(_order("section_20"))),
    Figure("placement order", 0.06, 0.02, "2020", DFE_2020, _IN_CARE, _of_today(_order("placement_order"))),
    Figure("foster care", 0.68, 0.02, "2023", DFE_2023, f"{_IN_CARE}, with kin or not", _of_today(_home("foster", "kinship_foster"))),
    Figure("foster care with kin", 0.14, 0.015, "2020", DFE_2020, _IN_CARE, _of_today(_home("kinship_foster"))),
    Figure("children's homes, secure, semi-independent", 0.17, 0.02, "2023", DFE_2023, _IN_CARE,
           _of_today(_home("residential", "secure", "semi_independent"))),
    Figure("with parents", 0.07, 0.015, "2020", DFE_2020, _IN_CARE, _of_today(_home("birth_family"))),
    Figure("abuse or neglect", 0.65, 0.02, "2020", f"{NG205}: main need",
           f"{_IN_CARE}; maltreatment experienced, where known", _of_today(pl.col("maltreatment__experienced"))),
)  # fmt: skip


def measure(blocks: Iterable[Tables]) -> tuple[Measured, ...]:
    """Every figure, counted over all blocks of a cohort."""
    totals = [(0, 0)] * len(FIGURES)
    for tables in blocks:
        counts = [figure.count(tables) for figure in FIGURES]
        totals = [(a + n, b + d) for (a, b), (n, d) in zip(totals, counts, strict=True)]
    return tuple(Measured(figure, n, d) for figure, (n, d) in zip(FIGURES, totals, strict=True))
