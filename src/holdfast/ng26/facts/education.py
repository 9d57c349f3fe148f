"""School: the designated teacher's duties, support during programmes, changes, gaps and exclusions (NG26 1.2)."""

from holdfast.engine.expressions import Fact
from holdfast.ng26 import settings as s
from holdfast.ng26.facts.child import CHILD, PROPOSALS, in_care, live, within

_setting = CHILD["education/setting"]
in_education = Fact(
    "in_education", _setting.is_one_of("early_years", "school", "college"),
    "in early years, school or college", "in no education setting", "the education setting is not known",
)  # fmt: skip
at_school = Fact(
    "at_school", _setting.is_("school"), "at school", "not at school", "the education setting is not known"
)
no_setting = Fact(
    "no_setting",
    _setting.is_("none"),
    "in no education setting",
    "in an education setting",
    "the education setting is not known",
)

# --- the designated teacher (1.2.5) ---------------------------------------------------------------------------
teacher_named = CHILD["education/designated_teacher/named"].is_true
trained_in_attachment = CHILD["education/designated_teacher/trained_attachment"].is_set
trained_in_data_protection = CHILD["education/designated_teacher/trained_data_protection"].is_set
contacts_complete = CHILD["education/contacts_complete"].is_true
key_person = CHILD["education/key_person"].is_set
safe_place = CHILD["education/safe_place"].is_set
_plan = CHILD["education/plan_updated"]
plan_up_to_date = within(_plan, s.PLAN_MONTHS_IN_CARE) | (~in_care & within(_plan, s.PLAN_MONTHS_OTHERS))
attends_reviews = CHILD["education/attends_reviews"].is_true

# --- during a programme (1.2.3, 1.2.4) ------------------------------------------------------------------------
supported_at_school = Fact(
    "supported_at_school", CHILD["education/supported_during_intervention"].is_true,
    "school supports the child during the programme", "school does not support the child during the programme",
    "whether school supports the child during the programme is not known",
)  # fmt: skip
preferred_setting = Fact(
    "preferred_setting", CHILD["education/preferred_setting"].is_set,
    "where the child would like the programme to take place is on record",
    "the child has not been asked where the programme should take place",
    "whether the child was asked where the programme should take place is not known",
)  # fmt: skip

# --- changes, gaps, exclusion (1.2.6, 1.2.7) --------------------------------------------------------------------
_change = live & PROPOSALS["kind"].is_("school_change")
change_proposed = Fact(
    "school_change_proposed", PROPOSALS.some(_change),
    "a change of school is proposed", "no change of school is proposed", "what is proposed is not on file",
)  # fmt: skip
unplanned_change = Fact(
    "unplanned_school_change", PROPOSALS.some(_change & ~PROPOSALS["planned"].is_true),
    "an unplanned change of school is proposed", "no unplanned change of school is proposed",
    "whether the proposed change of school is planned is not known",
)  # fmt: skip
exclusion_proposed = Fact(
    "exclusion_proposed", PROPOSALS.some(live & PROPOSALS["kind"].is_("school_exclusion")),
    "an exclusion from school is proposed", "no exclusion from school is proposed", "what is proposed is not on file",
)  # fmt: skip
