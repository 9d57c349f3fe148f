"""Everything a case file holds can be recorded, corrected and taken out by who may write it, and by nobody else."""

from typing import Any

import pytest

from tests.web.entry_answers import an_answer, entry, fields_of, in_case, part_names, sent

GROUND = {  # whose child Ada is, and on which ground
    "sam": "social_care", "mo": "manager", "tess": "health", "dee": "school", "cara": "carer", "sal": None,
}  # fmt: skip
LISTS = [name for name in part_names() if name != "child"]


def address(child: Any, name: str, *more: Any) -> str:
    return "/".join(str(each) for each in (f"/child/{child.pk}/record", name, *more))


def case_of(world: Any, looking_as: Any, child: Any) -> dict[str, Any]:
    from holdfast.decisions.case_file import case_file

    with looking_as(world.sam):
        return case_file(child.pk)


def is_list(name: str) -> bool:
    from holdfast.people.registry import lists

    return name in lists()


def row_of(world: Any, looking_as: Any, name: str) -> Any:
    """The newest row of a part of Ada's record."""
    from holdfast.web.entries.parts import parts

    with looking_as(world.sam):
        if name == "child":
            return parts()["child"].model.objects.get(pk=world.ada.pk)
        return parts()[name].model.objects.filter(child=world.ada).order_by("recorded_at").last()


def send(client: Any, page: str, data: dict[str, Any]) -> Any:
    """Post a form; where the guideline speaks against it, go on and say why."""
    answer = client.post(page, data)
    warned = answer.context and answer.context.get("warned")
    if not (warned and warned.open):
        return answer
    return client.post(page, data | {"guard_seen": " ".join(warned.numbers), "guard_because": "For the test"})


def add(client: Any, world: Any, name: str, data: dict[str, Any]) -> Any:
    return send(client, address(world.ada, name, "new") if is_list(name) else address(world.ada, name), data)


def own(world: Any, looking_as: Any, name: str) -> dict[str, Any]:
    """What goes with the child's own row, which is there from the beginning."""
    if name != "child":
        return {}
    return {"why_changed": "Asked the family", "version": row_of(world, looking_as, name).version}


def holding(world: Any, looking_as: Any, client: Any, name: str) -> dict[str, Any]:
    """What a session is held in: a programme."""
    if name != "sessions":
        return {}
    client.post(address(world.ada, "programmes", "new"), {"programme": "video_feedback"})
    return {"course": str(row_of(world, looking_as, "programmes").pk)}


def emptied(world: Any, looking_as: Any, name: str) -> None:
    """What the world already holds of an object is taken out, so that it can be recorded afresh."""
    from holdfast.people import keeping

    row = None if is_list(name) or name == "child" else row_of(world, looking_as, name)
    if row is not None:
        with looking_as(world.sam):
            keeping.remove(row=row, version=row.version, by=world.sam, why="for the test")


