"""Files given through the web: what they are is checked before a byte of them is kept, and they are kept for our user alone.

Nothing is believed of a file but its bytes: its name is only taken if it is plain, what is in a ZIP is counted while it is unpacked,
and every file must look like what its name says.
"""

import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from uuid import UUID

from django.conf import settings

FILES_AT_MOST = 60
UNPACKED_AT_MOST = 200_000_000
RATIO_AT_MOST = 200  # how many times larger than packed: a table of codes comes to 20 or 30
_NAME = re.compile(r"[\w][\w .,()+-]{0,99}")
_HEAD = 4096
_CONTROL = set(range(32)) - {9, 10, 12, 13}
ENDINGS = {"ssda903": (".csv", ".xml", ".zip"), "case_files": (".json", ".jsonl")}


class Given(Protocol):
    """A file as the web hands it over."""

    name: str
    size: int

    def chunks(self) -> Iterator[bytes]:
        """Its bytes in pieces."""


@dataclass(frozen=True)
class Problem:
    """Why a file is not taken: its name, and what is wrong, in words."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}" if self.file else self.what


class NotTaken(Exception):
    """The files are not taken; `problems` are all there are."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = list(problems)


def folder_of(run: UUID) -> Path:
    """Where the files of an import are while it is open."""
    return Path(settings.HOME.root) / "uploads" / "imports" / str(run)


def keep(run: UUID, kind: str, files: Sequence[Given]) -> list[dict[str, object]]:
    """Check the files and keep them in the import's folder, a ZIP unpacked; gives name and size of each as given.

    Raises NotTaken with every problem; nothing is kept then.
    """
    if problems := list(_as_given(kind, files)):
        raise NotTaken(problems)
    folder = folder_of(run)
    folder.mkdir(mode=0o700, parents=True)
    folder.parent.chmod(0o700)
    try:
        for file in files:
            _keep_one(folder, file)
        if problems := list(_looked_into(folder, kind)):
            raise NotTaken(problems)
    except BaseException:
        forget(run)
        raise
    return [{"name": file.name, "size": file.size} for file in files]


def forget(run: UUID) -> None:
    """Delete the files of an import; nothing happens where there are none."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


# --- before anything is written


def _as_given(kind: str, files: Sequence[Given]) -> Iterator[Problem]:
    if not files:
        yield Problem("", "Choose at least one file")
    if len(files) > FILES_AT_MOST:
        yield Problem("", f"{len(files)} files were chosen; choose at most {FILES_AT_MOST}")
    if kind == "case_files" and len(files) > 1:
        yield Problem("", "Choose one file of case files at a time")
    if sum(file.size for file in files) > settings.UPLOADS_AT_MOST:
        yield Problem("", f"Together the files are larger than {settings.UPLOADS_AT_MOST // 1_000_000} MB")
    seen: set[str] = set()
    for file in files:
        yield from _one_as_given(kind, file, seen)


def _one_as_given(kind: str, file: Given, seen: set[str]) -> Iterator[Problem]:
    if not _NAME.fullmatch(file.name):
        yield Problem(_plain(file.name), "the name may hold letters, digits, blanks and . , ( ) + - _ only")
    elif not file.name.lower().endswith(ENDINGS[kind]):
        yield Problem(file.name, f"expected a file that ends in {' or '.join(ENDINGS[kind])}")
    if file.name.lower() in seen:
        yield Problem(_plain(file.name), "two files have this name")
    if not file.size:
        yield Problem(_plain(file.name), "the file is empty")
    seen.add(file.name.lower())


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:100]


# --- writing them


def _keep_one(folder: Path, file: Given) -> None:
    if not file.name.lower().endswith(".zip"):
        _write(folder / file.name, file.chunks())
        return
    packed = folder / ".given.zip"
    _write(packed, file.chunks())
    try:
        with zipfile.ZipFile(packed) as archive:
            _unpack(archive, folder, file.name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise NotTaken(
            [Problem(file.name, "the ZIP cannot be read: make it again, without a password")]
        ) from problem
    finally:
        packed.unlink()


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with _private(path) as out:
        for chunk in chunks:
            out.write(chunk)


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _unpack(archive: zipfile.ZipFile, folder: Path, name: str) -> None:
    """Every file of the ZIP, at most one folder deep (a folder a year). Raises NotTaken before writing where a name is not plain."""
    members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
    if problems := list(_in_zip(members, name)):
        raise NotTaken(problems)
    left = UNPACKED_AT_MOST
    for member in members:
        path = folder / member.filename
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with archive.open(member) as packed, _private(path) as out:
            while chunk := packed.read(1 << 16):
                left -= len(chunk)
                if left < 0:
                    raise NotTaken([_too_large(name)])
                out.write(chunk)


def _in_zip(members: Sequence[zipfile.ZipInfo], name: str) -> Iterator[Problem]:
    if not members or len(members) > FILES_AT_MOST:
        yield Problem(name, f"the ZIP holds {len(members)} files; expected 1 to {FILES_AT_MOST}")
    for member in members[:FILES_AT_MOST]:
        parts = PurePosixPath(member.filename).parts
        inside = _plain(member.filename)
        if (
            len(parts) > 2
            or not all(_NAME.fullmatch(part) for part in parts)
            or stat.S_ISLNK(member.external_attr >> 16)
        ):
            yield Problem(name, f"{inside} in the ZIP is not a plain file in it or in one folder of it")
        elif not member.filename.lower().endswith((".csv", ".xml")):
            yield Problem(name, f"{inside} in the ZIP is neither CSV nor XML")
        elif member.file_size > RATIO_AT_MOST * max(member.compress_size, 1000):
            yield _too_large(name)
    if sum(member.file_size for member in members) > UNPACKED_AT_MOST:
        yield _too_large(name)


def _too_large(name: str) -> Problem:
    return Problem(
        name,
        f"unpacked it is larger than {UNPACKED_AT_MOST // 1_000_000} MB, or packed too tightly to be tables",
    )


# --- whether they are what their names say


def _looked_into(folder: Path, kind: str) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(_HEAD)
            if what := _not_as_named(path.suffix.lower(), head):
                yield Problem(path.relative_to(folder).as_posix(), what)


def _not_as_named(ending: str, head: bytes) -> str:
    """What is wrong with a file that begins so; empty where nothing is. UTF-16, which Excel writes, has its mark and NULs."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _CONTROL & set(head):
        return "this is not text: save it as CSV, XML or JSON"
    if ending == ".xml" and not text.startswith(b"<"):
        return "this does not begin as XML does"
    if ending in (".json", ".jsonl") and not text.startswith(b"{"):
        return "this does not begin as a case file does, with {"
    if ending == ".csv" and text.startswith((b"<", b"{")):
        return "this does not look like a table: is it XML or JSON?"
    return ""
