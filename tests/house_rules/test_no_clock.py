"""The pure rooms are told the day and roll no dice: the same case file gives the same answer on any day."""

import ast

import pytest

from tests.house_rules.sources import PURE, place, python_files, tree

_CLOCKS = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
}
_FORBIDDEN_MODULES = {"time", "random", "secrets", "uuid", "numpy.random"}


def _names(module: ast.Module) -> dict[str, str]:
    """What each imported name stands for, in full."""
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {
                (a.asname or a.name.split(".")[0]): (a.name if a.asname else a.name.split(".")[0])
                for a in node.names
            }
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {(a.asname or a.name): f"{node.module}.{a.name}" for a in node.names}
    return found


def _dotted(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def _is_forbidden(name: str) -> bool:
    return name in _CLOCKS or any(
        name == module or name.startswith(f"{module}.") for module in _FORBIDDEN_MODULES
    )


def _reads_the_day(node: ast.AST, names: dict[str, str]) -> bool:
    """`numpy.datetime64("today")` is a clock in the dress of a constant."""
    return (
        isinstance(node, ast.Call)
        and _dotted(node.func, names) == "numpy.datetime64"
        and any(isinstance(a, ast.Constant) and a.value in ("now", "today") for a in node.args)
    )


def clocks_and_dice(module: ast.Module) -> list[int]:
    """The lines that read a clock or roll dice."""
    names, lines = _names(module), set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            bad = any(_is_forbidden(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            bad = any(_is_forbidden(f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Attribute):
            bad = _is_forbidden(_dotted(node, names))
        else:
            bad = _reads_the_day(node, names)
        if bad:
            lines.add(node.lineno)
    return sorted(lines)


@pytest.mark.parametrize(
    "bad",
    [
        "from datetime import date\ndate.today()",
        "from datetime import date as d\nx = d.today",
        "import datetime\ndatetime.datetime.now(None)",
        "import datetime as dt\ndt.date.today()",
        "import time\ntime.monotonic()",
        "from time import time\n",
        "import random",
        "from numpy import random",
        "import numpy as np\nnp.random.default_rng(1)",
        'import numpy as np\nnp.datetime64("today")',
        "import uuid",
    ],
)
def test_bad_lines_are_found(bad: str) -> None:
    assert clocks_and_dice(ast.parse(bad))


@pytest.mark.parametrize(
    "good",
    [
        "from datetime import date\ndate.fromisoformat('2026-03-01')",
        "from datetime import date, timedelta\ndate(2026, 3, 1) - timedelta(days=28)",
        "carer.today()\nteam.now",
        "import numpy as np\nnp.datetime64('2026-03-01')",
        "from holdfast.engine import time_windows",
    ],
)
def test_good_lines_pass(good: str) -> None:
    assert clocks_and_dice(ast.parse(good)) == []


@pytest.mark.parametrize("room", PURE)
def test_no_clock_and_no_dice(room: str) -> None:
    found = [place(path, line) for path in python_files(room) for line in clocks_and_dice(tree(path))]
    assert found == [], "a pure room reads a clock or rolls dice; take the day as an argument instead"
