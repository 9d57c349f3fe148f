"""What the style guide shows: made-up people, as near to real work as made-up can be."""

import datetime as dt
from typing import Any

# The guide shows one day, so that it looks the same whenever it is opened.
TODAY = dt.date(2026, 11, 26)


def _finding(state: str, number: str, sentence: str, because: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"{state}-{number}",
        "state": state,
        "number": number,
        "sentence": sentence,
        "because": because,
        "explain_href": "#",
        "record_href": "#",
        "answer_href": "#",
        **more,
    }


_WHY = [
    {
        "answer": True,
        "text": "A move is planned for her",
        "facts": [
            {"text": "Move to Mr and Mrs Byrne", "on": dt.date(2026, 12, 4), "by": "Tom Hale", "href": "#"}
        ],
        "parts": [
            {
                "answer": True,
                "text": "She has been told",
                "facts": [{"text": "Told by her social worker", "on": dt.date(2026, 11, 20)}],
            },
            {"answer": False, "text": "She has met the new carers", "facts": []},
        ],
    },
    {"answer": None, "text": "Keeping up with Ms Adeyemi is in her interests", "facts": []},
]

_NOT_NOW = {
    "said": "Not now, because",
    "because": "the school is closed until Monday.",
    "by": "Tom Hale",
    "on": dt.date(2026, 11, 25),
}

FINDINGS = [
    _finding(
        "stop",
        "1.3.5",
        "Do not use cortisol to decide about attachment.",
        "a saliva cortisol test was proposed on 24 November 2026 by Dr Lim.",
        record_text="Take it back",
    ),
    _finding(
        "act",
        "1.1.12",
        "Prepare Amara for her move on 4 December: three of six parts are still open.",
        "the move is planned, and she has not met the new carers or chosen what goes with her.",
        why=_WHY,
    ),
    _finding(
        "wait",
        "1.5.1",
        "Offer video feedback to Ms Adeyemi once the assessment is finished.",
        "the comprehensive assessment comes first; four of its eight areas are done.",
        quiet=True,
    ),
    _finding(
        "ask",
        "1.2.1",
        "Does her school know who her designated teacher is?",
        "the record does not say.",
        record_text="Answer the question",
        quiet=True,
        answer=_NOT_NOW,
    ),
    _finding(
        "met",
        "1.1.4",
        "The same people stay with her.",
        "Tom Hale has been her social worker for 2 years 3 months.",
        record_href="",
        answer_href="",
    ),
    _finding(
        "not_applicable",
        "1.4.1",
        "Help for parents on the edge of care.",
        "she is in care.",
        record_href="",
        answer_href="",
    ),
]

CHILD = {
    "name": "Amara Nwosu",
    "age": "4 years 2 months",
    "pronouns": "she, her",
    "href": "#",
    "home": "Living with Ms Adeyemi (foster carer) since 3 March 2026, 8 months",
    "facts": [
        {"label": "Care order", "text": "since 2 July 2025"},
        {"label": "Social worker", "text": "Tom Hale", "href": "#"},
        {"label": "Nursery", "text": "Saltings"},
    ],
}


_CHILDREN = [
    ("Amara Nwosu", "4 years 2 months", "Ms Adeyemi, foster carer", "8 months", "act", "Prepare her move"),
    ("Ben Okafor-Hughes", "11 years", "Harbour House", "2 years 3 months", "stop", "A test was proposed"),
    ("Cerys Llŷr", "7 months", "With her parents", "", "met", "Nothing waits"),
]


def links(*texts: str, current: int = 0, **counts: int) -> list[dict[str, Any]]:
    """Items of a navigation, one of them open; `counts` by text, blanks as underscores."""
    return [
        {"text": text, "href": "#", "current": i == current, "count": counts.get(text.replace(" ", "_"))}
        for i, text in enumerate(texts)
    ]


_STEPS = [
    ("Where she will live", True, "Tom Hale, 12 November"),
    ("What she asked", False, "Two questions, one answered"),
    ("What goes with her", False, ""),
    ("Keeping up with Ms Adeyemi", False, ""),
]
_DOORS = [
    ("Her story and her homes", "done", "Tom Hale, 18 November"),
    ("How she and Ms Adeyemi are together", "begun", "Dr Lim, yesterday"),
    ("Her health", "done", "Dr Lim, 20 November"),
    ("Her school", "empty", "anyone on the team may open it"),
]
_ROWS = [
    {
        "key": "Legal status",
        "value": "Care order",
        "note": "Since 2 July 2025, recorded by Tom Hale",
        "href": "#",
    },
    {"key": "School", "value": "Saltings Nursery", "href": "#"},
    {"key": "Designated teacher", "value": "Not known yet", "href": "#", "action": "Answer"},
]
_STORY = [
    {
        "text": "Moved to Ms Adeyemi",
        "by": "Tom Hale",
        "on": dt.date(2026, 3, 3),
        "body": "In an emergency, at night. Her blanket went with her.",
    },
    {"text": "Care order made", "on": dt.date(2025, 7, 2), "body": ""},
]

# What lists, steps, doors and timeline of the guide hold, by the name their templates give it.
PIECES: dict[str, Any] = {
    "steps": [
        {"text": text, "done": done, "note": note, "current": place == 1, "href": "#"}
        for place, (text, done, note) in enumerate(_STEPS)
    ],
    "doors": [{"text": text, "state": state, "note": note, "href": "#"} for text, state, note in _DOORS],
    "rows": _ROWS,
    "story": _STORY,
    "columns": ["Child", "Age", "Home now", "Most pressing"],
    "children": [
        [{"text": name, "href": "#"}, age, {"text": home, "note": since}, {"state": state, "text": what}]
        for name, age, home, since, state, what in _CHILDREN
    ],
    "born_on_leap_day": dt.date(2024, 2, 29),
}
