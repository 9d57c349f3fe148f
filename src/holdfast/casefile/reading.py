"""Case files from disk, checked: one JSON document, or one a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdfast.casefile.checking import CaseError, errors


@dataclass(frozen=True)
class ReadCase:
    """One case file read: `line` in a `.jsonl` (from 1; None for a document of its own), the case, or its errors."""

    line: int | None
    case: dict[str, Any]
    errors: tuple[CaseError, ...]


def read_cases(path: Path) -> Iterator[ReadCase]:
    """Every case of a file: a `.jsonl` line by line (empty lines passed over), anything else as one document.

    Raises OSError where the file cannot be read. What is no JSON is an error of the case, not an exception.
    """
    if path.suffix != ".jsonl":
        yield parsed(None, path.read_bytes())
        return
    with path.open("rb") as lines:
        for number, text in enumerate(lines, start=1):
            if text.strip():
                yield parsed(number, text)


def parsed(line: int | None, text: bytes) -> ReadCase:
    """One document, checked."""
    try:
        case = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_no_key_twice)
    except UnicodeDecodeError as problem:
        return _unreadable(line, f"text in UTF-8 (byte {problem.start + 1} is not)")
    except json.JSONDecodeError as problem:
        return _unreadable(line, f"JSON ({problem.msg} at line {problem.lineno}, column {problem.colno})")
    except _KeyTwice as problem:
        return _unreadable(line, f"JSON that says each thing once ({problem})")
    except RecursionError:
        return _unreadable(line, "JSON that is not nested this deep")
    except ValueError:  # Python refuses whole numbers of more than 4,300 digits
        return _unreadable(line, "JSON with numbers of an ordinary length")
    return ReadCase(line, case, tuple(errors(case)))


class _KeyTwice(Exception):
    """An object has the same key twice: one of the two values would be lost."""


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _KeyTwice(f"the key {twice!r} stands twice in one object")
    return found


def _unreadable(line: int | None, expected: str) -> ReadCase:
    return ReadCase(line, {}, (CaseError("", "this text", expected),))
