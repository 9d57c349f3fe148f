"""`ask`: the engine a test of the language runs on; every such test runs on each."""

import pytest

from tests.engine.asking import Ask
from tests.engine.engines import ENGINES


@pytest.fixture(params=list(ENGINES))
def ask(request: pytest.FixtureRequest) -> Ask:
    """Asks one engine and compares its answer with what the table expects."""
    return Ask(ENGINES[request.param])
