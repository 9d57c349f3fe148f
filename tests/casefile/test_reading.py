"""Case files from disk: one document, or one a line; what cannot be read is an error of the case, never a crash."""

import json
from pathlib import Path
from typing import Any

import pytest

from holdfast.casefile.reading import ReadCase, read_cases

PLAIN = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}}
TEXT = json.dumps(PLAIN)


def read(folder: Path, text: str | bytes, name: str = "case.json") -> list[ReadCase]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_cases(path))


def said(cases: list[ReadCase]) -> list[tuple[Any, str]]:
    """The line and what was expected, of every error."""
    return [(case.line, error.expected) for case in cases for error in case.errors]


def test_one_document(tmp_path: Path) -> None:
    assert read(tmp_path, json.dumps(PLAIN, indent=1)) == [ReadCase(None, PLAIN, ())]


def test_one_a_line_with_its_number_and_empty_lines_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, f"{TEXT}\n\n  \n{TEXT}\r\n{{}}\n{TEXT}", "cases.jsonl")
    assert [case.line for case in found] == [1, 4, 5, 6]
    assert [bool(case.errors) for case in found] == [False, False, True, False]


@pytest.mark.parametrize("name", ["case.json", "cases.jsonl"])
def test_a_byte_order_mark_is_passed_over(tmp_path: Path, name: str) -> None:
    assert said(read(tmp_path, b"\xef\xbb\xbf" + TEXT.encode(), name)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "JSON (Expecting value at line 1, column 1)"),
        ("{", "JSON (Expecting property name enclosed in double quotes at line 1, column 2)"),
        ('{\n "a": 1,,}', "JSON (Expecting property name enclosed in double quotes at line 2, column 9)"),
        (TEXT + TEXT, f"JSON (Extra data at line 1, column {len(TEXT) + 1})"),
        (b"\xff\xfe", "text in UTF-8 (byte 1 is not)"),
        (TEXT.encode("utf-16"), "text in UTF-8 (byte 1 is not)"),
        ('{"as_of": "2026-03-01", "as_of": "2026-03-02"}', "JSON that says each thing once (the key 'as_of' stands twice in one object)"),
        ('{"care": [{"start": "2026-01-01", "start": null}]}', "JSON that says each thing once (the key 'start' stands twice in one object)"),
        ("[" * 100_000, "JSON that is not nested this deep"),
        ('{"life_story": {"people": %s}}' % ("9" * 5000), "JSON with numbers of an ordinary length"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_an_error(tmp_path: Path, text: str | bytes, expected: str) -> None:
    assert said(read(tmp_path, text)) == [(None, expected)]


def test_a_bad_line_does_not_hold_up_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, f'{TEXT}\n{{"a": \n{TEXT}\n', "cases.jsonl")
    assert [(case.line, len(case.errors)) for case in found] == [(1, 0), (2, 1), (3, 0)]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_an_error(tmp_path: Path, number: str) -> None:
    text = '{"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}, "assessments": [{"date": "2026-01-01", '
    found = read(tmp_path, f'{text}"type": "sensitivity", "score": {number}}}]}}')
    assert said(found) == [(None, "a finite number")]


def test_the_same_key_in_two_objects_is_no_error(tmp_path: Path) -> None:
    case = {**PLAIN, "siblings": [{"id": "S1"}, {"id": "S2"}]}
    assert read(tmp_path, json.dumps(case)) == [ReadCase(None, case, ())]


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nothing"):
        list(read_cases(tmp_path / "nothing.json"))
