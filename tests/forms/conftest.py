"""Forms, drawn as pages draw them."""

from collections.abc import Iterator

import pytest

from tests.record_database import RecordDatabase
from tests.record_fixtures import *  # noqa: F403


@pytest.fixture
def drawn(database: RecordDatabase) -> Iterator[None]:
    """Every form made in the test is drawn by our renderer."""
    from django.test import override_settings

    with override_settings(FORM_RENDERER="holdfast.web.renderer.HoldfastRenderer"):
        yield
