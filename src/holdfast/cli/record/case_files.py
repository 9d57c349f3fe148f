"""`holdfast record import`, `export` and `import-ssda903`: case files and returns into the record, and case files out."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from holdfast.casefile.reading import read_cases
from holdfast.cli.assess import say_errors
from holdfast.cli.files import in_place_of
from holdfast.cli.progress import Say, progress
from holdfast.cli.record.opened import CannotOpen, record
from holdfast.exchange.ssda903 import NotAReturn, import_return, write_report

_REPORT = Path("import.report.csv")


class UnknownChildren(Exception):
    """References that no record has."""


def run(asked: argparse.Namespace) -> int:
    """0 where all was taken in or out; 2 where something is not valid: it is named, and the rest is taken in all the same."""
    work = {"import": _import, "export": _export, "import-ssda903": _import_return}[asked.what]
    try:
        with record(), progress() as say:
            return work(asked, say)
    except (CannotOpen, NotAReturn, UnknownChildren) as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2


def _import(asked: argparse.Namespace, say: Say) -> int:
    from holdfast.intake.taking import Outcome, Tally, take
    from holdfast.people.keeping import Background

    tally, by, seen, bad = Tally(), Background("command line: case files"), {}, 0
    for number, read in enumerate(read_cases(asked.file), start=1):
        say("case files", number, None)
        if read.errors:
            say_errors(asked.file, read)
            bad += 1
            continue
        child = read.case["child"]["id"]
        if child in seen:
            outcome = Outcome(child, refused=[f"/child/id: {child!r} is already on line {seen[child]}"])
        else:
            outcome = take(read.case, by=by, why=f"case file {asked.file.name}", whole=True)
        seen.setdefault(child, read.line)
        tally.count(outcome)
        for problem in outcome.refused:
            print(f"{asked.file}:{read.line or ''}: {problem}", file=sys.stderr)
    tally.refused += bad
    return _counted(tally)


def _counted(tally: Any) -> int:
    print(
        f"{tally.new} new, {tally.changed} changed, {tally.same} as they were, {tally.refused} not taken in"
    )
    return 2 if tally.refused else 0


def _import_return(asked: argparse.Namespace, say: Say) -> int:
    from holdfast.intake.returns import report_lines
    from holdfast.intake.taking import Outcome, take_all
    from holdfast.people.keeping import Background

    imported = import_return(asked.folder, None, say)
    outcomes: list[Outcome] = []

    def heard(outcome: Outcome) -> None:
        outcomes.append(outcome)
        say("children", len(outcomes), None)

    tally = take_all(
        imported,
        by=Background("command line: SSDA903 return"),
        why=f"SSDA903 return {asked.folder.name}",
        whole=False,
        heard=heard,
    )
    report = asked.report or _REPORT
    with in_place_of(report) as table:
        lines = write_report(report_lines(imported, outcomes), table)
    print("\n".join(imported.summary.lines()))
    print(f"written: {report} ({lines} lines)")
    return _counted(tally)


def _export(asked: argparse.Namespace, say: Say) -> int:
    from holdfast.intake.exporting import export, references

    found = references(asked.child)
    if unknown := sorted(set(asked.child or ()) - set(found)):
        raise UnknownChildren(f"no record has the reference {', '.join(unknown)}")
    with ExitStack() as opened:
        draft = opened.enter_context(in_place_of(asked.out)) if asked.out else None
        lines = opened.enter_context(draft.open("w", encoding="utf-8")) if draft else sys.stdout
        for number, line in enumerate(export(found), start=1):
            lines.write(line + "\n")
            say("case files", number, len(found))
    if asked.out:
        print(f"{len(found)} case files written to {asked.out}")
    return 0
