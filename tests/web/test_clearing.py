"""What the worker clears away by itself, done by a real worker of the queue."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from tests.background import working

BEFORE, AFTER = timedelta(minutes=-1), timedelta(minutes=1)


@pytest.fixture
def work_queue_off(database: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`work_queue_off(task, …)`: put the tasks into the queue as their hour does, and let a worker do all that is in it."""
    from django.db import connection
    from procrastinate.contrib.django import app

    # Nothing comes into the queue by itself, whatever time it is.
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    # The worker's threads close what they open.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)

    async def work(worker_app: Any, tasks: Iterable[Any]) -> None:
        async with worker_app.open_async():
            for task in tasks:
                await task.defer_async(timestamp=0)
            await worker_app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    def off(*tasks: Any) -> None:
        with (
            working(),
            app.replace_connector(app.connector.get_worker_connector()) as worker_app,
            ThreadPoolExecutor(1) as apart,  # a browser's loop may run in this thread
        ):
            apart.submit(asyncio.run, work(worker_app, tasks)).result()

    return off


def test_sessions_that_are_over_are_forgotten_and_others_stay(
    world: Any, sign_in: Any, work_queue_off: Any
) -> None:
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from holdfast.web.tasks import clear_ended_sessions

    keys = {}
    for who, ends in ((world.mo, BEFORE), (world.sam, AFTER)):
        keys[who] = sign_in(who).session.session_key
        Session.objects.filter(session_key=keys[who]).update(expire_date=timezone.now() + ends)
        UserSession.objects.get_or_create(user=who, session_key=keys[who], ip="192.0.2.1", user_agent="x")
    work_queue_off(clear_ended_sessions)
    assert list(Session.objects.values_list("session_key", flat=True)) == [keys[world.sam]]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [keys[world.sam]]


def test_tries_that_no_limit_counts_any_more_are_forgotten(clean: Any, work_queue_off: Any) -> None:
    from django.core.cache import cache

    from holdfast.web.tasks import clear_ended_sessions

    cache.set("counts", 1, timeout=600)
    cache.set("over", 1, timeout=600)
    clean.as_superuser(
        "UPDATE django_cache SET expires = now() - interval '1 minute' WHERE cache_key LIKE '%%over'"
    )
    work_queue_off(clear_ended_sessions)
    assert clean.as_superuser("SELECT cache_key FROM django_cache") == [(":1:counts",)]


def test_work_that_ended_long_ago_is_forgotten_and_what_waits_is_done(
    clean: Any, work_queue_off: Any
) -> None:
    from holdfast.web.tasks import clear_ended_sessions, clear_finished_jobs

    work_queue_off(clear_ended_sessions)
    ((old,),) = clean.as_superuser("SELECT id FROM procrastinate_jobs")
    clean.as_superuser("UPDATE procrastinate_events SET at = now() - interval '8 days'")
    work_queue_off(clear_ended_sessions, clear_finished_jobs)
    left = clean.as_superuser("SELECT id > %s, status::text FROM procrastinate_jobs", [old])
    assert left == [(True, "succeeded")] * 2


def test_each_is_due_every_hour(clean: Any) -> None:
    from procrastinate.contrib.django import app

    due = {
        name.rsplit(".", 1)[1]: task.cron.split()[1:]
        for (name, _), task in app.periodic_registry.periodic_tasks.items()
    }
    assert due == {"clear_ended_sessions": ["*"] * 4, "clear_finished_jobs": ["*"] * 4}
