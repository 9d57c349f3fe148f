"""Addresses of the pages with which a record is written."""

from django.urls import path

from holdfast.web.entries.views import drafts, entry, reading, unknown

app_name = "entries"
_RECORD = "child/<uuid:child>/record"
urlpatterns = [
    path(f"{_RECORD}/", reading.overview, name="overview"),
    path(f"{_RECORD}/<slug:part>", reading.part, name="part"),
    path(f"{_RECORD}/<slug:part>/new", entry.new, name="new"),
    path(f"{_RECORD}/<slug:part>/none", entry.none, name="none"),
    path(f"{_RECORD}/<slug:part>/<uuid:entry>/change", entry.change, name="change"),
    path(f"{_RECORD}/<slug:part>/<uuid:entry>/remove", entry.remove, name="remove"),
    path(f"{_RECORD}/<slug:part>/<uuid:entry>/history", reading.entry_history, name="history"),
    path("child/<uuid:child>/unknown/", unknown.unknown, name="unknown"),
    path("drafts/<path:form>", drafts.keep, name="draft"),
]
