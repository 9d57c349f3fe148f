"""The family's pages: who sees what, people and how they are related, brothers and sisters, contact, what is hidden."""

from typing import Any

import pytest


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def base(child: Any) -> str:
    return f"/child/{child.pk}/family/"


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


@pytest.fixture
def sams(world: Any, sign_in: Any) -> Any:
    """Sam, who writes on Ada's family."""
    return sign_in(world.sam)


def add(client: Any, child: Any, name: str, type_: str, **more: str) -> Any:
    answer = client.post(f"{base(child)}people/new/", {"name": name, "type": type_, "to": "child", **more})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def person(looking_as: Any, viewer: Any, name: str) -> Any:
    from holdfast.family.models import Person

    with looking_as(viewer):
        return Person.objects.get(name=name)


@pytest.mark.parametrize(("who", "child", "sees", "people", "writes"), [
    ("sam", "ada", True, True, True), ("mo", "ada", True, True, True), ("tess", "ada", True, True, False),
    ("cara", "ada", True, False, False), ("dee", "ada", True, False, False), ("yusuf_himself", "yusuf", True, True, False),
    ("sal", "ada", False, False, False), ("sam", "noah", False, False, False), ("rae", "ada", False, False, False),
])  # fmt: skip
def test_who_sees_and_who_writes(
    world: Any, sign_in: Any, who: str, child: str, sees: bool, people: bool, writes: bool
) -> None:
    client, one = sign_in(world.accounts[who]), world.children[child]
    shown = client.get(base(one))
    assert shown.status_code == (200 if sees else 404)
    assert ("Add somebody" in shown.content.decode()) is writes
    for page in ("people/new/", "siblings/new/", "contact/new/"):
        assert client.get(base(one) + page).status_code == (200 if writes else 404)
    for page in ("genogram/", "ecomap/"):
        assert client.get(base(one) + page).status_code == (200 if people else 404)


def test_a_relationship_is_never_assumed(world: Any, sams: Any) -> None:
    answer = sams.post(f"{base(world.ada)}people/new/", {"name": "Mary Marsh", "type": "", "to": "child"})
    assert answer.status_code == 422 and "What are they?" in answer.content.decode()


def test_somebody_is_added_with_what_they_are(world: Any, sams: Any, sign_in: Any) -> None:
    add(
        sams,
        world.ada,
        "Mary Marsh",
        "birth_mother",
        sex="female",
        parental_responsibility="yes",
        quality="strained",
    )
    add(sams, world.ada, "Pat Gray", "grandparent", sex="female")
    shown = text(sams.get(base(world.ada)))
    for said in (
        "Mary Marsh",
        "Birth mother",
        "Has parental responsibility",
        "A strained tie",
        "Grandmother",
    ):
        assert said in shown
    assert "Mary Marsh" in text(sign_in(world.tess).get(base(world.ada)))
    for who in (world.cara, world.dee):
        assert "Mary Marsh" not in text(sign_in(who).get(base(world.ada))), (
            "people of the family are not for them"
        )


def test_parental_responsibility_not_known_is_said(world: Any, sams: Any) -> None:
    add(sams, world.ada, "Tom Reed", "birth_father")
    assert "Parental responsibility not known yet" in text(sams.get(base(world.ada)))
    add(sams, world.ada, "Jo Adeyemi", "foster_carer")
    assert text(sams.get(base(world.ada))).count("Parental responsibility not known yet") == 1


def test_people_are_related_to_one_another(world: Any, sams: Any, looking_as: Any) -> None:
    add(sams, world.ada, "Mary Marsh", "birth_mother", sex="female")
    mary = person(looking_as, world.sam, "Mary Marsh")
    add(
        sams,
        world.ada,
        "Lou Kerr",
        "partner",
        to=str(mary.pk),
        quality="strong",
        parental_responsibility="yes",
    )
    shown = text(sams.get(f"{base(world.ada)}people/{mary.pk}/"))
    assert "Lou Kerr is their partner" in shown
    lou = person(looking_as, world.sam, "Lou Kerr")
    assert "Partner of Mary Marsh" in text(sams.get(f"{base(world.ada)}people/{lou.pk}/"))
    from holdfast.family.models import Relationship

    with looking_as(world.sam):
        tie = Relationship.objects.get(person=lou)
        assert (tie.quality, tie.parental_responsibility) == ("", None), "asked of ties to the child alone"


