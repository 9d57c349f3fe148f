"""Genogram and ecomap: on any day, with the same in words."""

from typing import Any

from tests.web.test_family import add, base, day, person, text


def years_ago(world: Any, years: int) -> Any:
    return world.today.replace(year=world.today.year - years, day=min(world.today.day, 28))


def test_the_genogram_joins_whom_the_record_joins(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    add(client, world.ada, "Mary Marsh", "birth_mother", sex="female")
    add(client, world.ada, "Pat Gray", "grandparent", sex="female")
    shown = text(client.get(f"{base(world.ada)}genogram/"))
    assert "Mary Marsh is the birth mother of Ada Marsh." in shown
    assert "Drawn without a line" in shown and "Pat Gray (grandmother)" in shown
    mary = person(looking_as, world.sam, "Mary Marsh")
    pat = person(looking_as, world.sam, "Pat Gray")
    related = f"{base(world.ada)}people/{pat.pk}/related/"
    assert client.post(related, {"type": "birth_mother", "to": str(mary.pk)}).status_code == 302
    shown = text(client.get(f"{base(world.ada)}genogram/"))
    assert "Pat Gray is the birth mother of Mary Marsh." in shown and "Pat Gray (grandmother)" not in shown
    assert shown.count("<svg") >= 2, "for a wide and for a narrow page"


def test_carers_are_drawn_on_the_days_they_cared(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    add(client, world.ada, "Cara Adeyemi", "foster_carer", **day("since", years_ago(world, 1)))
    now = text(client.get(f"{base(world.ada)}genogram/"))
    assert "Cara Adeyemi fosters Ada Marsh" in now
    assert "Adeyemi household: Ada Marsh and Cara Adeyemi live here together." in now
    before = text(client.get(f"{base(world.ada)}genogram/?on={years_ago(world, 2)}"))
    assert "Cara Adeyemi" not in before and "Today" in before


def test_a_day_that_cannot_be_is_said(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    for page in ("genogram/", "ecomap/"):
        shown = text(client.get(f"{base(world.ada)}{page}?on_day=31&on_month=2&on_year=2020"))
        assert "must be a real date" in shown and "today</h1>" in shown


def test_brothers_and_sisters_hang_from_the_parents_they_are_recorded_to_share(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    client = sign_in(world.sam)
    add(client, world.ada, "Mary Marsh", "birth_mother", sex="female")
    from holdfast.family.models import Sibling

    with looking_as(world.sam):
        row = Sibling.objects.get(child=world.ada)
    assert "BEA (brother or sister)" in text(client.get(f"{base(world.ada)}genogram/"))
    answers = {"name": "Bea", "key": "BEA", "sex": "female", "shares": "mother", "version": "1"}
    assert client.post(f"{base(world.ada)}siblings/{row.pk}/", answers).status_code == 302
    shown = text(client.get(f"{base(world.ada)}genogram/"))
    assert "Mary Marsh is the birth mother of" in shown and "Drawn without a line" not in shown


def test_a_sister_told_of_twice_is_drawn_once(world: Any, sign_in: Any, looking_as: Any) -> None:
    client = sign_in(world.sam)
    add(client, world.ada, "Bea Marsh", "brother_or_sister", sex="female")
    bea = person(looking_as, world.sam, "Bea Marsh")
    from holdfast.family.models import Sibling

    with looking_as(world.sam):
        row = Sibling.objects.get(child=world.ada)
    answers = {"name": "Bea", "key": "BEA", "person": str(bea.pk), "version": "1"}
    assert client.post(f"{base(world.ada)}siblings/{row.pk}/", answers).status_code == 302
    ecomap = text(client.get(f"{base(world.ada)}ecomap/"))
    assert "Bea Marsh (people)" in ecomap and "Bea (people)" not in ecomap
    assert (
        "Drawn without a line, as it is not recorded through whom they belong to Ada: Bea Marsh (sister)."
        in text(client.get(f"{base(world.ada)}genogram/"))
    )


def test_the_ecomap_has_people_school_and_team(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    add(client, world.ada, "Poppy", "friend", quality="strong")
    school = {"name": "Kelp Primary School", "setting": "school", **day("start", years_ago(world, 1))}
    assert client.post(f"/child/{world.ada.pk}/school/periods/new/", school).status_code == 302
    shown = text(client.get(f"{base(world.ada)}ecomap/"))
    for said in (
        "Poppy (people): a strong tie. Friend.",
        "Kelp Primary School (school)",
        "Sam Okafor (services)",
        "Dee Bell (school)",
    ):
        assert said in shown
    assert "Kelp Primary School" not in text(client.get(f"{base(world.ada)}ecomap/?on={years_ago(world, 2)}"))
