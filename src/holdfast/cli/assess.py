"""`holdfast assess`: one finding for each recommendation that speaks about a child."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

from holdfast.casefile.looking_back import seen_on
from holdfast.casefile.reading import ReadCase, read_cases
from holdfast.cli.settings_file import settings_or_errors
from holdfast.engine.findings import Answer, Finding
from holdfast.ng26.guideline import findings


def run(asked: argparse.Namespace) -> int:
    """Answer every case of the file; 2 where a case or the settings are not valid."""
    settings = settings_or_errors(asked.settings)
    if settings is None:
        return 2
    bad = False
    for number, read in enumerate(read_cases(asked.case)):
        if read.errors:
            bad = True
            say_errors(asked.case, read)
            continue
        case, notes = seen_on(read.case, asked.as_of) if asked.as_of else (read.case, ())
        answer = findings(case, settings, notes)
        if asked.format == "json":
            print(json.dumps(as_json(answer), ensure_ascii=False, indent=None if read.line else 1))
        else:
            from holdfast.cli.text import show_answer

            show_answer(answer, everything=asked.all, first=number == 0)
    return 2 if bad else 0


def say_errors(path: object, read: ReadCase) -> None:
    """Every error of a case on standard error, with its line in a `.jsonl`."""
    where = f"{path}:{read.line}" if read.line else f"{path}"
    for error in read.errors:
        print(f"{where}: {error}", file=sys.stderr)


def as_json(answer: Answer) -> Mapping[str, Any]:
    """The answer as the case-file format publishes it."""
    return {
        "child": answer.child,
        "as_of": answer.as_of,
        "guideline": answer.guideline,
        "notes": list(answer.notes),
        "findings": [_finding(f) for f in answer.findings],
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "recommendation": finding.recommendation,
        "strength": finding.strength,
        "state": finding.state,
        "action": finding.action,
        "because": list(finding.because),
        "waits_for": list(finding.waits_for),
        "missing": list(finding.missing),
        "deviations": [
            {"rule": d.rule, "expected": d.expected, "found": d.found} for d in finding.deviations
        ],
        "settings": dict(finding.settings),
        "notes": list(finding.notes),
    }
