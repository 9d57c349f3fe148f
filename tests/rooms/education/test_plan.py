"""When the education plan is due again, and gaps between schools."""

from datetime import date
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(("day", "months", "later"), [
    (date(2026, 1, 15), 4, date(2026, 5, 15)), (date(2026, 10, 31), 4, date(2027, 3, 1)), (date(2026, 11, 30), 12, date(2027, 11, 30)),
    (date(2024, 2, 29), 12, date(2025, 3, 1)), (date(2026, 8, 31), 4, date(2026, 12, 31)), (date(2026, 7, 31), 4, date(2026, 12, 1)),
])  # fmt: skip
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    from holdfast.education.queries import months_after

    assert months_after(day, months) == later


def test_a_plan_is_due_sooner_in_care(world: Any, looking_as: Any) -> None:
    from holdfast.education.models import Education
    from holdfast.education.queries import plan_due
    from holdfast.placements.actions import correct_home
    from holdfast.placements.queries import home_on

    plan = Education(plan_updated=date(2026, 1, 15))
    with looking_as(world.sam):
        due = plan_due(world.sam, world.ada.pk, plan)
        assert (due.in_care, due.months, due.due) == (True, 4, date(2026, 5, 15))
        assert due.late(date(2026, 5, 16)) and not due.late(date(2026, 5, 15))
        home = home_on(world.sam, world.ada.pk)
        home = correct_home(
            home=home, version=home.version, values={"context": "special_guardianship"}, by=world.sam
        )
        assert plan_due(world.sam, world.ada.pk, plan).due == date(2027, 1, 15)
        correct_home(home=home, version=home.version, values={"context": None}, by=world.sam)
        due = plan_due(world.sam, world.ada.pk, plan)
        assert (due.in_care, due.due) == (None, None)
        assert plan_due(world.sam, world.ada.pk, None).updated is None


def test_a_summer_is_no_gap() -> None:
    from holdfast.education.models import SchoolPeriod
    from holdfast.education.shown import schools_shown

    first = SchoolPeriod(name="One", start=date(2020, 9, 1), end=date(2025, 7, 20))
    second = SchoolPeriod(name="Two", start=date(2025, 9, 3), end=date(2026, 1, 10))
    third = SchoolPeriod(name="Three", start=date(2026, 4, 1))
    shown = schools_shown([first, second, third], date(2026, 11, 26))
    assert [(each.row.name, each.now, each.gap) for each in shown] == [
        ("Three", True, (date(2026, 1, 10), date(2026, 4, 1))), ("Two", False, None), ("One", False, None),
    ]  # fmt: skip
