"""Forms, drawn as the settings say: Django is set up with the record's database."""

from tests.record_fixtures import *  # noqa: F403
