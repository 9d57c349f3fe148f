"""What people decide together, assess together, and prepare: decisions, assessments half-way, planned moves."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from holdfast.assessments.vocabulary import HEALTH_AREAS
from holdfast.demo.telling import staff
from holdfast.demo.telling.story import Child, Ref, Row

_DECISIONS = (
    (
        "Should contact with the mother go on as it is?",
        "Contact stays every second Saturday; the same supervisor each time.",
        "I want it to stay on Saturdays.",
        "Evenings after contact are hard, and worth it.",
    ),
    (
        "Does the school place hold until the summer?",
        "The key person stays the same; a quiet room at lunch; a meeting each half-term.",
        "I like it when Holly is there.",
        "Mornings have been calmer since the plan.",
    ),
    (
        "Is a comprehensive assessment of attachment needed?",
        "Yes: opened by social care and CAMHS together, areas shared out today.",
        "Ask me, don't just watch me.",
        "We would welcome somebody explaining what they look for.",
    ),
    (
        "Can the carers be supported better at weekends?",
        "Mentoring on Saturdays, and a telephone number that is answered.",
        "",
        "We need somebody to ring on Sunday evenings.",
    ),
    (
        "Should brother and sister see each other more?",
        "Twice a month, once at each carer's home.",
        "More, please.",
        "The carers have swapped numbers.",
    ),
)
_AREAS: Sequence[tuple[str, str, str]] = (  # area, who writes it (an account role), what they wrote
    (
        "personal",
        "social_worker",
        "Turns to the carer when hurt, and then away again before being comforted. More at ease than in the spring.",
    ),
    (
        "placement",
        "social_worker",
        "The third home. The carers are steady and want to go on; nights remain short.",
    ),
    (
        "education",
        "designated_teacher",
        "Attends every day. Finds the change from lessons to lunch hardest; the quiet room helps.",
    ),
    (
        "maltreatment_trauma",
        "therapist",
        "Seen twice. Early neglect is documented; signs of trauma to be looked at in the third session.",
    ),
)
_PARTS = {
    "reasons_explained": "Explained with the map that we drew together.",
    "met_new_carers": "Two visits made, one overnight stay to come.",
    "support_during_move": "",
    "questions_and_choices": "",
    "relationships_kept": "Sunday telephone call with the carers now; photos printed.",
    "developmental_needs": "",
}
_QUESTIONS = (
    ("Can I take my bike?", "Yes. It fits in the new shed; we looked."),
    ("Will you still be my social worker?", "Yes, I stay with you."),
    ("What do they eat on Fridays?", ""),
)


def rows(child: Child, team: dict[str, str], case: dict[str, Any], dice: Random) -> Iterator[Row]:
    """What was decided and begun for this child. `team`: who is in each role now."""
    if dice.random() < 0.35:
        yield from _decision(child, team, dice)
    if "therapist" in team and not case.get("assessments") and dice.random() < 0.8:
        yield from gathering(child, team)
    for place, move in enumerate(case.get("moves") or []):
        if move["date"] > child.today.isoformat():
            yield from move_parts(child, f"moves/{place}", team)


def _decision(child: Child, team: dict[str, str], dice: Random) -> Iterator[Row]:
    question, decided, view, carers = dice.choice(_DECISIONS)
    young = child.years < 4
    took_part = [
        f"{staff.NAMES[key]}, {staff.NAMED_ROLES[key]}, in the room" for key in dict.fromkeys(team.values())
    ][:4]
    yield Row(
        "reviews.Decision",
        {
            "on": child.ago(dice.randint(5, 250)),
            "question": question,
            "decided": decided,
            "took_part": took_part,
            "childs_view": "" if young else view,
            "child_not_asked_because": "Too young to be asked in words" if young or not view else "",
            "carers_view": carers,
            "who_does_it": staff.NAMES.get(team.get("social_worker", ""), ""),
            "by_when": child.today + timedelta(days=dice.randint(-20, 40)),
        },
    )


def gathering(child: Child, team: dict[str, str]) -> Iterator[Row]:
    """A comprehensive assessment under way, some areas written and one begun, each by somebody in the team."""
    yield Row("assessments.Gathering", {"opened_on": child.ago(19)}, "gathering")
    for place, (area, role, text) in enumerate(_AREAS):
        if role not in team:
            continue
        done = None if role == "therapist" else child.ago(12 - 3 * place)
        kept_apart = area in HEALTH_AREAS
        values = {
            "gathering": Ref("gathering"),
            "area": area,
            "text": "" if kept_apart else text,
            "done_on": done,
        }
        yield Row("assessments.Area", values, f"area {area}", by=team[role])
        if kept_apart:
            yield Row("assessments.HealthWords", {"area": Ref(f"area {area}"), "text": text}, by=team[role])


def move_parts(child: Child, move: str, team: dict[str, str]) -> Iterator[Row]:
    """The six parts of preparing a move, half of them done, and what the child asked."""
    who = staff.NAMES.get(team.get("social_worker", ""), "")
    for place, (part, note) in enumerate(_PARTS.items()):
        yield Row(
            "placements.MovePart",
            {
                "move": Ref(move),
                "part": part,
                "who": who,
                "by_when": child.today + timedelta(days=4 + 3 * place),
                "done_on": child.ago(3) if note and place < 2 else None,
                "note": note,
            },
        )
    for question, answer in _QUESTIONS:
        yield Row(
            "placements.MoveQuestion",
            {"move": Ref(move), "asked_on": child.ago(6), "question": question, "answer": answer},
        )
