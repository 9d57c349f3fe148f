"""How long a session lasts, what happens to what was being typed, and what leaves the server."""

import time
from typing import Any

import pytest


def age(client: Any, *, idle: int = 0, whole: int = 0) -> None:
    """Make the session older, in seconds: since it was used, since it began."""
    session = client.session
    session["door_used"] = int(time.time()) - idle
    session["door_began"] = int(time.time()) - whole
    session.save()


def out(answer: Any) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/?next=")


def test_a_session_nobody_uses_ends(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    age(sam, idle=29 * 60)
    assert sam.get("/my-account/").status_code == 200
    age(sam, idle=30 * 60)
    gone = sam.get("/my-account/")
    assert out(gone) and gone.headers["Location"].endswith("next=/my-account/")
    assert "your time ran out" in sam.get(gone.headers["Location"]).content.decode()
    assert out(sam.get("/my-account/"))


def test_using_it_keeps_it(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    age(sam, idle=20 * 60)
    sam.get("/my-account/")
    assert time.time() - sam.session["door_used"] < 60


def test_a_session_ends_after_a_working_day_whatever_happens(
    world: Any, sign_in: Any, settings_of: Any
) -> None:
    sam = sign_in(world.sam)
    age(sam, whole=settings_of.SESSION_COOKIE_AGE - 60)
    assert sam.get("/my-account/").status_code == 200
    age(sam, whole=settings_of.SESSION_COOKIE_AGE)
    assert out(sam.get("/my-account/"))


@pytest.fixture
def settings_of() -> Any:
    from django.conf import settings

    return settings


def test_what_was_being_sent_is_given_back(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    age(sam, idle=3600)
    answer = sam.post("/welcome/done/", {"words": "She said <b>hello</b>", "password": "hidden"})
    text = answer.content.decode()
    assert (
        answer.status_code == 403 and "She said &lt;b&gt;hello&lt;/b&gt;" in text and "hidden\n" not in text
    )


def test_asking_the_time_left_does_not_lengthen_it(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    age(sam, idle=20 * 60)
    assert 590 <= sam.get("/still-here/").json()["left"] <= 600
    assert 1790 <= sam.post("/still-here/").json()["left"] <= 1800
    sam.post("/accounts/logout/")
    assert sam.get("/still-here/").json() == {"left": 0, "who": ""}


def test_a_closed_account_is_out_at_once(world: Any, sign_in: Any) -> None:
    from holdfast.accounts.actions import close_account
    from holdfast.people.keeping import Background

    sam = sign_in(world.sam)
    assert sam.get("/my-account/").status_code == 200
    close_account(account=world.sam, by=Background("test"))
    assert out(sam.get("/my-account/"))
    assert sam.get("/still-here/").json()["left"] == 0


def test_signing_out_everywhere_else(world: Any) -> None:
    from django.test import Client

    from tests.web.test_sign_in import code_of, post_password, set_up_app

    here, there = Client(), Client()
    post_password(here, "sam@example.org")
    secret = set_up_app(here)
    post_password(there, "sam@example.org")
    there.post("/accounts/2fa/authenticate/", {"code": code_of(secret, later=-1)})
    assert there.get("/").status_code == 200
    assert here.get("/accounts/sessions/").content.decode().count("127.0.0.1") == 2
    here.post("/accounts/sessions/")
    assert here.get("/").status_code == 200 and there.get("/").status_code == 302


def test_a_new_password_ends_the_other_sessions(world: Any, sign_in: Any) -> None:
    here, there = sign_in(world.sam), sign_in(world.sam)
    new = "another kelp and limpets"
    answer = here.post("/accounts/password/change/",
                       {"oldpassword": "kelp and limpets 7", "password1": new, "password2": new})  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    assert here.get("/my-account/").status_code == 200 and out(there.get("/my-account/"))


PAGES = ("/accounts/login/", "/", "/my-account/", "/nowhere/", "/demo/sign-in", "/still-here/")


@pytest.mark.parametrize("path", PAGES)
def test_headers_of_every_page(world: Any, sign_in: Any, path: str) -> None:
    headers = sign_in(world.sam).get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    for words in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ):
        assert words in policy
    assert "unsafe" not in policy


def test_over_https_cookies_and_addresses_are_for_https_alone(database: Any) -> None:
    import json
    import os
    import subprocess
    import sys

    ask = (
        "import json, django; django.setup(); from django.test import Client; from django.conf import settings as s;"
        "over = Client().get('/health/live', secure=True); plain = Client().get('/accounts/login/');"
        "page = Client().get('/accounts/login/', secure=True);"
        "print(json.dumps([page.headers.get('Strict-Transport-Security'), plain.status_code, plain.headers['Location'],"
        " bool(page.cookies['csrftoken']['secure']), s.SESSION_COOKIE_SECURE]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ | {"HOLDFAST_HTTPS": "1"}, check=True, capture_output=True
    )
    hsts, status, to, cookie, session = json.loads(told.stdout.splitlines()[-1])
    assert hsts == "max-age=31536000" and status == 301 and to.startswith("https://") and cookie and session


def test_the_welcome_is_shown_until_put_away(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    assert "Welcome, Sam Okafor" in sam.get("/").content.decode()
    sam.post("/welcome/done/")
    assert sam.get("/").headers["Location"] == "/week/"
    assert "Welcome, Sal Quinn" in sign_in(world.sal).get("/").content.decode()


def test_a_young_person_is_led_to_their_own_pages(world: Any, sign_in: Any, looking_as: Any) -> None:
    yusuf = sign_in(world.yusuf_himself)
    shown = yusuf.get("/").content.decode()
    for path in (f"/child/{world.yusuf.pk}/words/new/", f"/child/{world.yusuf.pk}/log/"):
        assert f'href="{path}"' in shown and yusuf.get(path).status_code == 200
    from holdfast.people.actions import link_account

    with looking_as(world.sal):
        link_account(child=world.yusuf, account=None, by=world.sal)
    unlinked = yusuf.get("/").content.decode()
    assert "Say it in your own words" in unlinked and str(world.yusuf.pk) not in unlinked


def test_every_role_is_told_what_it_does_most(database: Any) -> None:
    from holdfast.accounts.models import Account
    from holdfast.accounts.vocabulary import ACCOUNT_ROLES
    from holdfast.web.door.welcome import things_for

    for role in ACCOUNT_ROLES:
        things = things_for(Account(role=role))
        assert 1 <= len(things) <= 3 and len({t.text for t in things}) == len(things)
