"""Anything that JSON can say, and a way to put it anywhere into a document."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from holdfast.ng26.tables import CASE_FILE

# What JSON can hold, the awkward numbers that Python reads from it included, with keys and texts that look like ours.
KEYS = [
    "date",
    "start",
    "end",
    "child",
    "care",
    "sessions",
    "programmes",
    "kind",
    "id",
    "format",
    "as_of",
    *CASE_FILE.order,
]
TEXTS = st.sampled_from(
    ["2026-01-01", "2026-02-30", "in_care", "programme", "holdfast-case/1", "", "\ud800"]
) | st.text(max_size=5)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | TEXTS, inner, max_size=4)
    ),
    max_leaves=12,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a document."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from places(inner, (*path, key))


def replaced(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The document with another value at the end of this way."""
    if not path:
        return value
    changed = copy.copy(document)
    changed[path[0]] = replaced(document[path[0]], path[1:], value)
    return changed
