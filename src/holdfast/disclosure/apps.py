"""The room as Django knows it."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Disclosure: copies of records; no tables of its own."""

    name = "holdfast.disclosure"
    label = "disclosure"
