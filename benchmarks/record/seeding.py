"""A made-up authority of any size in a record of its own: run in a process of its own, as the worker role.

    HOLDFAST_HOME=FOLDER python -m benchmarks.record.seeding CHILDREN

2,000 children are drawn one by one and taken in as any import is; the rest are copies of them under other ids and references, made
by the database. Every worker holds 20 children; ten workers make a team with a manager. One child has 5,000 dated entries. Prints, as JSON, who signs
in as whom (session keys), and the child with the many entries.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

HELD, IN_A_TEAM, EVENTS, DISTINCT = 20, 10, 5_000, 2_000


def main() -> None:
    """Seed, work out nothing yet, print what the load needs."""
    from holdfast.cli.database import as_role

    as_role("worker")
    print(json.dumps(seed(int(sys.argv[1]))))


def seed(many: int) -> dict[str, Any]:
    """The authority; returns sessions and the busy child."""
    from holdfast.casefile.event_tables import to_cases
    from holdfast.decisions.taking_in import take_in_many
    from holdfast.people.access import today
    from holdfast.people.keeping import Background
    from holdfast.simulate import blocks

    by, day = Background("benchmark"), today()
    begun = time.perf_counter()
    distinct = min(many, DISTINCT)
    cases = (case for tables in blocks(distinct, 2026, day) for case in to_cases(tables))
    take_in_many(cases, by=by, why="benchmark", say=lambda done: _say(done, distinct))
    seconds = time.perf_counter() - begun
    copies(many // distinct)
    told = {"seconds": seconds, "distinct": distinct, **staff_and_teams(many, day)}
    told["busy"], told["ordinary"] = busy_child(day), str(_of_first_worker()[1])
    return told


def copies(times: int) -> None:
    """Every child and row `times` - 1 times more, ids made from the first one's and the copy's number."""
    from django.db import connection

    from holdfast.people.row_security import guarded_models

    left_out = {
        "audit_auditentry",
        "people_draft",
        "people_correction",
        "decisions_kept",
        "decisions_keptfinding",
    }
    tables = [m for m in guarded_models() if m._meta.db_table not in left_out]
    tables.sort(key=lambda model: (model._meta.db_table != "people_child", _depth(model)))
    with connection.cursor() as cursor:
        for model in tables:
            columns, values = zip(*_copied(model), strict=True)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)}"
                f" FROM {model._meta.db_table} t CROSS JOIN generate_series(2, %s) AS k(number)",
                [times],
            )


def _copied(model: Any) -> Any:
    """Column and expression of a copy: ids of rows and children are made anew, everything else stays."""
    for field in model._meta.concrete_fields:
        column = connection_name(field.column)
        if field.get_internal_type() == "BigAutoField":
            continue
        made_anew = field.primary_key or (
            field.is_relation and field.related_model._meta.pk.get_internal_type() == "UUIDField"
        )
        if made_anew:
            yield column, f"md5(t.{column}::text || k.number)::uuid"
        elif model._meta.db_table == "people_child" and field.name == "reference":
            yield column, "t.reference || '-' || k.number"
        else:
            yield column, f"t.{column}"


def connection_name(column: str) -> str:
    """A column's name as SQL wants it (`end` is a word of SQL's)."""
    return f'"{column}"'


def _depth(model: Any) -> int:
    """Rows that others hang on come first."""
    above = [
        f.related_model for f in model._meta.concrete_fields if f.is_relation and f.related_model is not model
    ]
    return 1 + max((_depth(m) for m in above if hasattr(m, "record_kind")), default=0)


def _say(done: int, of: int) -> None:
    if done % 5_000 < 500:
        print(f"  {done:,} of {of:,} children", file=sys.stderr, flush=True)


def staff_and_teams(many: int, day: Any) -> dict[str, Any]:
    """Workers and managers, and each child given to a worker."""
    from holdfast.accounts.models import Account, Agency, Posting, Team
    from holdfast.people.models import Child, TeamMember

    agency = Agency.objects.create(key="bench", name="Benchmark Council", kind="local_authority")
    ids = list(Child.objects.order_by("reference").values_list("pk", flat=True))
    count = -(-many // HELD)
    teams = Team.objects.bulk_create(
        [Team(agency=agency, name=f"Team {n}") for n in range(-(-count // IN_A_TEAM))]
    )
    workers = Account.objects.bulk_create([_account(f"w{n}", "social_worker", agency) for n in range(count)])
    managers = Account.objects.bulk_create(
        [_account(f"m{n}", "team_manager", agency) for n in range(len(teams))]
    )
    since = day - timedelta(400)
    Posting.objects.bulk_create(
        [Posting(account=w, team=teams[n // IN_A_TEAM], since=since) for n, w in enumerate(workers)]
        + [Posting(account=m, team=teams[n], since=since, manages=True) for n, m in enumerate(managers)]
    )
    TeamMember.objects.filter(role="social_worker").update(account=None)
    TeamMember.objects.bulk_create(
        [
            TeamMember(child_id=child, role="key_worker", person=workers[n // HELD].key, account=workers[n // HELD],
                       team=teams[n // HELD // IN_A_TEAM], start=since, key_person=True, position=99)
            for n, child in enumerate(ids)
        ],
        batch_size=5_000,
    )  # fmt: skip
    Child.objects.update(record_version=2)
    return {"managers": [_session(m) for m in managers[:40]], "workers": [_session(w) for w in workers[:40]]}


def _account(key: str, role: str, agency: Any) -> Any:
    from django.utils import timezone

    from holdfast.accounts.models import Account

    return Account(
        key=key,
        name=f"Person {key}",
        email=f"{key}@example.org",
        role=role,
        agency=agency,
        welcomed=timezone.now(),
    )


def _session(account: Any) -> str:
    """A signed-in session, second factor included: what the browser's cookie would hold."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    now = int(time.time())
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.update({"door_began": now, "door_used": now, "door_second_factor": "passkey", "door_demo": False})
    session.save()
    return str(session.session_key)


def busy_child(day: Any) -> str:
    """One child of the first worker, with 5,000 dated entries of every lane."""
    from holdfast.assessments.models import Sdq
    from holdfast.people.models import Child
    from holdfast.placements.models import CarerSupport, PlacementConcern
    from holdfast.reviews.models import Review

    child = Child.objects.get(pk=_of_first_worker()[0])
    per = EVENTS // 4
    for model, more in (
        (CarerSupport, {"kind": "telephone"}), (PlacementConcern, {"level": "some"}),
        (Review, {"type": "looked_after"}), (Sdq, {"score": 12}),
    ):  # fmt: skip
        model.objects.bulk_create(
            [
                model(child=child, date=day - timedelta(n % 1500), position=100 + n, **more)
                for n in range(per)
            ],
            batch_size=1_000,
        )
    Child.objects.filter(pk=child.pk).update(record_version=3)
    return str(child.pk)


def _of_first_worker() -> list[Any]:
    from holdfast.people.models import TeamMember

    theirs = TeamMember.objects.filter(person="w0", position=99)
    return list(theirs.order_by("child__reference").values_list("child", flat=True))


if __name__ == "__main__":
    main()
