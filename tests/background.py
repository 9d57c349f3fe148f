"""Background work in the test process: with the worker's rights, as the background worker and the command line have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def working(name: str = "test") -> Iterator[Any]:
    """While it lasts, the process's own connection is the worker's; gives who acts."""
    from django.db import connection, connections

    from holdfast.people.keeping import Background

    app = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        {key: connections["worker"].settings_dict[key] for key in ("USER", "PASSWORD")}
    )
    try:
        yield Background(name)
    finally:
        connection.close()
        connection.settings_dict.update(app)


def work_off() -> int:
    """Do every job that waits in the queue, as the background worker would; how many there were."""
    from django.db import connection
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    with working():
        jobs = list(
            ProcrastinateJob.objects.filter(status="todo")
            .order_by("id")
            .values_list("id", "task_name", "args")
        )
        for number, task, arguments in jobs:
            app.tasks[task].func(**arguments)
            with connection.cursor() as cursor:
                cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [number])
    return len(jobs)
