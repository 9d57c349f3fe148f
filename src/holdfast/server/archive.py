"""The file of a backup: a tar whose last member, `manifest.json`, names all others with their SHA-256.

| member | what is in it |
| --- | --- |
| `tables/SCHEMA.TABLE/000001.gz` … | rows in PostgreSQL's COPY text format, in parts |
| `files/…` | the files kept beside the database, as they are |
| `manifest.json` | what the backup is of, and the hash of every other member |

The hashes show a file that was damaged or changed. They do not show one that somebody made on purpose, hashes
and all: keep a backup where only those may write who may restore it.
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO
from urllib.parse import quote

FORMAT = "holdfast backup 1"
MANIFEST = "manifest.json"
FILES = "files"
_PIECE = 1 << 20
_NOTHING_DONE = "Nothing was restored from it; use another backup."


class BackupDamaged(Exception):
    """The file is not a whole and unchanged backup; says what is wrong with it."""


@dataclass(frozen=True)
class TableRows:
    """One table in a backup: its columns in order, how many rows, and in which members they are."""

    schema: str
    name: str
    columns: list[str]
    rows: int
    members: list[str]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `sequences`: by `SCHEMA.NAME`, the last value and whether it was given out."""

    made_at: str
    holdfast: str
    postgresql: str
    migrations: list[str]
    tables: list[TableRows]
    sequences: dict[str, tuple[int, bool]]
    hashes: dict[str, str]
    format: str = field(default=FORMAT)

    @property
    def files(self) -> list[str]:
        """The members that are files kept beside the database."""
        return [name for name in self.hashes if name.startswith(f"{FILES}/")]


class Writer:
    """Puts members into a new backup and remembers their hashes."""

    def __init__(self, file: BinaryIO) -> None:
        self.hashes: dict[str, str] = {}
        self._tar = tarfile.TarFile(fileobj=_Forward(file), mode="w", format=tarfile.PAX_FORMAT)

    def add_rows(self, table: str, part: int, rows: bytes) -> str:
        """One part of a table's rows; returns the name of the member."""
        name = f"tables/{quote(table, safe='.')}/{part:06}.gz"
        packed = gzip.compress(rows, compresslevel=6, mtime=0)
        self._add(name, io.BytesIO(packed), len(packed))
        return name

    def add_folder(self, folder: Path) -> None:
        """Every regular file below the folder, which may not be there."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    name = f"{FILES}/{path.relative_to(folder).as_posix()}"
                    self._add(name, file, path.stat().st_size)

    def finish(self, manifest: Manifest) -> None:
        """The manifest, which must name every member added, and the end of the file."""
        content = json.dumps(asdict(manifest), indent=1).encode()
        self._add(MANIFEST, io.BytesIO(content), len(content))
        self._tar.close()

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashing = _Hashing(content)
        self._tar.addfile(info, hashing)
        self.hashes[name] = hashing.hexdigest()


def check(file: BinaryIO) -> Manifest:
    """The manifest, once every member has been read and found to be what the manifest says. Raises BackupDamaged."""
    found: dict[str, str] = {}
    content = b""
    for name, member in _members(file):
        if name in found or MANIFEST in found:
            raise BackupDamaged(f"The backup holds {name} twice or after its end. {_NOTHING_DONE}")
        hashing = _Hashing(member)
        for piece in hashing:
            content = content + piece if name == MANIFEST else content
        found[name] = hashing.hexdigest()
    manifest = _manifest(content)
    found.pop(MANIFEST, None)
    names = found.keys() | manifest.hashes.keys()
    if wrong := sorted(name for name in names if found.get(name) != manifest.hashes.get(name)):
        shown = ", ".join(wrong[:5]) + (" …" if len(wrong) > 5 else "")
        raise BackupDamaged(
            f"The backup was changed or damaged since it was made, at: {shown}. {_NOTHING_DONE}"
        )
    return manifest


def read(file: BinaryIO, manifest: Manifest) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each member but the manifest, in the order written, as its name and pieces; take all pieces of one first.

    The hashes are compared again, since the file may have changed after `check`. Raises BackupDamaged.
    """
    for name, member in _members(file):
        if name != MANIFEST:
            hashing = _Hashing(member)
            yield name, iter(hashing)
            if hashing.hexdigest() != manifest.hashes.get(name):
                raise BackupDamaged(f"The backup changed while it was read, at {name}. {_NOTHING_DONE}")


def rows(pieces: Iterator[bytes]) -> bytes:
    """The rows in one member of a table."""
    return gzip.decompress(b"".join(pieces))


class _Forward(io.BufferedIOBase):
    """A file that is only written to, which a pipe can be: it counts where it is, as a pipe cannot say."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, 0

    def write(self, data: Any) -> int:
        written = self._file.write(data)
        self._at += written
        return written

    def tell(self) -> int:
        return self._at


class _Hashing:
    """Reads from a file and hashes what passes."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._content.read(size)
        except tarfile.ReadError as error:
            raise BackupDamaged(f"The backup is cut off. {_NOTHING_DONE}") from error
        self._hash.update(piece)
        return piece

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(_PIECE):
            yield piece

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _members(file: BinaryIO) -> Iterator[tuple[str, IO[bytes]]]:
    """From the beginning, wherever the file was read to before."""
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            for info in tar:
                content = tar.extractfile(info)
                if content is None or not info.isreg() or not _stays_inside(info.name):
                    raise BackupDamaged(
                        f"The backup holds {info.name}, which no backup does. {_NOTHING_DONE}"
                    )
                yield info.name, content
    except tarfile.TarError as error:
        raise BackupDamaged(f"This is not a whole backup ({error}). {_NOTHING_DONE}") from error


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _manifest(content: bytes) -> Manifest:
    try:
        given: dict[str, Any] = json.loads(content)
        if given["format"] != FORMAT:
            raise BackupDamaged(
                f"The backup is of the format {given['format']}, this is {FORMAT}. {_NOTHING_DONE}"
            )
        given["tables"] = [TableRows(**table) for table in given["tables"]]
        given["sequences"] = {name: (value, used) for name, (value, used) in given["sequences"].items()}
        return Manifest(**given)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupDamaged(
            f"This is not a whole backup: its manifest is missing. {_NOTHING_DONE}"
        ) from error
