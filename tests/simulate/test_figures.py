"""The cohort is held to what has been published, and the counting to small tables counted by hand."""

from datetime import date

import polars as pl
import pytest

from holdfast.simulate import figures
from holdfast.simulate.figures import FIGURES, Figure, Measured
from tests.house_rules.sources import ROOT
from tests.simulate.cohorts import cohort

MEASURED = {m.figure.name: m for m in figures.measure(cohort(40_000, seed=2026))}


@pytest.mark.parametrize("name", [figure.name for figure in FIGURES])
def test_the_cohort_is_near_the_published_figures(name: str) -> None:
    measured = MEASURED[name]
    said = f"{name}: {measured.value:.3f}, published {measured.figure.value} ({measured.figure.source})"
    assert measured.denominator > 500 and measured.holds, said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "as_of"), [(1, date(2025, 12, 15)), (2, date(2026, 8, 31)), (3, date(2024, 2, 29))]
)
def test_other_seeds_and_days_are_near_them_too(seed: int, as_of: date) -> None:
    missed = [m.figure.name for m in figures.measure(cohort(40_000, seed, as_of)) if not m.holds]
    assert missed == []


def test_every_figure_says_where_it_comes_from_and_how_it_is_counted() -> None:
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    for figure in FIGURES:
        assert figure.source and figure.year and figure.reading
        assert 0 < figure.value < 1 and 0 < figure.tolerance <= 0.05


def test_blocks_add_up() -> None:
    blocks = cohort(40_000, seed=2026)
    parts = [figures.measure([block])[0] for block in blocks]
    whole = MEASURED[parts[0].figure.name]
    assert whole.numerator == sum(part.numerator for part in parts)
    assert whole.denominator == sum(part.denominator for part in parts)


def test_a_figure_of_nobody_does_not_hold() -> None:
    assert not Measured(FIGURES[0], 0, 0).holds


# --- counted by hand -------------------------------------------------------------------------------------------

AS_OF = date(2026, 3, 31)


def _tables(
    homes: list[tuple[int, str, str | None, str, str, str | None, str | None]], maltreated: bool = True
) -> dict[str, pl.DataFrame]:
    """Homes as (child, start, end, context, home, carer, why it ended), each child born on 1 April 2016."""
    names = ("child", "start", "end", "context", "home", "carer", "end_reason")
    care = pl.DataFrame(homes, schema=names, orient="row").with_columns(
        pl.col("start", "end").cast(pl.String).str.to_date()
    )
    n = care["child"].max() + 1  # type: ignore[operator]
    child = pl.DataFrame({"child": range(n)}).with_columns(
        as_of=pl.lit(AS_OF), child__date_of_birth=pl.lit(date(2016, 4, 1)), child__sex=pl.lit("male"),
        child__ethnicity=pl.lit("WBRI"), child__unaccompanied_asylum_seeking=pl.lit(False), maltreatment__experienced=pl.lit(maltreated),
    )  # fmt: skip
    return {"child": child, "care": care.with_columns(legal_status=pl.lit("care_order"))}


def _count(name: str, tables: dict[str, pl.DataFrame]) -> tuple[int, int]:
    return _figure(name).count(tables)


def _figure(name: str) -> Figure:
    return next(figure for figure in FIGURES if figure.name == name)


def test_three_placements_in_a_year() -> None:
    three = [
        (0, "2020-01-01", "2025-06-01", "in_care", "foster", "F1", None),
        (0, "2025-06-01", "2025-09-01", "in_care", "foster", "F2", None),
        (0, "2025-09-01", None, "in_care", "foster", "F3", None),
    ]
    new_order = [
        (1, "2020-01-01", "2025-06-01", "in_care", "foster", "F1", None),
        (1, "2025-06-01", "2025-09-01", "in_care", "foster", "F2", None),
        (1, "2025-09-01", None, "in_care", "foster", "F2", None),
    ]
    long_ago = [
        (2, "2020-01-01", "2021-06-01", "in_care", "foster", "F1", None),
        (2, "2021-06-01", "2025-09-01", "in_care", "foster", "F2", None),
        (2, "2025-09-01", None, "in_care", "foster", "F3", None),
    ]
    assert _count("3 or more placements in a year", _tables([*three, *new_order, *long_ago])) == (1, 3)


