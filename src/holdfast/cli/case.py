"""`holdfast case check` and `holdfast case schema`."""

import argparse
import json
from collections.abc import Iterator

from holdfast.casefile.json_schema import json_schema
from holdfast.casefile.reading import ReadCase, read_cases
from holdfast.cli.assess import say_errors


def run(asked: argparse.Namespace) -> int:
    """Check a file, or print the schema; 2 where a case is not valid."""
    if asked.what == "schema":
        print(json.dumps(json_schema(), indent=1, ensure_ascii=False))
        return 0
    cases = bad = 0
    read_all: Iterator[ReadCase] = read_cases(asked.case)
    for read in read_all:
        cases += 1
        if read.errors:
            bad += 1
            say_errors(asked.case, read)
    print(f"{cases} case file{'s' if cases != 1 else ''} checked, {bad} not valid")
    return 2 if bad else 0
