"""Every form of the product that is typed into keeps what is typed on the server; the few that do not are named here, with the reason.

The pages are those of tests/access/pages.txt, each seen by the first of LOOKERS who gets it, every part of a record, and the pages
that only an earlier step leads to.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.pages import address, every_address
from tests.access.samples import add_samples
from tests.access.test_pages import table
from tests.web.forms_in_pages import FormInPage, forms_in

LOOKERS = ("sam", "mo", "dot", "cara", "yusuf_himself")
WORDS = "The room by the stairs is too loud"
SIGNING_IN = "belongs to signing in: it is kept by nobody, and asked again"
NOT_KEPT = {
    "account_": SIGNING_IN,
    "mfa_": SIGNING_IN,
    "search:search": "a search is sent or typed again; it is in the log once it is sent",
    "reviews:decision": "one day, today's already filled in",
}


def addresses(world: Any, looking_as: Any) -> Iterator[tuple[str, str, str]]:
    """Name, path and who looks, of every page that is reached by its address alone."""
    from holdfast.people.registry import lists, objects

    with looking_as(world.sam):
        rows = add_samples(world)
    for name, _, parts in every_address():
        who = next((one for one in LOOKERS if one in table()[name]), None)
        if who is not None and name != "account_logout":
            yield name, address(name, parts, world.ada, rows), who
    for name, _, parts in every_address():
        if parts == {"child"}:  # what a young person has on their own record
            yield name, address(name, parts, world.yusuf, rows), "yusuf_himself"
    begin = f"/child/{world.ada.pk}/record"
    yield from (("entries:new", f"{begin}/{name}/new", "sam") for name in lists())
    yield from (("entries:part", f"{begin}/{name}", "sam") for name in objects())


def later_steps(world: Any, sign_in: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, path and client of the pages that an earlier step leads to: a new record, an emergency and its review."""
    from holdfast.people.search.finding import ticket

    sam, eddie, mo = sign_in(world.sam), sign_in(world.eddie), sign_in(world.mo)
    sam.post("/search/", {"asked": "Zebedee Quill"})
    yield "search:new", "/search/new/", sam
    opening = f"/emergency/open/{ticket(world.eddie, world.ada.pk)}/"
    yield "search:emergency", opening, eddie
    eddie.post(opening, {"reason": "found alone at the station"})
    waiting = mo.get("/emergency/").context["waiting"]
    yield "search:review", f"/emergency/{waiting[0].opening.pk}/", mo


@pytest.fixture
def seen(world: Any, sign_in: Any, looking_as: Any) -> list[tuple[str, str, Any, FormInPage]]:
    """Every form that is typed into: its page's name and path, the client that sees it, the form."""
    clients = {who: sign_in(world.accounts[who]) for who in LOOKERS}
    pages = [(name, path, clients[who]) for name, path, who in addresses(world, looking_as)]
    found = []
    for name, path, client in (*pages, *later_steps(world, sign_in)):
        html = client.get(path).content.decode(errors="replace")
        found += [(name, path, client, form) for form in forms_in(html)]
    return found


def excepted(name: str) -> bool:
    return any(name.startswith(each) for each in NOT_KEPT)


def test_every_form_keeps_what_is_typed_or_says_why_not(seen: Any) -> None:
    lacking = {f"{name} {form.boxes}" for name, _, _, form in seen if not form.kept_at and not excepted(name)}
    assert len(seen) > 60 and lacking == set()


def test_no_exception_is_left_over(seen: Any) -> None:
    without = {name for name, _, _, form in seen if not form.kept_at}
    assert [each for each in NOT_KEPT if not any(name.startswith(each) for name in without)] == []


def test_what_was_kept_stands_in_the_form_again(seen: Any) -> None:
    """Typed, left without sending it, and opened anew: by the address that the draft goes by."""
    lost = []
    for name, path, client, form in seen:
        if not form.kept_at:
            continue
        typed = {box: [WORDS] for box in form.boxes} | form.hidden
        kept = client.post(form.kept_at, typed)
        assert kept.status_code == 200, (name, kept.content)
        page = client.get(form.kept_at.removeprefix("/drafts")).content.decode()
        if page.count(WORDS) < len(form.boxes):
            lost.append((name, path, form.boxes))
    assert lost == []


def test_a_form_without_a_draft_would_be_found() -> None:
    page = "<form method='post'><input type='hidden' name='a'><textarea name='b'></textarea></form><form><input name='c'></form>"
    assert [(form.boxes, form.kept_at) for form in forms_in(page)] == [(["b"], "")]
