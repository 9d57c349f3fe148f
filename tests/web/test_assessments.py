"""The comprehensive assessment as three people of three agencies make it over three days, and what each may see."""

import datetime as dt
from typing import Any

import pytest

HEALTH = ("maltreatment_trauma", "physical_health", "coexisting_conditions")
SECRET = "Is known to have been left alone for days."


def at(child: Any, *parts: Any) -> str:
    return "/".join(str(part) for part in (f"/child/{child.pk}/assessments", *parts)) + "/"


def day(value: dt.date, name: str) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def begun(client: Any, child: Any) -> Any:
    answer = client.post(at(child, "begin"))
    assert answer.status_code == 302
    return answer.url


def write(client: Any, page: str, area: str, text: str = "Seen at home.", **more: Any) -> Any:
    return client.post(f"{page}{area}/", {"text": text, "done": "on", **more})


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def finding(world: Any, looking_as: Any, number: str) -> Any:
    from holdfast.decisions.queries import findings_for

    with looking_as(world.sam):
        return findings_for(world.sam, world.ada.pk).by_number[number]


def facts_on(client: Any, page: str, area: str) -> dict[str, str]:
    field = client.get(f"{page}{area}/").context["form"].fields.get("confirmed")
    return {says: key for key, says in field.choices} if field else {}


@pytest.fixture
def three(world: Any, sign_in: Any) -> Any:
    """Sam, Tess and Dee, each at their own desk."""
    return {name: sign_in(world.accounts[name]) for name in ("sam", "tess", "dee")}


def whole(world: Any, three: Any) -> str:
    """All eight areas written by the three of them."""
    page: str = begun(three["sam"], world.ada)
    for who, areas in {
        "sam": ("personal", "placement", "parental_factors"),
        "tess": ("parental_sensitivity", *HEALTH),
        "dee": ("education",),
    }.items():
        for area in areas:
            text = SECRET if area == "maltreatment_trauma" else f"Words of {who} on {area}."
            assert write(three[who], page, area, text).status_code == 302
    return page


