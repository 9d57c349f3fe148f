"""A move planned with the child, and a move in an emergency."""

from datetime import date, timedelta
from typing import Any

import pytest


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def planned(world: Any, client: Any, child: Any, on: date) -> str:
    """A plan made on the page; its address."""
    answers = {**day("date", on), "kind": "change_placement", "who_with": "Brook household", "to": "Jo and Pat’s house",
               "why": "To live nearer to school.", "goes_along": ""}  # fmt: skip
    answer = client.post(f"/child/{child.pk}/moves/new/", answers)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def the_move(looking_as: Any, who: Any) -> Any:
    from holdfast.placements.models import Move

    with looking_as(who):
        return Move.objects.get()


def finding(child: Any, number: str) -> Any:
    """The finding of the guideline as the record stands."""
    from holdfast.decisions.case_file import case_file
    from holdfast.ng26.guideline import findings

    answer = findings(case_file(child.pk, using="worker"))
    return next(each for each in answer.findings if each.recommendation == number)


def test_a_plan_is_shared_with_the_child_and_the_carers(world: Any, sign_in: Any) -> None:
    address = planned(world, sign_in(world.sal), world.yusuf, world.today + timedelta(days=20))
    text = sign_in(world.yusuf_himself).get(address).content.decode()
    assert "What happens so that you are ready" in text and "0 of 6 done" in text
    assert "To live nearer to school." in text and "Plan it" not in text and "Ask a question" in text
    address = planned(world, sign_in(world.sam), world.ada, world.today + timedelta(days=20))
    text = sign_in(world.cara).get(address).content.decode()
    assert "How Ada is prepared" in text and "Change the plan" not in text


