"""What a child is called, and the numbers they go by."""

from typing import Any

import pytest


def text(page: Any) -> str:
    return page.content.decode()


def rows(model: str, world: Any, looking_as: Any) -> list[Any]:
    from django.apps import apps

    with looking_as(world.sam):
        return list(apps.get_model("people", model).objects.filter(child=world.ada))


def test_the_name_the_child_chose_is_on_every_page(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    path = f"/child/{world.ada.pk}/names/"
    form = sam.get(f"{path}change/").context["form"]
    sent = {"version": form["version"].value(), "chosen_name": "Addy", "pronouns": "they", "given_name": "Ada", "family_name": "Marsh",
            "date_of_birth_day": "1", "date_of_birth_month": "2", "date_of_birth_year": "2022", "language": "Welsh"}  # fmt: skip
    assert sam.post(f"{path}change/", sent).headers["Location"] == path
    page = text(sam.get(path))
    assert "What Addy Marsh is called" in page and "Welsh" in page and "1 February 2022" in page
    assert "Addy Marsh" in text(sam.get(f"/child/{world.ada.pk}/team/"))
    stale = sam.post(f"{path}change/", sent | {"chosen_name": "Someone"})
    assert stale.status_code == 422 and "Somebody else saved this" in text(stale)


def test_other_names_and_the_restricted_one(world: Any, sign_in: Any, looking_as: Any) -> None:
    sam = sign_in(world.sam)
    add = f"/child/{world.ada.pk}/names/other/"
    assert "Write the first names" in text(sam.post(add, {"why": "at birth"}))
    sam.post(add, {"given_name": "Ada", "family_name": "Pond", "why": "name at birth"})
    sam.post(add, {"family_name": "Hidden", "why": "adopters", "restricted": "on"})
    assert {(r.family_name, r.restricted) for r in rows("OtherName", world, looking_as)} == {
        ("Pond", False),
        ("Hidden", True),
    }
    seen = text(sign_in(world.dee).get(f"/child/{world.ada.pk}/names/"))
    assert "Pond" in seen and "Hidden" not in seen and "Add another name" not in seen


def test_a_number_is_checked_kept_and_put_right(world: Any, sign_in: Any, looking_as: Any) -> None:
    sam = sign_in(world.sam)
    add = f"/child/{world.ada.pk}/numbers/add/"
    assert "its last digit does not fit" in text(
        sam.post(add, {"which": "nhs_number", "value": "943 476 5918"})
    )
    assert "Say which system" in text(sam.post(add, {"which": "another", "value": "12"}))
    assert sam.post(add, {"which": "nhs_number", "value": "943 476 5919"}).status_code == 302
    (row,) = rows("Identifier", world, looking_as)
    assert (row.scheme, row.value) == ("nhs_number", "9434765919")
    assert "943 476 5919" in text(sam.get(f"/child/{world.ada.pk}/numbers/"))
    change = f"/child/{world.ada.pk}/numbers/{row.pk}/"
    sam.post(
        change, {"version": row.version, "which": "another", "system": "Home Office", "value": "M1234567"}
    )
    (row,) = rows("Identifier", world, looking_as)
    assert (row.scheme, row.value, row.version) == ("Home Office", "M1234567", 2)


def test_the_same_number_twice_is_said(world: Any, sign_in: Any) -> None:
    sal = sign_in(world.sal)
    for child in (world.bea, world.yusuf):
        answer = sal.post(
            f"/child/{child.pk}/numbers/add/", {"which": "nhs_number", "value": "9434765919"}, follow=True
        )
    assert "is it the same child?" in text(answer)


@pytest.mark.parametrize(
    ("who", "sees", "writes"), [("tess", 200, 200), ("dee", 200, 404), ("cara", 404, 404), ("sal", 404, 404)]
)
def test_who_sees_and_writes_numbers(world: Any, sign_in: Any, who: str, sees: int, writes: int) -> None:
    client = sign_in(world.accounts[who])
    assert client.get(f"/child/{world.ada.pk}/numbers/").status_code == sees
    assert client.get(f"/child/{world.ada.pk}/numbers/add/").status_code == writes
