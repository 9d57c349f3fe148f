"""SSDA903: rows a second of our import, against csc-validator-be-903 checking the same folder in the same run."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cohort import DAY, cases
from benchmarks.figures import Figure
from benchmarks.timing import HERE, ROOT, output_of, rounds, say
from holdfast.exchange.ssda903 import Imported, import_return, write_return

OUTSIDE = ROOT.parent / "shared" / "data" / "ssda903" / "a_validator_fake_2018"


def returns(children: int, times: int, folder: Path) -> Iterator[Figure]:
    """The validator's own sample, where it is there, and a made-up return of the cohort."""
    made = folder / f"return_{DAY.year}"
    say(f"writing an SSDA903 return of {children:,} children")
    write_return(cases(children), made, DAY.year)
    for name, source in (
        ("the validator's own sample of 2017/18", OUTSIDE),
        (f"a made-up return of {children:,} children", made),
    ):
        if source.is_dir():
            yield _measured(name, source, times)
        else:
            yield Figure(f"import of {name}", "not measured", f"{source} is not there")


def _measured(name: str, source: Path, times: int) -> Figure:
    say(f"SSDA903: {name}")
    took = rounds(lambda: _imported(source), times)
    summary = _imported(source).summary
    rate = summary.rows_read / took
    told = json.loads(
        output_of(["python3", str(HERE / "validator903.py"), str(source), "--repeat", "1"]).splitlines()[-1]
    )
    ratio = rate / told["rows_per_second"]
    return Figure(
        f"import of {name}: {summary.rows_read:,} rows to {summary.cases:,} case files", f"{rate:,.0f} rows/s",
        f"**{ratio:,.0f}×** {told['peer'].replace('==', ' ')}: {told['rows_per_second']:,.0f} rows/s ({told['rows']:,} rows, {told['rules_run']} rules)",
        "faster", ratio > 1,
    )  # fmt: skip


def _imported(source: Path) -> Imported:
    imported = import_return(source)
    for _ in imported:
        pass
    return imported
