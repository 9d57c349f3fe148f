"""Every page of the product is looked at once: axe finds nothing at a desk and on a phone, and nothing scrolls sideways.

The pages are those of tests/access/pages.txt, each seen by the first of LOOKERS who gets it, with something in every part of Ada's
record. At 200 % on a desk of 1280 pixels a page has the room of 640.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.pages import address, every_address
from tests.access.samples import add_samples
from tests.access.test_pages import table
from tests.journeys import axe
from tests.journeys.browsing import WIDER_THAN_THE_SCREEN

LOOKERS = ("sam", "mo", "dot", "cara", "anybody")
NOT_PAGES = {"health_live", "health_ready", "still_here", "logs:export"}
DESK, PHONE, LARGE_TYPE, NARROW = 1280, 375, 640, 320


def seen_by(who: str) -> set[str]:
    """The pages that this person gets and nobody before them does."""
    before = set(LOOKERS[: LOOKERS.index(who)])
    return {name for name, people in table().items() if who in people and not people & before}


def faults(page: Any, path: str, widths: tuple[int, ...] = (DESK, PHONE)) -> Iterator[str]:
    """What is wrong with a page, in a line each."""
    answer = page.goto(path)
    if answer.status != 200:
        yield f"{path}: {answer.status}"
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{path} at {width}: {each}" for each in axe.violations(page))
    for width in (LARGE_TYPE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(WIDER_THAN_THE_SCREEN) > 0:
            yield f"{path} at {width}: scrolls sideways"
    page.set_viewport_size({"width": DESK, "height": 800})


def addresses(world: Any, looking_as: Any, names: set[str]) -> list[str]:
    """Where these pages are, about Ada."""
    with looking_as(world.sam):
        rows = add_samples(world)
    return [address(name, parts, world.ada, rows) for name, _, parts in every_address() if name in names]


def test_every_page_that_anybody_gets_has_somebody_to_look_at_it() -> None:
    got = {name for name, people in table().items() if people}
    assert set().union(*(seen_by(who) for who in LOOKERS)) == got and got > NOT_PAGES


@pytest.mark.parametrize(
    ("who", "third"), [("sam", 0), ("sam", 1), ("sam", 2), *((who, None) for who in LOOKERS[1:])]
)
def test_a_page_is_for_everybody(
    world: Any, visitor: Any, looking_as: Any, who: str, third: int | None
) -> None:
    paths = addresses(world, looking_as, seen_by(who) - NOT_PAGES)
    page = visitor(world.accounts.get(who)).page
    mine = paths if third is None else paths[third::3]
    assert mine and [fault for path in mine for fault in faults(page, path)] == []


def test_every_form_of_a_record_is_for_everybody(world: Any, visitor: Any) -> None:
    from holdfast.people.registry import lists, objects

    page = visitor(world.sam).page
    begin = f"/child/{world.ada.pk}/record"
    paths = [f"{begin}/{name}/new" for name in lists()] + [f"{begin}/{name}" for name in objects()]
    wrong = [fault for path in paths for fault in faults(page, path, (PHONE,))]
    assert len(paths) > 20 and wrong == []


def test_a_young_persons_own_pages_are_for_everybody(world: Any, visitor: Any) -> None:
    page = visitor(world.yusuf_himself).page
    paths = ["/mine/"] + [
        route.replace("<uuid:child>", str(world.yusuf.pk)).join(("/", ""))
        for _, route, parts in every_address()
        if parts == {"child"}
    ]
    answered = [
        path
        for path in paths
        if page.context.request.get(path).headers["content-type"].startswith("text/html")
    ]
    got = [path for path in answered if page.context.request.get(path).ok]
    assert len(got) > 15 and [fault for path in got for fault in faults(page, path, (PHONE,))] == []


def test_what_is_wrong_with_a_page_is_found(world: Any, visitor: Any) -> None:
    page = visitor(None).page
    page.set_content(
        "<html lang='en'><title>A page</title><main><h1>Ada</h1><img src='x.png'><p style='width: 900px'>…"
    )
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert any(each.startswith("image-alt") for each in axe.violations(page))
    assert page.evaluate(WIDER_THAN_THE_SCREEN) > 0
