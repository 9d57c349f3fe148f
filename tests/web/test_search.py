"""Search before create: what each person is shown, and what nobody is."""

from typing import Any

import pytest

from tests.world import ago


def search(client: Any, typed: str) -> Any:
    answer = client.post("/search/", {"asked": typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/search/results/")
    return client.get("/search/results/")


def text(page: Any) -> str:
    return page.content.decode()


def number_of(world: Any, looking_as: Any, child: Any, by: Any, scheme: str, value: str) -> None:
    from holdfast.people import keeping
    from holdfast.people.models import Identifier

    with looking_as(by):
        keeping.add(model=Identifier, child=child, values={"scheme": scheme, "value": value}, by=by)


@pytest.mark.parametrize("typed", ["Ada Marsh", "ada", "marsh", "Adah Marsch", "ad", "arsh"])
def test_ones_own_child_is_found_and_the_page_says_why(world: Any, sign_in: Any, typed: str) -> None:
    page = search(sign_in(world.sam), typed)
    assert "Ada Marsh" in text(page) and f"/child/{world.ada.pk}/" in text(page)
    assert "4 years" in text(page) and "Found because" in text(page)


def test_what_was_typed_is_in_no_address(world: Any, sign_in: Any) -> None:
    page = search(sign_in(world.sam), "Ada Marsh")
    assert page.request["QUERY_STRING"] == "" and "Ada" not in page.request["PATH_INFO"]


def test_a_birthday_in_several_ways(world: Any, sign_in: Any) -> None:
    born = world.ada.date_of_birth
    ways = (f"{born:%d/%m/%Y}", f"{born:%Y-%m-%d}", f"{born.day} {born:%B} {born.year}", f"{born:%d %m %y}", f"{born:%d%m%Y}",
            f"{born.day}th of {born:%b} {born.year}")  # fmt: skip
    client = sign_in(world.sam)
    for typed in ways:
        assert "Found because born on that day" in text(search(client, typed)), typed


def test_a_name_heard_wrong_is_found(world: Any, sign_in: Any) -> None:
    page = search(sign_in(world.sal), "Joseph Demeer")
    assert "Yusuf Demir" in text(page) and "a name is another form of it" in text(page)


def test_numbers(world: Any, sign_in: Any, looking_as: Any) -> None:
    number_of(world, looking_as, world.ada, world.sam, "nhs_number", "9434765919")
    client = sign_in(world.sam)
    for typed in ("943 476 5919", "9434765919", "943-476-5919"):
        assert "the NHS number is the same" in text(search(client, typed))
    assert "its last digit does not fit" in text(search(client, "943 476 5918"))


def test_of_somebody_elses_child_nothing_but_the_agency(world: Any, sign_in: Any) -> None:
    page = text(search(sign_in(world.sam), "Bea Marsh"))
    assert "Saltmarsh Council" in page and "01632 960100" in page and "in an emergency" in page
    shown = page[page.index("<main") : page.index('role="search"')]
    for secret in (str(world.bea.pk), "BEA", "Found because", "2 years", "Ada"):
        assert secret not in shown, secret


def test_several_children_of_an_agency_are_one_line(world: Any, sign_in: Any, looking_as: Any) -> None:
    from tests.world import _open

    with looking_as(world.sal):
        for reference in ("X1", "X2", "X3"):
            _open(
                reference,
                world.sal,
                [("social_worker", world.sal, ago(1), True)],
                given_name="Bea",
                family_name="Marsh",
            )
    assert text(search(sign_in(world.eddie), "Bea Marsh")).count("01632 960100") == 1, "one line"


@pytest.mark.parametrize("who", ["dee", "vic", "dot", "ira_not_hers"])
def test_other_roles_get_the_page_of_no_match(world: Any, sign_in: Any, who: str) -> None:
    client = sign_in(world.accounts["dee" if who == "ira_not_hers" else who])
    known, unknown = text(search(client, "Bea Marsh")), text(search(client, "Zzz Qqq"))
    for word in ("Bea Marsh", "Zzz Qqq"):
        known, unknown = known.replace(word, "…"), unknown.replace(word, "…")
    assert _plain(known) == _plain(unknown)


def _plain(page: str) -> str:
    import re

    return re.sub(r'(value|data-left)="[^"]*"', "", page)


def test_a_single_name_gives_away_nobody(world: Any, sign_in: Any) -> None:
    page = text(search(sign_in(world.eddie), "Marsh"))
    assert "Ask here" not in page and "None of the children you work with" in page


@pytest.mark.parametrize("who", ["rae", "cara", "yusuf_himself"])
def test_who_has_no_search(world: Any, sign_in: Any, who: str) -> None:
    client = sign_in(world.accounts[who])
    for path in ("/search/", "/search/results/", "/search/new/"):
        assert client.get(path).status_code == 404
    assert 'href="/search/"' not in text(client.get("/"))


def test_a_search_stands_in_the_log_with_what_was_asked(world: Any, sign_in: Any, database: Any) -> None:
    search(sign_in(world.sam), "Ada Marsh")
    told = database.as_superuser(
        "SELECT did, actor_name, actor_role, detail->>'asked', children FROM audit_auditentry"
        " WHERE did IN ('search', 'list seen') ORDER BY id"
    )
    assert told == [
        ("search", "Sam Okafor", "social worker", "Ada Marsh", []),
        ("list seen", "Sam Okafor", "social worker", None, [world.ada.pk]),
    ]
    assert database.as_superuser("SELECT * FROM audit_problems()") == []


def test_nobody_can_ask_the_function_unseen_or_too_much(world: Any, looking_as: Any, database: Any) -> None:
    import json

    from django.db import connection

    from holdfast.people.search.finding import question
    from holdfast.people.search.typed import Asked

    asked = json.dumps(question(Asked("marsh", names=("marsh",))))
    people = ((None, 0, 0), (world.rae, 0, 0), (world.cara, 0, 1), (world.sam, 1, 1), (world.eddie, 0, 0))
    for who, found, own in people:
        with looking_as(who), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM app.find_children(%s::jsonb)", [asked])
            assert len(cursor.fetchall()) == found
            assert [column.name for column in cursor.description] == ["child_id", "why", "score"]
            cursor.execute(
                "SELECT child_id FROM app.name_fits(%s, %s::jsonb, false)",
                [[child.pk for child in world.children.values()], json.dumps(json.loads(asked)["names"])],
            )
            assert len(cursor.fetchall()) == own, "its inner function is bound by row security"
    assert len(database.as_superuser("SELECT 1 FROM audit_auditentry WHERE did = 'search'")) == 2


@pytest.mark.parametrize(
    "word", ["x') OR true --", "%", "''", "$1", "%s", "", "a\\", "(", "zz' || chr(65) || '"]
)
def test_no_word_is_taken_for_a_piece_of_the_question(world: Any, looking_as: Any, word: str) -> None:
    """Whatever is put to the function itself, past the search's own reading of what was typed."""
    import json

    from django.db import connection

    for words in ([word], [word, "marsh"]):
        asked = {
            "typed": word,
            "names": [{"word": each, "forms": [word]} for each in words],
            "reference": word,
        }
        with looking_as(world.eddie), connection.cursor() as cursor:
            cursor.execute("SELECT child_id FROM app.find_children(%s::jsonb)", [json.dumps(asked)])
            assert cursor.fetchall() == []


def test_at_most_twenty(world: Any, sign_in: Any, looking_as: Any) -> None:
    from tests.world import _open

    with looking_as(world.sal):
        for n in range(25):
            _open(
                f"Y{n}",
                world.sal,
                [("social_worker", world.sal, ago(1), True)],
                given_name="Tom",
                family_name="Many",
            )
    assert text(search(sign_in(world.sal), "Tom Many")).count("Found because") == 20


def test_a_restricted_other_name_is_not_searched_by_who_may_not_see_it(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people import keeping
    from holdfast.people.models import OtherName

    with looking_as(world.sam):
        keeping.add(
            model=OtherName,
            child=world.ada,
            values={"given_name": "Hidden", "family_name": "Adopter"},
            by=world.sam,
            restricted=True,
        )
    assert "Ada Marsh" in text(search(sign_in(world.sam), "Hidden Adopter"))
    for who in (world.dee, world.eddie):
        page = text(search(sign_in(who), "Hidden Adopter"))
        assert "Ada Marsh" not in page and "Ask here" not in page


# --- a new record -------------------------------------------------------------------------------------------
NEW = {"given_name": "Siobhan", "family_name": "Kelly", "date_of_birth_day": "3", "date_of_birth_month": "4",
       "date_of_birth_year": "2020", "sex": "female"}  # fmt: skip


def new(client: Any, **more: str) -> Any:
    return client.post("/search/new/", NEW | more)


def test_a_record_is_opened_only_after_a_search(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    for answer in (client.get("/search/new/"), new(client)):
        assert answer.headers["Location"] == "/search/"
    page = search(client, "Siobhan Kelly 3/4/2020")
    assert 'href="/search/new/"' in text(page)
    form = client.get("/search/new/").context["form"]
    assert (form["given_name"].value(), form["family_name"].value(), str(form["date_of_birth"].initial)) == (
        "Siobhan",
        "Kelly",
        "2020-04-03",
    )


def test_who_opens_a_record_is_in_its_team(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.people.models import Child, Identifier, TeamMember

    client = sign_in(world.sam)
    search(client, "Siobhan Kelly")
    answer = new(client, nhs_number="943 476 5919")
    with looking_as(world.sam):
        child = Child.objects.get(given_name="Siobhan")
        member = TeamMember.objects.get(child=child)
        assert answer.headers["Location"] == f"/child/{child.pk}/"
        assert (member.account, member.role, member.key_person) == (world.sam, "social_worker", True)
        assert Identifier.objects.get(child=child).value == "9434765919"
        assert child.reference.startswith("HF-") and len(child.reference) == 8
    with looking_as(world.mo):
        assert Child.objects.filter(pk=child.pk).exists(), "the manager of the opener's team"


def test_somebody_who_does_not_work_with_children_hands_the_record_over(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people.models import Child

    client = sign_in(world.dot)
    search(client, "Siobhan Kelly")
    assert "Choose" in text(new(client)) and new(client).status_code == 422
    answer = client.post("/search/new/", NEW | {"worker": str(world.sal.pk)}, follow=True)
    assert "with the person you chose" in text(answer)
    with looking_as(world.sal):
        assert Child.objects.filter(given_name="Siobhan").exists()
    with looking_as(world.dot):
        assert not Child.objects.filter(given_name="Siobhan").exists()


def test_one_is_asked_once_more_where_somebody_alike_is_there(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people.models import Child

    client = sign_in(world.sam)
    search(client, "Ada Marsh")
    page = new(client, given_name="Adah", family_name="Marsh")
    assert page.status_code == 422 and "These may be the same child" in text(page)
    with looking_as(world.sam):
        assert not Child.objects.filter(given_name="Adah").exists()
    assert new(client, given_name="Adah", family_name="Marsh", looked="on").status_code == 302


@pytest.mark.parametrize("who", ["dee", "tess", "ira", "vic"])
def test_other_roles_open_no_record(world: Any, sign_in: Any, who: str) -> None:
    client = sign_in(world.accounts[who])
    page = search(client, "Siobhan Kelly")
    assert "/search/new/" not in text(page)
    assert client.get("/search/new/").status_code == new(client).status_code == 404


def test_a_wrong_number_is_refused(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    search(client, "Siobhan Kelly")
    page = new(client, nhs_number="943 476 5910", upn="Z801200005001")
    assert page.status_code == 422
    assert "is not an NHS number" in text(page) and "is not a UPN" in text(page)


# --- in an emergency ----------------------------------------------------------------------------------------
def ticket_for(client: Any, typed: str) -> str:
    import re

    found = re.search(r'href="(/emergency/open/[^"]+)"', text(search(client, typed)))
    assert found
    return found.group(1)


def test_a_record_is_opened_in_an_emergency_and_the_team_sees_it(world: Any, sign_in: Any) -> None:
    eddie = sign_in(world.eddie)
    path = ticket_for(eddie, "Ada Marsh")
    assert eddie.get(f"/child/{world.ada.pk}/").status_code == 404
    assert "Ada" not in text(eddie.get(path))
    assert eddie.post(path, {"reason": "because"}).status_code == 422
    answer = eddie.post(path, {"reason": "Found alone at the station at night"})
    assert answer.headers["Location"] == f"/child/{world.ada.pk}/"
    page = text(eddie.get(f"/child/{world.ada.pk}/"))
    assert "You opened this record" in page and "nothing else" in page
    assert "Eddie Vale" in text(sign_in(world.sam).get(f"/child/{world.ada.pk}/"))
    assert "Found alone at the station" in text(sign_in(world.sam).get("/"))
    assert "Eddie Vale" not in text(sign_in(world.cara).get(f"/child/{world.ada.pk}/"))


def test_a_manager_reviews_it_with_what_was_looked_at(world: Any, sign_in: Any) -> None:
    eddie, mo = sign_in(world.eddie), sign_in(world.mo)
    eddie.post(ticket_for(eddie, "Ada Marsh"), {"reason": "Found alone at the station"})
    eddie.get(f"/child/{world.ada.pk}/team/")
    listed = text(mo.get("/emergency/"))
    assert "opened by Eddie Vale" in listed and "Found alone at the station" in listed
    from holdfast.people.models import EmergencyAccess

    path = f"/emergency/{_first_id(EmergencyAccess, world, mo)}/"
    assert "Looked at: team" in text(mo.get(path))
    for other in (eddie, sign_in(world.sam), sign_in(world.nia)):
        assert other.get(path).status_code == 404
        assert other.post(path, {"review": "fine"}).status_code == 404
    assert mo.post(path, {"review": "Right to do so. Spoke with Eddie."}).headers["Location"] == "/emergency/"
    assert "Right to do so" in text(mo.get("/emergency/"))
    assert "A manager has looked at it" in text(sign_in(world.sam).get(f"/child/{world.ada.pk}/"))


def _first_id(model: Any, world: Any, client: Any) -> int:
    import re

    return int(re.search(r"/emergency/(\d+)/", text(client.get("/emergency/"))).group(1))


def test_a_ticket_is_for_one_person_and_not_for_long(
    world: Any, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdfast.people.search import finding

    eddie = sign_in(world.eddie)
    path = ticket_for(eddie, "Ada Marsh")
    nia, dee = sign_in(world.nia), sign_in(world.dee)
    assert nia.get(path).headers["Location"] == "/search/"
    assert dee.get(path).status_code == 404
    assert eddie.get(path[:-5] + "aaaa/").headers["Location"] == "/search/"
    monkeypatch.setattr(finding, "TICKET_SECONDS", -1)
    assert eddie.post(path, {"reason": "Found alone at the station"}).headers["Location"] == "/search/"
    monkeypatch.undo()
    assert eddie.get(f"/child/{world.ada.pk}/").status_code == 404
