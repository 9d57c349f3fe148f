"""`holdfast caseload`: every finding for a whole caseload, from case files or event tables, as one Parquet file."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl

from holdfast.casefile.event_folder import NotEventTables, children_in, read_blocks
from holdfast.casefile.event_looking_back import also_read, seen_on
from holdfast.casefile.event_tables import to_tables
from holdfast.casefile.parquet_stream import ParquetStream
from holdfast.casefile.reading import ReadCase, read_cases
from holdfast.cli.assess import say_errors
from holdfast.cli.files import in_place_of
from holdfast.cli.progress import Say, progress
from holdfast.cli.settings_file import settings_or_errors
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.ng26.guideline import NG26
from holdfast.ng26.vocabulary import STATES

Tables = dict[str, pl.DataFrame]
AT_ONCE = 100_000  # children worked out together, from event tables
LINES_AT_ONCE = 10_000  # and from case files
_ROW_GROUP = 1_000_000  # findings; a reader holds one group of them


def run(asked: argparse.Namespace) -> int:
    """Work out and write the findings; 2 where a case, the tables or the settings are not valid."""
    settings = settings_or_errors(asked.settings)
    if settings is None:
        return 2
    if asked.engine == "spark":
        from holdfast.cli.caseload_spark import run_on_spark

        return run_on_spark(asked, settings)
    engine = CaseloadFindings(NG26, settings, tuple(STATES))
    problems: list[ReadCase] = []
    counts: Counter[tuple[str, str]] = Counter()
    try:
        with progress() as say, in_place_of(asked.out) as draft:
            source = _from_folder if asked.cases.is_dir() else _from_lines
            blocks = source(asked, engine, say, problems.append)
            write_streaming(engine, (_findings(engine, tables, asked, counts) for tables in blocks), draft)
    except NotEventTables as problem:
        print(problem, file=sys.stderr)
        return 2
    for read in problems:
        say_errors(asked.cases, read)
    show_counts(counts, asked.out)
    return 2 if problems else 0


def _findings(
    engine: CaseloadFindings, tables: Tables, asked: argparse.Namespace, counts: Counter[tuple[str, str]]
) -> pl.DataFrame:
    if asked.as_of:
        tables, _ = seen_on(tables, asked.as_of)
    codes = engine.over_facts(engine.facts(tables))
    for number in engine.numbers:
        for place, many in codes[number].value_counts().iter_rows():
            counts[number, engine.states[place]] += many
    return engine.as_rows(tables["child"], codes)


def write_streaming(engine: CaseloadFindings, blocks: Iterable[pl.DataFrame], out: Path) -> None:
    """The blocks of findings as one Parquet file, a block in memory at a time."""
    with ParquetStream(out, engine.schema, row_group_size=_ROW_GROUP) as stream:
        for block in blocks:
            stream.put(block)


def _from_folder(
    asked: argparse.Namespace, engine: CaseloadFindings, say: Say, _: Callable[[ReadCase], None]
) -> Iterator[Tables]:
    columns = engine.reads | {"child": engine.reads["child"] | {"child__id"}}
    total, done = children_in(asked.cases), 0
    wanted = also_read(columns) if asked.as_of else columns
    for _first, tables in read_blocks(asked.cases, AT_ONCE, wanted, total):
        yield tables
        done += tables["child"].height
        say("findings", done, total)


def _from_lines(
    asked: argparse.Namespace, engine: CaseloadFindings, say: Say, problem: Callable[[ReadCase], None]
) -> Iterator[Tables]:
    cases, done = [], 0
    for read in read_cases(asked.cases):
        if read.errors:
            problem(read)
            continue
        cases.append(read.case)
        if len(cases) == LINES_AT_ONCE:
            yield to_tables(cases)
            done += len(cases)
            say("findings", done, None)
            cases = []
    if cases or not done:
        yield to_tables(cases)


def show_counts(counts: Counter[tuple[str, str]], out: Path) -> None:
    """Counts by recommendation and state, on screen."""
    from holdfast.cli.words.counts import show

    show(counts, out)