def test_the_child_reads_where_they_are_going_and_who_lives_there(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people import keeping
    from holdfast.placements.models import Household, HouseholdDetail

    address = planned(world, sign_in(world.sal), world.yusuf, world.today + timedelta(days=20))
    yusuf = sign_in(world.yusuf_himself)
    text = yusuf.get(address).content.decode()
    assert "Where you are going" in text and "Jo and Pat’s house, to live with the Brook household." in text
    assert "Who lives there" not in text and "What you take with you" in text
    with looking_as(world.sal):
        there = {"household": Household.objects.get(key="C8"), "who_else": "Jo, Pat and a dog called Rex"}
        row = keeping.add(model=HouseholdDetail, child=world.yusuf, values=there, by=world.sal)
    assert "Who lives there: Jo, Pat and a dog called Rex" in yusuf.get(address).content.decode()
    with looking_as(world.sal):
        keeping.correct(row=row, version=1, values={}, by=world.sal, restricted=True)
    assert "Rex" not in yusuf.get(address).content.decode()
    assert "Rex" in sign_in(world.sal).get(address).content.decode()


def test_a_move_of_which_little_is_known_says_so(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.people import keeping
    from holdfast.placements.models import Move

    with looking_as(world.sal):
        values = {"date": world.today + timedelta(days=20), "kind": "change_placement"}
        move = keeping.add(model=Move, child=world.yusuf, values=values, by=world.sal)
    text = sign_in(world.yusuf_himself).get(f"/child/{world.yusuf.pk}/moves/{move.pk}/").content.decode()
    assert "Not written down yet. Ask your social worker, or ask it below." in text
    assert text.count("Not planned yet.") == 6


def test_a_part_done_is_what_the_guideline_reads(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    address = planned(world, client, world.ada, world.today + timedelta(days=20))
    assert the_move(looking_as, world.sam).prepared == []
    assert finding(world.ada, "1.1.12").state == "act"
    for part in (
        "met_new_carers",
        "reasons_explained",
        "support_during_move",
        "questions_and_choices",
        "developmental_needs",
    ):
        answers = {
            "who": "Sam",
            **day("by_when", world.today + timedelta(days=5)),
            "state": "done",
            "note": "Done together",
        }
        assert client.post(f"{address}{part}/", answers).status_code == 302
    kept = f"{address}relationships_kept/"
    refused = client.post(kept, {"state": "relationships_not_in_best_interests", "note": ""})
    assert refused.status_code == 422 and "Say why staying in touch" in refused.content.decode()
    assert (
        client.post(
            kept, {"state": "relationships_not_in_best_interests", "note": "The court forbade it."}
        ).status_code
        == 302
    )
    assert the_move(looking_as, world.sam).prepared == [
        "reasons_explained", "met_new_carers", "support_during_move", "questions_and_choices",
        "relationships_not_in_best_interests", "developmental_needs",
    ]  # fmt: skip
    assert finding(world.ada, "1.1.12").state == "met"
    text = client.get(address).content.decode()
    assert "6 of 6 done" in text and "The court forbade it." in text
    undone = {"who": "Sam", "state": "not_yet", "note": "", "version": "1"}
    assert client.post(f"{address}met_new_carers/", undone).status_code == 302
    assert "met_new_carers" not in the_move(looking_as, world.sam).prepared
    assert client.post(f"{address}met_new_carers/", {**undone, "state": "done"}).status_code == 422, (
        "a stale save"
    )
    assert client.get(f"{address}nothing/").status_code == 404


def test_what_the_child_asks_is_answered(world: Any, sign_in: Any) -> None:
    worker, child = sign_in(world.sal), sign_in(world.yusuf_himself)
    address = planned(world, worker, world.yusuf, world.today + timedelta(days=20))
    assert child.post(f"{address}ask/", {"question": "Can I bring my bike?"}).status_code == 302
    text = child.get(address).content.decode()
    assert "Can I bring my bike?" in text and "No answer yet." in text and "/answer/" not in text
    where = worker.get(address).content.decode().split("/answer/")[1].split("/")[0]
    assert child.get(f"{address}answer/{where}/").status_code == 404, "who asked does not answer"
    assert (
        worker.post(
            f"{address}answer/{where}/", {"answer": "Yes, it comes in the van.", "version": "1"}
        ).status_code
        == 302
    )
    assert "Yes, it comes in the van." in child.get(address).content.decode()
    assert (
        worker.post(
            f"{address}ask/", {"question": "Is there wifi?", **day("asked_on", world.today)}
        ).status_code
        == 302
    )
    assert "Is there wifi?" in child.get(address).content.decode()


@pytest.mark.parametrize(("who", "child", "writes"), [
    ("cara", "ada", False), ("dee", "ada", False), ("mo", "ada", True), ("yusuf_himself", "yusuf", False),
])  # fmt: skip
def test_who_may_write_the_plan(world: Any, sign_in: Any, who: str, child: str, writes: bool) -> None:
    client, one = sign_in(world.accounts[who]), world.children[child]
    for path in ("moves/new/", "moves/emergency/"):
        assert client.get(f"/child/{one.pk}/{path}").status_code == (200 if writes else 404)
    assert sign_in(world.rae).get(f"/child/{one.pk}/moves/").status_code == 404


def test_a_plan_is_changed_and_called_off(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    address = planned(world, client, world.ada, world.today + timedelta(days=20))
    client.post(f"{address}ask/", {"question": "Why?", **day("asked_on", world.today)})
    answers = {**day("date", world.today + timedelta(days=30)), "kind": "return_home", "who_with": "", "to": "Mum",
               "why": "It is safe now.", "goes_along": "Bear", "version": "1"}  # fmt: skip
    assert client.post(f"{address}change/", answers).status_code == 302
    assert "Return home to Mum" in client.get(address).content.decode()
    assert (
        client.post(
            f"{address}call-off/", {"why": "The court decided otherwise.", "version": "2"}
        ).status_code
        == 302
    )
    assert client.get(address).status_code == 404
    assert "No move is planned for Ada." in client.get(f"/child/{world.ada.pk}/moves/").content.decode()


def test_the_move_happens(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    address = planned(world, client, world.ada, world.today)
    text = client.get(address).content.decode()
    assert "The move has happened" in text
    begin = f"/child/{world.ada.pk}/homes/new/?move={address.rstrip('/').rsplit('/', 1)[1]}"
    asked = client.get(begin).content.decode()
    assert 'value="Brook household"' in asked and "To live nearer to school." in asked
    answers = {**day("start", world.today), "home": "foster", "who_with": "Brook household", "entry": "planned",
               "context": "in_care", "end_reason": "planned_move", "version": "1"}  # fmt: skip
    assert client.post(begin, answers).status_code == 302
    assert "The move has happened" not in client.get(address).content.decode()


TONIGHT = {"home": "foster", "to": "Brook household", "why": "Shouting, and the carers asked for help.", "told_by": "Eddie",
           "told_what": "That it is not her fault.", "goes_along": "Bear. She needs her inhaler."}  # fmt: skip


def test_an_emergency_is_saved_at_once_and_the_rest_is_asked_tomorrow(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people.actions import open_in_emergency

    with looking_as(world.eddie):
        open_in_emergency(child_id=world.ada.pk, reason="Police called, placement ended", by=world.eddie)
    client = sign_in(world.eddie)
    address = f"/child/{world.ada.pk}/moves/emergency/"
    assert "Five questions, saved at once" in client.get(address).content.decode()
    answer = client.post(address, {**TONIGHT, **day("start", world.today)})
    assert answer.status_code == 302, answer.content.decode()
    text = client.get(answer["Location"]).content.decode()
    assert "Everything else is asked tomorrow" in text and "Why did the earlier home end?" in text
    assert "Which carer household" not in text, "its whole name was typed"
    assert "has somebody explained why" not in text, "that was said"
    from holdfast.placements.queries import homes_of, moves_of

    with looking_as(world.sam):
        left, now = homes_of(world.sam, world.ada.pk)
        assert (left.end, left.end_reason) == (world.today, None)
        assert (now.start, now.entry, now.carer, now.context, now.legal_status) == (
            world.today, "emergency", "C8", "in_care", "section_20",
        )  # fmt: skip
        (move,) = moves_of(world.sam, world.ada.pk)
        assert (move.emergency, move.kind, move.prepared) == (True, "change_placement", ["reasons_explained"])


def test_of_an_emergency_only_where_and_when_must_be_known(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sal)
    address = f"/child/{world.yusuf.pk}/moves/emergency/"
    assert client.post(address, {"why": "?"}).status_code == 422
    answer = client.post(address, {"home": "residential", "to": "The Beacon", **day("start", world.today)})
    text = client.get(answer["Location"]).content.decode()
    for asked in (
        "Which carer household",
        "Why was the move needed?",
        "What did Yusuf take along",
        "Knowing why",
    ):
        assert asked in text
    from holdfast.placements.queries import moves_of

    with looking_as(world.sal):
        assert moves_of(world.sal, world.yusuf.pk)[0].prepared == []


def test_an_emergency_in_the_past_of_a_home_is_explained(world: Any, sign_in: Any) -> None:
    answer = sign_in(world.sam).post(
        f"/child/{world.ada.pk}/moves/emergency/",
        {**TONIGHT, **day("start", world.today - timedelta(days=900))},
    )
    assert answer.status_code == 422
    assert "The record has this child in another home since" in answer.content.decode()


def test_the_plan_prints_on_one_page(world: Any, sign_in: Any, browse_as: Any) -> None:
    address = planned(world, sign_in(world.sam), world.ada, world.today + timedelta(days=20))
    for part in ("met_new_carers", "reasons_explained", "support_during_move"):
        sign_in(world.sam).post(
            f"{address}{part}/", {"who": "Sam Okafor", "state": "done", "note": "We went there together."}
        )
    page = browse_as(world.sam)
    page.goto(address)
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page>") == 1