def test_carers_not_known_are_told_apart_by_home() -> None:
    homes = [
        (0, "2025-05-01", "2025-06-01", "in_care", "foster", None, None),
        (0, "2025-06-01", "2025-09-01", "in_care", "foster", None, None),
        (0, "2025-09-01", None, "in_care", "residential", None, None),
    ]
    assert _count("3 or more placements in a year", _tables(homes)) == (0, 1)


def test_same_carer_for_two_years_counts_only_those_long_in_care() -> None:
    homes = [
        (0, "2020-01-01", "2021-01-01", "in_care", "foster", "F1", None),
        (0, "2021-01-01", None, "in_care", "foster", "F2", None),
        (1, "2020-01-01", "2025-01-01", "in_care", "foster", "F1", None),
        (1, "2025-01-01", None, "in_care", "foster", "F2", None),
        (2, "2025-01-01", None, "in_care", "foster", "F1", None),
    ]
    assert _count("same carer for two years", _tables(homes)) == (1, 2)


def test_a_return_home_is_followed_to_the_next_entry() -> None:
    homes = [
        (0, "2020-01-01", "2021-01-01", "in_care", "foster", "F1", "returned_home"),
        (0, "2021-01-01", "2022-01-01", "edge_of_care", "birth_family", "P0", "breakdown"),
        (0, "2022-01-01", None, "in_care", "foster", "F2", None),
        (1, "2020-01-01", "2021-01-01", "in_care", "foster", "F1", "returned_home"),
        (1, "2021-01-01", None, "edge_of_care", "birth_family", "P1", None),
        (2, "2025-01-01", "2025-06-01", "in_care", "foster", "F1", "returned_home"),
    ]
    assert _count("returned home and readmitted", _tables(homes)) == (1, 2)
    assert _count("returned home and readmitted", _tables(homes, maltreated=False)) == (0, 0)


def test_moves_are_changes_of_carer_within_care() -> None:
    homes = [
        (0, "2020-01-01", "2021-01-01", "in_care", "foster", "F1", "breakdown"),
        (0, "2021-01-01", "2022-01-01", "in_care", "foster", "F2", "other"),
        (0, "2022-01-01", "2023-01-01", "in_care", "foster", "F2", "planned_move"),
        (0, "2023-01-01", "2024-01-01", "in_care", "residential", "H1", "returned_home"),
        (0, "2024-01-01", None, "edge_of_care", "birth_family", "P0", None),
    ]
    assert _count("moves after a breakdown", _tables(homes)) == (1, 2)


def test_starters_are_counted_once_at_their_age_then() -> None:
    homes = [
        (0, "2025-05-01", "2025-07-01", "in_care", "foster", "F1", "returned_home"),
        (0, "2025-07-01", "2025-09-01", "edge_of_care", "birth_family", "P0", None),
        (0, "2025-09-01", None, "in_care", "foster", "F1", None),
        (1, "2025-03-31", None, "in_care", "foster", "F1", None),
    ]
    assert _count("starters for each child in care", _tables(homes)) == (1, 2)
    assert _count("started at 5-9", _tables(homes)) == (1, 1)


def test_ages_are_by_the_calendar() -> None:
    assert _count("age 5-9", _tables([(0, "2020-01-01", None, "in_care", "foster", "F1", None)])) == (1, 1)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_the_page_names_every_figure(figure: Figure) -> None:
    page = (ROOT / "docs" / "explanation" / "synthetic-cohort.md").read_text(encoding="utf-8")
    said = (
        figure.name,
        f"{100 * figure.value:.3g} %",
        f"{100 * figure.tolerance:.2g}",
        figure.year,
        figure.source,
        figure.reading,
    )
    assert f"| {' | '.join(said)} |" in page
