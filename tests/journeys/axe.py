"""Accessibility as axe-core sees it, in the page that a browser shows."""

from pathlib import Path
from typing import Any

SOURCE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def violations(page: Any) -> list[str]:
    """What axe finds wrong, one line a rule with the elements it means; empty for a page that is as it should be.

    The source is run by the debugger: the content policy of the page, which refuses strange scripts, stays as it is.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    return [_said(each) for each in page.evaluate(RUN, TAGS)["violations"]]


def _said(violation: dict[str, Any]) -> str:
    where = "; ".join(f"{node['target']} {node['html'][:160]}" for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}): {where}"
