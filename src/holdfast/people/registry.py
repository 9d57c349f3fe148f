"""Which table of the record keeps which list or object of the case file."""

from functools import cache

from django.apps import apps

from holdfast.people.entries import ListEntry, ObjectEntry


@cache
def lists() -> dict[str, type[ListEntry]]:
    """The model of each list, by the list's name."""
    return {m.case_list: m for m in apps.get_models() if issubclass(m, ListEntry) and m.case_list}


@cache
def objects() -> dict[str, type[ObjectEntry]]:
    """The model of each object, or of a field that stands by itself, by its name."""
    return {m.case_object: m for m in apps.get_models() if issubclass(m, ObjectEntry) and m.case_object}
