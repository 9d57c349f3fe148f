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


def test_a_young_person_says_what_they_are_called(world: Any, sign_in: Any, looking_as: Any) -> None:
    yusuf, sal = sign_in(world.yusuf_himself), sign_in(world.sal)
    path = f"/child/{world.yusuf.pk}/names/"
    assert f"{path}called/" in text(yusuf.get(path)) and f"{path}change/" not in text(yusuf.get(path))
    assert path in text(yusuf.get("/mine/"))
    form = yusuf.get(f"{path}called/").context["form"]
    assert set(form.fields) == {"version", "chosen_name", "pronouns"}
    said = {"version": form["version"].value(), "chosen_name": "Yaz", "pronouns": "they"}
    assert (
        yusuf.post(f"{path}called/", said | {"given_name": "Taken", "sex": "female"}).headers["Location"]
        == path
    )
    assert "Hello, Yaz" in text(yusuf.get("/mine/"))
    assert "Yaz Demir" in text(sal.get("/children/"))
    page = text(sal.get(path))
    assert "What Yaz Demir is called" in page and "they" in page and "Yusuf</dd>" in page
    assert "put right by Yusuf Demir" in page and "<ins>Yaz</ins>" in page
    log = text(sign_in(world.nia).get(f"/child/{world.yusuf.pk}/log/"))
    assert "Yusuf Demir" in log and "chosen name, pronouns" in log
    stale = yusuf.post(f"{path}called/", said | {"chosen_name": "Someone"})
    assert stale.status_code == 422 and "Somebody else saved this while you were writing" in text(stale)
    with looking_as(world.sal):
        from holdfast.people.models import Child

        there = Child.objects.get(pk=world.yusuf.pk)
    assert (there.chosen_name, there.given_name, there.sex) == ("Yaz", "Yusuf", "male")
    assert there.sort_name == "demir yaz" and there.record_version > world.yusuf.record_version
    again = {"version": there.version, "chosen_name": "", "pronouns": ""}
    assert yusuf.post(f"{path}called/", again).status_code == 302
    assert "Hello, Yusuf" in text(yusuf.get("/mine/"))


def test_what_a_young_person_is_called_is_all_they_change_of_it(world: Any, sign_in: Any) -> None:
    yusuf, path = sign_in(world.yusuf_himself), f"/child/{world.yusuf.pk}/"
    for closed in (
        "names/change/",
        "names/other/",
        "record/child/change/",
        f"record/child/{world.yusuf.pk}/change/",
    ):
        assert yusuf.post(f"{path}{closed}", {"given_name": "Taken"}).status_code in (404, 405)
    own = f"/child/{world.ada.pk}/names/called/"
    assert sign_in(world.yusuf_himself).get(own).status_code == 404
    for who in ("cara", "dee", "tess", "ira"):
        assert sign_in(world.accounts[who]).get(own).status_code == (302 if who == "ira" else 404)
    assert sign_in(world.sam).get(own).headers["Location"] == f"/child/{world.ada.pk}/names/change/"


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
