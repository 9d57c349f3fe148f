"""The forms of a page, read from its HTML: where each is sent, where what is typed is kept, and what can be typed into it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED_INTO = {"", "text", "email", "tel", "number", "search", "url"}


@dataclass
class FormInPage:
    """A form: `kept_at` is where its script keeps what is typed ("" where nothing does), `boxes` the names of what is typed into.

    `hidden` is what goes along unseen, by name.
    """

    method: str
    kept_at: str
    boxes: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormInPage] = []
        self._open: FormInPage | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = FormInPage(said.get("method", "get").lower(), said.get("data-hf-draft", ""))
            self.forms.append(self._open)
        elif self._open and _is_box(tag, said):
            self._open.boxes.append(said.get("name", ""))
        elif self._open and said.get("type") == "hidden":
            self._open.hidden[said.get("name", "")] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def _is_box(tag: str, said: dict[str, str]) -> bool:
    shown = "hidden" not in said and "readonly" not in said
    return shown and (tag == "textarea" or (tag == "input" and said.get("type", "").lower() in TYPED_INTO))


def forms_in(html: str) -> list[FormInPage]:
    """Every form that is sent by post and has something to type into, in the order of the page."""
    reader = _Reader()
    reader.feed(html)
    return [each for each in reader.forms if each.method == "post" and each.boxes]
