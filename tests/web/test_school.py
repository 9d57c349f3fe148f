"""School: the plan page, who writes it, and the schools over time."""

from datetime import timedelta
from typing import Any

import pytest

from tests.web.test_family import day, text


def school(child: Any) -> str:
    return f"/child/{child.pk}/school/"


@pytest.mark.parametrize(("who", "child", "sees", "writes"), [
    ("sam", "ada", True, True), ("mo", "ada", True, True), ("dee", "ada", True, True), ("tess", "ada", True, False),
    ("cara", "ada", True, False), ("yusuf_himself", "yusuf", True, False), ("sal", "ada", False, False), ("rae", "ada", False, False),
])  # fmt: skip
def test_who_sees_and_who_writes(
    world: Any, sign_in: Any, who: str, child: str, sees: bool, writes: bool
) -> None:
    client, one = sign_in(world.accounts[who]), world.children[child]
    shown = client.get(school(one))
    assert shown.status_code == (200 if sees else 404)
    assert ("Add a school" in shown.content.decode()) is writes
    assert client.get(f"{school(one)}periods/new/").status_code == (200 if writes else 404)


def test_the_designated_teacher_writes_the_plan(world: Any, sign_in: Any) -> None:
    dee = sign_in(world.dee)
    assert text(dee.get(school(world.ada))).count("Not known yet") >= 9
    record = f"/child/{world.ada.pk}/record/education"
    updated = world.today - timedelta(days=200)
    answers = {
        "setting": "school", **day("plan_updated", updated), "key_person": "Holly Sparks", "safe_place_not_done": "yes",
        "designated_teacher_named": "yes", **day("designated_teacher_trained_attachment", updated), "contacts_complete": "no",
    }  # fmt: skip
    answer = dee.post(f"{record}?next={school(world.ada)}", answers)
    assert answer.status_code == 302 and answer.headers["Location"] == school(world.ada), (
        answer.content.decode()
    )
    shown = text(sign_in(world.cara).get(school(world.ada)))
    for said in ("Holly Sparks", "There is none", "Was due again", "every 4 months in care", "overdue"):
        assert said in shown
    assert "Change" not in shown.split("<main", 1)[1]


def test_schools_over_time_with_their_gaps(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    first, last = world.today - timedelta(days=700), world.today - timedelta(days=400)
    add = f"{school(world.ada)}periods/new/"
    assert (
        client.post(add, {"name": "Little Waves", **day("start", last), **day("end", first)}).status_code
        == 422
    )
    assert (
        client.post(add, {"name": "Little Waves", **day("start", first), **day("end", last)}).status_code
        == 302
    )
    start = world.today - timedelta(days=100)
    assert (
        client.post(add, {"name": "Kelp Primary", "setting": "school", **day("start", start)}).status_code
        == 302
    )
    shown = text(client.get(school(world.ada)))
    assert "Kelp Primary, since" in shown and "Before that, no school is recorded from" in shown
    twice = client.post(add, {"name": "Marram", **day("start", world.today)})
    assert twice.status_code == 422 and "The record has the child at Kelp Primary" in twice.content.decode()


def test_a_school_is_put_right_and_taken_out(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.dee)
    assert (
        client.post(
            f"{school(world.ada)}periods/new/", {"name": "Kelp", **day("start", world.today)}
        ).status_code
        == 302
    )
    from holdfast.education.queries import school_now

    with looking_as(world.sam):
        now = school_now(world.sam, world.ada.pk)
    address = f"{school(world.ada)}periods/{now.pk}/"
    assert (
        client.post(
            address, {"name": "Kelp Primary", **day("start", world.today), "version": "1"}
        ).status_code
        == 302
    )
    assert "What was believed before" in text(client.get(address))
    assert sign_in(world.tess).get(address).status_code == 404
    assert client.post(address, {"remove": "1"}).status_code == 302
    assert "No school is recorded yet" in text(client.get(school(world.ada)))


def test_life_story_facts(world: Any, sign_in: Any) -> None:
    page = f"/child/{world.ada.pk}/life-story/"
    cara = sign_in(world.cara)
    assert "Not known yet" in text(cara.get(page))
    long_ago = world.today - timedelta(days=500)
    answers = {**day("information_offered", long_ago), "people": "5", "places": "0"}
    assert cara.post(f"/child/{world.ada.pk}/record/life_story?next={page}", answers).status_code == 302
    shown = text(sign_in(world.dee).get(page))
    for said in ("Was to be offered again by", "overdue", "5 on record", "None on record", "names 1 home"):
        assert said in shown
    assert "Change" not in shown.split("<main", 1)[1], "school reads the life story and does not write it"
    assert sign_in(world.sal).get(page).status_code == 404
