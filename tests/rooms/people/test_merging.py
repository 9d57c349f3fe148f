"""Two records of one child put together: nothing is lost, nobody sees more, the log holds."""

from typing import Any

import pytest

from tests.world import _home, _open, ago


@pytest.fixture
def twice(world: Any, looking_as: Any) -> Any:
    """Ada's second record, opened by somebody who had not searched."""
    from holdfast.assessments.models import AttachmentStatus, Maltreatment
    from holdfast.people import keeping
    from holdfast.people.models import Identifier, Voice

    sam = world.sam
    with looking_as(sam):
        again = _open("AGAIN", sam, [("social_worker", sam, ago(50), True)], given_name="Adah", family_name="Marsh",
                      date_of_birth=world.ada.date_of_birth, pronouns="she", language="Welsh")  # fmt: skip
        _home(
            again,
            sam,
            start=ago(100),
            context="in_care",
            home="kinship_foster",
            legal_status="section_20",
            carer="C8",
            entry="emergency",
        )
        keeping.add(
            model=AttachmentStatus, child=again, values={"date": ago(20), "status": "identified"}, by=sam
        )
        keeping.add(model=Maltreatment, child=again, values={"experienced": False}, by=sam)
        keeping.add(model=Voice, child=again, values={"on": ago(3), "words": "I want my cat"}, by=sam)
        for child in (world.ada, again):
            keeping.add(
                model=Identifier, child=child, values={"scheme": "nhs_number", "value": "9434765919"}, by=sam
            )
    return again


def everything(database: Any) -> dict[str, int]:
    """How many rows about children each table has."""
    tables = database.as_superuser(
        "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND confrelid = 'people_child'::regclass"
    )
    return {name: database.as_superuser(f"SELECT count(*) FROM {name}")[0][0] for (name,) in tables}


def put_together(world: Any, looking_as: Any, kept: Any, other: Any, **choices: str) -> Any:
    from holdfast.people.merging.putting_together import put_together as act
    from holdfast.people.models import Child

    with looking_as(world.mo):
        return act(
            kept=Child.objects.get(pk=kept.pk),
            other=Child.objects.get(pk=other.pk),
            choices=choices,
            by=world.mo,
        )


CHOICES = {"given_name": "kept", "placements.home": "kept", "assessments.maltreatment": "kept"}


def test_the_pair_is_found_for_the_manager_of_both(world: Any, twice: Any, looking_as: Any) -> None:
    from holdfast.people.merging.alike import pairs

    with looking_as(world.mo):
        (pair,) = pairs(world.mo)
    assert {pair.first.pk, pair.second.pk} == {world.ada.pk, twice.pk}
    assert set(pair.why) == {"nhs_number", "born"}
    for who in (world.nia, world.sam, world.vic):
        with looking_as(who):
            assert pairs(who) == []


def test_what_cannot_both_stand_is_asked(world: Any, twice: Any, looking_as: Any) -> None:
    from holdfast.people.merging.putting_together import ChoiceNeeded

    with pytest.raises(ChoiceNeeded) as asked:
        put_together(world, looking_as, world.ada, twice)
    assert set(asked.value.keys) == set(CHOICES)


def test_nothing_is_lost(world: Any, twice: Any, looking_as: Any, database: Any) -> None:
    from holdfast.people.models import Correction, OtherName

    before = everything(database)
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    after = everything(database)
    gone = {
        "placements_home": 1,
        "assessments_maltreatment": 1,
        "people_identifier": 1,
        "people_teammember": 1,
    }
    new = {"people_othername": 1, "people_identifier": 1}
    derived = {name for name in before if name.startswith("decisions_kept")}
    for name in set(before) - derived - {"people_correction", "people_child", "people_carerlink"}:
        assert after[name] == before[name] - gone.get(name, 0) + new.get(name, 0), name
    left = {name: database.as_superuser(f"SELECT count(*) FROM {name} WHERE child_id = '{twice.pk}'")[0][0]
            for name in before if name != "people_child"}  # fmt: skip
    assert not any(left.values()), left
    with looking_as(world.sam):
        kept = {c.table: c.content for c in Correction.objects.filter(child=world.ada, removed=True)}
        assert kept["placements.home"]["home"] == "kinship_foster"
        assert kept["assessments.maltreatment"]["experienced"] is False
        assert (
            kept["people.child"]["reference"] == "AGAIN" and kept["people.child"]["opened_by"] == world.sam.pk
        )
        assert str(OtherName.objects.get(child=world.ada).given_name) == "Adah"


def test_the_other_way_round_too(world: Any, twice: Any, looking_as: Any) -> None:
    from holdfast.people.models import Correction
    from holdfast.placements.models import Home

    put_together(world, looking_as, twice, world.ada, **dict.fromkeys(CHOICES, "other"))
    with looking_as(world.sam):
        assert [h.home for h in Home.objects.filter(child=twice)] == ["foster"]
        assert Correction.objects.filter(child=twice, table="placements.home", removed=True).count() == 1


