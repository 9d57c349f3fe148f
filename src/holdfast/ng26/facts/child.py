"""Who the child is, how old, in which context, with which attachment status; what is proposed."""

from holdfast.engine.expressions import (
    AsOf,
    Document,
    Entries,
    Expr,
    Fact,
    Known,
    Newest,
    Setting,
    Truth,
    before,
)
from holdfast.ng26 import settings as s
from holdfast.ng26.tables import CASE_FILE

AS_OF = AsOf()
CHILD = Document(CASE_FILE)
CARE = Entries(CASE_FILE.by_table["care"])
ATTACHMENT = Entries(CASE_FILE.by_table["attachment"])
DIAGNOSES = Entries(CASE_FILE.by_table["diagnoses"])
CONDITIONS = Entries(CASE_FILE.by_table["conditions"])
PROPOSALS = Entries(CASE_FILE.by_table["proposals"])

DATE_OF_BIRTH = CHILD["child/date_of_birth"]


def within(day: Expr, months: Setting) -> Expr:
    """`day` lies in the last `months` months; both ends count."""
    return day >= before(AS_OF, months, "months")


def aged_under(years: int | Setting, on: Expr = AS_OF) -> Expr:
    """Under this age in whole years on a day; by the calendar, a 29 February birthday falling on 1 March."""
    return DATE_OF_BIRTH > before(on, years, "years")


def aged_under_months(months: int, on: Expr) -> Expr:
    """Under this age in whole months on a day."""
    return DATE_OF_BIRTH > before(on, months, "months")


def aged_from_to(first: int | Setting, last: int | Setting, on: Expr = AS_OF) -> Expr:
    """From the first to the last of these ages in whole years, both included."""
    return ~aged_under(first, on) & (DATE_OF_BIRTH > before(on, last, "years", plus=1))


# --- ages (NG26: children are 0–12, young people 13–17) -------------------------------------------------------
under_18 = Fact(
    "under_18",
    aged_under(18),
    "under 18",
    "18 or over: out of the guideline's scope",
    "the date of birth is not known",
)
preschool = Fact(
    "preschool", aged_under(s.PRESCHOOL_UNDER),
    "of preschool age (under {preschool_under})", "not of preschool age (under {preschool_under})", "the date of birth is not known",
)  # fmt: skip
primary = Fact(
    "primary", aged_from_to(s.PRESCHOOL_UNDER, s.PRIMARY_UNTIL),
    "of primary school age ({preschool_under}–{primary_until})", "not of primary school age ({preschool_under}–{primary_until})",
    "the date of birth is not known",
)  # fmt: skip
school_age = Fact(
    "school_age", aged_from_to(s.PRESCHOOL_UNDER, 17),
    "of school age ({preschool_under}–17)", "not of school age ({preschool_under}–17)", "the date of birth is not known",
)  # fmt: skip
late_primary_early_secondary = Fact(
    "late_primary_early_secondary", aged_from_to(s.LATE_PRIMARY_FROM, s.EARLY_SECONDARY_UNTIL),
    "in late primary or early secondary school ({late_primary_from}–{early_secondary_until})",
    "not in late primary or early secondary school ({late_primary_from}–{early_secondary_until})",
    "the date of birth is not known",
)  # fmt: skip
young_person = Fact(
    "young_person",
    aged_from_to(13, 17),
    "a young person (13–17)",
    "not a young person (13–17)",
    "the date of birth is not known",
)
of_compulsory_school_age = Fact(
    "of_compulsory_school_age", aged_from_to(s.SCHOOL_GAP_FROM, s.SCHOOL_GAP_UNTIL),
    "of compulsory school age ({school_gap_from}–{school_gap_until})",
    "not of compulsory school age ({school_gap_from}–{school_gap_until})", "the date of birth is not known",
)  # fmt: skip

# --- context and home ---------------------------------------------------------------------------------------
CURRENT: Newest = CARE.newest(~CARE["end"].is_set, by="start", needed=True)
_context, _home = CARE["context"], CARE["home"]

