"""Everything a case file holds can be recorded, corrected and taken out by who may write it, and by nobody else."""

from typing import Any


def pages(child: Any) -> list[str]:
    from holdfast.web.entries.parts import parts

    return [f"/child/{child.pk}/record/", *(f"/child/{child.pk}/record/{name}" for name in parts())]


def test_smoke(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    for page in pages(world.ada):
        answer = client.get(page)
        assert answer.status_code == 200, page
        new = client.get(page + "/new")
        print(page, answer.status_code, new.status_code)
