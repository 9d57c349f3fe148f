"""`holdfast import ssda903`: case files from a local authority's statutory return."""

import argparse
import json
import sys
from pathlib import Path

from holdfast.cli.files import in_place_of
from holdfast.cli.progress import progress
from holdfast.exchange.ssda903 import NotAReturn, import_return, write_report


def run(asked: argparse.Namespace) -> int:
    """Write the case files and the report beside them; 2 if the folder is no return at all."""
    report = asked.out.with_suffix(".report.csv")
    try:
        with progress() as say, in_place_of(asked.out) as out, in_place_of(report) as table:
            imported = import_return(asked.folder, asked.as_of, say)
            _write(imported, out)
            lines = write_report(imported.report, table)
    except NotAReturn as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2
    print("\n".join(imported.summary.lines()))
    print(f"written: {asked.out} and {report} ({lines} lines)")
    return 0


def _write(imported: object, out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for case in imported:  # type: ignore[attr-defined]
            lines.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n")
