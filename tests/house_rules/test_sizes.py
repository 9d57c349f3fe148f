"""Small enough to read: a function 40 lines, a file 400, a folder 12 files. Exceptions are named, each with its reason."""

import ast
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOMS, place, python_files, tree

FUNCTION_LINES, FILE_LINES, FOLDER_FILES = 40, 400, 12

# What may be larger, as its path in src/holdfast (`file.py`, `folder`, `file.py::function`), and why.
EXCEPTIONS: dict[str, str] = {
    "engine/expressions.py": "the whole language on one page: a class of a few lines for each of its words",
    "engine": "two engines in small steps: a page a step, rather than six long ones (ADR 9)",
    "people": "the common ground of every room above: access, rows and their keeping, each a page of its own",
    "ng26/programmes": "one file for each of the ten programmes, by design: adding one adds a file",
}


def long_functions(module: ast.Module, limit: int = FUNCTION_LINES) -> list[tuple[str, int, int]]:
    """Name, line and length of every function over the limit; its docstring and decorators count, what stands in it too."""
    functions = [
        node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [
        (f.name, f.lineno, length)
        for f in functions
        if (length := (f.end_lineno or 0) - f.lineno + 1) > limit
    ]


def line_count(text: str) -> int:
    """Lines of a file, a last one without its line end counted."""
    return len(text.splitlines())


def _name(path: Path) -> str:
    return path.relative_to(ROOMS).as_posix()


def _function(lines: int) -> ast.Module:
    return ast.parse("def f():\n" + "    x = 1\n" * (lines - 1))


def test_a_long_function_is_found() -> None:
    assert [length for _, _, length in long_functions(_function(FUNCTION_LINES + 1))] == [FUNCTION_LINES + 1]
    assert long_functions(ast.parse("class C:\n    async def f(self):\n" + "        x = 1\n" * 50))


def test_a_function_at_the_limit_passes() -> None:
    assert long_functions(_function(FUNCTION_LINES)) == []


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("a\n", 1), ("a\nb", 2), ("\n" * 401, 401)])
def test_lines_are_counted(text: str, lines: int) -> None:
    assert line_count(text) == lines


def test_functions_are_short() -> None:
    found = [
        f"{place(path, line)} {name} has {length} lines"
        for path in python_files()
        for name, line, length in long_functions(tree(path))
        if f"{_name(path)}::{name}" not in EXCEPTIONS
    ]
    assert found == []


def test_files_are_short() -> None:
    lengths = {path: line_count(path.read_text(encoding="utf-8")) for path in python_files()}
    found = [
        f"{_name(path)} has {lines} lines"
        for path, lines in lengths.items()
        if lines > FILE_LINES and _name(path) not in EXCEPTIONS
    ]
    assert found == []


def test_folders_are_small() -> None:
    found = []
    for folder in {path.parent for path in python_files()}:
        files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        if len(files) > FOLDER_FILES and _name(folder) not in EXCEPTIONS:
            found.append(f"{_name(folder)} has {len(files)} files")
    assert found == []


def test_every_exception_is_needed_and_reasoned() -> None:
    for name, reason in EXCEPTIONS.items():
        path, _, function = name.partition("::")
        target = ROOMS / path
        assert target.exists(), f"{name} is gone: take it off the list"
        assert len(reason.split()) >= 5, f"{name} needs a reason"
        if function:
            assert function in [f for f, _, _ in long_functions(tree(target))], f"{name} is short enough now"
        elif target.is_file():
            assert line_count(target.read_text(encoding="utf-8")) > FILE_LINES, f"{name} is short enough now"
        else:
            assert len(list(target.glob("*.py"))) > FOLDER_FILES, f"{name} is small enough now"
