"""A comprehensive assessment on three days by two agencies: nothing is lost half-way, and nobody overwrites the other."""

from typing import Any

ALL_AREAS = (
    "The child's own attachment", "The placement and its history", "Education", "Parental sensitivity", "Parental factors",
    "Maltreatment or trauma", "Physical health", "Coexisting conditions",
)  # fmt: skip
WORDS = "What you have seen, heard and think"
HALF_A_THOUGHT = "At nursery Ada stays near the door and"
SAMS_WORDS = "She lets Cara comfort her, though not at bedtime."
TESS_SAW = "In the room she looked round for Cara twice."


class Assessment:
    """Ada's, by Sam of the council and Tess of CAMHS. Each day is a browser of its own."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world, self._visitor = world, visitor

    def opens_the_assessment(self, account: Any, button: str) -> Any:
        somebody = self._visitor(account)
        somebody.opens("/children/")
        somebody.follows("Ada Marsh")
        somebody.follows("Assessments", exact=True)
        if button == "Begin an assessment":
            somebody.presses(button)
        else:
            somebody.follows(button)
        return somebody

    def given_sam_begins_it_on_the_first_day(self) -> None:
        self.sam = self.opens_the_assessment(self.world.sam, "Begin an assessment")
        self.sam.reads("0 of 8 areas done")

    def writes_an_area(self, somebody: Any, area: str, text: str) -> None:
        somebody.follows(area)
        somebody.writes(WORDS, text)
        somebody.chooses("This area is done, as far as I am concerned")
        somebody.presses("Save", exact=True)

    def when_he_writes_what_he_has_seen(self) -> None:
        self.writes_an_area(self.sam, ALL_AREAS[0], SAMS_WORDS)

    def and_confirms_what_is_on_record_instead_of_typing_it(self) -> None:
        self.sam.follows(ALL_AREAS[1])
        known = self.sam.page.get_by_role("group", name="Which of this is right?")
        known.get_by_role("checkbox").first.check()
        self.sam.chooses("This area is done, as far as I am concerned")
        self.sam.presses("Save", exact=True)
        self.sam.reads("From the record, confirmed by Sam Okafor", "2 of 8 areas done")

    def and_his_browser_closes_in_the_middle_of_a_sentence(self) -> None:
        self.sam.follows("Education: not begun")
        with self.sam.page.expect_response("**/drafts/**"):
            self.sam.page.get_by_role("textbox", name=WORDS).press_sequentially(HALF_A_THOUGHT)
        self.sam.reads("Draft: saved")
        self.sam.closes_the_browser()

    def then_tess_reads_his_words_on_the_second_day_and_cannot_change_them(self) -> None:
        self.tess = self.opens_the_assessment(self.world.tess, "Open the eight areas")
        self.tess.reads("2 of 8 areas done", SAMS_WORDS)
        self.tess.finds_no(HALF_A_THOUGHT)
        self.tess.follows(ALL_AREAS[0])
        others = self.tess.region("What others wrote")
        self.tess.reads(SAMS_WORDS, "Sam Okafor", within=others)
        assert others.get_by_role("textbox").count() == others.get_by_role("button").count() == 0
        assert self.tess.page.get_by_role("textbox", name=WORDS).input_value() == ""

    def when_she_writes_beside_him_and_what_she_knows(self) -> None:
        self.tess.writes(WORDS, TESS_SAW)
        self.tess.presses("Save", exact=True)
        self.tess.reads(SAMS_WORDS, TESS_SAW)
        for area in ALL_AREAS[3:]:
            self.writes_an_area(self.tess, area, f"What CAMHS knows of {area.lower()}.")
        self.tess.reads("7 of 8 areas done")
        self.tess.closes_the_browser()

    def then_his_half_sentence_waits_for_sam_on_the_third_day(self) -> None:
        self.sam = self.opens_the_assessment(self.world.sam, "Open the eight areas")
        self.sam.reads(TESS_SAW)
        self.sam.follows("Education: not begun")
        self.sam.reads("You began this on")
        typed = self.sam.page.get_by_role("textbox", name=WORDS)
        assert typed.input_value() == HALF_A_THOUGHT

    def when_he_ends_it_and_finishes_with_what_was_said(self) -> None:
        self.sam.writes(WORDS, f"{HALF_A_THOUGHT} plays once she knows the grown-up.")
        self.sam.chooses("This area is done, as far as I am concerned")
        self.sam.presses("Save", exact=True)
        self.sam.reads("8 of 8 areas done")
        self.sam.follows("Finish it")
        self.sam.presses("Finish it")
        self.sam.reads("Please put this right", "Write what the child said, or below why not")
        self.sam.writes("What does Ada say about all this?", "I want Cara to leave the light on.")
        self.sam.writes("What do the carers say", "Cara: she is easier since the nights are the same.")
        self.sam.presses("Finish it")
        self.sam.reads("The assessment is finished", "I want Cara to leave the light on.")

    def then_the_finding_is_met(self) -> None:
        self.sam.opens(f"/child/{self.world.ada.pk}/findings/1.3.2/")
        self.sam.reads("In place")
        self.sam.follows("Story so far")
        self.sam.unfolds("The same as a table")
        assert self.sam.page.get_by_role("row").filter(has_text="comprehensive assessment").count() == 1


def test_an_assessment_over_three_days_by_two_agencies(world: Any, visitor: Any) -> None:
    assessment = Assessment(world, visitor)
    assessment.given_sam_begins_it_on_the_first_day()
    assessment.when_he_writes_what_he_has_seen()
    assessment.and_confirms_what_is_on_record_instead_of_typing_it()
    assessment.and_his_browser_closes_in_the_middle_of_a_sentence()
    assessment.then_tess_reads_his_words_on_the_second_day_and_cannot_change_them()
    assessment.when_she_writes_beside_him_and_what_she_knows()
    assessment.then_his_half_sentence_waits_for_sam_on_the_third_day()
    assessment.when_he_ends_it_and_finishes_with_what_was_said()
    assessment.then_the_finding_is_met()
