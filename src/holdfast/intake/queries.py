"""What others may ask about imports."""

from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.intake.access import imports_visible_to
from holdfast.intake.models import ImportRun


def imports(viewer: Account, *, most: int = 50) -> list[ImportRun]:
    """The newest imports this person may see."""
    return list(imports_visible_to(viewer).order_by("-started")[:most])


def import_run(viewer: Account, run: UUID) -> ImportRun | None:
    """One import, or None where there is none or it is not theirs to see."""
    return imports_visible_to(viewer).filter(pk=run).first()
