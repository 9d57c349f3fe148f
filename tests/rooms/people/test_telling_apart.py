"""Two records told apart: the pair is not proposed again, who said so and why is kept, and it can be taken back."""

from typing import Any

import pytest

from tests.rooms.people.test_merging import CHOICES, put_together, twice  # noqa: F401 - the fixture

WHY = "Two cousins born in the same week; both were seen in school"


@pytest.fixture
def path(world: Any, twice: Any) -> str:  # noqa: F811
    return f"/alike/{world.ada.pk}/{twice.pk}/apart/"


def listed(client: Any) -> bool:
    return "Look at both" in client.get("/alike/").content.decode()


def test_the_pair_is_not_proposed_again(world: Any, sign_in: Any, path: str) -> None:
    mo = sign_in(world.mo)
    assert listed(mo)
    assert mo.post(path, {"why": " "}).status_code == 422
    assert mo.post(path, {"why": WHY})["Location"] == "/alike/"
    page = mo.get("/alike/").content.decode()
    assert not listed(mo) and WHY in page and "Mo Bright" in page


def test_what_is_typed_is_kept(world: Any, sign_in: Any, path: str) -> None:
    mo = sign_in(world.mo)
    assert f'data-hf-draft="/drafts{path}"' in mo.get(path).content.decode()
    mo.post(f"/drafts{path}", {"why": WHY})
    assert WHY in mo.get(path).content.decode()


def test_it_is_in_the_log_of_both(world: Any, twice: Any, sign_in: Any, path: str) -> None:  # noqa: F811
    mo = sign_in(world.mo)
    mo.post(path, {"why": WHY})
    for child in (world.ada, twice):
        log = mo.get(f"/child/{child.pk}/log/").content.decode()
        assert "Looked whether two records are one child" in log and WHY in log


def test_it_can_be_taken_back(world: Any, sign_in: Any, path: str, looking_as: Any) -> None:
    from holdfast.people.models import Correction, NotTheSame

    mo = sign_in(world.mo)
    mo.post(path, {"why": WHY})
    assert "Take it back" in mo.get(path).content.decode()
    mo.post(path, {"take_back": "1"})
    assert listed(mo)
    with looking_as(world.mo):
        assert not NotTheSame.objects.exists()
        assert Correction.objects.get(table="people.notthesame").content["why"] == WHY


def test_it_is_said_once_whichever_way_round(world: Any, twice: Any, sign_in: Any, looking_as: Any) -> None:  # noqa: F811
    from holdfast.people.models import NotTheSame

    mo = sign_in(world.mo)
    mo.post(f"/alike/{world.ada.pk}/{twice.pk}/apart/", {"why": WHY})
    mo.post(f"/alike/{twice.pk}/{world.ada.pk}/apart/", {"why": "again"})
    with looking_as(world.mo):
        assert [row.why for row in NotTheSame.objects.all()] == [WHY]


@pytest.mark.parametrize("who", ["sam", "nia", "vic", "tess"])
def test_who_may_not(world: Any, sign_in: Any, looking_as: Any, path: str, who: str) -> None:
    from holdfast.people.models import NotTheSame

    assert sign_in(world.accounts[who]).post(path, {"why": WHY}).status_code == 404
    sign_in(world.mo).post(path, {"why": WHY})
    with looking_as(world.accounts[who]):
        assert not NotTheSame.objects.exists()


def test_put_together_after_all(world: Any, twice: Any, sign_in: Any, looking_as: Any, path: str) -> None:  # noqa: F811
    from holdfast.people.models import Correction, NotTheSame

    sign_in(world.mo).post(path, {"why": WHY})
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    with looking_as(world.mo):
        assert not NotTheSame.objects.exists()
        assert Correction.objects.get(table="people.notthesame").child_id == world.ada.pk


def test_what_was_told_of_the_record_put_away_holds_for_the_kept_one(
    world: Any,
    twice: Any,  # noqa: F811
    sign_in: Any,
    looking_as: Any,
) -> None:
    from tests.world import _open, ago

    with looking_as(world.sam):
        third = _open("THIRD", world.sam, [("social_worker", world.sam, ago(5), True)], given_name="Ada",
                      family_name="Marsh", date_of_birth=world.ada.date_of_birth)  # fmt: skip
    mo = sign_in(world.mo)
    mo.post(f"/alike/{twice.pk}/{third.pk}/apart/", {"why": WHY})
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    assert not listed(mo)
