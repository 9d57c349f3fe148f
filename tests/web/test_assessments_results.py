"""Results of tools and scales, referrals, the SDQ: ranges, ages, skills, who may do what."""

import datetime as dt
from typing import Any

import pytest

from tests.web.test_assessments import at, day, text_of


def rows(world: Any, looking_as: Any, name: str) -> list[Any]:
    from django.apps import apps

    with looking_as(world.sam):
        return list(
            apps.get_model("assessments", name).objects.filter(child=world.ada).order_by("recorded_at")
        )


def record(client: Any, world: Any, instrument: str, **data: Any) -> Any:
    return client.post(at(world.ada, "results", "new", instrument), {**day(world.today, "date"), **data})


def errors(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_the_tools_for_the_age_are_offered_and_those_that_come_are_dated(world: Any, sign_in: Any) -> None:
    shown = text_of(sign_in(world.sam).get(at(world.ada)))
    fits, _, rest = shown.partition("Within a year")
    assert (
        "Attachment Q-sort" in fits
        and "MacArthur Story Stem Battery" in fits
        and "Strange Situation Procedure" not in shown
    )
    assert "<strong>Tess Craig</strong> (in the team)" in fits
    assert "Nobody on file" in fits
    assert "Insecure attachment; not disorganised attachment" in fits
    assert "is used with parents and carers too" in (rest or fits)


def test_a_result_is_kept_raw_and_read_as_a_person_says(world: Any, sign_in: Any, looking_as: Any) -> None:
    answer = record(
        sign_in(world.tess), world, "manchester_story_task", given_class="D", alternative="C", score_disorganisation="5.5",
        outcome="disorganised", assessor="Tess Craig", assessor_skilled="yes", carer="C7",
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    kept = rows(world, looking_as, "assessment")[-1]
    assert (kept.type, kept.tool, kept.outcome, kept.assessor_skilled, kept.carer) == (
        "attachment_tool", "manchester_story_task", "disorganised", True, "C7",
    )  # fmt: skip
    assert kept.results == {
        "instrument": "manchester_story_task", "class": "D", "alternative": "C", "scores": {"disorganisation": 5.5},
    }  # fmt: skip
    shown = text_of(sign_in(world.sam).get(at(world.ada, "results", kept.pk)))
    assert "D (disorganised), best-fitting alternative C" in shown and "5.5, on a scale of 1 to 9" in shown
    assert "about Adeyemi household" in shown


def test_no_classification_follows_from_scores(world: Any, sign_in: Any, looking_as: Any) -> None:
    record(
        sign_in(world.tess),
        world,
        "attachment_q_sort",
        score_security="0.85",
        sorted_by="observer",
        assessor_skilled="yes",
    )
    kept = rows(world, looking_as, "assessment")[-1]
    assert kept.outcome is None and kept.score is None and kept.results["scores"] == {"security": 0.85}


@pytest.mark.parametrize(
    ("instrument", "data", "place"),
    [
        ("attachment_q_sort", {"score_security": "1.2", "sorted_by": "observer"}, "score_security"),
        ("attachment_q_sort", {"score_security": "0.2"}, "sorted_by"),
        ("manchester_story_task", {"score_disorganisation": "0"}, "score_disorganisation"),
        ("manchester_story_task", {"given_class": "B", "alternative": "C"}, "alternative"),
        ("manchester_story_task", {"given_class": "D", "alternative": "D"}, "alternative"),
        ("manchester_story_task", {"given_class": "Z"}, "given_class"),
        ("manchester_story_task", {}, "__all__"),
        ("ainsworth", {"score_sensitivity": "10"}, "score_sensitivity"),
        ("ainsworth", {}, "score_sensitivity"),
        ("care_index", {"score_sensitivity": "15"}, "score_sensitivity"),
        (
            "local",
            {"scale_name": "Ours", "low": "5", "high": "1", "score_score": "3", "type": "sensitivity"},
            "high",
        ),
        (
            "local",
            {"scale_name": "Ours", "low": "1", "high": "5", "score_score": "6", "type": "sensitivity"},
            "score_score",
        ),
        ("ainsworth", {"score_sensitivity": "5", "carer": "C7", "other_carer": "Her mother"}, "other_carer"),
    ],
)
def test_what_an_instrument_cannot_say_is_refused_where_it_stands(
    world: Any, sign_in: Any, looking_as: Any, instrument: str, data: dict[str, str], place: str
) -> None:
    assert place in errors(record(sign_in(world.tess), world, instrument, **data))
    assert rows(world, looking_as, "assessment") == []


def test_every_range_is_refused_below_the_form_too(world: Any, looking_as: Any) -> None:
    from holdfast.assessments import actions, results

    wrong = {
        "instrument": "strange_situation",
        "class": "B9",
        "scores": {"avoidance": 8, "warmth": 1},
        "mood": "good",
    }
    values = {"date": world.today, "type": "attachment_tool", "tool": "strange_situation", "results": wrong}
    with looking_as(world.sam), pytest.raises(results.ResultsWrong) as refused:
        actions.record_result(child=world.ada, values=values, by=world.sam)
    assert [place for place, _ in refused.value.problems] == [
        "mood",
        "class",
        "score_avoidance",
        "score_warmth",
    ]


def test_another_age_or_an_untrained_hand_needs_a_reason_and_is_then_kept(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    tess = sign_in(world.tess)
    too_young = {"given_class": "secure", "outcome": "secure", "assessor_skilled": "yes"}
    assert "This tool is not for" in text_of(
        tess.get(at(world.ada, "results", "new", "child_attachment_interview"))
    )
    assert "because" in errors(record(tess, world, "child_attachment_interview", **too_young))
    answer = record(tess, world, "child_attachment_interview", **too_young, because="Asked for by the court")
    assert answer.status_code == 302
    untrained = {"given_class": "B", "assessor_skilled": "no"}
    assert "because" in errors(record(tess, world, "manchester_story_task", **untrained))
    assert (
        record(tess, world, "manchester_story_task", **untrained, because="In training, filmed").status_code
        == 302
    )
    shown = text_of(tess.get(at(world.ada, "results", rows(world, looking_as, "assessment")[-1].pk)))
    assert "not trained and skilled in it" in shown and "In training, filmed" in shown


def test_an_earlier_day_counts_for_the_age(world: Any, sign_in: Any) -> None:
    earlier = world.ada.date_of_birth + dt.timedelta(days=500)
    answer = record(
        sign_in(world.tess),
        world,
        "strange_situation",
        given_class="B3",
        assessor_skilled="yes",
        **day(earlier, "date"),
    )
    assert answer.status_code == 302


def test_a_score_of_the_carers_of_today_is_drawn_on_its_whole_scale(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    sam = sign_in(world.sam)
    assert sam.get(at(world.ada, "results", "new", "ainsworth")).context["form"]["carer"].value() == "C7"
    for days, score in ((60, "4"), (1, "6")):
        answer = record(
            sam,
            world,
            "ainsworth",
            score_sensitivity=score,
            carer="C7",
            **day(world.today - dt.timedelta(days=days), "date"),
        )
        assert answer.status_code == 302
    kept = rows(world, looking_as, "assessment")[-1]
    assert (kept.type, kept.scale, kept.score) == ("sensitivity", "ainsworth", 6)
    record(
        sam,
        world,
        "local",
        scale_name="Our own",
        low="0",
        high="20",
        score_score="11",
        type="parenting_quality",
        carer="C7",
    )
    shown = text_of(sam.get(at(world.ada)))
    assert (
        "Parental sensitivity: Ainsworth’s Maternal Sensitivity Scales" in shown
        and "The scale goes from 1 to 9." in shown
    )
    assert "Parenting quality: Our own" in shown and "The scale goes from 0 to 20." in shown
    assert shown.count("<figure") == 4 and "Adeyemi household" in shown


def test_a_score_from_a_case_file_without_ends_is_told_and_not_drawn(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.assessments.models import Assessment
    from holdfast.people import keeping

    for scale, score in (("somebody's", 3.0), ("ainsworth", 12.0)):
        values = {"date": world.today, "type": "sensitivity", "scale": scale, "score": score}
        with looking_as(world.sam):
            keeping.add(model=Assessment, child=world.ada, values=values, by=world.sam)
    shown = text_of(sign_in(world.sam).get(at(world.ada)))
    assert (
        "is not recorded" in shown
        and "outside the scale, which goes from 1 to 9" in shown
        and "<figure" not in shown
    )
    row = rows(world, looking_as, "assessment")[0]
    assert (
        sign_in(world.sam)
        .get(at(world.ada, "results", row.pk, "change"))
        .context["form"]["scale_name"]
        .value()
        == "somebody's"
    )


def test_a_result_is_put_right_and_what_was_believed_is_shown(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    tess = sign_in(world.tess)
    record(tess, world, "manchester_story_task", given_class="B", assessor_skilled="yes")
    row = rows(world, looking_as, "assessment")[-1]
    page = at(world.ada, "results", row.pk, "change")
    form = tess.get(page).context["form"]
    assert form["given_class"].value() == "B" and form["version"].value() == 1
    changed = {**day(world.today, "date"), "given_class": "A", "assessor_skilled": "yes", "version": 1}
    assert tess.post(page, changed).status_code == 302
    stale = tess.post(page, {**changed, "given_class": "C"})
    assert (
        stale.status_code == 422
        and "A (avoidant)" in text_of(stale)
        and "C (resistant or ambivalent)" in text_of(stale)
    )
    assert "<del>B (secure)</del>" in text_of(tess.get(page))
    assert tess.post(page, {"remove": "1", "remove_why": "another child’s"}).status_code == 302
    assert rows(world, looking_as, "assessment") == []


def test_what_is_typed_into_one_instrument_is_not_another_s(world: Any, sign_in: Any) -> None:
    tess = sign_in(world.tess)
    tess.post(at(world.ada, "results", "new", "ainsworth"), {"note": "Half written", "_later": "1"})
    assert (
        tess.get(at(world.ada, "results", "new", "ainsworth")).context["form"]["note"].value()
        == "Half written"
    )
    assert tess.get(at(world.ada, "results", "new", "care_index")).context["form"]["note"].value() in (
        None,
        "",
    )


def test_a_referral_waits_until_it_is_answered(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.assessments.queries import referrals_waiting

    sam = sign_in(world.sam)
    sent = world.today - dt.timedelta(days=40)
    data = {
        **day(sent, "date"),
        "to": "Tideway attachment team",
        "attachment_expertise": "yes",
        "works_with_other_services": "not_known",
    }
    assert sam.post(at(world.ada, "referrals", "new"), data).status_code == 302
    row = rows(world, looking_as, "referral")[0]
    assert (row.attachment_expertise, row.works_with_other_services) == (True, None)
    assert "No answer yet: waiting for 5 weeks" in text_of(sam.get(at(world.ada)))
    answer = at(world.ada, "referrals", row.pk, "answer")
    early = sam.post(
        answer, {"answer": "accepted", "version": 1, **day(sent - dt.timedelta(days=1), "answered_on")}
    )
    assert "answered_on" in errors(early)
    sam.post(answer, {"answer": "waiting_list", "version": 1, **day(world.today, "answered_on")})
    with looking_as(world.sam):
        assert [each.pk for each in referrals_waiting(world.sam, [world.ada.pk])] == [row.pk]
    assert "On a waiting list: waiting for 5 weeks" in text_of(sam.get(at(world.ada)))
    assert (
        sam.post(answer, {"answer": "accepted", "version": 1, **day(world.today, "answered_on")}).status_code
        == 422
    )
    sam.post(answer, {"answer": "accepted", "version": 2, **day(world.today, "answered_on")})
    with looking_as(world.sam):
        assert referrals_waiting(world.sam, [world.ada.pk]) == []
    assert "Accepted on" in text_of(sam.get(at(world.ada)))


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ({"score": "17"}, (17, None)), ({"score": "0"}, (0, None)), ({"not_done_because": "SDQ2"}, (None, "SDQ2")),
        ({"score": "41"}, None), ({}, None), ({"score": "12", "not_done_because": "SDQ2"}, None),
    ],
)  # fmt: skip
def test_the_sdq_is_a_total_or_a_reason(
    world: Any, sign_in: Any, looking_as: Any, data: dict[str, str], kept: Any
) -> None:
    answer = sign_in(world.dee).post(at(world.ada, "sdq", "new"), {**day(world.today, "date"), **data})
    found = [(row.score, row.not_done_because) for row in rows(world, looking_as, "sdq")]
    assert found == ([kept] if kept else []) and answer.status_code == (302 if kept else 422)


def test_conditions_name_their_own_guideline_and_a_diagnosis_without_criteria_is_warned_of(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.assessments.models import Condition, Diagnosis
    from holdfast.people import keeping

    with looking_as(world.sam):
        for condition in ("adhd", "anxiety"):
            keeping.add(
                model=Condition,
                child=world.ada,
                values={"condition": condition, "status": "diagnosed"},
                by=world.sam,
            )
        keeping.add(
            model=Diagnosis,
            child=world.ada,
            values={"date": world.today, "code": "RAD", "criteria_met": False},
            by=world.sam,
        )
    shown = text_of(sign_in(world.sam).get(at(world.ada)))
    assert 'href="https://www.nice.org.uk/guidance/ng87"' in shown and shown.count("Its own guideline") == 1
    assert "though the manual’s criteria are not met" in shown
    dees = text_of(sign_in(world.dee).get(at(world.ada)))
    assert "attention deficit" not in dees.lower(), (
        "conditions are health; a diagnosis of attachment is not kept from school"
    )


def test_who_may_write_what(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.assessments.models import HealthAssessment
    from holdfast.people import keeping

    with looking_as(world.sam):
        health = keeping.add(
            model=HealthAssessment,
            child=world.ada,
            values={"on": world.today, "type": "initial"},
            by=world.sam,
        )
    dee, cara = sign_in(world.dee), sign_in(world.cara)
    assert dee.get(at(world.ada, "sdq", "new")).status_code == 200
    for client, address in (
        (dee, at(world.ada, "health", "new")), (dee, at(world.ada, "referrals", "new")), (dee, at(world.ada, "health", health.pk)),
        (cara, at(world.ada, "sdq", "new")), (cara, at(world.ada, "health", health.pk)), (cara, at(world.ada, "results", "new", "ainsworth")),
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    assert dee.get(at(world.ada, "nothing", "new")).status_code == 404
    assert dee.get(at(world.ada, "results", "new", "nothing")).status_code == 404
