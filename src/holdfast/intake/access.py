"""Who may take something into the record, and who may look at what was taken in."""

from django.db.models import QuerySet

from holdfast.accounts.models import Account
from holdfast.accounts.vocabulary import MAY_IMPORT
from holdfast.intake.models import ImportRun

SEES_ALL = "service_manager"


class MayNotImport(Exception):
    """The role may not take anything in: a data officer or a service manager can."""


def may_import(viewer: Account) -> bool:
    """Whether this person may take files in."""
    return viewer.is_active and viewer.role in MAY_IMPORT


def imports_visible_to(viewer: Account) -> QuerySet[ImportRun]:
    """The imports somebody started; all of them for a service manager."""
    if not may_import(viewer):
        return ImportRun.objects.none()
    rows = ImportRun.objects.select_related("started_by")
    return rows if viewer.role == SEES_ALL else rows.filter(started_by=viewer)
