"""The first page of a young person and of a carer, and the child's own words."""

from datetime import timedelta
from typing import Any

import pytest

from tests.web.test_family import day, text


def test_a_young_person_reads_their_own_page(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.people import keeping
    from holdfast.placements.models import Move
    from holdfast.reviews.actions import record_decision

    with looking_as(world.sal):
        moved = {
            "date": world.today + timedelta(days=20),
            "kind": "change_placement",
            "to": "the flat",
            "why": "You asked for it",
        }
        keeping.add(model=Move, child=world.yusuf, values=moved, by=world.sal)
        decided = {"on": world.today, "question": "When does Yusuf move?", "took_part": ["Sal"], "decided": "In three weeks.",
                   "childs_view": "Not before my exam.", "who_does_it": "Sal", "by_when": world.today + timedelta(days=5)}  # fmt: skip
        record_decision(child=world.yusuf, values=decided, by=world.sal)
    shown = text(sign_in(world.yusuf_himself).get("/mine/"))
    for said in ("Hello, Yusuf", "You have lived at Rocky Shore", "Sal Quinn", "The one to turn to first", "Move to the flat",
                 "You asked for it", "When does Yusuf move?", "Not before my exam.", "Sal: In three weeks.", "Say something"):  # fmt: skip
        assert said in shown
    for word in ("Do now", "Stop", "recommendation", "risk"):
        assert word not in shown.split("<main", 1)[1], "findings are for the adults"


def test_a_carer_reads_of_the_children_who_live_with_them(world: Any, sign_in: Any, looking_as: Any) -> None:
    shown = text(sign_in(world.cara).get("/mine/"))
    for said in ("Ada Marsh", "With you since", "Sam Okafor", "Call first", "01632 960100"):
        assert said in shown
    assert "Noah" not in shown and "Bea" not in shown
    from holdfast.placements.actions import correct_home
    from holdfast.placements.queries import home_on

    with looking_as(world.sam):
        home = home_on(world.sam, world.ada.pk)
        correct_home(home=home, version=home.version, values={"end": world.today}, by=world.sam)
    assert "No child is recorded as living with you today" in text(sign_in(world.cara).get("/mine/"))


def test_a_look_at_ones_own_page_is_in_the_log(world: Any, sign_in: Any) -> None:
    assert "Cara Adeyemi" not in text(sign_in(world.mo).get(f"/child/{world.ada.pk}/log/"))
    sign_in(world.cara).get("/mine/")
    assert "Cara Adeyemi" in text(sign_in(world.mo).get(f"/child/{world.ada.pk}/log/"))


def test_professionals_have_their_worklists(world: Any, sign_in: Any) -> None:
    answer = sign_in(world.sam).get("/mine/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/"


@pytest.mark.parametrize(("who", "child", "sees", "writes"), [
    ("sam", "ada", True, True), ("dee", "ada", True, True), ("tess", "ada", True, True), ("cara", "ada", True, False),
    ("yusuf_himself", "yusuf", True, True), ("sal", "ada", False, False), ("rae", "ada", False, False),
])  # fmt: skip
def test_who_hears_and_who_writes_the_childs_words(
    world: Any, sign_in: Any, who: str, child: str, sees: bool, writes: bool
) -> None:
    client, one = sign_in(world.accounts[who]), world.children[child]
    assert client.get(f"/child/{one.pk}/words/").status_code == (200 if sees else 404)
    assert client.get(f"/child/{one.pk}/words/new/").status_code == (200 if writes else 404)


def test_what_a_child_said_is_written_down_and_shown(world: Any, sign_in: Any, looking_as: Any) -> None:
    page = f"/child/{world.ada.pk}/words/"
    dee = sign_in(world.dee)
    said = {
        "words": "I like the sand tray.",
        **day("on", world.today),
        "said_to": "Dee Bell",
        "where": "at school",
        "about": "play",
    }
    assert dee.post(f"{page}new/", {**said, "words": ""}).status_code == 422
    assert dee.post(f"{page}new/", said).status_code == 302
    shown = text(sign_in(world.cara).get(page))
    assert (
        "I like the sand tray." in shown and "Said to Dee Bell, at school; written down by Dee Bell" in shown
    )
    assert "I like the sand tray." in text(sign_in(world.sam).get(f"/child/{world.ada.pk}/"))
    from holdfast.people.queries import words_of

    with looking_as(world.sam):
        row = words_of(world.sam, world.ada.pk)[0]
    assert sign_in(world.sam).get(f"{page}{row.pk}/").status_code == 404, (
        "only who wrote it down puts it right"
    )
    assert dee.post(f"{page}{row.pk}/", {**said, "where": "in the garden", "version": "1"}).status_code == 302
    assert "in the garden" in text(dee.get(page))


def test_a_young_person_says_something_themself(world: Any, sign_in: Any) -> None:
    page = f"/child/{world.yusuf.pk}/words/"
    yusuf = sign_in(world.yusuf_himself)
    assert yusuf.post(f"{page}new/", {"words": "Ask me first.", "about": "moves"}).status_code == 302
    assert "You wrote this" in text(yusuf.get(page))
    assert "Written by Yusuf" in text(sign_in(world.sal).get(page))
    assert "Ask me first." in text(yusuf.get("/mine/"))
