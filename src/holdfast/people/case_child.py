"""The child's own row as the `child` object of a case file, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from holdfast.people.models import Child
from holdfast.record.columns import object_fields
from holdfast.record.shape import to_columns, to_json

_FIELDS = tuple(replace(f, key=f.key.removeprefix("child/")) for f in object_fields("child"))
FIELDS = tuple(f for f in _FIELDS if f.key != "id")
COLUMNS = (*(f.key for f in FIELDS), "stated")


def child_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """The `child` object from the row's columns (`QuerySet.values()`)."""
    return {"id": row["reference"], **to_json(FIELDS, row)}


def child_columns(source: Mapping[str, Any]) -> dict[str, Any]:
    """Column values from the `child` object of a valid case file. Raises record.shape.NotKept."""
    return to_columns(FIELDS, {key: value for key, value in source.items() if key != "id"})


def own_fields(child: Child) -> dict[str, Any]:
    """The columns a case file knows, as they are on this child."""
    return {name: getattr(child, name) for name in COLUMNS}
