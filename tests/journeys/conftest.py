"""Fixtures of the journeys: people of the world of tests/world.py at real browsers."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.browsing import Visitor


@pytest.fixture
def visitor(browse_as: Callable[..., Any]) -> Callable[..., Visitor]:
    """`visitor(world.sam, width=375)`: Sam at a phone, signed in. Other words are passed on to `browse_as`."""

    def at_a_browser(account: Any, **options: Any) -> Visitor:
        return Visitor(browse_as(account, **options), scripts=options.get("java_script_enabled", True))

    return at_a_browser
