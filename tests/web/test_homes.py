"""Where a child has lived: as each person sees it, and beginning a new home."""

from datetime import timedelta
from typing import Any

import pytest


def page(sign_in: Any, who: Any, child: Any, path: str, **more: Any) -> Any:
    return sign_in(who).get(f"/child/{child.pk}/{path}", **more)


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def test_homes_are_sentences(world: Any, sign_in: Any) -> None:
    shown = page(sign_in, world.sam, world.ada, "homes/")
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Living with the Adeyemi household (foster carer) since" in text
    assert "Legal status: section 20." in text and "Came by a planned move." in text
    assert "Begin a new home" in text


@pytest.mark.parametrize(("who", "child", "sees", "writes"), [
    ("cara", "ada", True, False), ("yusuf_himself", "yusuf", True, False), ("dee", "ada", True, False),
    ("mo", "ada", True, True), ("sal", "ada", False, False), ("rae", "ada", False, False), ("sam", "noah", False, False),
])  # fmt: skip
def test_who_sees_and_who_writes(
    world: Any, sign_in: Any, who: str, child: str, sees: bool, writes: bool
) -> None:
    person, one = world.accounts[who], world.children[child]
    shown = page(sign_in, person, one, "homes/")
    assert shown.status_code == (200 if sees else 404)
    assert ("Begin a new home" in shown.content.decode()) is writes
    assert page(sign_in, person, one, "homes/new/").status_code == (200 if writes else 404)
    assert page(sign_in, person, one, "stability/").status_code == (200 if writes else 404)


def test_a_young_person_is_spoken_to(world: Any, sign_in: Any) -> None:
    text = page(sign_in, world.yusuf_himself, world.yusuf, "homes/").content.decode()
    assert "Where you have lived" in text and "Yusuf has" not in text


def test_a_new_home_ends_the_old_one_on_that_day(world: Any, sign_in: Any, looking_as: Any) -> None:
    moved = world.today - timedelta(days=2)
    answers = {**day("start", moved), "home": "kinship_foster", "who_with": "Grandma Marsh", "entry": "planned",
               "context": "in_care", "legal_status": "section_20", "stable": "not_known", "why": "To be with family.",
               "end_reason": "breakdown", "relationship_kept": "", "version": "1"}  # fmt: skip
    answer = sign_in(world.sam).post(f"/child/{world.ada.pk}/homes/new/", answers)
    assert answer.status_code == 302, answer.content.decode()
    from holdfast.placements.models import Home, Household
    from holdfast.placements.queries import homes_of

    with looking_as(world.sam):
        left, now = homes_of(world.sam, world.ada.pk)
        assert (left.end, left.end_reason, left.relationship_kept) == (moved, "breakdown", None)
        assert (now.start, now.home, now.end) == (moved, "kinship_foster", None)
        assert Household.objects.get(key=now.carer).name == "Grandma Marsh"
        assert Home.objects.filter(child=world.ada).count() == 2
    text = page(sign_in, world.sam, world.ada, "homes/").content.decode()
    assert "The placement broke down." in text and "Can the relationship with these carers be kept?" in text
    assert page(sign_in, world.cara, world.ada, "homes/").status_code == 404, "she cares for Ada no more"


def test_homes_that_overlap_are_explained(world: Any, sign_in: Any) -> None:
    early = world.today - timedelta(days=400)
    answers = {
        **day("start", early),
        "home": "foster",
        "who_with": "Brook household",
        "context": "in_care",
        "version": "1",
    }
    answer = sign_in(world.sam).post(f"/child/{world.ada.pk}/homes/new/", answers)
    assert answer.status_code == 422
    assert "The record has this child in another home since" in answer.content.decode()


def test_a_household_of_several_is_chosen(world: Any, sign_in: Any, looking_as: Any) -> None:
    answers = {
        **day("start", world.today),
        "home": "foster",
        "who_with": "household",
        "context": "in_care",
        "version": "1",
    }
    client = sign_in(world.sam)
    first = client.post(f"/child/{world.ada.pk}/homes/new/", answers)
    text = first.content.decode()
    assert first.status_code == 422 and "Brook household" in text
    assert "Hidden household" not in text, "a part of a name does not lead to an adoptive family"
    assert client.post(f"/child/{world.ada.pk}/homes/new/", {**answers, "which": "C8"}).status_code == 302
    from holdfast.placements.queries import home_on

    with looking_as(world.sam):
        assert home_on(world.sam, world.ada.pk).carer == "C8"


