"""Giving files on a page: seen first, taken in on demand, reported on; for those whose role may import and nobody else."""

import csv
import io
import json
from typing import Any

import pytest

from tests.background import work_off
from tests.house_rules.sources import ROOT

RETURN = sorted((ROOT / "demo" / "ssda903").glob("*.csv"))


def given(*names: str, **content: bytes) -> list[Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in RETURN if path.name in names]
    return files + [SimpleUploadedFile(name.replace("_", "."), data) for name, data in content.items()]


SMALL = ("header.csv", "episodes.csv", "reviews.csv")


def start(client: Any, kind: str, files: list[Any]) -> Any:
    return client.post("/imports/", {"kind": kind, "files": files}, follow=True)


def test_a_return_is_looked_at_then_taken_in(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.intake.models import ImportRun
    from holdfast.intake.uploads import folder_of
    from holdfast.people.models import Child
    from tests.background import working

    dot = sign_in(world.dot)
    page = start(dot, "ssda903", given(*SMALL))
    address = page.redirect_chain[-1][0]
    assert "Looking at the files" in page.content.decode() and 'http-equiv="refresh"' in page.content.decode()
    assert work_off() == 1
    seen = dot.get(address).content.decode()
    assert "Nothing has been changed yet" in seen and "Rows read" in seen and "Rows left out as dirty" in seen
    dot.post(f"{address}take-in")
    assert "Taking it in" in dot.get(address).content.decode()
    assert work_off() == 1
    assert "What was taken in" in dot.get(address).content.decode()
    with working():
        run = ImportRun.objects.get()
        assert run.preview == run.result and run.result["new"] > 50
    assert not folder_of(run.pk).exists()
    with looking_as(world.dot):
        assert Child.objects.filter(opened_by=world.dot, agency=world.dot.agency).count() == run.result["new"]
    with looking_as(world.sam):
        assert not Child.objects.filter(reference__startswith="S", opened_by=world.dot).exists()

    start(dot, "ssda903", given(*SMALL))
    work_off()
    again = dot.get(dot.get("/imports/").context["before"][0][0]["href"]).content.decode()
    assert "The record says all of this already" in again and "Take it in" not in again


def test_dropped_is_forgotten_and_nothing_is_changed(world: Any, sign_in: Any) -> None:
    from holdfast.intake.models import ImportRun
    from holdfast.intake.uploads import folder_of
    from tests.background import working

    dot = sign_in(world.dot)
    address = start(dot, "ssda903", given(*SMALL)).redirect_chain[-1][0]
    work_off()
    assert "Nothing was changed" in dot.post(f"{address}drop", follow=True).content.decode()
    late = dot.post(f"{address}take-in", follow=True).content.decode()
    assert "no longer waits" in late
    assert work_off() == 0
    with working():
        run = ImportRun.objects.get()
    assert run.result is None and not folder_of(run.pk).exists()


def test_errors_of_case_files_have_their_lines_and_the_report_is_safe_in_a_spreadsheet(
    world: Any, sign_in: Any
) -> None:
    dot = sign_in(world.dot)
    good = {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": {"id": "N1"}}
    bad = {**good, "child": {"id": "N2"}, "reviews": [{"date": "=cmd()", "type": "looked_after"}]}
    lines = "\n".join(map(json.dumps, (good, bad))).encode()
    address = start(dot, "case_files", given(cases_jsonl=lines)).redirect_chain[-1][0]
    work_off()
    table = dot.get(f"{address}report.csv")
    assert table["Content-Disposition"].startswith("attachment")
    header, row = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert header == ["file", "line", "column", "value", "reason"]
    assert row[:4] == ["cases.jsonl", "2", "/reviews/0/date", "'=cmd()"]


def test_what_is_no_return_is_said_on_the_page(world: Any, sign_in: Any) -> None:
    dot = sign_in(world.dot)
    page = start(dot, "ssda903", given(notes_csv=b"a,b\n1,2\n"))
    work_off()
    said = dot.get(page.redirect_chain[-1][0]).content.decode()
    assert "This cannot be taken in" in said and "no file in the files is a table" in said


@pytest.mark.parametrize(
    ("kind", "files", "said"),
    [("ssda903", {"a_csv": b"\x7fELF\x02"}, "this is not text"), ("case_files", {"a_csv": b"x"}, "expected a file that ends in"),
     ("", {"a_csv": b"x"}, "Choose what you bring"), ("ssda903", {}, "Choose at least one file")],
)  # fmt: skip
def test_what_is_wrong_with_the_files_is_said_beside_the_question(
    world: Any, sign_in: Any, kind: str, files: Any, said: str
) -> None:
    page = start(sign_in(world.dot), kind, given(**files)).content.decode()
    assert said in page and "govuk-error-summary" in page


@pytest.mark.parametrize("who", ["sam", "mo", "ira", "eddie", "rae", "dee", "tess", "cara", "yusuf_himself"])
def test_for_other_roles_it_is_not_there(world: Any, sign_in: Any, who: str) -> None:
    dot, other = sign_in(world.dot), sign_in(getattr(world, who))
    address = start(dot, "ssda903", given(*SMALL)).redirect_chain[-1][0]
    for path in ("/imports/", address, f"{address}report.csv"):
        assert other.get(path).status_code == 404
    for path in ("/imports/", f"{address}take-in", f"{address}drop"):
        assert other.post(path).status_code == 404


def test_an_import_is_seen_by_who_started_it_and_by_the_service_manager(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.intake.models import ImportRun

    vic = sign_in(world.vic)
    address = start(vic, "ssda903", given(*SMALL)).redirect_chain[-1][0]
    assert sign_in(world.dot).get(address).status_code == 404
    mine = start(sign_in(world.dot), "ssda903", given(*SMALL)).redirect_chain[-1][0]
    work_off()
    assert vic.get(mine).status_code == 200 and "Take it in" not in vic.get(mine).content.decode()
    vic.post(f"{mine}take-in")
    assert work_off() == 0, "nobody goes on with another's import"
    seen = {}
    for account in (world.dot, world.vic, world.sam, None):
        with looking_as(account):
            seen[account and account.key] = ImportRun.objects.count()
    assert seen == {"dot": 1, "vic": 2, "sam": 0, None: 0}


def test_the_database_refuses_an_import_under_another_name(world: Any, looking_as: Any) -> None:
    from django.db.utils import ProgrammingError

    from holdfast.intake.models import ImportRun

    for viewer, named in ((world.sam, world.sam), (world.dot, world.vic)):
        with pytest.raises(ProgrammingError, match="row-level security"), looking_as(viewer):
            ImportRun.objects.create(started_by=named, kind="ssda903")
