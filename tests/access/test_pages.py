"""Every address, asked for as every kind of person, answers as the table in pages.txt says, and no address is missing from it.

The table names who gets the page (200). Everybody else gets the same answer as if it were not there (404), is sent to sign in
(302), or may not do it this way (403, 405). To write the table anew after a change: `python -m tests.access.write_pages`, then read
the difference: it is the change of who sees what.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.access.pages import address, every_address
from tests.access.samples import add_samples

TABLE = Path(__file__).parent / "pages.txt"
PEOPLE = (
    "sam",
    "tess",
    "dee",
    "ira",
    "mo",
    "cara",
    "sal",
    "nia",
    "eddie",
    "vic",
    "dot",
    "rae",
    "yusuf_himself",
)
REFUSALS = (302, 401, 403, 404, 405)


def table() -> dict[str, set[str]]:
    """By page: who gets it."""
    lines = [
        line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return {name: set(people.split()) for name, _, people in (line.partition(" ") for line in lines)}


def answers(world: Any, sign_in: Any, looking_as: Any) -> dict[str, dict[str, int]]:
    """The status of every page about Ada, by page and person; `anybody` is not signed in."""
    from django.test import Client

    with looking_as(world.sam):
        rows = add_samples(world)
    clients = {who: sign_in(world.accounts[who]) for who in PEOPLE} | {"anybody": Client()}
    found: dict[str, dict[str, int]] = {}
    for name, _, parts in every_address():
        path = address(name, parts, world.ada, rows)
        found[name] = {who: client.get(path).status_code for who, client in clients.items()}
        for who in PEOPLE:
            if name in ("account_logout", "home") or name.startswith(("mfa_", "usersessions", "account_")):
                clients[who] = sign_in(world.accounts[who])
    return found


@pytest.fixture
def found(world: Any, sign_in: Any, looking_as: Any) -> dict[str, dict[str, int]]:
    return answers(world, sign_in, looking_as)


def test_every_page_answers_each_person_as_the_table_says(found: dict[str, dict[str, int]]) -> None:
    got = {name: {who for who, status in row.items() if status == 200} for name, row in found.items()}
    assert got == table()


def test_nobody_else_learns_anything(found: dict[str, dict[str, int]]) -> None:
    strange = {
        (name, who, status)
        for name, row in found.items()
        for who, status in row.items()
        if status != 200 and status not in REFUSALS
    }
    assert strange == set()


def test_of_a_child_who_is_not_theirs_nobody_gets_a_page(found: dict[str, dict[str, int]]) -> None:
    strangers = {"sal", "nia", "eddie", "vic", "dot", "rae", "yusuf_himself", "anybody"}
    below_a_child = {name for name, route, _ in every_address() if route.startswith("child/")}
    seen = {(name, who) for name in below_a_child for who in strangers if found[name][who] == 200}
    assert below_a_child and seen == set()
    assert {found[name][who] for name in below_a_child for who in strangers - {"anybody"}} <= {404, 405}
