"""Staff sign in through their agency's own provider, to the account made for them and to no other."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.web.agency_provider import CLIENT, SECRET, Provider, agency_provider

SAM = {"sub": "s-1", "email": "sam@example.org", "email_verified": True, "name": "Sam", "amr": ["pwd", "mfa"]}


@pytest.fixture
def provider(world: Any, tmp_path: Path) -> Iterator[Provider]:
    from django.test import override_settings

    from holdfast.config.identity_providers import providers

    with agency_provider() as made:
        file = tmp_path / "providers.toml"
        file.write_text(
            f'[saltmarsh]\nname = "Saltmarsh Council"\nagency = "saltmarsh"\nclient_id = "{CLIENT}"\n'
            f'secret = "{SECRET}"\nserver_url = "{made.address}"\n'
        )
        with override_settings(SOCIALACCOUNT_PROVIDERS=providers(str(file))):
            yield made


def sign_in_there(provider: Provider, person: dict[str, Any], process: str = "login") -> tuple[Any, Any]:
    """A browser's way to the provider and back: the client, and the last answer."""
    from django.test import Client

    provider.person = person
    client = Client()
    away = client.post(f"/accounts/oidc/saltmarsh/login/?process={process}").headers["Location"]
    assert away.startswith(provider.address)
    url = urlsplit(away)
    connection = http.client.HTTPConnection(url.netloc)
    connection.request("GET", f"{url.path}?{url.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return client, client.get(f"{back.path}?{back.query}")


def refused(answer: Any) -> bool:
    return (
        answer.status_code == 403 and "There is no account here for this sign-in" in answer.content.decode()
    )


def test_the_sign_in_page_names_the_agency(provider: Provider) -> None:
    from django.test import Client

    assert "Saltmarsh Council" in Client().get("/accounts/login/").content.decode()


def test_somebody_signs_in_to_the_account_made_for_them(provider: Provider, world: Any) -> None:
    client, answer = sign_in_there(provider, SAM)
    assert answer.headers["Location"] == "/"
    first = client.get("/")
    assert first.status_code == 200 and first.context["user"] == world.sam
    assert provider.asked[-2:] == ["/token", "/person"]


def test_a_provider_that_says_nothing_of_a_second_proof_is_not_enough(provider: Provider) -> None:
    client, _ = sign_in_there(provider, SAM | {"amr": ["pwd"]})
    assert client.get("/").headers["Location"] == "/set-up/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200, "and may set one up here"


@pytest.mark.parametrize(
    ("why", "person"),
    [
        ("the address is not verified", SAM | {"email_verified": False}),
        ("nothing is said of the address", {k: v for k, v in SAM.items() if k != "email_verified"}),
        ("nobody has this address", SAM | {"email": "nobody@example.org"}),
        ("another agency's member of staff", SAM | {"email": "tess@example.org"}),
        ("a carer, of no agency", SAM | {"email": "cara@example.org"}),
        ("a young person", SAM | {"email": "yusuf_himself@example.org"}),
    ],
)
def test_who_is_not_let_in(provider: Provider, why: str, person: dict[str, Any]) -> None:
    client, answer = sign_in_there(provider, person)
    assert refused(answer), why
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_no_account_is_made_for_a_stranger(provider: Provider, world: Any) -> None:
    from holdfast.accounts.models import Account

    before = Account.objects.count()
    sign_in_there(provider, SAM | {"email": "new@example.org"})
    assert Account.objects.count() == before


def test_a_closed_account_stays_closed(provider: Provider, world: Any) -> None:
    from holdfast.accounts.actions import close_account
    from holdfast.people.keeping import Background

    sign_in_there(provider, SAM)
    close_account(account=world.sam, by=Background("test"))
    assert refused(sign_in_there(provider, SAM)[1])


def test_the_lasting_id_decides_and_not_the_address(provider: Provider, world: Any) -> None:
    sign_in_there(provider, SAM)
    client, _ = sign_in_there(provider, SAM | {"email": "sam.okafor@example.org"})
    assert client.get("/").context["user"] == world.sam, "the same person under a new address"
    successor = SAM | {"sub": "s-2"}
    assert refused(sign_in_there(provider, successor)[1]), "somebody else who was given the old address"


def test_who_has_left_the_agency_is_no_longer_let_in_by_it(provider: Provider, world: Any) -> None:
    from holdfast.accounts.models import Account

    sign_in_there(provider, SAM)
    Account.objects.filter(pk=world.sam.pk).update(agency=world.tess.agency)
    assert refused(sign_in_there(provider, SAM)[1])


def test_an_answer_nobody_asked_for_opens_nothing(provider: Provider) -> None:
    from django.test import Client

    client = Client()
    answer = client.get("/accounts/oidc/saltmarsh/login/callback/?code=x&state=made-up")
    assert "did not work" in answer.content.decode()
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_nobody_binds_a_second_provider_account_to_their_own(provider: Provider, world: Any) -> None:
    assert refused(sign_in_there(provider, SAM, process="connect")[1])


def test_what_a_file_of_providers_must_say(tmp_path: Path) -> None:
    from holdfast.config.identity_providers import BadProvider, providers

    file = tmp_path / "providers.toml"
    file.write_text('[a]\nname = "A"\nserver_url = "http://login.example"\nsecond_factor = "perhaps"\n')
    with pytest.raises(BadProvider) as told:
        providers(str(file))
    for words in ("[a] agency: expected a text", "begins with https://", '"always"'):
        assert words in str(told.value)
