"""Who may see what the guideline says, and answer it. A finding is seen by who may see everything that it rests on."""

from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.people.access import held_by, kinds_on, kinds_readable
from holdfast.people.grounds import kind

FINDINGS = kind("findings", "what the guideline says", reads="other_team carer young_person emergency",
                writes="social_care health school manager")  # fmt: skip


def kinds_read(viewer: Account, child: UUID) -> frozenset[str]:
    """The kinds of this child's record that the viewer may read today."""
    return kinds_readable(viewer, child)


def kinds_read_of_all(viewer: Account) -> dict[UUID, frozenset[str]]:
    """The same for every child whose findings the viewer may see, in one query."""
    found = {child: kinds_on(on) for child, on in held_by(viewer).items()}
    return {child: kinds for child, kinds in found.items() if FINDINGS.code in kinds}
