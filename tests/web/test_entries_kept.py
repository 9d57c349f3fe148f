"""Nothing typed is lost: drafts are their writer's alone, a stale save shows both versions, a form that comes too late comes back."""

from typing import Any

HOME_AT_LAST = {"date_day": "1", "date_month": "3", "date_year": "2026", "level": "serious"}


def concern(child: Any, *more: Any) -> str:
    return "/".join(str(each) for each in (f"/child/{child.pk}/record/placement_concerns", *more))


def kept(client: Any, address: str, **typed: str) -> Any:
    return client.post(f"/drafts{address}", typed)


def test_what_is_typed_is_kept_and_filled_in_again_after_signing_out(world: Any, sign_in: Any) -> None:
    client, new = sign_in(world.sam), concern(world.ada, "new")
    answer = kept(client, new, note="She cried at the door", date_year="20", csrfmiddlewaretoken="x")
    assert answer.status_code == 200 and answer.json()["saved"].startswith("Saved ")
    client.logout()
    page = sign_in(world.sam).get(new)
    form = page.context["form"]
    assert form["note"].value() == "She cried at the door"
    assert form["date"].value()["year"] == "20", "a half-typed day is kept as it is"
    assert not form.errors and "You began this on" in page.content.decode()
    overview = sign_in(world.sam).get(f"/child/{world.ada.pk}/record/").content.decode()
    assert "You have begun and not saved" in overview and new in overview


