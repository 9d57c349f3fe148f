"""Where the house's own files are, for the rules that read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "src" / "holdfast"
PURE = ("engine", "ng26", "casefile", "explaining", "pictures")

# Folders that other programs fill.
_NOT_OURS = {".git", ".venv", ".holdfast", "node_modules", "build", "dist"}


def python_files(*rooms: str) -> list[Path]:
    """Every Python file of these rooms, or of the whole package, but for migrations, which Django writes; raises if there is none."""
    folders = [ROOMS / room for room in rooms] or [ROOMS]
    files = sorted(
        path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts
    )
    assert files, f"no Python files in {', '.join(map(str, folders))}"
    return files


def pages() -> list[Path]:
    """Every Markdown page that we wrote."""
    found = [path for path in ROOT.rglob("*.md") if not _NOT_OURS & set(path.relative_to(ROOT).parts)]
    assert found, "no pages"
    return sorted(found)


def tree(path: Path) -> ast.Module:
    """The file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, line: int) -> str:
    """Where, as an editor takes it."""
    return f"{path.relative_to(ROOT)}:{line}"


def fenced(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Line number and text of every line in the page's fenced blocks of one language."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            inside = not inside and line.strip() == f"```{language}"
        elif inside:
            yield number, line
