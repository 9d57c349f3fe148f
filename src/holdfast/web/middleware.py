"""One request, one transaction, one known viewer: what row-level security asks is set for the transaction and gone with it."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase

from holdfast.people.access import asked_once

Answerer = Callable[[HttpRequest], HttpResponseBase]


PERMISSIONS = ", ".join(
    f"{feature}=()" for feature in ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
                                    "microphone", "midi", "payment", "usb")
)  # fmt: skip


def kept_private(get_response: Answerer) -> Answerer:
    """No device keeps a copy of a page, unless a view says otherwise of what is nobody's; no page may use the device's sensors."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
        if signed_in or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return answer


def one_transaction(get_response: Answerer) -> Answerer:
    """Everything a request does, its audit entries included, is kept together or not at all.

    An answer of 500 takes it all back; a refusal (403, 404) keeps what the log says of it.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return answer


def known_viewer(get_response: Answerer) -> Answerer:
    """Tell the database who looks, for this transaction alone; nobody signed in sees no row."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        viewer = request.user.pk if request.user.is_authenticated and request.user.is_active else ""
        look_as(viewer)
        if request.method in ("GET", "HEAD"):  # changes no relationship: what the viewer holds is asked once
            with asked_once():
                return get_response(request)
        return get_response(request)

    return answer


def look_as(account: int | str) -> None:
    """Set the viewer for the rest of this transaction; empty for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.account_id', %s, true)", [str(account)])
