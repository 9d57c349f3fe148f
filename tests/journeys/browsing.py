"""A person at a browser, doing what people do; every page they come to is looked at as axe-core sees it."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.journeys import axe

PATIENCE = 60_000  # milliseconds: a busy machine is not a fault of the product
WIDER_THAN_THE_SCREEN = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visitor:
    """Somebody in front of one page of a browser. `page` is Playwright's."""

    def __init__(self, page: Any, *, scripts: bool = True) -> None:
        page.set_default_timeout(PATIENCE)
        self.page, self._scripts, self._troubles = page, scripts, []
        page.on("pageerror", lambda error: self._troubles.append(f"script: {error}"))
        page.on("console", self._hears)
        page.on("response", self._gets)

    def _hears(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._troubles.append(f"console: {message.text}")

    def _gets(self, response: Any) -> None:
        if response.status >= 500:
            self._troubles.append(f"{response.status}: {response.url}")

    def opens(self, path: str) -> None:
        self.page.goto(path)
        self.looks()

    def follows(self, link: str, *, within: Any = None, exact: bool = False) -> None:
        """Go where a link leads; it may be drawn as a button."""
        named = {"name": link, "exact": exact}
        place = within or self.page
        self._goes(place.get_by_role("link", **named).or_(place.get_by_role("button", **named)).first)

    def presses(self, button: str, *, within: Any = None, exact: bool = False) -> None:
        """Press a button that sends a form."""
        self._goes((within or self.page).get_by_role("button", name=button, exact=exact).first)

    def _goes(self, what: Any) -> None:
        with self.page.expect_navigation():
            what.click()
        self.looks()

    def downloads(self, what: str, *, button: bool = False) -> Path:
        """Take the file that a link, or a button, gives."""
        with self.page.expect_download() as waited:
            self.page.get_by_role("button" if button else "link", name=what).first.click()
        return Path(waited.value.path())

    def unfolds(self, summary: str) -> None:
        self.page.locator("summary").filter(has_text=summary).first.click()

    def writes(self, label: str, text: str, *, within: Any = None) -> None:
        (within or self.page).get_by_role("textbox", name=label).first.fill(text)

    def chooses(self, answer: str, *, of: str = "", within: Any = None) -> None:
        """Tick one answer, of the question named if several have it."""
        place = within or self.page
        place = place.get_by_role("group", name=of) if of else place
        place.get_by_label(answer, exact=True).first.check()

    def dates(self, question: str, day: date, *, within: Any = None) -> None:
        """Fill in the day, month and year of a question."""
        group = (within or self.page).get_by_role("group", name=question).first
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(number))

    def region(self, name: str) -> Any:
        """A part of the page that has a name."""
        return self.page.get_by_role("region", name=name)

    def reads(self, *texts: str, within: Any = None) -> None:
        """These words are seen, on the page or in a part of it."""
        for text in texts:
            (within or self.page).get_by_text(text).filter(visible=True).first.wait_for()

    def finds_no(self, *texts: str) -> None:
        """These words are nowhere in the page, seen or unseen. For what must not be there, so ask after `reads`."""
        whole = self.page.content()
        assert [text for text in texts if text in whole] == [], self.page.url

    def looks(self) -> None:
        """The page came without trouble, fits its width, and axe finds nothing."""
        self.page.wait_for_load_state("load")
        assert self._troubles == [], self.page.url
        assert self.page.evaluate(WIDER_THAN_THE_SCREEN) <= 0, f"{self.page.url} scrolls sideways"
        if self._scripts:
            assert axe.violations(self.page) == [], self.page.url

    def closes_the_browser(self) -> None:
        self.page.context.close()
