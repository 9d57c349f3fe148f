"""Comprehensive assessment, attachment tools, carers' measures, conditions, referral (NG26 1.1.3, 1.1.19, 1.3)."""

from holdfast.engine.expressions import Entries, Expr, Fact, IsRecorded, Same, all_of, any_of, before
from holdfast.ng26 import settings as s
from holdfast.ng26.facts.child import AS_OF, CARE, CHILD, CONDITIONS, CURRENT, DATE_OF_BIRTH, within
from holdfast.ng26.facts.homes import in_this_placement
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.tools import TOOLS, Tool
from holdfast.ng26.vocabulary import AREAS

ASSESSMENTS = Entries(CASE_FILE.by_table["assessments"])
REFERRALS = Entries(CASE_FILE.by_table["referrals"])
_type = ASSESSMENTS["type"]

# --- the comprehensive assessment (1.3.2) ---------------------------------------------------------------------
_current = _type.is_("comprehensive") & within(ASSESSMENTS["date"], s.ASSESSMENT_MONTHS)
assessment_declined = Fact(
    "assessment_declined", ASSESSMENTS.some(_current & ASSESSMENTS["declined"].is_true),
    "a comprehensive assessment was offered within {assessment_months} months and declined",
    "no comprehensive assessment was declined within {assessment_months} months", "the assessments made are not on file",
)  # fmt: skip


def area_assessed(area: str) -> Expr:
    """This area was covered within the window; areas spread over several visits add up; a declined offer stands for all."""
    return assessment_declined | ASSESSMENTS.some(_current & ASSESSMENTS["areas"].includes(area))


assessed = Fact(
    "assessed", all_of(*(area_assessed(area) for area in AREAS)),
    "a comprehensive assessment of all eight areas was made, or offered and declined, within {assessment_months} months",
    "a comprehensive assessment of all eight areas was not made within {assessment_months} months",
    "whether all eight areas were assessed within {assessment_months} months is not known",
)  # fmt: skip

# --- attachment tools (1.3.4, 1.3.5) --------------------------------------------------------------------------
_tool_used = _type.is_("attachment_tool") & within(ASSESSMENTS["date"], s.TOOL_MONTHS)


def _born_for(tool: Tool, on: Expr) -> Expr:
    """Of an age for this tool on a day."""
    old_enough = DATE_OF_BIRTH <= before(on, tool.youngest, "years")
    if tool.oldest is None:
        return old_enough
    return old_enough & (DATE_OF_BIRTH > before(on, tool.oldest + 1, "years"))


def suits_today(tool: Tool) -> Expr:
    """The tool is for a child of this age."""
    return _born_for(tool, AS_OF)


tool_for_age = Fact(
    "tool_for_age", DATE_OF_BIRTH <= before(AS_OF, min(t.youngest for t in TOOLS), "years"),
    "there are assessment tools for this age", "there is no assessment tool for this age", "the date of birth is not known",
)  # fmt: skip
tool_used = Fact(
    "tool_used",
    ASSESSMENTS.some(
        _tool_used
        & ~ASSESSMENTS["subject"].is_("carer")
        & any_of(*(ASSESSMENTS["tool"].is_(t.code) & _born_for(t, ASSESSMENTS["date"]) for t in TOOLS))
    ),
    "a tool for the child's age was used within {tool_months} months",
    "no tool for the child's age was used within {tool_months} months",
    "whether a tool for the child's age was used within {tool_months} months is not known",
)
recent_tool = Fact(
    "recent_tool", ASSESSMENTS.some(_tool_used), "an attachment tool was used within {tool_months} months",
    "no attachment tool was used within {tool_months} months", "the assessments made are not on file",
)  # fmt: skip
unskilled_assessor = Fact(
    "unskilled_assessor", ASSESSMENTS.some(_tool_used & ~ASSESSMENTS["assessor_skilled"].is_true),
    "an attachment tool was used by somebody not skilled in it", "nobody used an attachment tool without being skilled in it",
    "whether the assessor is skilled in the tool is not known",
)  # fmt: skip