def test_a_relationship_ends_and_is_put_right(world: Any, sams: Any, looking_as: Any) -> None:
    add(
        sams,
        world.ada,
        "Jo Gray",
        "foster_carer",
        **day("since", world.today.replace(year=world.today.year - 2)),
    )
    from holdfast.family.models import Relationship

    with looking_as(world.sam):
        tie = Relationship.objects.select_related("person").get(person__name="Jo Gray")
    address = f"{base(world.ada)}relationships/{tie.pk}/"
    answers = {"type": "foster_carer", "to": "child", **day("since", tie.since), "version": "1"}
    early = {**answers, **day("until", tie.since.replace(year=tie.since.year - 1))}
    assert sams.post(address, early).status_code == 422
    assert sams.post(address, {**answers, **day("until", world.today)}).status_code == 302
    assert "What was believed before" in text(sams.get(address))
    stale = sams.post(address, {**answers, "quality": "strong"})
    assert stale.status_code == 422 and "Somebody else saved this" in stale.content.decode()
    assert sams.post(address, {"remove": "1", "remove_why": "another child"}).status_code == 302
    assert sams.get(address).status_code == 404


def test_a_hidden_person_takes_their_ties_along(world: Any, sams: Any, sign_in: Any, looking_as: Any) -> None:
    add(sams, world.ada, "Mary Marsh", "birth_mother")
    mary = person(looking_as, world.sam, "Mary Marsh")
    add(sams, world.ada, "Lou Kerr", "partner", to=str(mary.pk))
    change = f"{base(world.ada)}people/{mary.pk}/change/"
    assert sams.post(change, {"name": "Mary Marsh", "version": "1", "restricted": "on"}).status_code == 302
    tess = sign_in(world.tess)
    for page in ("", "genogram/", "ecomap/"):
        assert "Mary Marsh" not in text(tess.get(base(world.ada) + page))
    assert tess.get(f"{base(world.ada)}people/{mary.pk}/").status_code == 404
    assert "Mary Marsh" in text(sams.get(base(world.ada)))
    from holdfast.family.models import Relationship

    with looking_as(world.tess):
        assert not Relationship.objects.exists(), "the database hides the ties too"
    assert sams.post(change, {"name": "Mary Marsh", "version": "2"}).status_code == 302
    assert "Mary Marsh" in text(tess.get(base(world.ada)))


def test_an_address_is_hidden_and_the_person_not(
    world: Any, sams: Any, sign_in: Any, looking_as: Any
) -> None:
    add(sams, world.ada, "Mary Marsh", "birth_mother")
    mary = person(looking_as, world.sam, "Mary Marsh")
    reach = {"telephone": "01632 960555", "address": "9 Far Lane", "restricted": "on"}
    page = f"{base(world.ada)}people/{mary.pk}/"
    assert sams.post(f"{page}reach/", reach).status_code == 302
    assert "9 Far Lane" in text(sams.get(page))
    shown = text(sign_in(world.tess).get(page))
    assert "Mary Marsh" in shown and "9 Far Lane" not in shown and "960555" not in shown


def test_a_person_written_by_mistake_is_taken_out_whole(world: Any, sams: Any, looking_as: Any) -> None:
    add(sams, world.ada, "Wrong Child’s Aunt", "aunt_or_uncle")
    aunt = person(looking_as, world.sam, "Wrong Child’s Aunt")
    address = f"{base(world.ada)}people/{aunt.pk}/change/"
    assert sams.post(address, {"remove": "1", "remove_why": "another child"}).status_code == 302
    sams.get(base(world.ada))
    assert "Wrong Child" not in text(sams.get(base(world.ada))), "once its messages are read"
    from holdfast.people.models import Correction

    with looking_as(world.sam):
        kept = Correction.objects.filter(child=world.ada, removed=True).values_list("table", "why")
        assert set(kept) == {("family.person", "another child"), ("family.relationship", "another child")}


