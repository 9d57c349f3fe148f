"""A cohort, block by block: each block of children is drawn by itself, so that memory does not grow with the cohort."""

from collections.abc import Callable, Iterator, Mapping
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
Kept = Callable[[Tables], Tables]
_EPOCH = date(1970, 1, 1)
LISTS = tuple(name for name in schemas() if name not in ("child", "sessions"))


def _drawn(who: Children, seed: int, block: int, kept: Kept) -> tuple[dict[str, Column], Tables]:
    """The child's own fields before anything is left out of the file, and of every list what `kept` keeps of it."""

    def dice(theme: str) -> Dice:
        return Dice(seed, block, theme)

    history = histories.histories(dice("histories"), who)
    drawn: Tables = {}
    homes, drawn["care"] = entries.homes_of(dice("care"), who, history)
    whole = kept(drawn)
    need, facts, drawn = needs.needs(dice("needs"), who, homes)
    whole |= kept(drawn)
    offered = offers.offers(dice("programmes"), who, homes, need)
    course, drawn = courses.courses(dice("sessions"), who, homes, offered)
    whole |= kept(drawn)
    facts |= plans.plans(dice("plans"), who, homes, need, course)
    whole |= kept(support.support(dice("support"), who, homes, need, course))
    return facts, whole | kept(people.people(dice("people"), who, homes, history))


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
    dice = Dice(seed, number, "files")
    lists = population.lists_known(dice, who, LISTS)
    everyone = np.ones(BLOCK, dtype=np.bool_)
    known: Mapping[str, Mask] = {**lists, "sessions": lists["programmes"], "child": everyone}

    def kept(drawn: Tables) -> Tables:
        """Takes the tables out of `drawn`, one by one, so that no more than one is there twice."""
        return {name: _kept(drawn.pop(name), known[name], upto, first) for name in list(drawn)}

    facts, tables = _drawn(who, seed, number, kept)
    tables |= kept({"child": population.child_frame(dice, who, lists, facts)})
    return {name: tables[name] for name in schemas()}


def blocks(children: int, seed: int, as_of: date) -> Iterator[Tables]:
    """`children` children as event tables, in blocks of at most 20,000, the same for the same seed and day.

    A child does not depend on how many come after it: the first 1,000 of a million are the 1,000 of a thousand.
    """
    for number in range(-(-children // BLOCK)):
        yield block(number, seed, as_of, min(BLOCK, children - number * BLOCK))
