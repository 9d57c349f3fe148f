"""Starting an import, going on with it after it was looked at, dropping it. The work itself is `tasks`'."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.intake import tasks, uploads
from holdfast.intake.access import MayNotImport, may_import
from holdfast.intake.models import ImportRun


class NotWaiting(Exception):
    """The import is not one that waits for a decision: somebody went on with it or dropped it meanwhile."""


@transaction.atomic
def start(*, kind: str, files: Sequence[uploads.Given], by: Account) -> ImportRun:
    """Keep the files and begin to look at what they would change; nothing is changed yet. Raises MayNotImport, uploads.NotTaken."""
    _must_be_allowed(by)
    number = uuid4()
    kept = uploads.keep(number, kind, files)
    run = ImportRun(pk=number, kind=kind, started_by=by, files=kept)
    run.save(force_insert=True)
    _note(run, by, "given")
    tasks.look.defer(run=str(run.pk))
    return run


@transaction.atomic
def go_on(*, run: ImportRun, by: Account) -> None:
    """Take in what was looked at. Raises MayNotImport, NotWaiting."""
    _must_be_allowed(by)
    _turn(run, "importing", by)
    tasks.take_in.defer(run=str(run.pk))


@transaction.atomic
def drop(*, run: ImportRun, by: Account) -> None:
    """Change nothing, and forget the files. Raises MayNotImport, NotWaiting."""
    _must_be_allowed(by)
    _turn(run, "dropped", by)
    transaction.on_commit(lambda: uploads.forget(run.pk))


def _must_be_allowed(by: Account) -> None:
    if not may_import(by):
        raise MayNotImport(f"{by.audit_role}: ask a data officer or a service manager")


def _turn(run: ImportRun, state: str, by: Account) -> None:
    ended = timezone.now() if state == "dropped" else None
    turned = ImportRun.objects.filter(pk=run.pk, state="looked", started_by=by).update(
        state=state, done=0, of=0, ended=ended
    )
    if not turned:
        raise NotWaiting(str(run.pk))
    run.refresh_from_db()
    _note(run, by, state)


def _note(run: ImportRun, by: Account, state: str) -> None:
    audit.record(
        by=by, did="imported", about=f"intake.importrun:{run.pk}", detail={"state": state, "kind": run.kind}
    )
