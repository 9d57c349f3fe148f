"""NG26 1.3: assessing attachment difficulties in all health and social care settings."""

from holdfast.engine.definitions import Advice, Guard, Note, Part, Recommendation
from holdfast.engine.expressions import Fact
from holdfast.ng26.facts import assessment as a
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import refusals as r
from holdfast.ng26.tools import TOOLS
from holdfast.ng26.vocabulary import AREAS, CONSIDER, DO_NOT, ENSURE, OFFER

CHILDREN = "children and young people who have or may have attachment difficulties"

R1_3_1 = Recommendation(
    "1.3.1", ENSURE, "health and social care provider organisations", "key workers, social workers, personal advisers",
    "Train staff to recognise and assess attachment difficulties, parenting quality, risk factors and coexisting problems, "
    "and to know when and how to refer.",
    measure="staff who hold current training in all four topics, by role",
)  # fmt: skip
_AREAS = tuple(Part(area, a.area_assessed(area), f"assessed: {AREAS.words[area]}") for area in AREAS)
R1_3_2 = Recommendation(
    "1.3.2", OFFER, "health and social care professionals", f"{CHILDREN}, and their parents or carers",
    "Offer a comprehensive assessment of all eight areas before any programme.",
    rule=Advice(
        applies=c.attachment_concern, met=a.assessed, parts=_AREAS, stops_when=c.programme_proposed, until=~a.assessed
    ),
)  # fmt: skip
R1_3_3 = Recommendation(
    "1.3.3", OFFER, "health professionals", f"{CHILDREN} and also have another condition",
    "Offer the treatment that the other condition's own NICE guideline recommends.",
    rule=Advice(applies=c.attachment_concern & a.diagnosed_condition, met=a.conditions_treated),
    notes=(
        Note(
            "a condition that is only suspected is on file too; it holds nothing up",
            c.CONDITIONS.some(c.CONDITIONS["status"].is_("suspected")),
        ),
    ),
)  # fmt: skip
_SUITABLE = tuple(
    Fact(f"suits_{tool.code}", a.suits_today(tool), yes=f"the {tool.name} is for this age ({tool.ages})")
    for tool in TOOLS
)
R1_3_4 = Recommendation(
    "1.3.4", CONSIDER, "health and social care professionals", CHILDREN,
    "Consider an assessment tool for the child's age, to guide the choice of programme.",
    rule=Advice(applies=c.attachment_concern & a.tool_for_age, met=a.tool_used, mentions=_SUITABLE),
)  # fmt: skip
R1_3_5 = Recommendation(
    "1.3.5", ENSURE, "health and social care provider organisations", "professionals who use the tools",
    "Make sure that whoever uses an assessment tool is skilled in it.",
    rule=Guard(a.unskilled_assessor, a.recent_tool),
    measure="professionals skilled in each tool, and assessments made by them",
)  # fmt: skip
R1_3_6 = Recommendation(
    "1.3.6", ENSURE, "clinicians", "children and young people with attachment difficulties",
    "Diagnose an attachment disorder only where the criteria of DSM-5 or ICD-10 are met.",
    rule=Guard(r.diagnosis_without_criteria, r.diagnosis_made),
)  # fmt: skip
R1_3_7 = Recommendation(
    "1.3.7", DO_NOT, "clinicians", "children and young people",
    "Do not offer genetic tests to predict or identify attachment difficulties.",
    rule=Guard(r.genetic_test_for_attachment, r.genetic_test_proposed),
)  # fmt: skip

# 1.3.8 asks whether a programme is called for by sections 1.4 to 1.6: it is written in `referral.py`, after them.
SECTION_1_3 = (R1_3_1, R1_3_2, R1_3_3, R1_3_4, R1_3_5, R1_3_6, R1_3_7)
