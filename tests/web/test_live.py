"""The server that browser tests talk to is a real one, on the same database."""

from typing import Any


def test_a_browser_reaches_the_record_of_this_process(world: Any, browse_as: Any) -> None:
    page = browse_as(None)
    page.goto("/accounts/login/")
    assert page.get_by_role("heading", name="Sign in", exact=True).is_visible()


def test_a_browser_can_be_signed_in(world: Any, browse_as: Any) -> None:
    page = browse_as(world.sam)
    page.goto("/accounts/password/change/")
    assert page.get_by_role("button", name="Change password").is_visible()
