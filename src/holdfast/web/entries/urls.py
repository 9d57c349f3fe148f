"""Addresses of the pages with which a record is written."""

from django.urls import path

from holdfast.web.entries import unknown, views, views_drafts, views_writing

app_name = "entries"
_RECORD = "child/<uuid:child>/record"
urlpatterns = [
    path(f"{_RECORD}/", views.overview, name="overview"),
    path(f"{_RECORD}/<slug:part>", views.part, name="part"),
    path(f"{_RECORD}/<slug:part>/new", views_writing.new, name="new"),
    path(f"{_RECORD}/<slug:part>/none", views_writing.none, name="none"),
    path(f"{_RECORD}/<slug:part>/<uuid:entry>/change", views_writing.change, name="change"),
    path(f"{_RECORD}/<slug:part>/<uuid:entry>/remove", views_writing.remove, name="remove"),
    path(f"{_RECORD}/<slug:part>/<uuid:entry>/history", views.entry_history, name="history"),
    path("child/<uuid:child>/unknown/", unknown.unknown, name="unknown"),
    path("drafts/<path:form>", views_drafts.keep, name="draft"),
]
