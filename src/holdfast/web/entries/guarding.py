"""The guideline's warnings while something is entered: shown before it is saved, passed with a reason that is kept."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from holdfast.accounts.models import Account
from holdfast.people.models import Child
from holdfast.web.entries.asking.forms import EntryForm

BECAUSE = "guard_because"


@dataclass(frozen=True)
class Warned:
    """What the guideline has against an entry, and the reason given for going on. `open`: it waits for that reason."""

    child: Child
    entering: str
    shown: tuple[Any, ...] = ()
    because: str = ""
    asked: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody has still to say why they go on."""
        return bool(self.shown) and not self.because

    def keep(self, *, by: Account) -> None:
        """Write down that the warning was passed, and why; called in the transaction of the save."""


def warnings(request: HttpRequest, child: Child, form: EntryForm) -> Warned:
    """What the guideline says of this entry, were it saved."""
    return Warned(child, form.part.name, (), request.POST.get(BECAUSE, "").strip(), BECAUSE in request.POST)
