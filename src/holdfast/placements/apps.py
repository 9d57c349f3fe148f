"""The room as Django knows it."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Where the child has lived, under which order, with whom; moves, support, permanence."""

    name = "holdfast.placements"
    label = "placements"
    default_auto_field = "django.db.models.BigAutoField"
