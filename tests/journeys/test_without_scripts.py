"""Without JavaScript: signing in, a child's page, a draft kept by a button, a contact with the carers."""

from typing import Any

from tests.web.test_sign_in import PASSWORD, code_of


class WithoutScripts:
    """Sam, whose browser runs no scripts."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world, self.sam = world, visitor(None, java_script_enabled=False)

    def given_sam_signs_in(self) -> None:
        self.sam.opens("/")
        assert self.sam.page.get_by_role("button", name="Sign in with a passkey").count() == 0
        self.sam.writes("Email address", "sam@example.org")
        self.sam.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.sam.presses("Sign in", exact=True)
        self.sam.follows("Set up an app")
        self.sam.writes("Authenticator code", code_of(self.sam.page.locator("main code").inner_text()))
        self.sam.presses("Finish")
        self.sam.follows("I have kept them: go on")

    def when_he_opens_the_childs_page(self) -> None:
        self.sam.follows("My week", within=self.sam.page.get_by_role("navigation", name="Menu"))
        self.sam.follows("Ada Marsh")
        self.sam.reads("What the guideline asks now")

    def and_begins_an_entry_that_he_finishes_later(self) -> None:
        self.sam.follows("School", exact=True)
        self.sam.follows("Add a school")
        self.sam.page.get_by_role("textbox").first.fill("Kelp Nursery")
        self.sam.presses("Save and finish later")

    def then_what_he_typed_is_there_again(self) -> None:
        self.sam.follows("Add a school")
        self.sam.reads("You began this on")
        assert self.sam.page.get_by_role("textbox").first.input_value() == "Kelp Nursery"

    def when_he_records_a_contact_with_the_carers(self) -> None:
        self.sam.follows("Homes", exact=True)
        self.sam.follows("How the placement stands")
        self.sam.unfolds("Record a contact")
        contacts = self.sam.region("Contacts with the carers")
        self.sam.chooses("In person", of="How?", within=contacts)
        self.sam.writes("What came up?", "Tea with Cara.", within=contacts)
        self.sam.presses("Save", within=contacts)

    def then_it_is_kept(self) -> None:
        self.sam.reads("Tea with Cara.", within=self.sam.region("Contacts with the carers"))
        self.sam.presses("Sign out")
        self.sam.reads("Sign in")


def test_no_script_is_needed(world: Any, visitor: Any) -> None:
    sam = WithoutScripts(world, visitor)
    sam.given_sam_signs_in()
    sam.when_he_opens_the_childs_page()
    sam.and_begins_an_entry_that_he_finishes_later()
    sam.then_what_he_typed_is_there_again()
    sam.when_he_records_a_contact_with_the_carers()
    sam.then_it_is_kept()
