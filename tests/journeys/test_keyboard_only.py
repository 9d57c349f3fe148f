"""The keyboard alone: from signing in to a contact with the carers, by Tab, Enter and Space, and always seen where one is."""

import re
from typing import Any

import pytest

from tests.web.test_sign_in import PASSWORD, code_of

MOST_TABS = 80
# How the element in focus looks, with what is drawn before and after it and its label, while it has the focus and without it.
SHOWS_FOCUS = """() => {
  const one = document.activeElement
  const looks = () => [one, ...(one.labels ?? []), one.parentElement].flatMap((each) => [null, '::before', '::after'].map((part) => {
    const style = getComputedStyle(each, part)
    const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? 'none' : style.outline
    return [outline, style.boxShadow, style.backgroundColor, style.borderBottom, style.stroke, style.strokeWidth].join()
  })).join(';')
  const inSight = () => [one, ...(one.labels ?? []), ...one.querySelectorAll('*')].some((each) => {
    const box = each.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  })
  const withFocus = looks(), seen = inSight()
  one.blur()
  const without = looks()
  one.focus({ preventScroll: true })
  return { shown: withFocus !== without, seen, what: one.outerHTML.slice(0, 160) }
}"""
IN_FOCUS = "one => one === document.activeElement || (one.contains(document.activeElement) && one.tagName !== 'BODY')"


class Keys:
    """A visitor who has no mouse."""

    def __init__(self, visitor: Any) -> None:
        self.visitor, self.page = visitor, visitor.page

    def tabs_to(self, what: Any) -> None:
        """Tab until this has the focus; wherever the focus goes on the way, it is seen."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(SHOWS_FOCUS)
            assert found["shown"] and found["seen"], (self.page.url, found["what"])
            if what.evaluate(IN_FOCUS):
                return
        raise AssertionError(f"{what} is not reached within {MOST_TABS} tabs at {self.page.url}")

    def types_into(self, label: str, text: str) -> None:
        self.tabs_to(self.page.get_by_label(label, exact=True).filter(visible=True))
        self.page.keyboard.type(text)

    def enters(self) -> None:
        """Press Enter where one is, and come to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.visitor.looks()

    def goes(self, role: str, name: str) -> None:
        self.tabs_to(self.page.get_by_role(role, name=name).filter(visible=True).first)
        self.enters()


class WithoutAMouse:
    """Sam, who uses a keyboard alone."""

    def __init__(self, visitor: Any) -> None:
        self.keys = Keys(visitor(None))

    def given_sam_signs_in(self) -> None:
        self.keys.visitor.opens("/")
        self.keys.types_into("Email address", "sam@example.org")
        self.keys.types_into("Password", PASSWORD)
        self.keys.enters()
        self.keys.goes("link", "Set up an app")
        secret = self.keys.page.locator("main code").inner_text()
        self.keys.types_into("Authenticator code", code_of(secret))
        self.keys.enters()
        self.keys.goes("link", "I have kept them: go on")

    def given_sam_is_chosen_from_the_list_of_the_demo(self) -> None:
        self.keys.visitor.opens("/demo/sign-in")
        self.keys.goes("button", "Sam Okafor")
        self.keys.visitor.reads("No child here is real.")

    def when_he_skips_to_the_main_part_of_the_first_page(self) -> None:
        self.keys.page.keyboard.press("Tab")
        self.keys.page.get_by_role("link", name="Skip to main content").wait_for()
        self.keys.page.keyboard.press("Enter")
        self.keys.goes("link", "See what needs you this week")

    def and_goes_by_the_childs_page_to_the_placement(self) -> None:
        self.keys.goes("link", "Ada Marsh")
        self.keys.goes("link", "Homes")
        self.keys.goes("link", "How the placement stands")

    def and_records_a_contact_with_the_carers(self) -> None:
        page = self.keys.page
        self.keys.tabs_to(page.locator("summary").filter(has_text="Record a contact"))
        page.keyboard.press("Space")
        contacts = page.get_by_role("region", name="Contacts with the carers")
        self.keys.tabs_to(contacts.get_by_role("radio", name="By telephone"))
        page.keyboard.press("Space")
        self.keys.tabs_to(contacts.get_by_role("textbox", name="What came up?"))
        page.keyboard.type("Cara asked about the nights.")
        self.keys.tabs_to(contacts.get_by_role("button", name=re.compile(r"^Save\s*: ")))
        self.keys.enters()

    def then_it_is_kept(self) -> None:
        self.keys.visitor.reads(
            "Cara asked about the nights.", within=self.keys.visitor.region("Contacts with the carers")
        )


def test_the_keyboard_alone_is_enough(world: Any, visitor: Any) -> None:
    sam = WithoutAMouse(visitor)
    sam.given_sam_signs_in()
    sam.when_he_skips_to_the_main_part_of_the_first_page()
    sam.and_goes_by_the_childs_page_to_the_placement()
    sam.and_records_a_contact_with_the_carers()
    sam.then_it_is_kept()


def test_the_keyboard_alone_is_enough_in_the_demo(demo: Any, visitor: Any) -> None:
    sam = WithoutAMouse(visitor)
    sam.given_sam_is_chosen_from_the_list_of_the_demo()
    sam.when_he_skips_to_the_main_part_of_the_first_page()


def test_a_focus_that_is_not_seen_is_found(world: Any, visitor: Any) -> None:
    keys = Keys(visitor(None))
    keys.page.set_content("<style>a:focus { outline: 0 }</style><a href='#x'>Here</a>")
    with pytest.raises(AssertionError, match="Here"):
        keys.tabs_to(keys.page.get_by_role("link"))
