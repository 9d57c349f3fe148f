"""Whose tries a limit counts: what a caller writes into X-Forwarded-For is believed only as far as one's own proxies wrote it."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

ALLOWED = 20  # a reset of passwords, from one address in an hour
REFUSED = 429


@pytest.fixture
def ask(clean: Any) -> Callable[..., int]:
    """`ask(forwarded)`: the answer to a reset of somebody's password, another's each time, asked through one last machine."""
    from django.test import Client

    client, asked = Client(REMOTE_ADDR="192.0.2.1"), iter(range(1000))

    def answered(forwarded: str) -> int:
        form = {"email": f"nobody{next(asked)}@example.org"}
        answer = client.post("/accounts/password/reset/", form, headers={"X-Forwarded-For": forwarded})
        return int(answer.status_code)

    return answered


def test_with_no_proxy_nobody_gets_round_a_limit_by_what_they_write(ask: Callable[..., int]) -> None:
    assert {ask(f"203.0.113.{i}") for i in range(ALLOWED)} == {302}
    assert ask("203.0.113.99") == REFUSED


def test_behind_a_proxy_each_address_is_counted_for_itself(ask: Callable[..., int]) -> None:
    from django.test import override_settings

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert {ask("203.0.113.1") for _ in range(ALLOWED)} == {302}
        assert ask("203.0.113.1") == REFUSED
        assert ask("203.0.113.2") == 302
        assert ask("203.0.113.3, 203.0.113.1") == REFUSED, (
            "the proxy wrote the last; the first is the caller's own word"
        )


@pytest.mark.parametrize(("said", "means"), [({}, 0), ({"HOLDFAST_PROXIES": "2"}, 2)])
def test_how_many_there_are_is_said_in_the_environment(
    database: Any, said: dict[str, str], means: int
) -> None:
    asks = "from django.conf import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    found = subprocess.run(
        [sys.executable, "-c", asks], env=os.environ | said, capture_output=True, text=True, check=True
    )
    assert int(found.stdout) == means
