"""Background work in the test process."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def as_worker(database: Any) -> Iterator[Any]:
    """Work that no signed-in person does: the process's own connection has the worker's rights, as in the command line."""
    from django.db import connection, connections

    from holdfast.people.keeping import Background

    app = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        {key: connections["worker"].settings_dict[key] for key in ("USER", "PASSWORD")}
    )
    yield Background("test")
    connection.close()
    connection.settings_dict.update(app)
