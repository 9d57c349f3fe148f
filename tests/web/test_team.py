"""The team around a child: who it is, how long they have stayed, and changes that are planned."""

from datetime import date, timedelta
from typing import Any

import pytest


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def member(looking_as: Any, who: Any, child: Any, account: Any) -> Any:
    from holdfast.people.models import TeamMember

    with looking_as(who):
        return TeamMember.objects.get(child=child, account=account, end=None)


def test_the_team_is_shown_key_person_first(world: Any, sign_in: Any) -> None:
    text = sign_in(world.sam).get(f"/child/{world.ada.pk}/team/").content.decode()
    assert text.index("Sam Okafor</") and text.index("Key person</strong>") < text.index("Tess Craig")
    assert "One social worker all the time, 9 months." in text
    assert "mailto:tess@example.org" in text and "Tideway CAMHS" in text
    assert "Add somebody" in text


def test_what_changed_hands_is_said(world: Any, sign_in: Any) -> None:
    text = sign_in(world.sal).get(f"/child/{world.noah.pk}/team/").content.decode()
    assert "2 social workers in 16 months." in text or "2 social workers in 1 year 4 months." in text
    assert "Before" in text and "Met together at home." in text


@pytest.mark.parametrize(("who", "child", "seen", "writes"), [
    ("cara", "ada", 200, False), ("yusuf_himself", "yusuf", 200, False), ("tess", "ada", 200, False),
    ("mo", "ada", 200, True), ("rae", "ada", 404, False), ("sal", "ada", 404, False),
])  # fmt: skip
def test_who_sees_and_who_writes(
    world: Any, sign_in: Any, looking_as: Any, who: str, child: str, seen: int, writes: bool
) -> None:
    client, one = sign_in(world.accounts[who]), world.children[child]
    shown = client.get(f"/child/{one.pk}/team/")
    assert shown.status_code == seen
    assert ("Add somebody" in shown.content.decode()) is writes
    keeper = world.sam if child == "ada" else world.sal
    row = member(looking_as, keeper, one, keeper)
    assert client.get(f"/child/{one.pk}/team/{row.pk}/hand-over/").status_code == (200 if writes else 404)
    assert client.post(f"/child/{one.pk}/team/{row.pk}/key-person/").status_code == (302 if writes else 404)


def test_a_handover_is_planned_and_happens(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    row = member(looking_as, world.sam, world.ada, world.sam)
    address = f"/child/{world.ada.pk}/team/{row.pk}/hand-over/"
    answers = {"who": "Sal Quinn", **day("on", world.today), **day("child_told_on", world.today - timedelta(days=3)),
               "how": "Ada drew a picture for Sal."}  # fmt: skip
    assert client.post(address, answers).status_code == 302
    text = client.get(f"/child/{world.ada.pk}/team/").content.decode()
    assert "Sal Quinn</strong> takes over from Sam Okafor" in text and "To do: meet together" in text
    assert sign_in(world.sal).get(f"/child/{world.ada.pk}/team/").status_code == 404, "a plan opens nothing"
    from holdfast.people.models import Handover

    with looking_as(world.sam):
        plan = Handover.objects.get()
    done = f"/child/{world.ada.pk}/team/{plan.pk}/handed-over/"
    assert "when they met together" in client.get(done).content.decode()
    answer = client.post(done, day("happened", world.today))
    assert answer.status_code == 302 and answer["Location"] == "/", "his own role is over"
    assert client.get(f"/child/{world.ada.pk}/team/").status_code == 404
    text = sign_in(world.sal).get(f"/child/{world.ada.pk}/team/").content.decode()
    assert text.index("Sal Quinn") < text.index("Tess Craig"), "the key person’s successor is the key person"
    assert "Ada drew a picture for Sal." in text and "Changes ahead" not in text


def test_a_plan_is_changed_and_taken_back(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.mo)
    row = member(looking_as, world.sam, world.ada, world.tess)
    address = f"/child/{world.ada.pk}/team/{row.pk}/hand-over/"
    later = world.today + timedelta(days=10)
    assert client.post(address, {"who": "a", **day("on", later)}).status_code == 422, "several fit"
    assert client.post(address, {"who": "Somebody new", **day("on", later)}).status_code == 302
    assert (
        client.post(address, {"who": "Somebody else", **day("on", later), "version": "1"}).status_code == 302
    )
    text = client.get(f"/child/{world.ada.pk}/team/").content.decode()
    assert "Somebody else</strong> takes over from Tess Craig" in text and "It has happened" not in text
    assert client.post(address, {"remove": "1"}).status_code == 302
    assert "takes over" not in client.get(f"/child/{world.ada.pk}/team/").content.decode()


def test_there_is_one_key_person(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    row = member(looking_as, world.sam, world.ada, world.tess)
    assert client.post(f"/child/{world.ada.pk}/team/{row.pk}/key-person/").status_code == 302
    text = client.get(f"/child/{world.ada.pk}/team/").content.decode()
    assert text.count("Key person</strong>") == 1
    assert not member(looking_as, world.sam, world.ada, world.sam).key_person
    assert client.get(f"/child/{world.ada.pk}/team/{row.pk}/key-person/").status_code == 405


def test_the_young_person_is_let_in_and_out(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sal)
    address = f"/child/{world.yusuf.pk}/team/own-account/"
    assert client.post(address, {"who": "Sam Okafor"}).status_code == 422, "no young person’s"
    assert client.post(address, {"end": "1"}).status_code == 302
    assert sign_in(world.yusuf_himself).get(f"/child/{world.yusuf.pk}/team/").status_code == 404
    assert client.post(address, {"who": "yusuf_himself@example.org"}).status_code == 302
    assert sign_in(world.yusuf_himself).get(f"/child/{world.yusuf.pk}/team/").status_code == 200
