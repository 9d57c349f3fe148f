"""Opening a new record: its reference, its numbers, and the first person of its team, all or nothing."""

from typing import Any

from django.db import IntegrityError, transaction

from holdfast.accounts.models import Account
from holdfast.people import access, actions, keeping
from holdfast.people.grounds import ROLE_GROUNDS
from holdfast.people.models import Child, Identifier
from holdfast.people.search import numbers

TRIES = 20
OF_THE_CHILD = ("given_name", "family_name", "chosen_name", "date_of_birth", "sex")


class NoReferenceLeft(Exception):
    """Twenty references made by chance were all taken: ask who runs this installation."""


@transaction.atomic
def open_with_team(*, by: Account, worker: Account | None = None, **known: Any) -> Child:
    """A new record with its numbers and the person who works with the child: the opener, or `worker` where the opener's role does not.

    Raises access.NotAllowed, NoReferenceLeft.
    """
    child = _open(by, {name: known.get(name) for name in OF_THE_CHILD if known.get(name) is not None})
    for scheme in (numbers.NHS_NUMBER, numbers.UPN):
        if value := known.get(scheme):
            keeping.add(model=Identifier, child=child, values={"scheme": scheme, "value": value}, by=by)
    account = worker or by
    actions.join_team(
        child=child, role=account.role if account.role in ROLE_GROUNDS else "other", start=access.today(),
        by=by, account=account, key_person=True,
    )  # fmt: skip
    return child


def _open(by: Account, values: dict[str, Any]) -> Child:
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return actions.open_record(reference=numbers.new_reference(), by=by, **values)
        except (IntegrityError, actions.ReferenceTaken):
            continue
    raise NoReferenceLeft(f"{TRIES} references in a row were taken")
