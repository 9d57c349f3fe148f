"""What one viewer may do with one child's record today, asked of the database once for a whole page."""

from dataclasses import dataclass

from holdfast.accounts.models import Account
from holdfast.people import access
from holdfast.people.grounds import Kind
from holdfast.people.models import Child


@dataclass(frozen=True)
class May:
    """The grounds a viewer has, and what they open."""

    grounds: frozenset[str]

    def read(self, kind: Kind) -> bool:
        """Whether they may read this kind of the record."""
        return bool(kind.reads & self.grounds)

    def write(self, kind: Kind) -> bool:
        """Whether they may write it."""
        return bool(kind.writes & self.grounds)

    @property
    def manages(self) -> bool:
        """Whether they manage a team that works with the child."""
        return "manager" in self.grounds


def may(viewer: Account, child: Child) -> May:
    """What the viewer may do with this child's record."""
    return May(access.grounds(viewer, child.pk))
