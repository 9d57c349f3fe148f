"""The server that browser tests talk to is a real one, on the same database."""

from typing import Any


def test_a_browser_reaches_the_record_of_this_process(world: Any, browse_as: Any) -> None:
    page = browse_as(None)
    page.goto("/accounts/login/")
    assert page.get_by_role("heading", name="Sign in", exact=True).is_visible()


def test_a_browser_can_be_signed_in(world: Any, browse_as: Any) -> None:
    page = browse_as(world.sam)
    page.goto("/my-account/")
    assert page.get_by_role("heading", name="Your account").is_visible()
    assert page.get_by_text("sam@example.org").is_visible()
