"""An emergency placement at night on a phone: found by a name as heard, opened with a reason, five questions, reviewed by day."""

from typing import Any

SEARCH_BOX = "Name, date of birth, NHS number or UPN"
REASON = "Police are with him at the Brooks’. He cannot stay there tonight."
AGENCY = "Saltmarsh Council children's services"
WHAT_HAPPENED = "Shouting, a broken door. The carers asked for help."


class Night:
    """Eddie Vale has the emergency phone and does not know Noah Reed, who is nine. Sal works with Noah; Nia manages the team."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world, self._visitor = world, visitor
        self.eddie = visitor(world.eddie, width=375, height=740, has_touch=True, is_mobile=True)

    def given_eddie_hears_a_name_on_the_telephone(self) -> None:
        self.eddie.opens("/")
        self.eddie.follows("Open a record in an emergency")
        self.eddie.page.get_by_label(SEARCH_BOX).fill("Noa Reid")
        self.eddie.presses("Search")

    def then_he_sees_whom_to_ask_and_nothing_else(self) -> None:
        self.eddie.reads("Ask here", AGENCY, "01632 960100")
        self.eddie.finds_no("Noah", "Reed", "Brook", str(self.world.noah.pk), "care order")
        self.eddie.opens(f"/child/{self.world.noah.pk}/")
        self.eddie.reads("There is no page here for you")
        self.eddie.page.go_back()

    def when_he_opens_the_record_and_says_why(self) -> None:
        self.eddie.follows("A child is in danger and this cannot wait")
        self.eddie.presses("Open the record now")
        self.eddie.reads("Say why you need this record now")
        self.eddie.writes("Why do you need this record now?", REASON)
        self.eddie.presses("Open the record now")
        self.eddie.reads("Noah Reed", "You opened this record", "Living with the Brook household")

    def and_answers_five_questions(self) -> None:
        self.eddie.follows("Moves", exact=True)
        self.eddie.follows("Emergency move")
        self.eddie.reads("Five questions, saved at once.")
        self.eddie.page.get_by_label("What kind of home?").select_option(label="Foster care")
        self.eddie.writes("Whose home, or what is it called?", "Adeyemi household")
        self.eddie.writes("What happened, in a few words?", WHAT_HAPPENED)
        self.eddie.writes("Who told the child?", "Eddie Vale")
        self.eddie.writes(
            "What did they say?", "That it is not his fault, and that Sal comes in the morning."
        )
        self.eddie.writes("A toy, clothes, medicine", "The blue blanket. He needs his inhaler.")
        self.eddie.presses("Save the move")

    def then_the_rest_is_asked_tomorrow(self) -> None:
        self.eddie.reads("Saved. Everything else is asked tomorrow", "Nothing more is needed tonight.")
        self.eddie.follows("Homes", exact=True)
        self.eddie.reads("Adeyemi household")

    def and_the_rest_of_the_record_is_not_his_to_change(self) -> None:
        self.eddie.opens(f"/child/{self.world.noah.pk}/stability/")
        self.eddie.reads("How Noah’s placement stands")
        assert self.eddie.page.locator("main form").count() == 0

    def then_the_team_sees_it_in_the_morning(self) -> None:
        sal = self._visitor(self.world.sal)
        sal.opens("/")
        sal.reads("Opened in an emergency", "Eddie Vale", REASON)
        sal.opens("/week/")
        sal.reads("Eddie Vale, emergency duty social worker, opened the record of")
        sal.follows("Noah Reed")
        sal.reads(REASON, "Living with the Adeyemi household")

    def and_the_manager_reviews_it(self) -> None:
        nia = self._visitor(self.world.nia)
        nia.opens("/")
        nia.follows("Check emergency openings")
        nia.follows("Noah Reed: opened by Eddie Vale")
        nia.reads(REASON, "Looked at: homes and moves", "Opened in an emergency")
        nia.writes("What did you find?", "Right to open it. Sal visits today.")
        nia.presses("Write down the review")
        nia.reads("No opening waits for you.", "Right to open it. Sal visits today.")
        nia.opens(f"/child/{self.world.noah.pk}/log/")
        nia.reads("Eddie Vale, emergency duty social worker")


def test_an_emergency_placement_at_night_on_a_phone(world: Any, visitor: Any) -> None:
    night = Night(world, visitor)
    night.given_eddie_hears_a_name_on_the_telephone()
    night.then_he_sees_whom_to_ask_and_nothing_else()
    night.when_he_opens_the_record_and_says_why()
    night.and_answers_five_questions()
    night.then_the_rest_is_asked_tomorrow()
    night.and_the_rest_of_the_record_is_not_his_to_change()
    night.then_the_team_sees_it_in_the_morning()
    night.and_the_manager_reviews_it()
