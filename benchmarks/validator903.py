#!/usr/bin/env python3
"""Rows a second that `csc-validator-be-903` checks: validator903.py FOLDER [--year 2026] [--repeat 1]

The other side of the import benchmark: Data to Insight's SSDA903 validator, run over the CSVs (or the XML) of a return. It needs
Python 3.9 to 3.11 and pandas < 2, so it lives in an environment of its own, made on the first run under
~/.cache/holdfast/venv903 (or $VENV903). A folder of several years (one folder each) is checked year by year, without the year before
(which would only slow it down), and the rows and seconds added up.

Prints one line of JSON: rows (data rows read), seconds_import (of its own modules), seconds_validate (reading the files and running
every rule, median of --repeat), rows_per_second (rows over seconds_validate: the import of modules is not held against it).
"""

import argparse
import contextlib
import csv
import io
import json
import logging
import os
import statistics
import subprocess
import sys
import time
import warnings
from pathlib import Path

VERSION = "csc-validator-be-903==0.1.17"
HOME = Path(
    os.environ.get("VENV903")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "holdfast" / "venv903"
)


def into_its_environment():
    """Run this very script again inside the validator's environment, made first if it is not there."""
    if Path(sys.prefix).resolve() == HOME.resolve():
        return
    python = HOME / "bin" / "python"
    if not (HOME / "ready").exists():
        for maker in ("python3.11", "python3.10", "python3.9", "python3"):
            with contextlib.suppress(OSError, subprocess.CalledProcessError):
                subprocess.run(
                    [maker, "-c", "import sys; sys.exit(not (3, 9) <= sys.version_info < (3, 12))"],
                    check=True,
                )
                break
        else:
            sys.exit("validator903.py: needs a Python from 3.9 to 3.11 on the PATH")
        HOME.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([maker, "-m", "venv", HOME], check=True, stdout=sys.stderr)
        subprocess.run([python, "-m", "pip", "install", "-q", VERSION], check=True, stdout=sys.stderr)
        (HOME / "ready").write_text(VERSION + "\n")
    os.execv(python, [python, __file__, *sys.argv[1:]])


def gather(folder, tables):
    """The files of one year as the validator wants them, and the data rows of its CSVs (None for XML)."""
    files, rows = [], 0
    for path in sorted(p for p in folder.iterdir() if is_return(p)):
        if path.suffix.lower() == ".xml":
            rows = None
        else:
            lines = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
            head = {c.strip().upper() for c in next(lines, [])}
            if not any(set(columns) == head for columns in tables.values()):
                print(f"{path}: no SSDA903 table, left out", file=sys.stderr)
                continue
            rows += sum(1 for line in lines if line)
        files.append({"name": path.name, "description": "This year", "file_content": path.read_bytes()})
    return files, rows


def is_return(path):
    return path.suffix.lower() in (".csv", ".xml")


def years_of(folder):
    """The folders that hold one year's files each."""
    if any(map(is_return, folder.iterdir())):
        return [folder]
    years = [p for p in sorted(folder.iterdir()) if p.is_dir() and any(map(is_return, p.iterdir()))]
    return years or sys.exit(f"validator903.py: no CSV or XML in {folder}")


def check(files, year, repeat):
    """The validator after its last run, and the median seconds of a run."""
    from lac_validator.lac_validator import LacValidator
    from lac_validator.rules.ruleset_utils import get_year_ruleset

    registry = get_year_ruleset(str(min(max(year, 2023), 2027)))  # it has rules for these years
    about = {"collectionYear": str(year), "localAuthority": "E08000035"}
    seconds = []
    for _ in range(repeat):
        with contextlib.redirect_stdout(io.StringIO()):  # some of its rules print
            start = time.perf_counter()
            validator = LacValidator(metadata=about, files=files, registry=registry, selected_rules=None)
            seconds.append(time.perf_counter() - start)
    return validator, statistics.median(seconds)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("folder", type=Path)
    a.add_argument(
        "--year", type=int, default=2026, help="in which it ends, where the folder's name does not say"
    )
    a.add_argument("--repeat", type=int, default=1)
    o = a.parse_args()
    into_its_environment()
    warnings.filterwarnings("ignore")
    os.environ.setdefault("QLACREF_PC_INSECURE", "True")

    start = time.perf_counter()
    import lac_validator.lac_validator
    import lac_validator.rules.ruleset_utils  # noqa: F401
    from lac_validator.config import column_names

    importing = time.perf_counter() - start
    logging.disable(logging.CRITICAL)
    rows, seconds, rules, crashed = 0, 0.0, 0, set()
    years = years_of(o.folder)
    for folder in years:
        files, lines = gather(folder, column_names)
        year = int(folder.name[-4:]) if folder.name[-4:].isdigit() else o.year
        validator, took = check(files, year, o.repeat)
        if lines is None:
            lines = sum(len(table) for name, table in validator.ds_results.items() if name != "metadata")
        rows, seconds, rules = rows + lines, seconds + took, max(rules, len(validator.dones))
        crashed |= set(map(str, validator.fails))
    result = {
        "peer": VERSION, "rows": rows, "years": len(years), "rules_run": rules, "rules_crashed": sorted(crashed),
        "seconds_import": round(importing, 3), "seconds_validate": round(seconds, 3),
        "rows_per_second": round(rows / seconds, 1),
    }  # fmt: skip
    print(json.dumps(result))


if __name__ == "__main__":
    main()
