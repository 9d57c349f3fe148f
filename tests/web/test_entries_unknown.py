"""What we do not know yet: asked as short questions, several answered at once, each answer kept where it belongs."""

from typing import Any


def page_of(child: Any) -> str:
    return f"/child/{child.pk}/unknown/"


def case_of(world: Any, looking_as: Any) -> dict[str, Any]:
    from holdfast.decisions.case_file import case_file

    with looking_as(world.sam):
        return case_file(world.ada.pk)


def groups(answer: Any) -> dict[str, Any]:
    return {group.prefix: group for group in [*answer.context["lists"], *answer.context["groups"]]}


def test_what_is_missing_is_asked_with_who_could_answer(world: Any, sign_in: Any) -> None:
    answer = sign_in(world.sam).get(page_of(world.ada), {"all": "1"})
    asked = groups(answer)
    school = asked["education.new"]
    assert ("setting" in school.form.fields and "plan_updated" not in school.form.fields) or school.questions
    assert "Dee Bell (designated teacher)" in school.who and "Tess Craig (therapist)" not in school.who
    assert asked["programmes.new"].whole_list and asked["programmes.new"].new.endswith(
        "/record/programmes/new"
    )
    assert answer.context["more"] == 0
    short = sign_in(world.sam).get(page_of(world.ada))
    assert short.context["more"] > 0 and "?all=1" in short.content.decode()


def test_several_answers_are_saved_at_once_each_where_it_belongs(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    client = sign_in(world.sam)
    before = case_of(world, looking_as)
    asked = groups(client.get(page_of(world.ada), {"all": "1"}))
    assert {"education.new", "reviews.new", "permanence.new"} <= set(asked)
    answer = client.post(
        page_of(world.ada),
        {
            "education.new-setting": "early_years",
            "reviews.new-known_none": "1",
            "permanence.new-return_home_possible": "no",
        },
    )
    assert answer.status_code == 302
    after = case_of(world, looking_as)
    assert after == {
        **before, "education": {"setting": "early_years"}, "reviews": [], "permanence": {"return_home_possible": False},
    }  # fmt: skip
    assert "reviews.new" not in groups(client.get(page_of(world.ada), {"all": "1"}))


def test_an_error_keeps_every_answer_and_saves_none(world: Any, sign_in: Any, looking_as: Any) -> None:
    client, before = sign_in(world.sam), case_of(world, looking_as)
    typed = {"education.new-setting": "school", "adoption.new-wishes_recorded_day": "3"}
    answer = client.post(page_of(world.ada), typed)
    assert answer.status_code == 200 and case_of(world, looking_as) == before
    page = answer.content.decode()
    assert "must include a month and a year" in page
    assert groups(answer)["education.new"].form["setting"].value() == "school"


def test_who_may_not_write_is_told_whom_to_ask(world: Any, sign_in: Any, looking_as: Any) -> None:
    client, before = sign_in(world.dee), case_of(world, looking_as)
    asked = groups(client.get(page_of(world.ada), {"all": "1"}))
    assert asked and any(group.form is None and group.who for group in asked.values() if not group.whole_list)
    client.post(
        page_of(world.ada), {"permanence.new-return_home_possible": "no", "programmes.new-known_none": "1"}
    )
    assert case_of(world, looking_as) == before


def test_an_answer_given_meanwhile_stands_and_is_told(world: Any, sign_in: Any, looking_as: Any) -> None:
    sam, dee = sign_in(world.sam), sign_in(world.dee)
    sam.get(page_of(world.ada))
    dee.post(f"/child/{world.ada.pk}/record/education", {"setting": "early_years"})
    answer = sam.post(
        page_of(world.ada),
        {"education.new-setting": "school", "bad.key-x": "1", "care.nonsense-stable": "yes"},
        follow=True,
    )
    assert case_of(world, looking_as)["education"] == {"setting": "early_years"}
    assert "answered in the meantime by Dee Bell" in answer.content.decode()


def test_it_can_be_finished_later(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    client.post(
        page_of(world.ada), {"education.new-setting": "college", "reviews.new-known_none": "1", "_later": "1"}
    )
    found = groups(client.get(page_of(world.ada), {"all": "1"}))
    assert found["education.new"].form["setting"].value() == "college" and found["reviews.new"].ticked
    client.post(page_of(world.ada), {"_afresh": "1"})
    assert groups(client.get(page_of(world.ada)))["education.new"].form["setting"].value() is None


def test_every_missing_fact_of_every_vignette_has_its_question(
    database: Any, clean: Any, looking_as: Any
) -> None:
    """The address a finding leads to is a page that asks for that very field."""
    from uuid import UUID

    from holdfast.decisions.places import Place
    from holdfast.ng26.tables import CASE_FILE
    from holdfast.record.columns import column
    from holdfast.web.entries import addresses
    from holdfast.web.entries.asking.forms import EntryForm, Known
    from holdfast.web.entries.parts import Rights, parts

    child, rights = UUID(int=1), Rights(frozenset({"social_care"}))
    fields = [("child" if f.key.startswith("child/") else f.key.split("/")[0], f) for f in CASE_FILE.fields]
    places = [(table.name, f) for table in CASE_FILE.tables for f in table.fields]
    tried = 0
    for of, spec in [*fields, *places]:
        if spec.key in ("as_of", "child/id"):
            continue
        key = spec.key.partition("/")[2] or spec.key if of not in CASE_FILE.by_table else spec.key
        place = Place("", of, "", "", entry=UUID(int=2), field=key, column=column(key))
        address = addresses.of_place(child, place)
        form = EntryForm(part=parts()[of], rights=rights, known=Known())
        name = address.partition("#id_")[2]
        assert name in form.fields, (of, key)
        tried += 1
    assert tried > 100
