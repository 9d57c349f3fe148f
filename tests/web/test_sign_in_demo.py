"""The demo's door: a person is chosen from a list. Outside the made-up authority it does not exist."""

from typing import Any

import pytest

DOOR = "/demo/sign-in"


def test_outside_the_demo_there_is_no_such_door(world: Any) -> None:
    from django.test import Client

    client = Client()
    assert client.get(DOOR).status_code == 404
    assert client.post(DOOR, {"account": "sam"}).status_code == 404
    assert client.get("/").status_code == 302, "nobody was signed in"
    assert "made-up" not in client.get("/accounts/login/").content.decode()


def test_the_application_cannot_make_itself_a_demo(world: Any) -> None:
    from django.db import transaction
    from django.db.utils import ProgrammingError

    from holdfast.demo.models import DemoAuthority

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        DemoAuthority.objects.create(name="x", seed=1, made_on="2026-01-01")


def test_everybody_is_listed_by_role_with_what_they_see(demo: Any) -> None:
    from django.test import Client

    text = Client().get(DOOR).content.decode()
    for words in (
        "Sam Okafor",
        "Social worker",
        "Team manager",
        "Yusuf Demir",
        "Sees 1 child",
    ):
        assert words in text
    assert text.count('name="account"') == len(demo.accounts)
    assert "Ada" not in text, "no child is named"


def test_choosing_somebody_signs_in_with_no_more_questions(demo: Any) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post(DOOR, {"account": "sam"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    first = client.get("/")
    assert first.status_code == 200 and first.context["user"] == demo.sam
    assert "No child here is real" in first.content.decode()
    client.post(DOOR, {"account": "cara"})
    assert client.get("/").context["user"] == demo.cara


def test_nobody_unknown_or_closed_is_let_in(demo: Any) -> None:
    from django.test import Client

    from holdfast.accounts.actions import close_account
    from holdfast.people.keeping import Background

    close_account(account=demo.sam, by=Background("test"))
    for key in ("sam", "nobody", ""):
        client = Client()
        assert client.post(DOOR, {"account": key}).status_code == 404
        assert client.get("/").status_code == 302
