"""Whether this server answers, and whether it can do its work. Asked by programs: no session, no sign-in, nothing about anybody."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from holdfast import __version__

Answerer = Callable[[HttpRequest], HttpResponseBase]


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers: 200 whatever the database does."""
    return _plain({"version": __version__}, 200)


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when it can do its work; 503 with the reason when not: `database` and `migrations` say which part."""
    found = {"version": __version__, "database": "ok", "migrations": "up to date"}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            lacking = sorted(_migrations_here() - set(MigrationRecorder(connection).applied_migrations()))
    except DatabaseError as problem:
        connection.close()
        # Its class alone: what the driver says names users and files.
        found |= {"database": f"no answer ({type(problem).__name__})", "migrations": "not known"}
        return _plain(found, 503)
    if lacking:
        found["migrations"] = f"{len(lacking)} to apply, the first {'.'.join(lacking[0])}"
    return _plain(found, 503 if lacking else 200)


@cache
def _migrations_here() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)


def _plain(found: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(found, status=status, headers={"Cache-Control": "no-store"})


def health_first(get_response: Answerer) -> Answerer:
    """Middleware before all others: whoever asks for health is answered even where no transaction can be opened."""
    answers = {reverse("health_live"): live, reverse("health_ready"): ready}

    def answer(request: HttpRequest) -> HttpResponseBase:
        return answers.get(request.path_info, get_response)(request)

    return answer