known_context = Fact(
    "context_in_scope", CURRENT.of(_context.is_one_of("edge_of_care", "in_care", "special_guardianship", "adopted")),
    "in a care context that the guideline covers", "in no care context that the guideline covers",
    "the present care context is not known",
)  # fmt: skip
in_scope = Fact("in_scope", under_18 & known_context)
in_care = Fact(
    "in_care", CURRENT.of(_context.is_("in_care")),
    "in the care system", "not in the care system", "whether in the care system is not known",
)  # fmt: skip
on_edge = Fact(
    "on_edge", CURRENT.of(_context.is_("edge_of_care")),
    "on the edge of care", "not recorded as on the edge of care", "whether on the edge of care is not known",
)  # fmt: skip
at_home = Fact(
    "at_home", CURRENT.of(_home.is_("birth_family")),
    "living with birth parents or original family", "not living with birth parents or original family",
    "where the child lives now is not known",
)  # fmt: skip
edge_of_care = Fact(
    "edge_of_care", CURRENT.of(_context.is_("edge_of_care") | (_context.is_("in_care") & _home.is_("birth_family"))),
    "on the edge of care, or in care and placed with the parents", "neither on the edge of care nor placed with parents",
    "whether on the edge of care is not known",
)  # fmt: skip
special_guardianship = Fact(
    "special_guardianship", CURRENT.of(_context.is_("special_guardianship")),
    "under special guardianship", "not under special guardianship", "whether under special guardianship is not known",
)  # fmt: skip
adopted = Fact(
    "adopted", CURRENT.of(_context.is_("adopted") | (_context.is_("edge_of_care") & _home.is_("adoptive"))),
    "adopted from care", "not adopted from care", "whether adopted from care is not known",
)  # fmt: skip
in_care_or_edge = Fact(
    "in_care_or_edge", CURRENT.of(_context.is_one_of("edge_of_care", "in_care")),
    "in the care system or on the edge of care", "neither in the care system nor on the edge of care",
    "whether in the care system or on the edge of care is not known",
)  # fmt: skip
family_carer = Fact(
    "family_carer",
    CURRENT.of(
        (_context.is_("in_care") & _home.is_one_of("foster", "kinship_foster", "adoptive", "special_guardian"))
        | _context.is_one_of("special_guardianship", "adopted")
    ),
    "living with foster carers, special guardians or adoptive parents",
    "not living with foster carers, special guardians or adoptive parents", "with whom the child lives now is not known",
)  # fmt: skip
residential = Fact(
    "residential", CURRENT.of(_context.is_("in_care") & _home.is_one_of("residential", "secure")),
    "in residential care", "not in residential care", "whether in residential care is not known",
)  # fmt: skip
family_or_after_care = Fact(
    "care_but_not_residential",
    CURRENT.of(
        (_context.is_("in_care") & ~_home.is_one_of("residential", "secure"))
        | _context.is_one_of("special_guardianship", "adopted")
    ),
    "in care outside residential care, under special guardianship or adopted",
    "neither in care outside residential care nor under special guardianship nor adopted",
    "the present home is not known",
)  # fmt: skip
care_guardianship_or_adopted = Fact("care_guardianship_or_adopted", in_care | special_guardianship | adopted)

# --- attachment (S in the reading) ----------------------------------------------------------------------------
_status = ATTACHMENT.newest(by="date", needed=True)
diagnosed = Fact(  # an absent list of diagnoses changes nothing
    "attachment_disorder_diagnosed",
    Known(DIAGNOSES.some(Truth(True)), stays=True)
    & DIAGNOSES.some(
        DIAGNOSES["criteria_met"].is_true
        & (~Known(ATTACHMENT.some(), stays=True) | (DIAGNOSES["date"] >= ATTACHMENT.latest("date")))
    ),
    "an attachment disorder is diagnosed by its criteria", "no attachment disorder is diagnosed by its criteria since the newest status",
    "whether the diagnosis met its criteria is not known",
)  # fmt: skip
_concern_by_status = Fact(
    "concern_by_status", _status.of(ATTACHMENT["status"].is_one_of("suspected", "at_risk", "identified")),
    "attachment difficulties are suspected or identified, or the child is at risk of them", "attachment difficulties were not found",
    "no attachment status is recorded",
)  # fmt: skip
_identified_by_status = Fact(
    "identified_by_status", _status.of(ATTACHMENT["status"].is_("identified")),
    "attachment difficulties are identified", "attachment difficulties are not identified", "no attachment status is recorded",
)  # fmt: skip
attachment_concern = Fact("attachment_concern", diagnosed | _concern_by_status)
identified = Fact("attachment_identified", diagnosed | _identified_by_status)

# --- maltreatment, trauma, conditions -----------------------------------------------------------------------
maltreated = Fact(
    "maltreated", CHILD["maltreatment/experienced"].is_true,
    "the child has been maltreated", "the child has not been maltreated", "whether the child has been maltreated is not known",
)  # fmt: skip
at_risk = Fact(
    "at_risk_of_maltreatment", CHILD["maltreatment/at_risk"].is_true,
    "at risk of maltreatment", "not at risk of maltreatment", "whether at risk of maltreatment is not known",
)  # fmt: skip
maltreated_or_at_risk = Fact("maltreated_or_at_risk", maltreated | at_risk)
trauma_signs = Fact(
    "trauma_signs", CHILD["trauma_signs"].is_true,
    "the child shows signs of trauma", "the child shows no signs of trauma", "whether the child shows signs of trauma is not known",
)  # fmt: skip
ptsd = Fact(
    "ptsd", CONDITIONS.some(CONDITIONS["condition"].is_("ptsd")),
    "post-traumatic stress disorder is diagnosed or suspected", "no post-traumatic stress disorder is on record",
    "coexisting conditions are not on file",
)  # fmt: skip
safeguarding_addressed = Fact(
    "safeguarding_addressed", CHILD["safeguarding/addressed_in_plan"].is_true,
    "safeguarding concerns are addressed in the plan", "safeguarding concerns are not addressed in the plan",
    "whether safeguarding concerns are addressed in the plan is not known",
)  # fmt: skip

# --- proposals ----------------------------------------------------------------------------------------------
live = Fact(
    "live_proposal", PROPOSALS["date"] >= before(AS_OF, s.PROPOSAL_DAYS),
    "the proposal is live: made in the last {proposal_days} days, or for a day to come", "the proposal has lapsed",
)  # fmt: skip
programme_proposed = Fact(  # with no list of proposals, nothing is proposed
    "programme_proposed",
    Known(PROPOSALS.some(live & PROPOSALS["kind"].is_("programme") & ~PROPOSALS["programme"].is_("trauma_focused_cbt")), stays=True),
    "a programme is proposed already", "no programme is proposed",
)  # fmt: skip
