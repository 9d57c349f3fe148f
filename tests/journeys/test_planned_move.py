"""A planned move prepared with the child: Yusuf reads the plan on his phone, asks, is answered, and sees what gets done."""

from datetime import timedelta
from typing import Any

WHY = "The new home is near your college."
QUESTION = "Can I bring my bike?"
ANSWER = "Yes. It comes in the van with you."
PARTS = {
    "met_new_carers": "You had tea with Jo and Pat.",
    "reasons_explained": "Sal told you why, at Rocky Shore.",
    "support_during_move": "Sal comes along on the day.",
    "questions_and_choices": "You chose the room at the back.",
    "relationships_kept": "Friday evenings at Rocky Shore.",
    "developmental_needs": "Quiet room for revising.",
}  # fmt: skip


class Move:
    """Yusuf's, who is 15 and signs in himself, planned by Sal, his social worker."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world = world
        self.sal, self.yusuf = (
            visitor(world.sal),
            visitor(world.yusuf_himself, width=375, height=740, has_touch=True),
        )

    def given_sal_plans_a_move(self) -> None:
        self.sal.opens(f"/child/{self.world.yusuf.pk}/")
        self.sal.follows("Moves", exact=True)
        self.sal.follows("Plan a move")
        self.sal.dates("When is the move planned for?", self.world.today + timedelta(days=21))
        self.sal.chooses("A change of home", of="What kind of move is it?")
        self.sal.writes("Who is the child going to live with?", "Brook household")
        self.sal.writes("Where to, in words for the child", "Jo and Pat’s house in Kelp Street")
        self.sal.writes("Why, in words for the child", WHY)
        self.sal.presses("Save", exact=True)
        self.sal.reads(WHY, "0 of 6 done")
        self.plan = self.sal.page.url

    def then_the_guideline_asks_for_his_preparation(self) -> None:
        self._state_of_the_finding("Do now")
        self.sal.reads("What is lacking")

    def _state_of_the_finding(self, state: str) -> None:
        self.sal.opens(f"/child/{self.world.yusuf.pk}/findings/1.1.12/")
        self.sal.reads(state, within=self.sal.page.locator("main .hf-lead"))

    def when_yusuf_looks_at_his_own_page(self) -> None:
        self.yusuf.opens("/")
        self.yusuf.follows("Read your own record")
        self.yusuf.reads("Hello, Yusuf", "What is planned")

    def then_he_sees_the_plan_in_words_for_him(self) -> None:
        planned = self.yusuf.region("What is planned")
        self.yusuf.follows("Jo and Pat", within=planned)
        self.yusuf.reads(
            "What happens so that you are ready", WHY, "Not planned yet.", "Nothing was asked yet."
        )
        self.yusuf.finds_no("Plan it", "Change the plan")

    def when_he_asks_a_question(self) -> None:
        self.yusuf.follows("Ask a question")
        self.yusuf.writes("What would you like to ask?", QUESTION)
        self.yusuf.presses("Save", exact=True)
        self.yusuf.reads(QUESTION, "No answer yet.")

    def and_sal_answers(self) -> None:
        self.sal.opens(self.plan)
        self.sal.follows("Answer", within=self.sal.region("What was asked, and answered"))
        self.sal.writes("What was answered?", ANSWER)
        self.sal.presses("Save", exact=True)

    def and_the_six_parts_are_done(self) -> None:
        for part, note in PARTS.items():
            self.sal.opens(f"{self.plan}{part}/")
            self.sal.writes("Who does this?", "Sal Quinn")
            self.sal.page.get_by_role("radio", name="Done").check()
            self.sal.writes("What was done, or is planned", note)
            self.sal.presses("Save", exact=True)
        self.sal.reads("6 of 6 done")

    def then_yusuf_reads_the_answer_and_what_was_done(self) -> None:
        self.yusuf.opens(self.plan)
        self.yusuf.reads(ANSWER, "6 of 6 done", *PARTS.values())

    def and_the_finding_is_met(self) -> None:
        self._state_of_the_finding("In place")

    def and_the_plan_goes_along_on_one_sheet_of_paper(self) -> None:
        self.sal.opens(self.plan)
        self.sal.page.emulate_media(media="print")
        self.sal.reads(WHY, ANSWER, *PARTS.values())
        assert self.sal.page.get_by_role("navigation").filter(visible=True).count() == 0
        assert self.sal.page.get_by_role("button").filter(visible=True).count() == 0
        paper = self.sal.page.pdf(format="A4")
        assert (
            paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page>") == 1
        )


def test_a_planned_move_prepared_with_the_child(world: Any, visitor: Any) -> None:
    move = Move(world, visitor)
    move.given_sal_plans_a_move()
    move.then_the_guideline_asks_for_his_preparation()
    move.when_yusuf_looks_at_his_own_page()
    move.then_he_sees_the_plan_in_words_for_him()
    move.when_he_asks_a_question()
    move.and_sal_answers()
    move.and_the_six_parts_are_done()
    move.then_yusuf_reads_the_answer_and_what_was_done()
    move.and_the_finding_is_met()
    move.and_the_plan_goes_along_on_one_sheet_of_paper()
