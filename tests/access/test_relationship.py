"""Who sees whom comes from the relationship to the child, in the application and again in the database."""

from typing import Any

import pytest

SEEN = {
    "sam": {"ADA"}, "sal": {"BEA", "YUSUF", "NOAH"}, "tess": {"ADA"}, "dee": {"ADA"}, "ira": {"ADA", "YUSUF"},
    "mo": {"ADA"}, "nia": {"BEA", "YUSUF", "NOAH"}, "cara": {"ADA"}, "yusuf_himself": {"YUSUF"},
    "eddie": set(), "vic": set(), "dot": set(), "rae": set(),
}  # fmt: skip


@pytest.mark.parametrize("who", SEEN)
def test_each_person_sees_their_own_children_and_no_other(world: Any, looking_as: Any, who: str) -> None:
    from holdfast.people.access import children_visible_to
    from holdfast.people.models import Child

    with looking_as(world.accounts[who]):
        assert set(children_visible_to(world.accounts[who]).values_list("reference", flat=True)) == SEEN[who]
        assert set(Child.objects.values_list("reference", flat=True)) == SEEN[who], "row-level security"


def test_nobody_sees_nothing(world: Any, looking_as: Any) -> None:
    from holdfast.people.models import Child

    with looking_as(None):
        assert not Child.objects.exists()


def test_the_log_is_whole_and_refuses_change(world: Any, database: Any) -> None:
    import psycopg

    assert database.as_superuser("SELECT count(*) FROM audit_auditentry")[0][0] > 20
    assert database.as_superuser("SELECT * FROM audit_problems()") == []
    database.as_superuser("SET session_replication_role = origin")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        database.as_superuser("DELETE FROM audit_auditentry")
    database.as_superuser("SET session_replication_role = replica")
    database.as_superuser("UPDATE audit_auditentry SET actor_name = 'somebody else' WHERE id = 3")
    assert database.as_superuser("SELECT * FROM audit_problems()") != []