def test_what_a_form_saves_stands_in_the_case_file_exactly(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    for name in part_names():
        emptied(world, looking_as, name)
        whole = entry(name, world.today)
        more = holding(world, looking_as, client, name) | own(world, looking_as, name)
        answer = add(client, world, name, sent(name, whole) | more)
        assert answer.status_code == 302, (name, answer.context["form"].errors)
        found = in_case(case_of(world, looking_as, world.ada), name)
        if is_list(name):
            assert whole in found, name
        else:
            assert found == whole.get(name, whole), name


def test_what_is_compulsory_is_enough_and_the_rest_stays_not_known(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    client = sign_in(world.sam)
    for name in filter(is_list, LISTS):
        least = {f.key: an_answer(f, world.today) for f in fields_of(name) if f.required or f.key == "end"}
        more = holding(world, looking_as, client, name)
        answer = add(client, world, name, sent(name, least) | more)
        assert answer.status_code == 302, (name, answer.context["form"].errors)
        assert least in in_case(case_of(world, looking_as, world.ada), name), name


def test_every_field_can_be_said_not_to_be_or_to_be_none(world: Any, sign_in: Any, looking_as: Any) -> None:
    client, tried = sign_in(world.sam), 0
    for name in LISTS:
        emptied(world, looking_as, name)
        whole = {
            f.key: False if f.or_false else [] if f.kind == "codes" else an_answer(f, world.today)
            for f in fields_of(name)
            if "/" not in f.key and (f.required or f.or_false or f.kind == "codes" or f.key == "end")
        }
        if not any(value in (False, []) for value in whole.values()):
            continue
        tried += 1
        answer = add(client, world, name, sent(name, whole) | holding(world, looking_as, client, name))
        assert answer.status_code == 302, (name, answer.context["form"].errors)
        found = in_case(case_of(world, looking_as, world.ada), name)
        assert whole in found if is_list(name) else whole == found, name
    assert tried > 8


def another(name: str, whole: dict[str, Any]) -> dict[str, Any]:
    """The entry with one answer put right: another code, or the last answer taken back."""
    coded = next((f for f in fields_of(name) if f.kind == "code" and f.required), None)
    if coded is not None:
        return {**whole, coded.key: next(iter(coded.codes))}
    left_out = next(f for f in fields_of(name)[::-1] if not f.required and "/" not in f.key)
    return {key: value for key, value in whole.items() if key != left_out.key}


def taken_out_with_a_reason(world: Any, looking_as: Any, client: Any, name: str) -> None:
    """The newest entry is taken out, and stays in the history."""
    row = row_of(world, looking_as, name)
    page = address(world.ada, name, row.pk, "remove")
    assert client.get(page).status_code == 200, name
    assert client.post(page, {"version": row.version, "why": ""}).status_code == 200, name
    assert client.post(page, {"version": row.version + 1, "why": "Stale"}).status_code == 200, name
    assert client.post(page, {"version": row.version, "why": f"Not hers: {name}"}).status_code == 302, name
    now = row_of(world, looking_as, name)
    assert now is None or now.pk != row.pk, name
    for shown in (address(world.ada, name), address(world.ada, name, row.pk, "history")):
        assert f"Not hers: {name}" in client.get(shown).content.decode(), shown


def test_an_entry_is_corrected_and_taken_out_and_what_was_believed_before_is_shown(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    client = sign_in(world.sam)
    for name in part_names():
        emptied(world, looking_as, name)
        whole = entry(name, world.today)
        more = holding(world, looking_as, client, name) | own(world, looking_as, name)
        add(client, world, name, sent(name, whole) | more)
        row, corrected = row_of(world, looking_as, name), another(name, whole)
        page = address(world.ada, name, row.pk, "change") if is_list(name) else address(world.ada, name)
        if name == "proposals":
            corrected |= {"for": "attachment_difficulties"}
        data = sent(name, corrected) | more | {"version": row.version}
        refused = client.post(page, data | {"why_changed": ""})
        assert "why_changed" in refused.context["form"].errors, f"{name}: a correction needs its reason"
        answer = send(client, page, data | {"why_changed": f"Misheard: {name}"})
        assert answer.status_code == 302, (name, answer.context["form"].errors)
        found = in_case(case_of(world, looking_as, world.ada), name)
        if is_list(name):
            assert corrected in found and whole not in found, name
        else:
            assert found == (corrected or ({} if name not in whole else None)), name
        history = client.get(address(world.ada, name, row.pk, "history")).content.decode()
        assert f"Misheard: {name}" in history and world.sam.name in history, name
        if is_list(name):
            taken_out_with_a_reason(world, looking_as, client, name)


@pytest.mark.parametrize("who", GROUND)
def test_who_may_not_write_or_read_a_part_finds_no_page(world: Any, sign_in: Any, who: str) -> None:
    from holdfast.web.entries.parts import parts

    client, ground = sign_in(world.accounts[who]), GROUND[who]
    for name, part in parts().items():
        reads, writes = ground in part.kind.reads, ground in part.kind.writes
        assert client.get(address(world.ada, name)).status_code == (200 if reads else 404), name
        page = address(world.ada, name, "new") if part.is_list else address(world.ada, name)
        answer = client.post(page, {})
        assert answer.status_code == (200 if writes else 200 if reads and not part.is_list else 404), name
        if part.is_list and not writes:
            assert client.post(address(world.ada, name, "none")).status_code == 404, name


def test_who_may_only_read_an_object_changes_nothing(world: Any, sign_in: Any, looking_as: Any) -> None:
    before = case_of(world, looking_as, world.ada)
    sign_in(world.cara).post(address(world.ada, "maltreatment"), {"experienced": "no", "why": "No"})
    assert case_of(world, looking_as, world.ada) == before


def test_no_three_valued_question_is_answered_beforehand(world: Any, sign_in: Any, looking_as: Any) -> None:
    from django import forms

    client = sign_in(world.sam)
    for name in part_names():
        emptied(world, looking_as, name)
        form = client.get(
            address(world.ada, name, "new") if is_list(name) else address(world.ada, name)
        ).context["form"]
        for bound in form.visible_fields():
            if form.row is None or getattr(form.row, bound.name, None) is None:
                widget = bound.field.widget
                if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.Select):
                    assert bound.value() in (None, "", "not_known"), (name, bound.name)


def test_every_link_to_another_table_is_chosen_somewhere_and_every_other_column_is_asked(
    database: Any,
) -> None:
    from holdfast.people.registry import lists, objects
    from holdfast.record.columns import columns
    from holdfast.web.entries.parts import CHOSEN_WITH, KEPT_BY_THE_RECORD, parts

    assert set(parts()) == {*lists(), *objects(), "child"}
    links = set()
    for name, part in parts().items():
        if name == "child":
            continue
        asked = {*columns(part.fields), *(f.name for f in part.more), *KEPT_BY_THE_RECORD}
        left = {f.name for f in part.model._meta.concrete_fields if f.editable} - asked
        links |= {f"{name}.{each}" for each in left}
    assert links == set(CHOSEN_WITH)


def test_none_is_recorded_as_none_and_an_entry_takes_it_back(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    client = sign_in(world.sam)
    assert "referrals" not in case_of(world, looking_as, world.ada)
    client.post(address(world.ada, "referrals", "none"))
    assert case_of(world, looking_as, world.ada)["referrals"] == []
    assert "Known: none" in client.get(address(world.ada, "referrals")).content.decode()
    client.post(address(world.ada, "referrals", "none"), {"taken_back": "1"})
    assert "referrals" not in case_of(world, looking_as, world.ada)
    client.post(address(world.ada, "referrals", "none"))
    client.post(
        address(world.ada, "referrals", "new"), {"date_day": "1", "date_month": "3", "date_year": "2026"}
    )
    assert case_of(world, looking_as, world.ada)["referrals"] == [{"date": "2026-03-01"}]
    client.post(address(world.ada, "referrals", "none"))
    assert case_of(world, looking_as, world.ada)["referrals"] == [{"date": "2026-03-01"}]
