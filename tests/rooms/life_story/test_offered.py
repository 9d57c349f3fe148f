"""By when a child is to be offered information about their history again."""

from datetime import date

import pytest

pytestmark = pytest.mark.usefixtures("database")


def test_it_is_offered_again_within_the_months_of_the_settings() -> None:
    from django.test import override_settings

    from holdfast.life_story.queries import offered_again_by

    assert offered_again_by(None) == (None, 12)
    assert offered_again_by(date(2026, 2, 1)) == (date(2027, 2, 1), 12)
    with override_settings(GUIDELINE_SETTINGS={"life_story_months": 6}):
        assert offered_again_by(date(2026, 2, 1)) == (date(2026, 8, 1), 6)
