"""What is missing in an entry that the viewer may not see: no link into it, no day of it, and who can record it."""

from typing import Any

import pytest

SAYS = "In an entry that is not shown to you"


@pytest.fixture
def sibling(world: Any, looking_as: Any) -> Any:
    """Ada's sister, of whom it is not known whether they can live together; restricted to the social care team."""
    from holdfast.family.models import Sibling
    from holdfast.people import keeping

    with looking_as(world.sam):
        row = Sibling.objects.get(child=world.ada)
        return keeping.correct(row=row, version=row.version, values={}, restricted=True, by=world.sam)


def missing(viewer: Any, child: Any, looking_as: Any) -> list[Any]:
    from holdfast.decisions.queries import findings_for

    with looking_as(viewer):
        found = findings_for(viewer, child.pk).shown
    return [place for finding in found for place in finding.missing if place.of == "siblings"]


def test_the_place_says_no_more_than_its_list(world: Any, sibling: Any, looking_as: Any) -> None:
    seen, hidden = (missing(viewer, world.ada, looking_as) for viewer in (world.sam, world.tess))
    assert len(seen) == len(hidden) > 0
    assert {(place.entry, place.hidden) for place in seen} == {(sibling.pk, False)}
    assert {(place.entry, place.field, place.column, place.hidden) for place in hidden} == {
        (None,) * 3 + (True,)
    }


def test_the_page_says_who_can_record_it(world: Any, sibling: Any, sign_in: Any) -> None:
    path = f"/child/{world.ada.pk}/findings/1.1.13/"
    shown = sign_in(world.tess).get(path).content.decode()
    assert SAYS.lower() in shown.lower() and str(sibling.pk) not in shown
    seen = sign_in(world.sam).get(path).content.decode()
    assert SAYS.lower() not in seen.lower() and f"/siblings/{sibling.pk}/change" in seen


def test_its_link_leads_to_the_list_and_nothing_is_added_there(
    world: Any, sibling: Any, looking_as: Any, sign_in: Any
) -> None:
    from holdfast.web.entries.addresses import may_be_new, of_place

    place = missing(world.tess, world.ada, looking_as)[0]
    address = of_place(world.ada.pk, place)
    assert address == f"/child/{world.ada.pk}/record/siblings" and not may_be_new(place)
    assert sign_in(world.tess).get(address).status_code == 200


def test_what_is_asked_leaves_it_out(world: Any, sibling: Any, sign_in: Any) -> None:
    path = f"/child/{world.ada.pk}/unknown/?all"
    assert str(sibling.pk) in sign_in(world.sam).get(path).content.decode()
    shown = sign_in(world.tess).get(path)
    assert [group for group in shown.context["groups"] if group.part.name == "siblings"] == []


def test_an_object_that_is_hidden_leads_to_all_of_the_record(world: Any) -> None:
    from holdfast.decisions.places import Place
    from holdfast.web.entries.addresses import of_place

    place = Place("/maltreatment/at_risk", "maltreatment", "whether at risk", "health", hidden=True)
    assert of_place(world.ada.pk, place) == f"/child/{world.ada.pk}/record/"
