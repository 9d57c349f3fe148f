"""How a placement stands, and the plan for permanence."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlparse


def test_quick_forms_write_where_the_record_writes(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    address = f"/child/{world.ada.pk}/stability/"
    text = client.get(address).content.decode()
    assert "No concern is recorded." in text and "1 placement in the last twelve months." in text
    day = {
        "date_day": str(world.today.day),
        "date_month": str(world.today.month),
        "date_year": str(world.today.year),
    }
    for part, answers in {
        "placement_concerns": {"level": "serious", "note": "She hides food."},
        "carer_support": {"kind": "telephone", "note": "Cara slept badly."},
        "extra_support": {"kind": "mentoring", "note": "Begins on Monday."},
    }.items():
        begin = text.index(f"/record/{part}/new?next=")
        to = text[text.rindex('"', 0, begin) + 1 : text.index('"', begin)].replace("&amp;", "&")
        answer = client.post(to, {**day, **answers})
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"] == parse_qs(urlparse(to).query)["next"][0] == f"{address}#{part}"
    on = {"on_day": day["date_day"], "on_month": day["date_month"], "on_year": day["date_year"]}
    answer = client.post(
        f"/child/{world.ada.pk}/homes/readiness/new/",
        {**on, "able_to_care_longer": "yes", "prepared_by_training": "no"},
    )
    assert answer["Location"] == f"{address}#readiness"
    text = client.get(address).content.decode()
    for said in ("serious concern. She hides food.", "by telephone. Cara slept badly.", "mentoring. Begins on Monday.",
                 "able to care for longer, not prepared by training yet", "BEA: apart; whether they can live together"):  # fmt: skip
        assert said in text


def test_a_placement_lost_asks_for_the_people_there(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.placements.actions import change_home
    from holdfast.placements.queries import homes_of

    with looking_as(world.sam):
        (home,) = homes_of(world.sam, world.ada.pk)
        change_home(
            child=world.ada, leaving=home, leaving_version=1, by=world.sam, ended={"end_reason": "breakdown"},
            values={"start": world.today - timedelta(days=3), "home": "foster", "context": "in_care", "carer": "C8"},
        )  # fmt: skip
    text = sign_in(world.sam).get(f"/child/{world.ada.pk}/stability/").content.decode()
    assert "Can the relationship be kept?" in text and "2 placements in the last twelve months." in text


def test_permanence_is_said_in_sentences(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.people.keeping import add
    from holdfast.placements.models import Permanence

    address = f"/child/{world.ada.pk}/permanence/"
    text = sign_in(world.sam).get(address).content.decode()
    assert "No plan for permanence is recorded yet." in text and "Steps of adoption" not in text
    with looking_as(world.sam):
        values = {
            "plan": "long_term_foster",
            "kinship_considered_not_done": True,
            "return_home_possible": False,
        }
        add(model=Permanence, child=world.ada, values=values, by=world.sam)
    text = sign_in(world.cara).get(address).content.decode()
    assert "The plan for Ada is to grow up with these or other foster carers." in text
    assert "Known not done" in text and "Change the plan" not in text
    assert sign_in(world.rae).get(address).status_code == 404


def test_the_steps_of_adoption(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.people.keeping import add
    from holdfast.placements.models import Adoption

    address = f"/child/{world.bea.pk}/permanence/"
    text = sign_in(world.sal).get(address).content.decode()
    assert "Steps of adoption" in text and text.count("Not known yet") >= 7
    with looking_as(world.sal):
        values = {
            "full_assessment_of_need": world.today,
            "wishes_recorded_not_done": True,
            "support_offered": ["before"],
        }
        add(model=Adoption, child=world.bea, values=values, by=world.sal)
    text = sign_in(world.sal).get(address).content.decode()
    assert text.count("hf-steps__step--done") == 2 and "Known not done" in text and "Not offered" in text
