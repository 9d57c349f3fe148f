"""Making the made-up authority, in a database that has nobody in it."""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction

from holdfast.accounts.models import Account
from holdfast.demo import joining, loading
from holdfast.demo.models import DemoAuthority
from holdfast.people.access import today
from holdfast.people.keeping import Background
from holdfast.people.models import Child

NAME = "Saltmarsh Council"
SEED = 26
CHILDREN = 300
BY = Background("demo authority")
Say = Callable[[int, int], None]


class NotEmpty(Exception):
    """There is somebody in this database: the made-up authority never goes where a real record may be."""


def load_if_empty(*, say: Say = lambda done, of: None, children: int = CHILDREN) -> bool:
    """Make the authority in an empty database; False, and nothing touched, where there is anybody."""
    try:
        load(say=say, children=children)
    except NotEmpty:
        return False
    return True


@transaction.atomic
def load(*, say: Say = lambda done, of: None, children: int = CHILDREN, on: date | None = None) -> None:
    """Make the authority as on a day (today if not said), the same for the same day: all of it or nothing. Raises NotEmpty."""
    _must_be_empty()
    day = on or today()
    DemoAuthority.objects.create(name=NAME, seed=SEED, made_on=day)
    loading.staff(by=BY, day=day)
    loading.children(many=children, seed=SEED, day=day, by=BY, say=say)
    joining.carers(by=BY, day=day)
    joining.young_people(by=BY, day=day)
    joining.emergency()


def _must_be_empty() -> None:
    with connection.cursor() as cursor:  # nobody signs up or opens a record while this one looks and fills
        cursor.execute("LOCK TABLE accounts_account, people_child IN SHARE ROW EXCLUSIVE MODE")
    if Account.objects.exists() or Child.objects.exists():
        raise NotEmpty("this database has people in it")
