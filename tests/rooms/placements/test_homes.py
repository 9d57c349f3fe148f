"""Homes and households: what is written, what cannot be, and whom it lets in."""

from datetime import timedelta
from typing import Any

import pytest


def test_homes_never_overlap(world: Any, looking_as: Any) -> None:
    from holdfast.placements.actions import HomesOverlap, begin_home, change_home, correct_home
    from holdfast.placements.queries import homes_of

    sam, ada = world.sam, world.ada
    with looking_as(sam):
        with pytest.raises(HomesOverlap):
            begin_home(child=ada, values={"start": world.today, "home": "foster"}, by=sam)
        (home,) = homes_of(sam, ada.pk)
        change_home(
            child=ada, values={"start": world.today, "home": "foster"}, leaving=home, leaving_version=1,
            ended={"end_reason": "planned_move"}, by=sam,
        )  # fmt: skip
        left, now = homes_of(sam, ada.pk)
        assert (left.end, now.start) == (world.today, world.today), "both name the day of the move"
        with pytest.raises(HomesOverlap):
            correct_home(home=now, version=1, values={"start": world.today - timedelta(days=1)}, by=sam)


def test_a_stale_home_is_not_left(world: Any, looking_as: Any) -> None:
    from holdfast.people.keeping import StaleVersion
    from holdfast.placements.actions import change_home
    from holdfast.placements.queries import homes_of

    with looking_as(world.sam):
        (home,) = homes_of(world.sam, world.ada.pk)
        with pytest.raises(StaleVersion):
            change_home(
                child=world.ada, values={"start": world.today}, leaving=home, leaving_version=7, by=world.sam
            )
        assert homes_of(world.sam, world.ada.pk)[0].end is None, "nothing of it was kept"


def test_a_change_of_household_reaches_children_whom_the_manager_may_not_see(
    world: Any, looking_as: Any, database: Any
) -> None:
    from holdfast.people.access import children_visible_to
    from holdfast.placements.actions import NotTheirManager, correct_home, end_carer, link_carer
    from holdfast.placements.models import Household, HouseholdMember
    from holdfast.placements.queries import homes_of

    with looking_as(world.sal):
        (home,) = homes_of(world.sal, world.noah.pk)
        correct_home(home=home, version=1, values={"carer": "C7"}, by=world.sal)
    with looking_as(world.cara):
        seen = set(children_visible_to(world.cara).values_list("reference", flat=True))
    assert seen == {"ADA", "NOAH"}
    with looking_as(world.mo):  # Ada's manager, who may not see Noah
        end_carer(member=HouseholdMember.objects.get(account=world.cara), until=world.today, by=world.mo)
    assert database.as_superuser(
        'SELECT count(*) FROM people_carerlink WHERE account_id = %s AND "end" IS NULL', [world.cara.pk]
    ) == [(0,)]
    with looking_as(world.sam), pytest.raises(NotTheirManager):
        link_carer(
            household=Household.objects.get(key="C7"), account=world.cara, since=world.today, by=world.sam
        )
    with looking_as(world.nia):
        link_carer(
            household=Household.objects.get(key="C7"), account=world.cara, since=world.today, by=world.nia
        )
    with looking_as(world.cara):
        assert set(children_visible_to(world.cara).values_list("reference", flat=True)) == {"ADA", "NOAH"}


def test_households_are_found_by_name_but_adopters_only_by_the_whole_of_it(
    world: Any, looking_as: Any
) -> None:
    from holdfast.placements.queries import find_households

    with looking_as(world.sam):
        assert [name for _, name, _ in find_households("household")] == [
            "Adeyemi household",
            "Brook household",
        ]
        assert find_households("brook HOUSEHOLD") == [("C8", "Brook household", True)]
        assert find_households("Hidden household") == [("A9", "Hidden household", True)]
        assert find_households("R2") == [("R2", "Rocky Shore", True)]


def test_placements_and_times_in_care_are_counted_as_the_reading_says(world: Any) -> None:
    from datetime import date

    from holdfast.placements.models import Home
    from holdfast.placements.words import in_care_since, placement_start, placements_in_a_year

    def home(start: str, end: str | None, context: str, kind: str, carer: str | None) -> Home:
        days = [date.fromisoformat(day) if day else None for day in (start, end)]
        return Home(start=days[0], end=days[1], context=context, home=kind, carer=carer)

    homes = [
        home("2024-01-01", "2024-06-01", "edge_of_care", "birth_family", None),
        home("2024-06-01", "2025-03-01", "in_care", "foster", "A"),
        home("2025-03-02", "2025-09-01", "in_care", "foster", "A"),  # a new order, no move
        home("2025-09-01", "2025-12-01", "in_care", "foster", None),  # carer not known, the same kind of home
        home("2025-12-01", None, "in_care", "residential", "B"),
    ]
    assert placement_start(homes) == date(2025, 12, 1)
    assert in_care_since(homes) == date(2024, 6, 1)
    assert placements_in_a_year(homes, date(2026, 3, 1)) == 2
    assert placements_in_a_year(homes, date(2026, 12, 1)) == 2, (
        "one that ended on the window's first day counts"
    )
    assert placements_in_a_year(homes, date(2026, 12, 2)) == 1
    assert in_care_since(homes[:4]) is None and placement_start(homes[:4]) is None
    gap = [homes[1], home("2025-03-10", None, "in_care", "foster", "A")]
    assert in_care_since(gap) == placement_start(gap) == date(2025, 3, 10)
    assert in_care_since([]) is None and placement_start([]) is None


def test_gaps_and_orders_are_shown_for_what_they_are(world: Any) -> None:
    from datetime import date

    from holdfast.people.pages.addressed import Addressed
    from holdfast.placements.models import Home
    from holdfast.placements.shown import homes_shown

    homes = [
        Home(start=date(2024, 1, 1), end=date(2024, 6, 1), home="foster", carer="A", end_reason="breakdown"),
        Home(
            start=date(2024, 8, 1), end=date(2024, 9, 1), home="foster", carer="B", legal_status="section_20"
        ),
        Home(start=date(2024, 9, 1), home="foster", carer="B", legal_status="care_order", entry="planned"),
    ]
    third, second, first = homes_shown(
        homes, {"B": "Brook household"}, Addressed(False, "Ada"), date(2024, 10, 1), ()
    )
    assert third.same_carer and third.came == "", "no move: the order changed"
    assert second.unrecorded == (date(2024, 6, 1), date(2024, 8, 1)) and third.unrecorded is None
    assert (
        first.ask_kept
        and first.ending == "The placement broke down."
        and second.ending == "Why it ended is not recorded."
    )
    (told,) = homes_shown(homes[:1], {}, Addressed(True, "Ada"), date(2024, 10, 1), ())
    assert told.ending == "It did not work out.", "said to the young person"
