"""Making a copy of a record; who made one, and when, stands in the log."""

from django.db import transaction

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.audit.actions import Actor
from holdfast.decisions.working_out import one_child
from holdfast.disclosure.gathering import copy_of
from holdfast.disclosure.writing import as_zip
from holdfast.people.access import AUDIT, NotAllowed, may_read, today
from holdfast.people.models import Child


@transaction.atomic
def make_copy(*, child: Child, by: Actor, restricted: bool = False) -> bytes:
    """The copy as a ZIP. Only who may read the child's log may make one: a manager, or the young person themself.

    `restricted`: entries that tell of somebody else go along; a manager's decision, never the young person's.
    Raises people.access.NotAllowed.
    """
    if isinstance(by, Account) and (
        not may_read(by, child.pk, AUDIT) or (restricted and not by.is_staff_member)
    ):
        raise NotAllowed(f"{by} may not make a copy of {child.pk}")
    one_child.keep(child.pk, today())  # with their reasons, which a whole authority's run leaves out
    audit.record(by=by, did="document made", children=[child.pk], detail={"restricted": restricted})
    return as_zip(copy_of(child, restricted=restricted))