def test_the_kept_record_is_whole(world: Any, twice: Any, looking_as: Any) -> None:
    from holdfast.assessments.models import AttachmentStatus
    from holdfast.people.models import Child, TeamMember, Voice

    put_together(world, looking_as, world.ada, twice, **CHOICES)
    with looking_as(world.sam):
        ada = Child.objects.get(pk=world.ada.pk)
        assert (ada.given_name, ada.pronouns, ada.language) == ("Ada", "she", "Welsh")
        assert [s.status for s in AttachmentStatus.objects.filter(child=ada).order_by("position")] == [
            "suspected",
            "identified",
        ]
        assert Voice.objects.get(child=ada).words == "I want my cat"
        positions = list(TeamMember.objects.filter(child=ada).values_list("position", flat=True))
        assert len(positions) == len(set(positions))
        assert not Child.objects.filter(pk=twice.pk).exists(), "nobody sees the record that was left behind"
    with looking_as(world.tess):
        assert AttachmentStatus.objects.filter(child=ada.pk).count() == 2


def test_the_log_holds_and_is_one(
    world: Any, twice: Any, looking_as: Any, database: Any, sign_in: Any
) -> None:
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    assert database.as_superuser("SELECT * FROM audit_problems()") == []
    with looking_as(world.mo):
        from holdfast.audit.queries import about_children
        from holdfast.people.queries import records_of

        records = records_of(world.ada)
        assert records == [world.ada.pk, twice.pk]
        opened = [e.children for e in about_children(records) if e.did == "record opened"]
    assert opened == [[twice.pk], [world.ada.pk]]
    page = sign_in(world.mo).get(f"/child/{world.ada.pk}/log/").content.decode()
    assert "Put two records together" in page and "put away: AGAIN" in page
    with looking_as(world.nia):
        assert not about_children(records).exists()


def test_the_old_address_and_the_old_reference_lead_on(
    world: Any, twice: Any, looking_as: Any, sign_in: Any
) -> None:
    put_together(world, looking_as, world.ada, twice, **CHOICES)
    sam = sign_in(world.sam)
    assert sam.get(f"/child/{twice.pk}/team/?x=1").headers["Location"] == f"/child/{world.ada.pk}/team/?x=1"
    assert sign_in(world.sal).get(f"/child/{twice.pk}/team/").status_code == 404
    sam.post("/search/", {"asked": "AGAIN-1"})
    from holdfast.people.search.finding import look_for
    from holdfast.people.search.typed import Asked

    with looking_as(world.sam):
        assert [m.child.pk for m in look_for(world.sam, Asked("AGAIN", reference="AGAIN")).matches] == [
            world.ada.pk
        ]
        assert [m.child.pk for m in look_for(world.sam, Asked("Adah", names=("Adah",))).matches] == [
            world.ada.pk
        ]


@pytest.mark.parametrize("who", ["sam", "nia", "vic", "tess"])
def test_who_may_not(world: Any, twice: Any, looking_as: Any, sign_in: Any, who: str) -> None:
    from django.db import connection
    from django.db.utils import ProgrammingError

    from holdfast.people.access import NotAllowed
    from holdfast.people.merging.putting_together import put_together as act

    account = world.accounts[who]
    with looking_as(account), pytest.raises(NotAllowed):
        act(kept=world.ada, other=twice, choices=CHOICES, by=account)
    with (
        pytest.raises(ProgrammingError, match="only who manages"),
        looking_as(account),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT app.move_record(%s, %s)", [twice.pk, world.ada.pk])
    client = sign_in(account)
    assert client.get(f"/alike/{world.ada.pk}/{twice.pk}/").status_code == 404
    assert client.get("/alike/").status_code == (200 if who == "nia" else 404)


def test_a_fault_on_the_way_leaves_both_as_they_were(
    world: Any, twice: Any, looking_as: Any, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdfast.people.merging import putting_together

    before = everything(database)

    def fails(kept: Any) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(putting_together, "_forget_none", fails)
    with pytest.raises(RuntimeError):
        put_together(world, looking_as, world.ada, twice, **CHOICES)
    assert everything(database) == before


def test_the_manager_does_it_on_a_page(world: Any, twice: Any, sign_in: Any, looking_as: Any) -> None:
    mo = sign_in(world.mo)
    listed = mo.get("/alike/").content.decode()
    assert "Ada Marsh and Adah Marsh" in listed or "Adah Marsh and Ada Marsh" in listed
    path = f"/alike/{world.ada.pk}/{twice.pk}/"
    page = mo.get(path).content.decode()
    assert "kinship" in page and "foster" in page and "Are these one child?" in page
    missing = mo.post(path, {})
    assert missing.status_code == 422 and missing.content.decode().count("Choose what stands") >= 3
    answer = mo.post(path, CHOICES)
    assert answer.headers["Location"] == f"/child/{world.ada.pk}/"
    assert mo.get("/alike/").content.decode().count("hf-card") == 0
    from holdfast.people.models import CarerLink

    with looking_as(world.sam):
        assert {link.account_id for link in CarerLink.objects.filter(child=world.ada, end=None)} == {
            world.cara.pk
        }
