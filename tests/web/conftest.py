"""The record, on a real database."""

from tests.record_fixtures import *  # noqa: F403
