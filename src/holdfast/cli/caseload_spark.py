"""The same caseload on Apache Spark: children are independent, so every worker runs the very plan that runs here.

The driver only cuts the input into pieces (a range of children, a range of lines); a worker reads its piece, works out the
findings with `CaseloadFindings` and hands them to Spark. Input and output must be reachable from every worker.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

PIECE = 10_000  # children, or lines, for one task
COLUMNS = (
    "child string, as_of date, recommendation string, state string, waits_for array<string>, problem string"
)


def run_on_spark(asked: argparse.Namespace, settings: Mapping[str, int]) -> int:
    """Work out the findings on the cluster `--master` names; 2 where a case, the tables or the settings are not valid."""
    from holdfast.casefile.event_folder import NotEventTables

    if not asked.master:
        print(
            "holdfast: --engine spark needs --master, such as spark://host:7077 or local[2]", file=sys.stderr
        )
        return 2
    try:
        pieces = _pieces(asked.cases)
    except NotEventTables as problem:
        print(problem, file=sys.stderr)
        return 2
    session = _session(asked.master)
    try:
        return _run(session, pieces, asked, dict(settings))
    finally:
        session.stop()


def _session(master: str) -> Any:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # a bare python3 on a worker knows no Holdfast
    builder = (
        SparkSession.builder.master(master).appName("holdfast caseload").config("spark.ui.enabled", "false")
    )
    return builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower()).getOrCreate()


def _run(
    session: Any, pieces: list[tuple[int, int, int]], asked: argparse.Namespace, settings: dict[str, int]
) -> int:
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    from holdfast.cli.caseload import show_counts

    path, as_of = str(asked.cases.resolve()), asked.as_of

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        yield from _findings_of(batches, path, as_of, settings)

    cut = session.createDataFrame(pieces, "first long, many long, line long").repartition(max(len(pieces), 1))
    found = cut.mapInArrow(work, COLUMNS).persist(StorageLevel.DISK_ONLY)
    findings = found.where(f.col("problem").isNull()).drop("problem")
    findings.write.mode("overwrite").parquet(str(asked.out.resolve()))
    counted = findings.groupBy("recommendation", "state").count().collect()
    problems = [
        row["problem"] for row in found.where(f.col("problem").isNotNull()).select("problem").collect()
    ]
    for problem in sorted(problems, key=_line):
        print(f"{asked.cases}:{problem}", file=sys.stderr)
    show_counts(Counter({(row["recommendation"], row["state"]): row["count"] for row in counted}), asked.out)
    return 2 if problems else 0


def _line(problem: str) -> int:
    return int(problem.partition(":")[0])


def _pieces(source: Path) -> list[tuple[int, int, int]]:
    """Ranges of children of a folder of event tables, or of bytes of a `.jsonl` with the number of the first line."""
    if source.is_dir():
        from holdfast.casefile.event_folder import children_in

        children = children_in(source)
        return [(first, min(PIECE, children - first), 0) for first in range(0, children, PIECE)]
    pieces, first, at, number, line = [], 0, 0, 1, 1
    with source.open("rb") as lines:
        for text in lines:
            at, number = at + len(text), number + 1
            if number - line == PIECE:
                pieces.append((first, at - first, line))
                first, line = at, number
    return [*pieces, (first, at - first, line)] if at > first else pieces


def _findings_of(batches: Iterable[Any], path: str, as_of: Any, settings: dict[str, int]) -> Iterator[Any]:
    """On a worker: the findings of every piece handed to it, and the problems of the cases in it."""
    from holdfast.casefile.event_looking_back import seen_on
    from holdfast.engine.caseload_findings import CaseloadFindings
    from holdfast.ng26.guideline import NG26
    from holdfast.ng26.vocabulary import STATES

    engine = CaseloadFindings(NG26, settings, tuple(STATES))
    for batch in batches:
        for piece in batch.to_pylist():
            tables, problems = _read(Path(path), piece)
            if as_of:
                tables, _ = seen_on(tables, as_of)
            yield from _as_arrow(engine.of(tables), problems)


def _read(source: Path, piece: Mapping[str, int]) -> tuple[Any, list[str]]:
    from holdfast.casefile.event_tables import to_tables

    if source.is_dir():
        from holdfast.casefile.event_folder import NotEventTables, read_block

        try:
            return read_block(source, piece["first"], piece["many"]), []
        except NotEventTables as found:
            return to_tables([]), [f"0: {problem}" for problem in found.problems]
    from holdfast.casefile.reading import parsed

    with source.open("rb") as text:
        text.seek(piece["first"])
        lines = text.read(piece["many"]).splitlines()
    read = [parsed(piece["line"] + k, line) for k, line in enumerate(lines) if line.strip()]
    return to_tables([r.case for r in read if not r.errors]), [
        f"{r.line}: {e}" for r in read for e in r.errors
    ]


def _as_arrow(findings: Any, problems: list[str]) -> Iterator[Any]:
    import polars as pl
    import pyarrow as pa

    words = pa.list_(pa.string())
    names = {
        "child": pa.string(),
        "as_of": pa.date32(),
        "recommendation": pa.string(),
        "state": pa.string(),
        "waits_for": words,
    }
    schema = pa.schema([*names.items(), ("problem", pa.string())])
    if findings.height:
        plain = findings.with_columns(
            pl.col("recommendation", "state").cast(pl.String), problem=pl.lit(None, pl.String)
        )
        yield from plain.to_arrow().cast(schema).to_batches()
    if problems:
        nothing = {name: [None] * len(problems) for name in names}
        yield from pa.table({**nothing, "problem": problems}, schema=schema).to_batches()
