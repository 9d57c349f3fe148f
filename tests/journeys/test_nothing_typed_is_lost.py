"""What is typed waits for its writer: after signing out, after the session ended, for this child alone and for nobody else."""

import time
from typing import Any

import pytest

from tests.web.test_sign_in import PASSWORD, code_of, post_password, set_up_app

WORDS = "He says the room by the stairs is too loud to sleep in"
FORMS = {
    "a decision": ("decisions/new/", "What was decided?"),
    "an entry": ("words/new/", "What did the child say?"),
    "an answer": ("findings/1.3.2/answer/", "Because"),
    "a move": ("moves/new/", "Why, in words for the child"),
}


class Typing:
    """Sal at a computer that she shares with Ira, both of Yusuf's team; Bea is another child of Sal's."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world, self._visitor = world, visitor
        self.sal = visitor(world.sal)

    def box(self, somebody: Any, label: str) -> Any:
        return somebody.page.get_by_role("textbox", name=label).first

    def given_sal_types_into(self, form: str, label: str) -> None:
        self.sal.opens(f"/child/{self.world.yusuf.pk}/{form}")
        with self.sal.page.expect_response("**/drafts/**") as kept:
            self.box(self.sal, label).press_sequentially(WORDS)
        assert kept.value.ok
        self.sal.reads("Draft: saved")

    def when_she_signs_out(self) -> None:
        self.sal.presses("Sign out")

    def then_ira_who_signs_in_there_finds_nothing(self, form: str, label: str) -> None:
        ira = self._visitor(self.world.ira)
        cookies = [each for each in ira.page.context.cookies() if each["name"] == "holdfast_session"]
        self.sal.page.context.add_cookies(cookies)
        self.sal.opens(f"/child/{self.world.yusuf.pk}/{form}")
        assert self.box(self.sal, label).input_value() == ""
        self.sal.finds_no(WORDS)

    def and_sal_finds_it_when_she_is_back(self, form: str, label: str) -> None:
        self.sal = self._visitor(self.world.sal)
        self.sal.opens(f"/child/{self.world.yusuf.pk}/{form}")
        self.sal.reads("You began this on")
        assert self.box(self.sal, label).input_value() == WORDS

    def but_not_on_another_childs_page(self, form: str, label: str) -> None:
        self.sal.opens(f"/child/{self.world.bea.pk}/{form}")
        assert self.box(self.sal, label).input_value() == ""
        self.sal.finds_no(WORDS)


@pytest.mark.parametrize("kind", FORMS)
def test_a_draft_waits_for_its_writer_and_its_child(world: Any, visitor: Any, kind: str) -> None:
    form, label = FORMS[kind]
    typing = Typing(world, visitor)
    typing.given_sal_types_into(form, label)
    typing.when_she_signs_out()
    typing.then_ira_who_signs_in_there_finds_nothing(form, label)
    typing.and_sal_finds_it_when_she_is_back(form, label)
    typing.but_not_on_another_childs_page(form, label)


class TooLate:
    """Sal sends a form after her session has ended."""

    def __init__(self, world: Any, visitor: Any) -> None:
        self.world, self.sal = world, visitor(world.sal)

    def given_sal_has_an_app_for_signing_in(self) -> None:
        from django.test import Client

        client = Client()
        post_password(client, "sal@example.org")
        self.secret = set_up_app(client)

    def and_her_session_ends_while_she_types(self, form: str, label: str) -> None:
        self.sal.opens(f"/child/{self.world.yusuf.pk}/{form}")
        _let_time_pass(self.sal.page.context, 3600)
        self.sal.page.get_by_role("textbox", name=label).first.fill(WORDS)

    def when_she_sends_it(self, button: str) -> None:
        self.sal.presses(button)

    def then_it_is_given_back(self) -> None:
        self.sal.reads("You were signed out before this was sent", "It is not in the record.")
        given = self.sal.page.locator("main textarea").all()
        assert WORDS in [each.input_value() for each in given]

    def when_she_signs_in_again(self) -> None:
        self.sal.follows("Sign in and go on")
        self.sal.writes("Email address", "sal@example.org")
        self.sal.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.sal.presses("Sign in", exact=True)
        self.sal.writes("Code", code_of(self.secret, later=-1))
        self.sal.presses("Go on")

    def then_the_form_is_filled_in_with_it(self, form: str, label: str) -> None:
        assert self.sal.page.url.endswith(f"/child/{self.world.yusuf.pk}/{form}")
        assert self.sal.page.get_by_role("textbox", name=label).first.input_value() == WORDS


def _let_time_pass(context: Any, seconds: int) -> None:
    """The session was last used that long ago, as far as the server knows."""
    from django.contrib.sessions.backends.db import SessionStore

    key = next(each["value"] for each in context.cookies() if each["name"] == "holdfast_session")
    session = SessionStore(key)
    session["door_used"] = int(time.time()) - seconds
    session.save()


def test_a_form_that_comes_too_late_is_given_back(world: Any, visitor: Any) -> None:
    form, label = FORMS["a decision"]
    late = TooLate(world, visitor)
    late.given_sal_has_an_app_for_signing_in()
    late.and_her_session_ends_while_she_types(form, label)
    late.when_she_sends_it("Save the decision")
    late.then_it_is_given_back()
    late.when_she_signs_in_again()
    late.then_the_form_is_filled_in_with_it(form, label)
