"""A made-up authority of any size in a record of its own: run in a process of its own, as the worker role.

    HOLDFAST_HOME=FOLDER python -m benchmarks.record.seeding CHILDREN

Every worker holds 20 children; ten workers make a team with a manager. One child has 5,000 dated entries. Prints, as JSON, who signs
in as whom (session keys), and the child with the many entries.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

HELD, IN_A_TEAM, EVENTS = 20, 10, 5_000


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
    cases = (case for tables in blocks(many, 2026, day) for case in to_cases(tables))
    take_in_many(cases, by=by, why="benchmark", say=lambda done: _say(done, many))
    told = {"seconds": time.perf_counter() - begun, **staff_and_teams(many, day)}
    told["busy"] = busy_child(day)
    _analyse()
    return told


def _say(done: int, of: int) -> None:
    if done % 5_000 < 500:
        print(f"  {done:,} of {of:,} children", file=sys.stderr, flush=True)


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


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
    from holdfast.people.models import Child, TeamMember
    from holdfast.placements.models import CarerSupport, PlacementConcern
    from holdfast.reviews.models import Review

    child = Child.objects.get(pk=TeamMember.objects.get(person="w0", position=99, child=_first()).child_id)
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


def _first() -> Any:
    from holdfast.people.models import Child

    return Child.objects.order_by("reference").values_list("pk", flat=True)[0]


if __name__ == "__main__":
    main()
