"""Signing in: what is asked, what is answered to whom, and what a session may do before a second factor is there."""

import re
from typing import Any

import pytest

PASSWORD = "kelp and limpets 7"
LOGIN = "/accounts/login/"


def post_password(client: Any, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def without_tokens(page: Any) -> str:
    """The page's text without what differs each time."""
    text = re.sub(r'value="[^"]{20,}"', "", page.content.decode())
    return re.sub(r'name="login" value="[^"]*"', "", text)


@pytest.fixture
def client(world: Any) -> Any:
    from django.core import mail
    from django.test import Client

    mail.outbox.clear()
    return Client()


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now for this secret."""
    from allauth.mfa.totp.internal import auth

    counter = next(iter(auth.yield_hotp_counters_from_time())) + 1 + later
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def set_up_app(client: Any) -> str:
    """Set up an authenticator app in a session that has just begun; its secret."""
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(secret)


def test_without_a_second_factor_only_its_pages_open(client: Any) -> None:
    post_password(client, "sam@example.org")
    for path in ("/", "/my-account/", "/accounts/password/change/", "/accounts/sessions/", "/nowhere/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/set-up/"), path
    assert client.get("/set-up/").status_code == 200
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    set_up_app(client)
    assert client.get("/").status_code == 200


def test_the_app_is_asked_for_from_then_on(client: Any) -> None:
    from django.test import Client

    post_password(client, "sam@example.org")
    secret = set_up_app(client)
    again = Client()
    assert post_password(again, "sam@example.org").headers["Location"] == "/accounts/2fa/authenticate/"
    assert again.get("/").headers["Location"].startswith(LOGIN), "not signed in yet"
    assert again.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    answer = again.post("/accounts/2fa/authenticate/", {"code": code_of(secret, later=-1)})
    assert answer.headers["Location"] == "/"
    assert again.get("/").status_code == 200


def test_a_session_begun_with_the_password_alone_is_not_carried_in_by_another(client: Any) -> None:
    from django.test import Client

    other = Client()
    post_password(other, "sam@example.org")
    post_password(client, "sam@example.org")
    set_up_app(client)
    assert other.get("/accounts/2fa/webauthn/add/").headers["Location"].startswith(LOGIN)
    assert other.get("/").headers["Location"].startswith(LOGIN), "signed out"


def test_recovery_codes_are_shown_once_and_each_lets_in_once(client: Any) -> None:
    from django.test import Client

    post_password(client, "sam@example.org")
    set_up_app(client)
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(set(codes)) == 10
    assert codes[0] not in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert client.get("/accounts/2fa/recovery-codes/download/").status_code in (403, 404)
    for status in (302, 200):
        again = Client()
        post_password(again, "sam@example.org")
        assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == status


def test_secrets_of_apps_are_not_kept_in_clear(client: Any, database: Any) -> None:
    post_password(client, "sam@example.org")
    secret = set_up_app(client)
    kept = database.as_superuser("SELECT data::text FROM mfa_authenticator")
    assert len(kept) == 2 and all(secret not in text for (text,) in kept)


def test_under_another_secret_no_code_fits_and_the_log_says_why(client: Any, caplog: Any) -> None:
    """As after a backup was brought back without its secrets.json."""
    from django.test import Client, override_settings

    post_password(client, "sam@example.org")
    secret = set_up_app(client)
    recovery = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"][0]
    with override_settings(SECRET_KEY="that of another installation"):
        again = Client()
        post_password(again, "sam@example.org")
        for code in (code_of(secret, later=-1), recovery):
            assert again.post("/accounts/2fa/authenticate/", {"code": code}).context["form"].errors
    assert "secrets.json is not the one" in caplog.text


def test_unknown_wrong_and_closed_are_answered_alike(world: Any, client: Any) -> None:
    from django.test import Client

    from holdfast.accounts.actions import close_account
    from holdfast.people.keeping import Background

    close_account(account=world.tess, by=Background("test"))
    told = [
        post_password(Client(), email, password)
        for email, password in (
            ("nobody@example.org", "some password"),
            ("sam@example.org", "not the password"),
            ("tess@example.org", PASSWORD),
            ("tess@example.org", "not the password"),
        )
    ]
    assert {page.status_code for page in told} == {200}
    assert len({without_tokens(page) for page in told}) == 1
    assert "not correct" in told[0].content.decode()


def test_an_unknown_address_costs_as_much_work_as_a_wrong_password(
    world: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow part of signing in is the password's hash: it is worked out once, whoever asks."""
    from django.contrib.auth.hashers import ScryptPasswordHasher

    worked: list[str] = []
    real = ScryptPasswordHasher.encode

    def counting(self: Any, password: str, *args: Any, **words: Any) -> str:
        worked.append(password)
        return str(real(self, password, *args, **words))

    monkeypatch.setattr(ScryptPasswordHasher, "encode", counting)
    for email in ("nobody@example.org", "sam@example.org"):
        post_password(client, email, f"wrong for {email}")
    assert len(worked) == 2 and len(set(worked)) == 2


def test_a_reset_says_the_same_to_everybody(world: Any, client: Any) -> None:
    from django.core import mail

    from holdfast.accounts.actions import close_account
    from holdfast.people.keeping import Background

    close_account(account=world.tess, by=Background("test"))
    pages = set()
    for email in ("nobody@example.org", "sam@example.org", "tess@example.org"):
        answer = client.post("/accounts/password/reset/", {"email": email}, follow=True)
        pages.add((answer.redirect_chain[-1], without_tokens(answer)))
    assert len(pages) == 1
    sent = {message.to[0]: message.body for message in mail.outbox}
    assert "/accounts/password/reset/key/" in sent["sam@example.org"]
    assert "/accounts/password/reset/key/" not in sent["tess@example.org"] + sent["nobody@example.org"]


def test_five_wrong_passwords_lock_the_account_for_a_while(client: Any) -> None:
    for _ in range(5):
        assert "not correct" in post_password(client, "sam@example.org", "wrong").content.decode()
    locked = post_password(client, "sam@example.org")
    assert "Too many tries" in locked.content.decode()
    assert client.get("/").headers["Location"].startswith(LOGIN)
    assert post_password(client, "tess@example.org").status_code == 302, "others are not locked out"


def test_locking_out_works_alike_for_an_address_nobody_has(client: Any) -> None:
    for _ in range(5):
        post_password(client, "nobody@example.org", "wrong")
    assert "Too many tries" in post_password(client, "nobody@example.org").content.decode()


def test_nobody_makes_or_changes_an_account_for_themselves(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    for path in ("/accounts/signup/", "/accounts/email/", "/accounts/3rdparty/", "/accounts/social/signup/",
                 "/accounts/2fa/webauthn/signup/", "/accounts/login/code/"):  # fmt: skip
        assert sam.get(path).status_code == 404, path


def test_signing_in_gives_another_session_than_before(client: Any) -> None:
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["holdfast_session"] = before
    post_password(client, "sam@example.org")
    assert client.session.session_key != before


def test_signing_in_and_out_stand_in_the_log(client: Any, database: Any) -> None:
    post_password(client, "sam@example.org")
    set_up_app(client)
    client.post("/accounts/logout/")
    did = database.as_superuser(
        "SELECT did, detail->'with' FROM audit_auditentry WHERE actor_name = 'Sam Okafor' AND did LIKE 'signed%' ORDER BY id"
    )
    assert did == [("signed in", ["password"]), ("signed out", None)]
    assert client.get("/").headers["Location"].startswith(LOGIN)


def test_the_last_second_factor_stays(client: Any) -> None:
    post_password(client, "sam@example.org")
    set_up_app(client)
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "the only way left" in answer.content.decode()
    assert "Set up." in client.get("/accounts/2fa/").content.decode()


def test_what_changes_about_signing_in_is_mailed_to_the_account(client: Any) -> None:
    from django.core import mail

    post_password(client, "sam@example.org")
    set_up_app(client)
    (message,) = [m for m in mail.outbox if "authenticator app" in m.subject]
    assert message.to == ["sam@example.org"] and "An authenticator app was set up" in message.body
    assert "If it was not you" in message.body


def test_a_link_from_the_mail_sets_a_password_once(client: Any) -> None:
    from django.core import mail

    client.post("/accounts/password/reset/", {"email": "sam@example.org"})
    path = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)
    assert path
    form = client.get(path.group(1), follow=True)
    new = {"password1": "seaweed and anchors 9", "password2": "seaweed and anchors 9"}
    assert client.post(form.redirect_chain[-1][0], new, follow=True).status_code == 200
    assert post_password(client, "sam@example.org", new["password1"]).status_code == 302
    again = client.__class__()
    assert "no longer works" in again.get(path.group(1), follow=True).content.decode()


def test_a_weak_password_is_refused(client: Any) -> None:
    post_password(client, "sam@example.org")
    set_up_app(client)
    for weak in ("short", "123456789012", "sam@example.org"):
        sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        assert client.post("/accounts/password/change/", sent).context["form"].errors
