"""The room as Django knows it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo: the made-up authority."""

    name = "holdfast.demo"
    label = "demo"
