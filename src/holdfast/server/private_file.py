"""Files that only their owner may read, written as a whole or not at all; logs that do not grow for ever."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

LOG_AT_MOST = 10_000_000  # bytes, and as many again of what was put aside


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, mode 0600, that takes the name when it is complete and on the disk; nothing if not."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """The file with this content."""
    with replacing(path) as file:
        file.write(content)


def keep_small(log: Path, at_most: int = LOG_AT_MOST) -> None:
    """Empty a log of more than `at_most` bytes, its content put aside as `NAME.log.1` in place of what was put aside before.

    Its process may go on writing, if it appends; what it writes at the very moment may be lost. Links are not
    followed: the folder may belong to a user with fewer rights than ours.
    """
    if not log.exists() or log.stat().st_size <= at_most:
        return
    with os.fdopen(os.open(log, os.O_RDWR | os.O_NOFOLLOW), "r+b") as full:
        with replacing(log.with_suffix(".log.1")) as aside:
            shutil.copyfileobj(full, aside)
        full.truncate(0)
