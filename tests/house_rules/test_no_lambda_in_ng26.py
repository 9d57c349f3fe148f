"""No lambda hides a condition of the guideline: what cannot be walked cannot be explained or compiled."""

import ast

import pytest

from tests.house_rules.sources import place, python_files, tree


def lambdas(module: ast.Module) -> list[int]:
    """The lines on which a lambda stands."""
    return [node.lineno for node in ast.walk(module) if isinstance(node, ast.Lambda)]


@pytest.mark.parametrize("bad", ["applies = lambda case: case.age < 5", "sorted(x, key=lambda y: y[0])"])
def test_bad_lines_are_found(bad: str) -> None:
    assert lambdas(ast.parse(bad)) == [1]


@pytest.mark.parametrize(
    "good", ["applies = edge_of_care & preschool", "text = 'lambda'", "sorted(x, key=itemgetter(0))"]
)
def test_good_lines_pass(good: str) -> None:
    assert lambdas(ast.parse(good)) == []


def test_no_lambda_in_the_guideline() -> None:
    found = [place(path, line) for path in python_files("ng26") for line in lambdas(tree(path))]
    assert found == [], "say the condition with the language in engine/expressions.py"