# --- unaccompanied asylum-seeking children (1.1.3) ------------------------------------------------------------
unaccompanied = Fact(
    "unaccompanied", CHILD["child/unaccompanied_asylum_seeking"].is_true,
    "came as an unaccompanied asylum-seeking child", "not an unaccompanied asylum-seeking child",
    "whether the child came unaccompanied to seek asylum is not known",
)  # fmt: skip
_first_stable_day = CARE.earliest("start", CARE["stable"].is_true)
assessed_since_stable = Fact(
    "assessed_since_stable",
    CARE.some(CARE["stable"].is_true)
    & ASSESSMENTS.some(
        any_of(
            _type.is_("comprehensive")
            & (ASSESSMENTS["areas"].includes("personal") | ASSESSMENTS["declined"].is_true),
            _type.is_("attachment_tool") & ~ASSESSMENTS["subject"].is_("carer"),
        )
        & (ASSESSMENTS["date"] >= _first_stable_day)
    ),
    "attachment was assessed once a stable placement had been found",
    "attachment has not been assessed in a stable placement",
    "whether attachment was assessed in a stable placement is not known",
)
ptsd_treatment_offered = Fact(
    "ptsd_treatment_offered",
    CONDITIONS.every(
        CONDITIONS["condition"].is_("ptsd") & CONDITIONS["status"].is_("diagnosed"),
        CONDITIONS["offered"].is_set,
    ),
    "no diagnosed post-traumatic stress disorder is without an offer of treatment",
    "treatment for the diagnosed post-traumatic stress disorder has not been offered",
    "whether treatment for post-traumatic stress disorder was offered is not known",
)
stable_placement = Fact(
    "stable_placement", CURRENT.of(CARE["stable"].is_true),
    "the present placement is stable", "the present placement is not stable", "whether the present placement is stable is not known",
)  # fmt: skip

# --- conditions (1.3.3), referral (1.3.8) -----------------------------------------------------------------------
diagnosed_condition = Fact(
    "diagnosed_condition", CONDITIONS.some(CONDITIONS["status"].is_("diagnosed")),
    "a coexisting condition is diagnosed", "no coexisting condition is diagnosed", "coexisting conditions are not on file",
)  # fmt: skip
conditions_treated = Fact(
    "conditions_treated",
    CONDITIONS.every(CONDITIONS["status"].is_("diagnosed"), CONDITIONS["offered"].is_set),
    "treatment was offered for every diagnosed condition", "treatment for a diagnosed condition has not been offered",
    "whether treatment was offered for every diagnosed condition is not known",
)  # fmt: skip
referred = Fact(
    "referred",
    REFERRALS.some(
        REFERRALS["attachment_expertise"].is_true
        & REFERRALS["works_with_other_services"].is_true
        & REFERRALS["involves_young_people_in_training"].is_true
    ),
    "referred to a service with expertise in attachment that works with others and involves young people",
    "not referred to a service that has all three: expertise in attachment, work with others, young people in its training",
    "whether the child was referred to such a service is not known",
)

# --- today's carers' sensitivity and parenting quality (1.1.19) -------------------------------------------------
their_carer = CURRENT.of(CARE["carer"])
_carers_known = IsRecorded(ASSESSMENTS["carer"]) & IsRecorded(their_carer)
_of_todays_carers = any_of(
    _carers_known & Same(ASSESSMENTS["carer"], their_carer),
    ~_carers_known & in_this_placement(ASSESSMENTS["date"]),
)


def _measured(kind: str, words: str) -> Fact:
    return Fact(
        f"{kind}_measured",
        ASSESSMENTS.some(
            _type.is_(kind) & within(ASSESSMENTS["date"], s.CARER_MEASURE_MONTHS) & _of_todays_carers
        ),
        f"{words} of today's carers was assessed within {{carer_measure_months}} months",
        f"{words} of today's carers was not assessed within {{carer_measure_months}} months",
        f"whether {words} of today's carers was assessed is not known",
    )


sensitivity_measured = _measured("sensitivity", "parental sensitivity")
parenting_quality_measured = _measured("parenting_quality", "parenting quality")