def test_three_people_over_three_days_meet_the_guideline(world: Any, three: Any, looking_as: Any) -> None:
    assert finding(world, looking_as, "1.3.2").state != "met"
    page = whole(world, three)
    assert finding(world, looking_as, "1.3.2").state != "met", "not before it is finished"
    for client in three.values():
        assert "8 of 8 areas done" in text_of(client.get(page))
    refused = three["tess"].post(
        f"{page}finish/", {"version": 1, "childs_view": "", "carers_view": "We want to know."}
    )
    assert "childs_view" in refused.context["form"].errors
    answer = three["tess"].post(
        f"{page}finish/",
        {
            "version": 1,
            "child_not_asked_because": "Too young to be asked in words",
            "carers_view": "We want to know.",
            "note": "Warm.",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert finding(world, looking_as, "1.3.2").state == "met"
    shown = text_of(three["sam"].get(page))
    assert (
        "Finished on" in shown
        and "Too young to be asked in words" in shown
        and "We want to know." in shown
        and "Warm." in shown
    )


def test_it_may_be_finished_with_areas_lacking_and_the_rest_follows_in_another(
    world: Any, three: Any, looking_as: Any
) -> None:
    sam = three["sam"]
    done = {"child_not_asked_because": "Too young", "carers_view": "Yes.", "version": 1}
    first = begun(sam, world.ada)
    for area in ("personal", "placement", "education", "parental_sensitivity", "parental_factors"):
        write(sam, first, area)
    asked = text_of(sam.get(f"{first}finish/"))
    assert (
        "5 of 8 areas are done" in asked
        and "Maltreatment or trauma; Physical health; Coexisting conditions" in asked
    )
    assert sam.post(f"{first}finish/", done).status_code == 302
    assert finding(world, looking_as, "1.3.2").state != "met"
    assert "Lacking: maltreatment or trauma; physical health; coexisting conditions." in text_of(
        sam.get(at(world.ada))
    )
    second = begun(sam, world.ada)
    assert second != first
    assert "by an earlier assessment" in text_of(sam.get(second))
    for area in HEALTH:
        write(sam, second, area)
    assert sam.post(f"{second}finish/", done).status_code == 302
    assert finding(world, looking_as, "1.3.2").state == "met"
    assert "All eight areas are covered" in text_of(sam.get(at(world.ada)))


def test_nothing_done_cannot_be_finished(world: Any, three: Any) -> None:
    page = begun(three["sam"], world.ada)
    answer = three["sam"].post(f"{page}finish/", {"version": 1, "childs_view": "Hm.", "carers_view": "Hm."})
    assert answer.status_code == 422 and "No area is marked as done yet" in text_of(answer)


def test_what_was_done_more_than_twelve_months_ago_has_to_be_looked_at_again(
    world: Any, three: Any, looking_as: Any
) -> None:
    from holdfast.assessments.models import Area

    sam, page = three["sam"], begun(three["sam"], world.ada)
    for area in ("personal", "placement"):
        write(sam, page, area)
    with looking_as(world.sam):
        Area.objects.filter(area="personal").update(done_on=world.today - dt.timedelta(days=400))
    assert "1 of 8 areas is done" in text_of(sam.get(f"{page}finish/"))
    sam.post(f"{page}finish/", {"version": 1, "childs_view": "Hm.", "carers_view": "Hm."})
    assert "Comprehensive assessment, 1 of 8 areas" in text_of(sam.get(at(world.ada)))


def test_what_a_partner_wrote_is_seen_and_not_changed(world: Any, three: Any, looking_as: Any) -> None:
    from holdfast.assessments import actions, queries

    page = begun(three["sam"], world.ada)
    write(three["sam"], page, "personal", "Turns to Cara first.")
    seen = text_of(three["tess"].get(f"{page}personal/"))
    assert (
        "Turns to Cara first." in seen and three["tess"].get(f"{page}personal/").context["form"].row is None
    )
    write(three["tess"], page, "personal", "Looks for her when hurt.")
    both = text_of(three["dee"].get(page))
    assert "Turns to Cara first." in both and "Looks for her when hurt." in both
    with looking_as(world.tess):
        gathering = queries.gathering_open(world.tess, world.ada.pk)
        sams = next(each for each in queries.written_in(world.tess, gathering) if each.by == world.sam.name)
        with pytest.raises(actions.NotYours):
            actions.change_area(
                written=sams, version=sams.version, text="No.", brought_in=(), done=True, by=world.tess
            )
        with pytest.raises(actions.NotYours):
            actions.take_out_area(written=sams, version=sams.version, by=world.tess, why="no")


def test_words_on_maltreatment_are_not_the_schools_and_that_they_are_written_is(
    world: Any, three: Any, looking_as: Any
) -> None:
    from holdfast.assessments.models import Area, HealthWords

    page = whole(world, three)
    dees = text_of(three["dee"].get(page))
    assert SECRET not in dees and "What is written here is for health and social care." in dees
    assert "Maltreatment or trauma: done by Tess Craig" in dees
    assert SECRET in text_of(three["sam"].get(page))
    for area in HEALTH:
        assert three["dee"].get(f"{page}{area}/").status_code == 404
        assert three["dee"].post(f"{page}{area}/", {"text": "I saw", "done": "on"}).status_code == 404
    with looking_as(world.dee):
        assert not HealthWords.objects.exists(), "row-level security"
        assert SECRET not in str(list(Area.objects.values()))


def test_what_is_on_record_is_brought_in_confirmed_and_hidden_from_who_may_not_read_it(
    world: Any, three: Any, looking_as: Any
) -> None:
    from holdfast.assessments import facts
    from holdfast.assessments.models import Area, HealthWords

    page = begun(three["sam"], world.ada)
    homes = facts_on(three["dee"], page, "placement")
    assert [says for says in homes if says.startswith("Living with the Adeyemi household")]
    known = facts_on(three["sam"], page, "maltreatment_trauma")
    assert list(known) == ["Has been maltreated; is not at risk of maltreatment"]
    answer = write(three["sam"], page, "maltreatment_trauma", "", confirmed=list(known.values()))
    assert answer.status_code == 302
    assert "Has been maltreated" in text_of(three["tess"].get(page))
    assert "been maltreated" not in text_of(three["dee"].get(page)).replace("Maltreatment", "")
    with looking_as(world.dee):
        assert facts.known_for(world.dee, world.ada.pk, "maltreatment_trauma", world.today) == []
    with looking_as(world.sam):
        kept = HealthWords.objects.get().brought_in
    assert [set(each) for each in kept] == [{"of", "row", "version"}], "a reference, not a copy"
    with looking_as(world.dee):
        assert facts.standing(world.dee, kept, world.today) == {}
        assert Area.objects.get().brought_in == []


def test_a_fact_put_right_after_it_was_confirmed_says_so_and_is_asked_again(
    world: Any, three: Any, looking_as: Any
) -> None:
    from holdfast.assessments.models import Maltreatment
    from holdfast.people import keeping

    sam, page = three["sam"], begun(three["sam"], world.ada)
    write(
        sam,
        page,
        "maltreatment_trauma",
        "",
        confirmed=list(facts_on(sam, page, "maltreatment_trauma").values()),
    )
    with looking_as(world.sam):
        row = Maltreatment.objects.get(child=world.ada)
        keeping.correct(row=row, version=row.version, values={"at_risk": True}, by=world.sam, why="new")
    assert "is at risk of maltreatment (put right since it was confirmed)" in text_of(sam.get(page))
    form = sam.get(f"{page}maltreatment_trauma/").context["form"]
    assert form.initial["confirmed"] == []
    assert "Put right since you confirmed it" in text_of(sam.get(f"{page}maltreatment_trauma/"))


def test_a_fact_that_is_not_there_cannot_be_confirmed(world: Any, three: Any) -> None:
    page = begun(three["sam"], world.ada)
    made_up = f"placements.home:{world.ada.pk}:1"
    answer = write(three["sam"], page, "placement", "Words.", confirmed=[made_up])
    assert answer.status_code == 422 and "confirmed" in answer.context["form"].errors


def test_what_is_typed_is_kept_until_it_is_saved(world: Any, three: Any) -> None:
    sam, page = three["sam"], begun(three["sam"], world.ada)
    area = f"{page}personal/"
    assert sam.post(area, {"text": "Half a thought", "_later": "1"}).status_code == 302
    assert "Half a thought" not in text_of(sam.get(page)), "a draft is no part of the record"
    assert sam.get(area).context["form"]["text"].value() == "Half a thought"
    assert three["tess"].get(area).context["form"]["text"].value() in (None, "")
    kept = sam.post(f"/drafts{area}", {"text": "A whole thought"})
    assert kept.status_code == 200 and kept.json()["saved"].startswith("Saved")
    assert 'data-hf-draft="/drafts' in sam.get(area).content.decode()
    write(sam, page, "personal", "Saved now")
    assert sam.get(area).context["draft"] is None
    assert "Saved now" in text_of(sam.get(page))


@pytest.mark.parametrize("area", ["personal", "physical_health"])
def test_the_same_person_on_two_devices_sees_both_versions(
    world: Any, three: Any, sign_in: Any, area: str
) -> None:
    sam, page = three["sam"], begun(three["sam"], world.ada)
    write(sam, page, area, "First words")
    again = sam.get(f"{page}{area}/").context["form"]["version"].value()
    write(sam, page, area, "From the telephone", version=again)
    stale = write(sam, page, area, "From the desk", version=again)
    assert stale.status_code == 422
    shown = text_of(stale)
    assert "From the telephone" in shown and "From the desk" in shown
    write(sam, page, area, "Both", version=stale.context["form"]["version"].value())
    assert "Both" in text_of(sam.get(page))


def test_beginning_twice_on_two_devices_loses_nothing(world: Any, three: Any) -> None:
    sam, page = three["sam"], begun(three["sam"], world.ada)
    assert begun(sam, world.ada) == page
    write(sam, page, "personal", "From the telephone")
    stale = write(sam, page, "personal", "From the desk")
    assert (
        stale.status_code == 422
        and "From the telephone" in text_of(stale)
        and "From the desk" in text_of(stale)
    )


def test_the_writer_takes_out_what_was_written_by_mistake(world: Any, three: Any) -> None:
    sam, page = three["sam"], begun(three["sam"], world.ada)
    for area in ("personal", "physical_health"):
        write(sam, page, area, "Another child’s words")
        assert sam.post(f"{page}{area}/", {"remove": "1", "remove_why": "wrong child"}).status_code == 302
    assert "Another child’s words" not in text_of(sam.get(page))
    assert three["tess"].post(f"{page}personal/", {"remove": "1"}).status_code == 404


def test_offered_and_not_wanted_stands_for_the_whole(world: Any, three: Any, looking_as: Any) -> None:
    sam, page = three["sam"], begun(three["sam"], world.ada)
    write(sam, page, "personal", "Begun.")
    empty = sam.post(at(world.ada, "declined"), day(world.today, "date"))
    assert empty.status_code == 422
    answer = sam.post(
        at(world.ada, "declined"), {**day(world.today, "date"), "carers_view": "Not now, please."}
    )
    assert answer.status_code == 302
    assert finding(world, looking_as, "1.3.2").state == "met"
    assert "It was offered and not wanted" in text_of(sam.get(at(world.ada)))
    closed = sam.get(page)
    assert "closed because it is not wanted" in text_of(closed) and "Begun." in text_of(closed)
    assert write(sam, page, "placement").status_code == 200, "the area can only be read now"


def test_a_finished_one_is_read_and_not_written(world: Any, three: Any, looking_as: Any) -> None:
    from holdfast.assessments import actions, queries

    page = whole(world, three)
    three["sam"].post(f"{page}finish/", {"version": 1, "childs_view": "Ok.", "carers_view": "Ok."})
    assert "form" not in three["sam"].get(f"{page}personal/").context
    with looking_as(world.sam):
        gathering = queries.gatherings_of(world.sam, world.ada.pk)[0]
        with pytest.raises(actions.Finished):
            actions.write_area(gathering=gathering, area="personal", text="More", by=world.mo)
        mine = queries.written_in(world.sam, gathering)[0]
        with pytest.raises(actions.Finished):
            actions.change_area(
                written=mine, version=mine.version, text="More", brought_in=(), done=True, by=world.sam
            )


def test_the_printed_page_holds_everything_that_was_written(world: Any, three: Any) -> None:
    page = whole(world, three)
    shown = three["sam"].get(page).content.decode()
    for who in ("sam", "tess", "dee"):
        assert f"Words of {who} on" in shown
    assert "data-hf-print" in shown and shown.count("<h3") == 8


@pytest.mark.parametrize("who", ["cara", "sal", "eddie", "yusuf_himself"])
def test_who_may_not_read_assessments_finds_no_page(world: Any, three: Any, sign_in: Any, who: str) -> None:
    page = whole(world, three)
    client = sign_in(world.accounts[who])
    for address in (
        at(world.ada),
        page,
        f"{page}personal/",
        f"{page}finish/",
        at(world.ada, "results", "new"),
        at(world.ada, "declined"),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(at(world.ada, "begin")).status_code == 404


def test_the_young_person_reads_their_own_and_writes_nothing(world: Any, sign_in: Any) -> None:
    sal, yusuf = sign_in(world.sal), sign_in(world.yusuf_himself)
    page = begun(sal, world.yusuf)
    write(sal, page, "maltreatment_trauma", "Came alone at thirteen.")
    shown = text_of(yusuf.get(at(world.yusuf)))
    assert "Your assessments" in shown and "Record" not in shown.split("<main")[1].split("</main>")[
        0
    ].replace("recorded", "")
    assert "Came alone at thirteen." in text_of(yusuf.get(page))
    assert yusuf.post(f"{page}personal/", {"text": "No"}).status_code in (200, 404)
    assert yusuf.post(at(world.yusuf, "begin")).status_code == 404
