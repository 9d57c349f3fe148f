"""The guideline's warnings while something is entered: shown before it is saved, passed with a reason that is kept."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from holdfast.accounts.models import Account
from holdfast.decisions.access import FINDINGS
from holdfast.decisions.actions import pass_guard
from holdfast.decisions.guards import Warned as Warning_
from holdfast.decisions.guards import guard
from holdfast.people.access import may_write
from holdfast.people.models import Child
from holdfast.web.entries.asking.forms import EntryForm

BECAUSE, SEEN = "guard_because", "guard_seen"


@dataclass(frozen=True)
class Warned:
    """What the guideline has against an entry, and the reason given for going on.

    `seen` are the recommendations that were shown when the reason was typed: another warning needs to be seen first.
    """

    child: Child
    entering: str
    shown: tuple[Warning_, ...] = ()
    because: str = ""
    seen: frozenset[str] = frozenset()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The recommendations that speak against it."""
        return tuple(each.recommendation for each in self.shown)

    @property
    def open(self) -> bool:
        """Whether somebody has still to read it and say why they go on."""
        return bool(self.shown) and (not self.because or not self.seen.issuperset(self.numbers))

    @property
    def asked(self) -> bool:
        """Whether all of it was shown before, and no reason came."""
        return not self.because and bool(self.shown) and self.seen.issuperset(self.numbers)

    def keep(self, *, by: Account) -> None:
        """Write down that the warning was passed, and why; called in the transaction of the save."""
        if self.shown:
            pass_guard(
                child=self.child,
                recommendations=self.numbers,
                entering=self.entering,
                because=self.because,
                by=by,
            )


def reason_in(draft: Any) -> str:
    """The reason for going on that was typed earlier and not saved; it waits until the warning is shown again."""
    return (draft.content.get(BECAUSE) or [""])[0] if draft else ""


def warnings(request: HttpRequest, child: Child, form: EntryForm) -> Warned:
    """What the guideline says against this entry, were it saved; asked for who may answer it alone."""
    part, row = form.part, form.row
    if part.is_own or not may_write(request.user, child.pk, FINDINGS):
        return Warned(child, part.name)
    found = guard(
        child.pk,
        part.name,
        form.columns,
        request.user,
        entry=row.pk if row is not None and part.is_list else None,
        above=form.columns.get("course_id"),
    )
    seen = frozenset(request.POST.get(SEEN, "").split())
    return Warned(child, part.name, tuple(found), request.POST.get(BECAUSE, "").strip(), seen)
