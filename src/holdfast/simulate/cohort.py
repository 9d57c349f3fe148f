"""A cohort, block by block: each block of children is drawn by itself, so that memory does not grow with the cohort."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import polars as pl

from holdfast.casefile.event_schema import schemas
from holdfast.simulate import needs, people, plans, population, support
from holdfast.simulate.care import entries, histories
from holdfast.simulate.columns import Column, Mask
from holdfast.simulate.dice import Dice
from holdfast.simulate.population import Children
from holdfast.simulate.programmes import courses, offers

BLOCK = 20_000
Tables = dict[str, pl.DataFrame]
_EPOCH = date(1970, 1, 1)
LISTS = tuple(name for name in schemas() if name not in ("child", "sessions"))


def _drawn(who: Children, seed: int, block: int) -> tuple[dict[str, Column], Tables]:
    """The child's own fields and every list, before anything is left out of the file."""

    def dice(theme: str) -> Dice:
        return Dice(seed, block, theme)

    history = histories.histories(dice("histories"), who)
    homes, care_table = entries.homes_of(dice("care"), who, history)
    need, facts, tables = needs.needs(dice("needs"), who, homes)
    offered = offers.offers(dice("programmes"), who, homes, need)
    course, course_tables = courses.courses(dice("sessions"), who, homes, offered)
    facts |= plans.plans(dice("plans"), who, homes, need, course)
    tables |= (
        {"care": care_table} | course_tables | support.support(dice("support"), who, homes, need, course)
    )
    return facts, tables | people.people(dice("people"), who, homes, history)


def _kept(table: pl.DataFrame, known: Mask, upto: int, first: int) -> pl.DataFrame:
    """The rows of the first `upto` children whose file holds the list, with the children's numbers in the whole cohort."""
    child = table["child"].to_numpy()
    keep = known[child] & (child < upto)
    kept = table if keep.all() else table.filter(pl.Series(keep))
    return kept.with_columns(pl.col("child") + pl.lit(first, dtype=pl.UInt32))


def block(number: int, seed: int, as_of: date, upto: int = BLOCK) -> Tables:
    """The event tables of block `number` (of BLOCK children), as on `as_of`; of its first `upto` children only."""
    first = number * BLOCK
    who = population.children(Dice(seed, number, "population"), first, BLOCK, (as_of - _EPOCH).days)
    facts, tables = _drawn(who, seed, number)
    dice = Dice(seed, number, "files")
    known: Mapping[str, Mask] = population.lists_known(dice, who, LISTS)
    everyone = np.ones(BLOCK, dtype=np.bool_)
    tables["child"] = population.child_frame(dice, who, known, facts)
    known = {**known, "sessions": known["programmes"], "child": everyone}
    return {name: _kept(tables.pop(name), known[name], upto, first) for name in schemas()}


def blocks(children: int, seed: int, as_of: date) -> Iterator[Tables]:
    """`children` children as event tables, in blocks of at most 20,000, the same for the same seed and day.

    A child does not depend on how many come after it: the first 1,000 of a million are the 1,000 of a thousand.
    """
    for number in range(-(-children // BLOCK)):
        yield block(number, seed, as_of, min(BLOCK, children - number * BLOCK))
