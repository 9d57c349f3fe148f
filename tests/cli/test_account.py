"""Accounts from the command line, and what the person does with the address that is printed: the way of a browser."""

import re

import pytest

from tests.cli.commands import run
from tests.web.test_sign_in import LOGIN, code_of, post_password, set_up_app

NEW, NEWER = "samphire and thrift 4", "sea rocket and orache 9"
OPEN = ("account", "open", "--name", "Vic Winter", "--role", "service_manager", "--agency", "Our Council")


def sets_password(client, printed: str, password: str):
    """Follow the printed address and set a password there; the answer after that."""
    path = re.search(r"http://localhost:8000(\S+)", printed)[1]
    form = client.get(path, follow=True)
    assert form.status_code == 200, printed
    return client.post(
        form.redirect_chain[-1][0], {"password1": password, "password2": password}, follow=True
    )


@pytest.fixture
def client(clean):
    from django.test import Client

    return Client()


def test_an_account_is_opened_and_its_person_signs_in(client):
    done = run(*OPEN, "--email", "vic@example.org")
    assert done.returncode == 0 and done.stdout.startswith(
        "Vic Winter, service manager, sets a first password"
    ), done.stderr
    assert "password1" not in sets_password(client, done.stdout, NEW).content.decode()
    assert post_password(client, "vic@example.org", NEW).status_code == 302
    assert client.get("/").headers["Location"] == "/set-up/"
    twice = run(*OPEN, "--email", "Vic@example.org")
    assert twice.returncode == 2 and "already" in twice.stderr and not twice.stdout


def test_who_lost_everything_begins_again_and_nothing_old_opens(client):
    from django.test import Client

    sets_password(client, run(*OPEN, "--email", "vic@example.org").stdout, NEW)
    post_password(client, "vic@example.org", NEW)
    secret = set_up_app(client)
    assert client.get("/", follow=True).status_code == 200
    done = run("account", "reset", "--email", "VIC@example.org")
    assert done.returncode == 0, done.stderr
    assert client.get("/").headers["Location"].startswith(LOGIN), "the session has ended"
    old = Client()
    assert "form" in post_password(old, "vic@example.org", NEW).context, "the old password"
    again = Client()
    sets_password(again, done.stdout, NEWER)
    assert post_password(again, "vic@example.org", NEWER).headers["Location"] != "/accounts/2fa/authenticate/"
    assert again.get("/").headers["Location"] == "/set-up/"
    assert set_up_app(again) != secret and code_of(secret)
    once = Client().get(re.search(r"http://localhost:8000(\S+)", done.stdout)[1], follow=True)
    assert "password1" not in once.content.decode(), "the address works once"


def test_nobody_of_that_address_is_said(clean):
    done = run("account", "reset", "--email", "nobody@example.org")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "holdfast: no open account has the address 'nobody@example.org'\n"
