"""What import-linter cannot see: tables are their room's own, keys point down, no signals, no hidden saves."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house_rules.sources import ROOMS, ROOT, place, python_files, tree

# What every room may use as it is: the child, the account, the rows' common ground.
SHARED = {"people", "accounts", "record", "audit"}
# Who may name another room's tables, and why.
EXCEPTIONS = {
    "demo": "makes up a whole authority at once, faster than one action a row",
    "decisions": "takes in many case files at once, a table at a time",
    "assessments/facts.py": "says homes and schools as facts of an area; reads them through `visible`",
    "assessments/saying.py": "says homes and schools in words; handed rows, asks for none",
    "reviews/rhythms.py": "reads the days of health assessments of many children in one query",
    "web/entries/titles.py": "names the types of what a begun form is of; reads them through `visible`",
    "web/imports/views.py": "shows one import run, which is no child's record",
    "web/mine/gathering.py": "names the types of what it gathers for one's own page",
}
_SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")


def layers() -> list[set[str]]:
    """The rooms, the highest line first."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    lines = next(c["layers"] for c in contracts if c["type"] == "layers")
    return [{room.strip() for room in line.split("|")} for line in lines]


def depth(room: str) -> int:
    return next(number for number, line in enumerate(layers()) if room in line)


def room_of(path: Path) -> str:
    return path.relative_to(ROOMS).parts[0]


def other_rooms_tables(module: ast.Module, room: str) -> list[tuple[int, str]]:
    """Imports of another room's models."""
    return [
        (node.lineno, node.module)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and node.module
        and (m := re.fullmatch(r"holdfast\.(\w+)\.models", node.module))
        if m[1] != room and m[1] not in SHARED
    ]


def signals_and_saves(module: ast.Module) -> list[tuple[int, str]]:
    """Imports of signals, and `save` or `delete` of our own on a class."""
    found = [
        (node.lineno, node.module)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(_SIGNALS)
    ]
    classes = [node for node in ast.walk(module) if isinstance(node, ast.ClassDef)]
    models = [
        c
        for c in classes
        if any(
            "Model" in ast.unparse(b) or "Entry" in ast.unparse(b) or "_of(" in ast.unparse(b)
            for b in c.bases
        )
    ]
    found += [
        (f.lineno, f"{c.name}.{f.name}")
        for c in models
        for f in c.body
        if isinstance(f, ast.FunctionDef) and f.name in ("save", "delete")
    ]
    return found


def tables_in_views(module: ast.Module) -> list[int]:
    """`Something.objects` in a view."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]


GOOD = "from holdfast.people.models import Child\nfrom holdfast.placements.queries import homes_of\n"
BAD = "from holdfast.placements.models import Home\n"


def test_another_rooms_table_is_found() -> None:
    assert other_rooms_tables(ast.parse(GOOD), "web") == []
    assert other_rooms_tables(ast.parse(BAD), "web") == [(1, "holdfast.placements.models")]
    assert other_rooms_tables(ast.parse(BAD), "placements") == []


def test_a_signal_and_a_hidden_save_are_found() -> None:
    assert signals_and_saves(ast.parse("from django.db.models.signals import post_save"))
    assert signals_and_saves(ast.parse("class Home(list_of('care')):\n    def save(self): ...\n"))
    assert not signals_and_saves(ast.parse("class Form(forms.Form):\n    def save(self): ...\n"))


def test_tables_are_their_rooms_own() -> None:
    found = [
        f"{place(path, line)} {module}"
        for path in python_files()
        if not {room_of(path), path.relative_to(ROOMS).as_posix()} & set(EXCEPTIONS)
        for line, module in other_rooms_tables(tree(path), room_of(path))
    ]
    assert found == []


def test_no_signals_and_no_hidden_saves() -> None:
    assert [
        f"{place(path, line)} {what}"
        for path in python_files()
        for line, what in signals_and_saves(tree(path))
    ] == []


def test_views_go_through_queries_and_actions() -> None:
    views = [path for path in python_files() if path.name.startswith("views") or path.parent.name == "views"]
    assert [place(path, line) for path in views for line in tables_in_views(tree(path))] == []


def test_nothing_is_kept_twice() -> None:
    assert [
        str(path) for path in python_files() if re.search(r"_(old|bak|orig|backup)\d*\.py$", path.name)
    ] == []


@pytest.fixture
def models(database: Any) -> list[Any]:
    from django.apps import apps

    return [m for m in apps.get_models() if m.__module__.startswith("holdfast.")]


def test_keys_point_down_or_stay_at_home(models: list[Any]) -> None:
    found = []
    for model in models:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model.__module__.startswith("holdfast."):
                here, there = (m.__module__.split(".")[1] for m in (model, field.related_model))
                if here != there and depth(there) <= depth(here):
                    found.append(f"{model._meta.label}.{field.name} points up to {there}")
                if here != there and not field.remote_field.hidden:
                    found.append(
                        f"{model._meta.label}.{field.name} gives {there} a name for {here}: related_name='+'"
                    )
    assert found == []


def test_migrations_are_complete_and_linear(database: Any) -> None:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        graph=loader.graph
    )
    ours = {label for label in changes if apps.get_app_config(label).name.startswith("holdfast.")}
    assert ours == set(), "run makemigrations"
    assert loader.detect_conflicts() == {}
