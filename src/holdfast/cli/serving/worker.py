"""The background worker: runs what pages have put into the queue, under the worker's database role. Run as `python -m`."""

import asyncio

from holdfast.cli.database import as_role
from holdfast.cli.serving.lifeline import hold_on

AT_ONCE = 2
_GRACE = 10.0


def main() -> None:
    """Work until told to stop; what an earlier worker had begun is begun again."""
    hold_on()
    as_role("worker")
    from procrastinate.contrib.django import app

    # As procrastinate's own command does it: Django's connections do not serve a worker, which waits for news.
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        asyncio.run(_work(worker_app))


async def _work(app: object) -> None:
    async with app.open_async():  # type: ignore[attr-defined]
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=0):  # type: ignore[attr-defined]
            await app.job_manager.retry_job(job)  # type: ignore[attr-defined]
        await app.run_worker_async(concurrency=AT_ONCE, shutdown_graceful_timeout=_GRACE)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
