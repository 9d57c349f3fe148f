"""Every made-up child is a valid case file."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast import simulate
from holdfast.casefile.checking import errors
from tests.simulate.cohorts import Tables, cases, cohort

# The day of each list's entries; a list may say two days of one entry, the second not before the first.
DATED = {
    "placement_concerns": "date", "carer_support": "date", "extra_support": "date", "attachment": "date", "assessments": "date",
    "diagnoses": "date", "referrals": "date", "sessions": "date", "reviews": "date", "sdq": "date",
}  # fmt: skip
SPANS = {"care": ("start", "end"), "team": ("start", "end"), "missing_episodes": ("start", "end"),
         "unaccompanied_periods": ("start", "end"), "programmes": ("started", "ended")}  # fmt: skip
REQUIRED = {
    "child": ["as_of", "child__id"], "care": ["start"], "placement_concerns": ["date", "level"], "carer_support": ["date", "kind"],
    "extra_support": ["date", "kind"], "moves": ["date", "kind"], "siblings": ["id"], "attachment": ["date", "status"],
    "conditions": ["condition", "status"], "assessments": ["date", "type"], "diagnoses": ["date", "code"], "referrals": ["date"],
    "programmes": ["programme"], "sessions": ["date"], "reviews": ["date", "type"], "proposals": ["date", "kind"],
    "team": ["role", "person", "start"], "sdq": ["date"], "missing_episodes": ["start"], "unaccompanied_periods": ["start"],
}  # fmt: skip


def broken(tables: Tables) -> list[str]:
    """Every way in which tables are not valid by the case file's description; checked on whole columns."""
    as_of = tables["child"]["as_of"][0]
    found = [
        f"{t}/{c} is not known"
        for t, columns in REQUIRED.items()
        for c in columns
        if tables[t][c].null_count()
    ]
    found += [f"{t}/{c} in the future" for t, c in DATED.items() if _any(tables[t], pl.col(c) > as_of)]
    for name, (start, end) in SPANS.items():
        found += [f"{name}/{c} in the future" for c in (start, end) if _any(tables[name], pl.col(c) > as_of)]
        found += [f"{name} ends before it starts"] * _any(tables[name], pl.col(end) < pl.col(start))
    found += [
        f"child/{c} in the future"
        for c, t in tables["child"].schema.items()
        if t == pl.Date and _any(tables["child"], pl.col(c) > as_of)
    ]
    same = pl.col("child") == pl.col("child").shift(-1)
    overlap = same & (pl.col("end").is_null() | (pl.col("start").shift(-1) < pl.col("end")))
    found += ["homes overlap"] * _any(tables["care"], overlap)
    tools = pl.col("type") == "attachment_tool"
    found += ["a tool that is not named"] * _any(tables["assessments"], tools != pl.col("tool").is_not_null())
    for name in SPANS.keys() - {"care"} | DATED.keys() - {"assessments"}:
        found += _before_birth(tables, name)
    return found + _before_birth(tables, "care")


def _before_birth(tables: Tables, name: str) -> list[str]:
    day = DATED.get(name) or SPANS[name][0]
    born = tables["child"].select("child", "child__date_of_birth")
    early = tables[name].join(born, on="child").filter(pl.col(day) < pl.col("child__date_of_birth"))
    return [f"{name}/{day} before birth"] if len(early) else []


def _any(table: pl.DataFrame, what: pl.Expr) -> bool:
    return bool(table.select(what.any()).item())


def test_a_whole_cohort_is_valid() -> None:
    for tables in cohort(40_000, seed=2026):
        assert broken(tables) == []


@settings(max_examples=8)
@given(seed=st.integers(-(2**63), 2**63), as_of=st.dates(date(1995, 1, 1), date(2060, 12, 31)))
def test_any_cohort_is_valid(seed: int, as_of: date) -> None:
    assert broken(simulate.block(0, seed, as_of)) == []


def test_the_reader_finds_nothing_wrong() -> None:
    """The case file's own check, on children from all over a block."""
    for case in cases(cohort()[0], set(range(0, simulate.BLOCK, 11))):
        assert errors(case) == []


def test_the_reader_would_find_it() -> None:
    """The check above is not blind: a day put forward is found."""
    case = next(case for case in cases(cohort()[0], set(range(200))) if case.get("attachment"))
    case["attachment"][0]["date"] = (date.fromisoformat(case["as_of"]) + timedelta(days=1)).isoformat()
    assert [error.path for error in errors(case)] == ["/attachment/0/date"]


@pytest.mark.parametrize("spoil", ["future", "overlap", "unborn"])
def test_the_column_checks_would_find_it(spoil: str) -> None:
    tables = dict(cohort()[0])
    if spoil == "future":
        tables["sdq"] = tables["sdq"].with_columns(pl.col("date").dt.offset_by("2y"))
    elif spoil == "overlap":
        tables["care"] = tables["care"].with_columns(pl.col("start").dt.offset_by("-3d"))
    else:
        tables["team"] = tables["team"].with_columns(pl.col("start").dt.offset_by("-20y"))
    assert broken(tables)
