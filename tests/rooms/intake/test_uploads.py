"""Files given through the web: only what is a table, XML or JSON by its bytes is kept, under plain names, for our user alone."""

import io
import stat
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

CSV = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,1,01/02/2015,WBRI,,,\n"
XML = b'<?xml version="1.0"?><EXPSSDA903></EXPSSDA903>'
CASE = b'{"format": "holdfast-case/1"}'


class File:
    """A file as Django hands it over."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content, self.size = name, content, len(content)

    def chunks(self) -> Any:
        yield self.content


def zipped(*members: tuple[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return out.getvalue()


@pytest.fixture
def keep(database: Any) -> Any:
    """`keep(kind, *files)`: the names under which they are kept, each file's mode checked, and forgotten at the end."""
    from holdfast.intake import uploads

    run = uuid4()

    def kept(kind: str, *files: File) -> list[str]:
        uploads.keep(run, kind, files)
        folder = uploads.folder_of(run)
        found = [path for path in folder.rglob("*") if path.is_file()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}
        return sorted(path.relative_to(folder).as_posix() for path in found)

    yield kept
    uploads.forget(run)
    assert not uploads.folder_of(run).exists()


@pytest.mark.parametrize(
    ("kind", "files", "names"),
    [
        ("ssda903", [("header.csv", CSV), ("Episodes 2025.CSV", CSV)], ["Episodes 2025.CSV", "header.csv"]),
        ("ssda903", [("return.xml", b"\xef\xbb\xbf" + XML)], ["return.xml"]),
        ("ssda903", [("both.zip", zipped(("2024/header.csv", CSV), ("2025/header.csv", CSV)))], ["2024/header.csv", "2025/header.csv"]),
        ("ssda903", [("excel.csv", CSV.decode().encode("utf-16"))], ["excel.csv"]),
        ("case_files", [("cases.jsonl", CASE)], ["cases.jsonl"]),
    ],
)  # fmt: skip
def test_what_is_a_return_is_kept(keep: Any, kind: str, files: Any, names: list[str]) -> None:
    assert keep(kind, *(File(*file) for file in files)) == names


@pytest.mark.parametrize(
    ("kind", "files", "said"),
    [
        ("ssda903", [], "at least one"),
        ("ssda903", [("a.csv", CSV)] * 61, "at most 60"),
        ("ssda903", [("a.csv", CSV), ("A.csv", CSV)], "two files have this name"),
        ("ssda903", [("a.csv", b"")], "is empty"),
        ("ssda903", [("a.exe", CSV)], "ends in .csv or .xml or .zip"),
        ("ssda903", [("../a.csv", CSV)], "the name may hold"),
        ("ssda903", [(".a.csv", CSV)], "the name may hold"),
        ("ssda903", [("a\x00.csv", CSV)], "the name may hold"),
        ("ssda903", [("a.csv", b"MZ\x90\x00\x03")], "not text"),
        ("ssda903", [("a.csv", b"%PDF-1.7\n\x00\x01")], "not text"),
        ("ssda903", [("a.csv", XML)], "does not look like a table"),
        ("ssda903", [("a.xml", CSV)], "does not begin as XML"),
        ("ssda903", [("a.zip", CSV)], "cannot be read"),
        ("ssda903", [("a.zip", zipped())], "holds 0 files"),
        ("ssda903", [("a.zip", zipped(("../a.csv", CSV)))], "not a plain file"),
        ("ssda903", [("a.zip", zipped(("/etc/a.csv", CSV)))], "not a plain file"),
        ("ssda903", [("a.zip", zipped(("a/b/c.csv", CSV)))], "not a plain file"),
        ("ssda903", [("a.zip", zipped(link="a.csv"))], "not a plain file"),
        ("ssda903", [("a.zip", zipped(("b.zip", zipped(("a.csv", CSV)))))], "neither CSV nor XML"),
        ("ssda903", [("a.zip", zipped(("a.csv", b"0" * 5_000_000)))], "packed too tightly"),
        ("ssda903", [("a.zip", zipped(("a.csv", b"\x7fELF\x02\x01\x01\x00")))], "not text"),
        ("ssda903", [("a.zip", zipped(*((f"{i}.csv", CSV) for i in range(61))))], "holds 61 files"),
        ("case_files", [("a.json", CASE), ("b.json", CASE)], "one file of case files"),
        ("case_files", [("a.json", b"[1]")], "does not begin as a case file"),
        ("case_files", [("a.csv", CSV)], "ends in .json or .jsonl"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_nothing_of_it_is_kept(
    keep: Any, kind: str, files: Any, said: str
) -> None:
    from holdfast.intake.uploads import NotTaken

    with pytest.raises(NotTaken, match=said):
        keep(kind, *(File(*file) for file in files))


def test_every_problem_is_said_at_once(keep: Any) -> None:
    from holdfast.intake.uploads import NotTaken

    with pytest.raises(NotTaken) as refused:
        keep("ssda903", File("a.exe", CSV), File("b.csv", b""), File("b.csv", CSV))
    assert [problem.file for problem in refused.value.problems] == ["a.exe", "b.csv", "b.csv"]


def test_files_larger_than_allowed_are_refused(keep: Any) -> None:
    from django.test import override_settings

    from holdfast.intake.uploads import NotTaken

    with override_settings(UPLOADS_AT_MOST=100), pytest.raises(NotTaken, match="larger than"):
        keep("ssda903", File("a.csv", CSV), File("b.csv", CSV))


def test_a_zip_that_says_it_is_small_is_stopped_while_it_is_unpacked(
    keep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdfast.intake import uploads

    monkeypatch.setattr(uploads, "UNPACKED_AT_MOST", 1000)
    monkeypatch.setattr(uploads, "_in_zip", lambda members, name: [])
    with pytest.raises(uploads.NotTaken, match="unpacked it is larger"):
        keep("ssda903", File("a.zip", zipped(("a.csv", CSV * 100))))
    assert not list(Path(uploads.folder_of(uuid4())).parent.glob("*"))
