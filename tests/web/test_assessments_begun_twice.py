"""Two people begin an assessment at the same time: there is one, and who comes second is shown it."""

from threading import Event, Thread
from typing import Any

from django.test import Client

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


class Second(Thread):
    """Tess presses the button on her own device, over her own connection."""

    def __init__(self, client: Client, path: str) -> None:
        super().__init__(daemon=True)
        self.client, self.path, self.answer = client, path, ""

    def run(self) -> None:
        from django.db import connections

        self.answer = self.client.post(self.path)["Location"]
        connections.close_all()


def test_one_wins_and_the_other_is_shown_it(world: Any, sign_in: Any, looking_as: Any, database: Any) -> None:
    from holdfast.assessments import actions
    from holdfast.assessments.models import Gathering

    tess, pause = sign_in(world.tess), Event()
    second = Second(tess, f"/child/{world.ada.pk}/assessments/begin/")
    with looking_as(world.sam):
        first = actions.begin(child=world.ada, by=world.sam)
        second.start()
        while second.is_alive() and not database.as_superuser(WAITING)[0][0]:
            pause.wait(0.02)
        assert second.is_alive(), "the second waits for the first"
    second.join(60)
    with looking_as(world.sam):
        assert [row.pk for row in Gathering.objects.filter(child=world.ada)] == [first.pk]
    assert second.answer.endswith(f"/{first.pk}/")
    page = tess.get(second.answer).content.decode()
    assert "Sam Okafor began this assessment on" in page and "go on with it together" in page


def test_who_goes_on_with_their_own_is_told_nothing(world: Any, sign_in: Any) -> None:
    sam, path = sign_in(world.sam), f"/child/{world.ada.pk}/assessments/begin/"
    first, again = sam.post(path), sam.post(path)
    assert first["Location"] == again["Location"]
    assert "go on with it together" not in sam.get(again["Location"]).content.decode()
