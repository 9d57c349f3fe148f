"""Passkeys in a real browser: set one up after the first password, then sign in with one tap; and what the clock does."""

from typing import Any

import pytest

PASSWORD = "kelp and limpets 7"


@pytest.fixture
def phone(browse_as: Any) -> Any:
    """A page in a browser whose device has a fingerprint sensor that always says yes."""
    page = browse_as(None, width=375, height=800)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})  # fmt: skip
    return page


def set_up_passkey(page: Any, email: str) -> None:
    page.goto("/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def test_a_passkey_is_set_up_and_signs_in_with_one_tap(world: Any, phone: Any) -> None:
    set_up_passkey(phone, "sam@example.org")
    phone.get_by_role("link", name="I have kept them: go on").click()
    phone.get_by_role("button", name="Sign out").first.click()
    phone.get_by_role("heading", name="Sign in", exact=True).wait_for()
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.get_by_role("link", name="Sam Okafor").wait_for()
    assert phone.url.endswith("/")


def test_a_passkey_stands_for_the_second_proof_after_a_password(world: Any, phone: Any) -> None:
    set_up_passkey(phone, "sam@example.org")
    phone.context.clear_cookies()
    phone.goto("/accounts/login/")
    phone.get_by_label("Email address").fill("sam@example.org")
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    phone.get_by_role("button", name="Use your passkey").click()
    phone.get_by_role("link", name="Sam Okafor").wait_for()


def test_the_passkey_of_a_closed_account_opens_nothing(world: Any, phone: Any) -> None:
    from holdfast.accounts.actions import close_account
    from holdfast.people.keeping import Background

    set_up_passkey(phone, "sam@example.org")
    close_account(account=world.sam, by=Background("test"))
    phone.goto("/accounts/login/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.get_by_role("heading", name="You could not be signed in").wait_for()


def test_a_device_without_a_passkey_is_told_so(world: Any, browse_as: Any) -> None:
    page = browse_as(None)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    page.goto("/accounts/login/")
    assert page.get_by_text("Your device gave no passkey").is_hidden()
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Your device gave no passkey").wait_for()


def test_the_page_warns_then_hides_and_comes_back_with_what_was_typed(
    world: Any, browse_as: Any, sign_in: Any
) -> None:
    page = browse_as(world.sam)
    page.clock.install()
    page.goto("/accounts/password/change/")
    page.get_by_label("Current Password").fill("typed before")
    other = _session(page)
    _age(other, 26 * 60)
    page.clock.fast_forward(25 * 60 * 1000)
    page.get_by_role("heading", name="You will be signed out soon").wait_for()
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    _age(other, 31 * 60)
    page.clock.fast_forward(31 * 60 * 1000)
    page.get_by_role("heading", name="You were signed out").wait_for()
    assert page.get_by_label("Current Password").is_hidden()
    cookie = sign_in(world.sam).cookies["holdfast_session"]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": page.url.partition("/accounts")[0]}]
    )
    page.get_by_role("button", name="I have signed in again").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.get_by_label("Current Password").input_value() == "typed before"


def _session(page: Any) -> Any:
    from django.contrib.sessions.backends.db import SessionStore

    return SessionStore(next(c["value"] for c in page.context.cookies() if c["name"] == "holdfast_session"))


def _age(session: Any, seconds: int) -> None:
    import time

    kept = type(session)(session.session_key)
    kept["door_used"] = int(time.time()) - seconds
    kept.save()


def test_the_only_passkey_cannot_be_taken_away(world: Any, phone: Any) -> None:
    set_up_passkey(phone, "sam@example.org")
    phone.goto("/accounts/2fa/webauthn/")
    phone.get_by_role("link", name="Take it away").click()
    phone.get_by_text("the only way left").wait_for()
