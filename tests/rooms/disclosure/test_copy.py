"""A copy of a record holds everything, and a new column cannot slip past."""

import io
import json
import zipfile
from typing import Any

import pytest


def test_every_column_has_a_decision(database: Any) -> None:
    from holdfast.disclosure.columns import undecided

    assert list(undecided()) == []


def test_a_column_without_a_decision_is_found(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from holdfast.disclosure import columns

    monkeypatch.setitem(columns.SHOWN, "people.voice", "on words said_to where gone")
    assert list(columns.undecided()) == [
        "people.voice.about: shown, or left out and why?",
        "people.voice.gone is gone",
    ]


@pytest.fixture
def pack(world: Any, sign_in: Any) -> zipfile.ZipFile:
    answer = sign_in(world.nia).post(f"/child/{world.bea.pk}/copy/")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_it_holds_the_record_and_the_log(pack: zipfile.ZipFile, world: Any) -> None:
    record = json.loads(pack.read("record.json"))
    assert record["tables"]["people.child"][0]["given_name"] == "Bea"
    assert record["tables"]["placements.home"][0]["home"] == "with adoptive parents"
    assert any(entry["did"] == "opened a record for you" for entry in record["log"])
    assert json.loads(pack.read("case-file.json"))["child"]["id"] == "BEA"
    assert "Bea" in pack.read("tables/people.child.csv").decode()


def test_what_tells_of_somebody_else_is_held_back_and_counted(pack: zipfile.ZipFile) -> None:
    everything = b"".join(pack.read(name) for name in pack.namelist() if not name.endswith(".pdf"))
    assert b"1 Secret Lane" not in everything
    assert json.loads(pack.read("record.json"))["held_back"] == {"placements.householddetail": 1}


def test_a_manager_may_decide_to_include_it(world: Any, sign_in: Any) -> None:
    answer = sign_in(world.nia).post(f"/child/{world.bea.pk}/copy/", {"restricted": "on"})
    assert b"1 Secret Lane" in zipfile.ZipFile(io.BytesIO(answer.content)).read("record.json")


def test_the_young_person_gets_their_own_and_nothing_restricted(world: Any, sign_in: Any) -> None:
    answer = sign_in(world.yusuf_himself).post(f"/child/{world.yusuf.pk}/copy/", {"restricted": "on"})
    assert answer.status_code == 200
    assert sign_in(world.yusuf_himself).get(f"/child/{world.ada.pk}/copy/").status_code == 404


def test_who_may_not_read_the_log_makes_no_copy(world: Any, sign_in: Any) -> None:
    assert sign_in(world.sam).post(f"/child/{world.ada.pk}/copy/").status_code == 404


def test_the_document_is_tagged(pack: zipfile.ZipFile) -> None:
    document = pack.read("record.pdf")
    assert document.startswith(b"%PDF") and b"/StructTreeRoot" in document and b"/MarkInfo" in document
