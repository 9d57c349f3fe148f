"""What the background worker clears away by itself: sessions and jobs that are over, of which nobody comes back to see to it."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

JOBS_KEPT_HOURS = 7 * 24


# Every hour, as a record that is switched off at night would miss a night's.
@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="clear_ended_sessions")
def clear_ended_sessions(timestamp: int) -> None:
    """Forget sessions that are over, where they were opened from, and tries to sign in that no limit counts any more.

    `timestamp`: when it was due, in seconds since 1970; not used.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        Session.objects.filter(expire_date__lt=timezone.now()).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        cursor.execute(f"DELETE FROM {table} WHERE expires < now()")  # noqa: S608 - our own setting


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="clear_finished_jobs", pass_context=True)
async def clear_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Forget background work that ended a week ago or more, well or not."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=JOBS_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
