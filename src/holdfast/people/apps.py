"""The room as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: children and who may see them."""

    name = "holdfast.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
