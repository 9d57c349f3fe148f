"""Background work on an import: looking at what it would change, and taking it in. Arguments are ids alone."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from holdfast.casefile.reading import ReadCase, read_cases
from holdfast.exchange.ssda903 import NotAReturn, ReportRow, import_return
from holdfast.intake import uploads
from holdfast.intake.models import ImportRun
from holdfast.intake.returns import lines_of, what_was_read
from holdfast.intake.taking import Outcome, Tally, take_all
from holdfast.people.access import today
from holdfast.people.keeping import Background

LINES_KEPT = 5_000
KEPT_FOR = timedelta(days=7)
WENT_WRONG = "Something went wrong that is no fault of the files. Each child was taken in whole or not at all: give the files again."
_SAID_EVERY = 20


class CannotTakeIn(Exception):
    """There is nothing in the files that can be taken in; says what was found."""


@app.task(queue="imports", lock="imports")
def look(run: str) -> None:
    """Work out what the import would change, and change nothing."""
    _work(run, "looking", "looked", keep=False)


@app.task(queue="imports", lock="imports")
def take_in(run: str) -> None:
    """Take it in. Begun again after a stop it goes on: what is in already stays as it is."""
    _work(run, "importing", "done", keep=True)
    uploads.forget(ImportRun.objects.get(pk=run).pk)
    from holdfast.decisions.working_out.whole_authority import keep_all  # loads the dataframe library

    keep_all(day=today())


def _work(number: str, during: str, after: str, *, keep: bool) -> None:
    run = ImportRun.objects.select_related("started_by__agency").filter(pk=number, state=during).first()
    if run is None:  # done before, and the worker was stopped before it could say so
        return
    try:
        found = _Reading(run, keep).result()
        _set(run, state=after, ended=timezone.now() if keep else None, **found)
    except (NotAReturn, CannotTakeIn) as problem:
        _refuse(run, str(problem).replace(f"{uploads.folder_of(run.pk)}", "the files"))
        return
    except Exception:
        _refuse(run, WENT_WRONG)
        raise  # the log says what it was
    _forget_old()


def _refuse(run: ImportRun, why: str) -> None:
    uploads.forget(run.pk)
    _set(run, state="refused", message=why, ended=timezone.now())


def _forget_old() -> None:
    """Files that somebody had looked at and left: after a week they are deleted, and the import is dropped."""
    old = ImportRun.objects.filter(state="looked", started__lt=timezone.now() - KEPT_FOR)
    for run in old:
        uploads.forget(run.pk)
        _set(run, state="dropped", ended=timezone.now())


def _set(run: ImportRun, **values: Any) -> None:
    with transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(**values)


class _Reading:
    """One pass over the files of an import."""

    def __init__(self, run: ImportRun, keep: bool) -> None:
        self.run, self.keep = run, keep
        self.lines: list[ReportRow] = []
        self.taken = 0
        self.folder = uploads.folder_of(run.pk)

    def result(self) -> dict[str, Any]:
        """What is kept of it: the tally, and the report."""
        if not self.folder.is_dir():
            raise CannotTakeIn("The files are gone. Give them again.")
        tally = self._return() if self.run.kind == "ssda903" else self._case_files()
        column = "result" if self.keep else "preview"
        return {
            column: tally.as_json(),
            "report": sorted(self.lines)[:LINES_KEPT],
            "done": self.taken,
            "of": self.taken,
        }

    def _return(self) -> Tally:
        imported = import_return(self.folder)
        tally = self._take(imported, whole=False)
        self.lines += imported.report
        tally.read = what_was_read(imported.summary)
        return tally

    def _case_files(self) -> Tally:
        path = next(iter(self.folder.iterdir()))
        read = list(read_cases(path))
        bad = [each for each in read if each.errors]
        self.lines += [line for each in bad for line in _errors_of(path, each)]
        if len(bad) == len(read):
            raise CannotTakeIn(f"No case file in it is valid: {self.lines[0].column}: {self.lines[0].reason}")
        tally = self._take((each.case for each in read if not each.errors), whole=True)
        tally.refused += len(bad)
        return tally

    def _take(self, cases: Iterable[dict[str, Any]], *, whole: bool) -> Tally:
        every = list(cases)
        _set(self.run, of=len(every), done=0)
        by = self.run.started_by
        return take_all(
            every,
            by=Background(f"import started by {by.name}"),
            why=f"import of {self.run.started:%d %B %Y}",
            whole=whole,
            opener=by,
            keep=self.keep,
            heard=self._heard,
        )

    def _heard(self, outcome: Outcome) -> None:
        self.lines += lines_of(outcome)
        self.taken += 1
        if self.taken % _SAID_EVERY == 0:
            _set(self.run, done=self.taken)


def _errors_of(path: Path, read: ReadCase) -> Iterator[ReportRow]:
    for error in read.errors:
        yield ReportRow(path.name, read.line or 0, error.path, str(error.value), f"expected {error.expected}")