def test_a_brother_or_sister_is_linked_only_for_who_may_see_their_record(
    world: Any, sams: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.family.models import Sibling
    from holdfast.people import keeping

    with looking_as(world.sam):
        row = Sibling.objects.get(child=world.ada)
        keeping.correct(
            row=row, version=row.version, values={"sibling_id": world.bea.pk, "name": "Bea"}, by=world.sam
        )
    link = f"/child/{world.bea.pk}/"
    shown = text(sams.get(base(world.ada)))
    assert "Bea" in shown and link not in shown, "Sam does not work with Bea"
    from holdfast.people.actions import join_team

    with looking_as(world.sal):
        join_team(child=world.bea, role="social_worker", account=world.sam, start=world.today, by=world.sal)
    assert link in text(sams.get(base(world.ada)))
    assert link not in text(sign_in(world.cara).get(base(world.ada)))


def test_a_change_by_who_may_not_see_the_other_record_keeps_the_link(
    world: Any, sams: Any, looking_as: Any
) -> None:
    from holdfast.family.models import Sibling
    from holdfast.people import keeping

    with looking_as(world.sam):
        row = Sibling.objects.get(child=world.ada)
        row = keeping.correct(
            row=row, version=1, values={"sibling_id": world.bea.pk, "name": "Bea"}, by=world.sam
        )
    answers = {
        "name": "Bea",
        "key": "BEA",
        "in_care": "yes",
        "together": "no",
        "together_possible": "yes",
        "version": "2",
    }
    assert sams.post(f"{base(world.ada)}siblings/{row.pk}/", answers).status_code == 302
    with looking_as(world.sam):
        row = Sibling.objects.get(child=world.ada)
        assert (row.sibling_id, row.together_possible, row.in_care) == (world.bea.pk, True, True)
    shown = text(sams.get(base(world.ada)))
    assert "living together is possible" in shown


def test_that_there_are_none_is_an_answer(world: Any, sign_in: Any) -> None:
    sal = sign_in(world.sal)
    assert "Not known yet whether there are any" in text(sal.get(base(world.yusuf)))
    assert sal.post(f"{base(world.yusuf)}siblings/none/").status_code == 302
    assert "It is recorded that there are none" in text(sal.get(base(world.yusuf)))
    answers = {"name": "Elif", "sex": "female", "in_care": "not_known"}
    assert sal.post(f"{base(world.yusuf)}siblings/new/", answers).status_code == 302
    shown = text(sal.get(base(world.yusuf)))
    assert (
        "Elif" in shown
        and "Whether in care is not known yet" in shown
        and "recorded that there are none" not in shown
    )


def test_contact_is_seen_by_carers_and_written_by_social_workers(world: Any, sams: Any, sign_in: Any) -> None:
    answers = {"with_whom": "Mary (mother)", "how": "in_person", "how_often": "every second Saturday", "supervised": "yes",
               "ordered_by_court": "not_known", **day("since", world.today), "childs_view": "I like the park."}  # fmt: skip
    assert sams.post(f"{base(world.ada)}contact/new/", {**answers, "how": ""}).status_code == 422
    assert sams.post(f"{base(world.ada)}contact/new/", answers).status_code == 302
    shown = text(sign_in(world.cara).get(base(world.ada)))
    for said in ("Mary (mother)", "In person, every second Saturday", "Supervised; whether a court ordered it is not known yet",
                 "I like the park."):  # fmt: skip
        assert said in shown
    assert "contact/new/" not in shown


def test_what_is_typed_comes_back(world: Any, sams: Any) -> None:
    address = f"{base(world.ada)}people/new/"
    assert sams.post(address, {"name": "Half a name", "to": "child", "_later": "1"}).status_code == 302
    assert "Half a name" in text(sams.get(address))


def test_a_few_queries_whatever_the_number_of_people(world: Any, sams: Any, looking_as: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from holdfast.family.queries import family_of

    counts = []
    for names in (["A"], ["B", "C", "D", "E"]):
        for name in names:
            add(sams, world.ada, name, "friend")
        with looking_as(world.sam), CaptureQueriesContext(connection) as asked:
            family_of(world.sam, world.ada.pk)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6
