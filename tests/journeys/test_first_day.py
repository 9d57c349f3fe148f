"""A social worker's first day: in by passkey, what needs them, why, an answer, a contact with the carers, a child who is new."""

from datetime import timedelta
from typing import Any

PASSWORD = "kelp and limpets 7"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
SEARCH_BOX = "Name, date of birth, NHS number or UPN"


class FirstDay:
    """Sam Okafor, social worker of Ada Marsh, who has never used Holdfast before."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world, self.sam = world, visitor(None)

    def given_a_computer_that_knows_sams_finger(self) -> None:
        device = self.sam.page.context.new_cdp_session(self.sam.page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def when_sam_signs_in_with_the_password_given_to_him(self) -> None:
        self.sam.opens("/")
        self.sam.writes("Email address", "sam@example.org")
        self.sam.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.sam.presses("Sign in", exact=True)

    def and_sets_up_a_passkey(self) -> None:
        self.sam.reads("Children’s records open only with a second proof that it is you.")
        self.sam.follows("Set up a passkey")
        self.sam.presses("Add the passkey")
        self.sam.reads("Your recovery codes")
        self.sam.follows("I have kept them: go on")

    def then_the_first_page_shows_three_things(self) -> None:
        self.sam.reads("Welcome, Sam Okafor", "What you will do most here")
        things = self.sam.region("What you will do most here").get_by_role("listitem")
        assert [each.get_by_role("link").inner_text() for each in things.all()] == [
            "See what needs you this week", "Open the record of a child you work with",
            "Search before you open a new record",
        ]  # fmt: skip

    def when_he_comes_back_after_lunch_one_tap_is_enough(self) -> None:
        self.sam.presses("Sign out")
        self.sam.reads("Sign in")
        with self.sam.page.expect_navigation(url="**/"):
            self.sam.page.get_by_role("button", name="Sign in with a passkey").click()
        self.sam.looks()

    def and_opens_his_week(self) -> None:
        self.sam.follows("See what needs you this week")
        self.sam.reads("My week", "1 of 1 child needs you", "Dates set by law or decided together")
        self.sam.finds_no("Yusuf", "Noah", "Bea Marsh")

    def and_the_page_of_the_child(self) -> None:
        self.sam.follows("Ada Marsh")
        self.sam.reads(
            "Living with the Adeyemi household (foster carer)", "What the guideline asks now", "Section 20"
        )

    def then_a_finding_says_why(self) -> None:
        self.sam.follows("All ")
        card = self.sam.page.get_by_role(
            "article", name="Offer a comprehensive assessment of all eight areas"
        )
        self.sam.follows("Why?", within=card)
        self.sam.reads(
            "When it applies", "When it is done", "Attachment difficulties: suspected", "NG26 1.3.2"
        )

    def when_he_answers_it(self) -> None:
        self.sam.follows("Answer", exact=True)
        self.sam.chooses("We will", of="What is your answer?")
        self.sam.writes("Because", "Tess and I begin it next week, with Cara.")
        self.sam.dates("By when?", self.world.today + timedelta(days=28))
        self.sam.presses("Keep the answer")

    def then_the_answer_stands_beside_the_finding(self) -> None:
        self.sam.reads(
            "Your answer stands beside the finding.", "What people answered", "Tess and I begin it next week"
        )

    def when_he_records_a_contact_with_the_carers(self) -> None:
        self.sam.follows("Homes")
        self.sam.follows("How the placement stands")
        contacts = self.sam.region("Contacts with the carers")
        self.sam.reads("No contact is recorded.", within=contacts)
        self.sam.unfolds("Record a contact")
        self.sam.chooses("By telephone", of="How?", within=contacts)
        self.sam.writes("What came up?", "Ada wakes at night. Cara asked what helps.", within=contacts)
        self.sam.presses("Save", within=contacts)

    def then_it_is_in_the_story_so_far(self) -> None:
        self.sam.reads("Ada wakes at night.")
        self.sam.follows("Story so far")
        self.sam.unfolds("The same as a table")
        row = self.sam.page.get_by_role("row").filter(has_text="support for the carers by telephone")
        assert row.count() == 1

    def when_he_searches_before_he_opens_a_record(self) -> None:
        self.sam.follows("Search", within=self.sam.page.get_by_role("navigation", name="Menu"))
        self.sam.page.get_by_label(SEARCH_BOX).fill("Aida Marsh")
        self.sam.presses("Search")
        self.sam.reads("Ada Marsh", "Found because")
        self.sam.page.get_by_label(SEARCH_BOX).fill("Mathilda Quill")
        self.sam.presses("Search")
        self.sam.reads("None of the children you work with fits")

    def and_opens_a_new_one(self) -> None:
        self.sam.follows("Open a new record")
        self.sam.writes("First name", "Mathilda")
        self.sam.writes("Family name", "Quill")
        self.sam.dates("Date of birth", self.world.today - timedelta(days=2000))
        self.sam.presses("Open the record")

    def then_the_new_child_is_his(self) -> None:
        self.sam.reads("Mathilda Quill", "What we do not know yet")
        self.sam.follows("Children")
        self.sam.reads("2 children", "Mathilda Quill", "Ada Marsh")


def test_a_social_workers_first_day(world: Any, visitor: Any) -> None:
    day = FirstDay(world, visitor)
    day.given_a_computer_that_knows_sams_finger()
    day.when_sam_signs_in_with_the_password_given_to_him()
    day.and_sets_up_a_passkey()
    day.then_the_first_page_shows_three_things()
    day.when_he_comes_back_after_lunch_one_tap_is_enough()
    day.and_opens_his_week()
    day.and_the_page_of_the_child()
    day.then_a_finding_says_why()
    day.when_he_answers_it()
    day.then_the_answer_stands_beside_the_finding()
    day.when_he_records_a_contact_with_the_carers()
    day.then_it_is_in_the_story_so_far()
    day.when_he_searches_before_he_opens_a_record()
    day.and_opens_a_new_one()
    day.then_the_new_child_is_his()
