"""Recording at a real browser: kept while typing, found again, warned, merged; axe finds nothing on the way."""

from typing import Any

from tests.journeys.conftest import visitor  # noqa: F401 - a fixture


def record(child: Any, part: str = "") -> str:
    return f"/child/{child.pk}/record/{part}"


def test_what_is_typed_on_a_phone_is_kept_by_itself_and_found_at_the_desk(world: Any, visitor: Any) -> None:  # noqa: F811
    phone = visitor(world.sam, width=375)
    phone.opens(record(world.ada, "placement_concerns/new"))
    phone.writes("Note", "She would not let go of my")
    phone.chooses("Serious")
    phone.page.get_by_text("Draft: saved").wait_for()
    phone.closes_the_browser()
    desk = visitor(world.sam)
    desk.opens(record(world.ada))
    desk.reads("You have begun and not saved")
    desk.follows("Concerns about the placement: add a placement concern")
    desk.reads("You began this on")
    assert desk.page.get_by_label("Note").input_value() == "She would not let go of my"
    assert desk.page.get_by_label("Serious", exact=True).is_checked()
    desk.writes("Note", "She would not let go of my hand")
    desk.dates("The day of the placement concern", world.today)
    desk.presses("Save", exact=True)
    desk.reads("Saved: Serious concern on")
    desk.opens(record(world.ada))
    desk.finds_no("You have begun and not saved")


def test_a_warning_is_read_and_passed_without_a_script(world: Any, visitor: Any) -> None:  # noqa: F811
    sam = visitor(world.sam, java_script_enabled=False)
    sam.opens(record(world.ada, "proposals/new"))
    sam.dates("The day of the proposal", world.today)
    sam.chooses("Medicine")
    sam.chooses("Attachment difficulties", of="What it is for")
    sam.presses("Save", exact=True)
    sam.reads("The guideline speaks against this", "Nothing is saved yet, and nothing you typed is lost.")
    sam.presses("Save all the same")
    sam.reads("Say in a few words why you go on")
    sam.page.get_by_label("Why do you go on all the same?").fill("Begun before she came")
    sam.presses("Save all the same")
    sam.reads("Saved: Medicine, for attachment difficulties")


def test_two_people_at_once_choose_between_their_answers(world: Any, visitor: Any) -> None:  # noqa: F811
    sam, mo = visitor(world.sam, width=375), visitor(world.mo)
    sam.opens(record(world.ada, "attachment"))
    sam.follows("Attachment difficulties: suspected")
    mo.opens(sam.page.url)
    for who, status, note in ((mo, "Identified", "Seen at CAMHS"), (sam, "At risk", "After the visit")):
        who.chooses(status)
        who.writes("Note", note)
        who.writes("Why is it changing?", "New letter")
        who.presses("Save", exact=True)
    sam.reads("Somebody else changed this too", "Mo Bright saved it")
    sam.chooses("Yours: at risk", of="The status")
    sam.presses("Save what is chosen")
    sam.reads("Choose one")
    sam.chooses("Mo Bright’s: Seen at CAMHS", of="Note")
    sam.presses("Save what is chosen")
    sam.reads("Saved: Attachment difficulties: at risk")
    sam.page.get_by_role("link", name="History").click()
    sam.reads("Changes, the latest first")


def test_a_missing_fact_opens_at_its_question_even_where_it_is_folded(world: Any, visitor: Any) -> None:  # noqa: F811
    sam = visitor(world.sam, width=375)
    sam.opens(f"/child/{world.ada.pk}/unknown/?all=1")
    sam.reads("would settle what the guideline asks for Ada")
    sam.page.get_by_label("None: Reviews held").check()
    sam.chooses("Early years", of="The education setting")
    sam.presses("Save the answers")
    sam.reads("Saved: 2 answers.")
    sam.opens(record(world.ada, "education#id_safe_place"))
    assert sam.page.locator("#id_safe_place").is_visible()