def test_a_draft_is_its_writers_alone_and_for_one_child_and_form(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people.models import Draft

    client = sign_in(world.sal)
    kept(client, concern(world.bea, "new"), note="Bea’s")
    kept(sign_in(world.mo), concern(world.ada, "new"), note="Mo’s own")
    assert client.get(concern(world.yusuf, "new")).context["form"]["note"].value() is None
    assert sign_in(world.sam).get(concern(world.ada, "new")).context["form"]["note"].value() is None
    with looking_as(world.sam):
        assert not Draft.objects.exists(), "row-level security"
    with looking_as(world.sal):
        assert Draft.objects.count() == 1


def test_no_draft_is_kept_about_a_child_who_is_not_theirs(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    assert kept(client, concern(world.bea, "new"), note="Not mine").status_code == 404
    assert kept(client, "/no/such/form", note="Nowhere").status_code == 404
    assert client.get(f"/drafts{concern(world.ada, 'new')}").status_code == 405


def test_too_much_is_not_kept_and_says_so(world: Any, sign_in: Any) -> None:
    answer = kept(sign_in(world.sam), concern(world.ada, "new"), note="x" * 200_001)
    assert answer.status_code == 413 and "Save it in parts" in answer.json()["problem"]


def test_saving_ends_the_draft_and_so_does_starting_afresh(world: Any, sign_in: Any) -> None:
    client, new = sign_in(world.sam), concern(world.ada, "new")
    kept(client, new, note="One")
    assert client.post(new, HOME_AT_LAST).status_code == 302
    assert client.get(new).context["form"]["note"].value() is None
    kept(client, new, note="Two")
    client.post(new, {"_afresh": "1"})
    assert client.get(new).context["form"]["note"].value() is None


def test_it_can_be_finished_later_without_a_script(world: Any, sign_in: Any) -> None:
    client, new = sign_in(world.sam), concern(world.ada, "new")
    answer = client.post(new, {"note": "Half a sen", "_later": "1"}, follow=True)
    assert "Kept for you alone" in answer.content.decode()
    assert client.get(new).context["form"]["note"].value() == "Half a sen"


# --- two people at once ---------------------------------------------------------------------------------------


def opened_by_two(world: Any, sign_in: Any, looking_as: Any) -> tuple[Any, Any, str, int]:
    """A concern that Sam and Mo have both open."""
    from holdfast.placements.models import PlacementConcern

    sam, mo = sign_in(world.sam), sign_in(world.mo)
    sam.post(concern(world.ada, "new"), HOME_AT_LAST | {"note": "First words"})
    with looking_as(world.sam):
        row = PlacementConcern.objects.get(child=world.ada)
    return sam, mo, concern(world.ada, row.pk, "change"), row.version


def now(world: Any, looking_as: Any) -> Any:
    from holdfast.placements.models import PlacementConcern

    with looking_as(world.sam):
        return PlacementConcern.objects.get(child=world.ada)


def test_a_stale_save_shows_both_versions_and_overwrites_nothing(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    sam, mo, page, version = opened_by_two(world, sign_in, looking_as)
    theirs = HOME_AT_LAST | {"note": "What Mo wrote", "version": version, "why_changed": "Mo’s reason"}
    mine = HOME_AT_LAST | {
        "level": "some", "note": "What Sam wrote", "version": version, "why_changed": "Sam’s reason",
    }  # fmt: skip
    assert mo.post(page, theirs).status_code == 302
    answer = sam.post(page, mine)
    assert answer.status_code == 409 and now(world, looking_as).note == "What Mo wrote"
    compared = answer.context["compared"]
    assert {d.name: (d.mine, d.theirs, d.picked) for d in compared.differing} == {
        "note": ("What Sam wrote", "What Mo wrote", ""),
        "level": ("some", "serious", "mine"),
    }
    assert compared.by == world.mo.name
    carried = dict(answer.context["typed"]) | {"merging": "1", "version": compared.version}
    asked = sam.post(page, carried | {"pick_level": "mine"})
    assert asked.status_code == 409 and asked.context["compared"].unpicked
    summary = asked.content.decode().split("govuk-error-summary__title", 1)[1].split("</ul>")[0]
    assert "Please put this right" in summary
    assert summary.count("<li>") == 1 and 'href="#pick_note"' in summary
    assert sam.post(page, carried | {"pick_level": "mine", "pick_note": "theirs"}).status_code == 302
    saved = now(world, looking_as)
    assert (saved.level, saved.note, saved.version) == ("some", "What Mo wrote", version + 2)


def test_a_third_save_while_choosing_is_shown_as_well(world: Any, sign_in: Any, looking_as: Any) -> None:
    sam, mo, page, version = opened_by_two(world, sign_in, looking_as)
    mo.post(page, HOME_AT_LAST | {"note": "Mo, first", "version": version, "why_changed": "One"})
    mine = HOME_AT_LAST | {"note": "Sam", "version": version, "why_changed": "Mine"}
    answer = sam.post(page, mine)
    mo.post(page, HOME_AT_LAST | {"note": "Mo, again", "version": version + 1, "why_changed": "Two"})
    carried = dict(answer.context["typed"]) | {
        "merging": "1", "version": answer.context["compared"].version, "pick_note": "mine",
    }  # fmt: skip
    again = sam.post(page, carried)
    assert again.status_code == 409 and again.context["compared"].differing[0].theirs == "Mo, again"
    assert now(world, looking_as).note == "Mo, again"


def test_what_was_typed_survives_that_the_entry_was_taken_out(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    sam, mo, page, version = opened_by_two(world, sign_in, looking_as)
    mo.post(page.replace("change", "remove"), {"version": version, "why": "Twice"})
    answer = sam.post(page, HOME_AT_LAST | {"note": "Much more", "version": version, "why_changed": "x"})
    assert answer.url == concern(world.ada, "new")
    assert sam.get(answer.url).context["form"]["note"].value() == "Much more"


# --- signed out while writing ---------------------------------------------------------------------------------


def signed_in_again(client: Any, account: Any, sign_in: Any) -> Any:
    """The same browser, the door passed again."""
    fresh = sign_in(account).session
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session.update({key: value for key, value in fresh.items() if key.startswith("door_")})
    session.save()
    return client


def out_of_time(client: Any) -> None:
    session = client.session
    session["door_used"] = 0
    session.save()


def test_a_form_that_comes_after_the_time_ran_out_is_given_back_and_brought_back(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    client, new = sign_in(world.sam), concern(world.ada, "new")
    client.get(new)
    out_of_time(client)
    answer = client.post(new, HOME_AT_LAST | {"note": "Two hours’ work"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Two hours’ work" in page and "sign in as yourself within the hour" in page
    again = client.post(new, HOME_AT_LAST | {"note": "Two hours’ work"})
    assert again.status_code == 403, "and once more, without a session"
    form = signed_in_again(client, world.sam, sign_in).get(new).context["form"]
    assert form["note"].value() == "Two hours’ work" and form["level"].value() == "serious"
    assert "typed_while_signed_out" not in client.session


def test_somebody_else_who_signs_in_there_never_sees_it(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.people.models import Draft

    client, new = sign_in(world.sam), concern(world.ada, "new")
    client.get(new)
    out_of_time(client)
    client.post(new, {"note": "Sam’s words"})
    page = signed_in_again(client, world.mo, sign_in).get(new)
    assert page.context["form"]["note"].value() is None and "Sam’s words" not in page.content.decode()
    assert "typed_while_signed_out" not in client.session
    signed_in_again(client, world.sam, sign_in).get(new)
    for account in (world.sam, world.mo):
        with looking_as(account):
            assert not Draft.objects.exists()


def test_after_an_hour_it_is_gone(world: Any, sign_in: Any) -> None:
    client, new = sign_in(world.sam), concern(world.ada, "new")
    client.get(new)
    out_of_time(client)
    client.post(new, {"note": "Yesterday’s"})
    session = client.session
    waiting = session["typed_while_signed_out"]
    session["typed_while_signed_out"] = [{**each, "at": each["at"] - 3601} for each in waiting]
    session.save()
    assert signed_in_again(client, world.sam, sign_in).get(new).context["form"]["note"].value() is None


def test_a_stranger_is_given_their_text_and_nothing_is_kept(world: Any, database: Any) -> None:
    from django.test import Client

    client = Client()
    answer = client.post(concern(world.ada, "new"), {"note": "Whose?"})
    assert answer.status_code == 403 and "Whose?" in answer.content.decode()
    assert "within the hour" not in answer.content.decode()
    assert "typed_while_signed_out" not in client.session
    forged = Client()
    forged.cookies["holdfast_last_here"] = f"{world.sam.pk}:forged"
    forged.post(concern(world.ada, "new"), {"note": "Whose?"})
    assert "typed_while_signed_out" not in forged.session


def test_the_script_is_told_that_its_person_is_signed_out(world: Any, sign_in: Any) -> None:
    client, new = sign_in(world.sam), concern(world.ada, "new")
    client.get(new)
    out_of_time(client)
    answer = client.post(f"/drafts{new}", {"note": "Still here"})
    assert answer.status_code == 401 and "still on this page" in answer.json()["problem"]
    assert (
        signed_in_again(client, world.sam, sign_in).get(new).context["form"]["note"].value() == "Still here"
    )
