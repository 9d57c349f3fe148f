"""How a page speaks: to the young person whose record it is, or about the child to anybody else."""

from dataclasses import dataclass

from holdfast.accounts.models import Account
from holdfast.people.models import Child


@dataclass(frozen=True)
class Addressed:
    """The words that change with the reader: 'Ada has' or 'you have', 'Ada’s' or 'your'."""

    own: bool
    name: str

    @property
    def who(self) -> str:
        """'you' or 'Ada'."""
        return "you" if self.own else self.name

    @property
    def Who(self) -> str:  # noqa: N802 - the same word at the start of a sentence
        """'You' or 'Ada'."""
        return "You" if self.own else self.name

    @property
    def whose(self) -> str:
        """'your' or 'Ada’s'."""
        return "your" if self.own else f"{self.name}’s"

    @property
    def Whose(self) -> str:  # noqa: N802
        """'Your' or 'Ada’s'."""
        return "Your" if self.own else f"{self.name}’s"

    @property
    def has(self) -> str:
        """'have' or 'has'."""
        return "have" if self.own else "has"

    @property
    def was(self) -> str:
        """'were' or 'was'."""
        return "were" if self.own else "was"


def addressed(viewer: Account, child: Child) -> Addressed:
    """How to speak of this child to this viewer."""
    return Addressed(child.account_id == viewer.pk, child.called_short)