def test_a_restricted_address_stays_hidden(world: Any, sign_in: Any) -> None:
    assert "1 Secret Lane" in page(sign_in, world.sal, world.bea, "homes/").content.decode()
    assert "1 Secret Lane" in page(sign_in, world.nia, world.bea, "homes/").content.decode()
    from django.db import transaction

    from holdfast.people.actions import join_team
    from holdfast.web.middleware import look_as

    with transaction.atomic():
        look_as(world.sal.pk)
        join_team(child=world.bea, role="therapist", account=world.tess, start=world.today, by=world.sal)
    text = page(sign_in, world.tess, world.bea, "homes/").content.decode()
    assert "Not recorded, or not yours to see" in text and "Secret" not in text


def test_a_stale_save_shows_both(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    address = f"/child/{world.ada.pk}/homes/household/"
    text = {"address": "4 Kelp Street", "postcode": "ZZ1 1ZZ", "telephone": "", "who_else": "A dog"}
    assert client.post(address, text).status_code == 302
    assert client.post(address, {**text, "address": "5 Kelp Street", "version": "1"}).status_code == 302
    stale = client.post(address, {**text, "address": "6 Kelp Street", "version": "1"})
    shown = stale.content.decode()
    assert stale.status_code == 422 and "5 Kelp Street" in shown and "6 Kelp Street" in shown
    assert client.post(address, {**text, "address": "6 Kelp Street", "version": "2"}).status_code == 302
    assert "What was believed before" in client.get(address).content.decode()


def test_what_is_typed_and_not_saved_comes_back(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    address = f"/child/{world.ada.pk}/homes/new/"
    kept = client.post(address, {**day("start", world.today), "why": "Half a sentence", "_later": "1"})
    assert kept.status_code == 302
    text = client.get(address).content.decode()
    assert "Half a sentence" in text and "You began this on" in text
    assert "Half a sentence" not in page(sign_in, world.mo, world.ada, "homes/new/").content.decode()
    assert client.post(address, {"_afresh": "1"}).status_code == 302
    assert "Half a sentence" not in client.get(address).content.decode()


def test_short_entries_are_added_put_right_and_taken_out(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    base = f"/child/{world.ada.pk}/homes"
    answers = {**day("on", world.today), "seen": "yes", "seen_alone": "no", "note": "Played with blocks"}
    assert client.post(f"{base}/visit/new/", answers).status_code == 302
    from holdfast.placements.models import Visit

    shown = client.get(f"{base}/").content.decode()
    assert "Played with blocks" in shown and "not alone" in shown
    from django.db import transaction

    from holdfast.web.middleware import look_as

    with transaction.atomic():
        look_as(world.sam.pk)
        visit = Visit.objects.get()
    assert (
        client.post(f"{base}/visit/{visit.pk}/", {**answers, "seen_alone": "yes", "version": "1"}).status_code
        == 302
    )
    assert "What was believed before" in client.get(f"{base}/visit/{visit.pk}/").content.decode()
    assert (
        client.post(f"{base}/visit/{visit.pk}/", {"remove": "1", "remove_why": "another child"}).status_code
        == 302
    )
    assert "Played with blocks" not in client.get(f"{base}/").content.decode()
    assert client.get(f"{base}/nonsense/new/").status_code == 404


def test_a_manager_settles_which_carers_sign_in(world: Any, sign_in: Any, looking_as: Any) -> None:
    address = f"/child/{world.ada.pk}/homes/household/carers/"
    assert sign_in(world.sam).get(address).status_code == 404
    client = sign_in(world.mo)
    text = client.get(address).content.decode()
    assert "Cara Adeyemi" in text
    none = client.post(address, {"who": "Nobody", **day("since", world.today)})
    assert none.status_code == 422
    from holdfast.placements.models import HouseholdMember

    with looking_as(world.mo):
        member = HouseholdMember.objects.get(account=world.cara)
    assert client.post(address, {"end": str(member.pk)}).status_code == 302
    assert page(sign_in, world.cara, world.ada, "homes/").status_code == 404
    assert client.post(address, {"who": "Cara Adeyemi", **day("since", world.today)}).status_code == 302
    assert page(sign_in, world.cara, world.ada, "homes/").status_code == 200
