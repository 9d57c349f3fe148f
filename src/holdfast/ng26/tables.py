"""The case file, version 1, as a description: every field and every list, once.

Checks, JSON Schema, reading, writing, event tables, facts and both engines all read this page.
"""

from typing import Any

from holdfast.engine.tables import CodeList, Depending, DocumentSpec, FieldSpec, Kind, TableSpec
from holdfast.ng26 import vocabulary as v
from holdfast.ng26.tools import TOOL_CODES


def _field(key: str, kind: Kind, says: str, codes: CodeList | None = None, **more: Any) -> FieldSpec:
    return FieldSpec(key, kind, says, codes, **more)


def _day(key: str, says: str, **more: Any) -> FieldSpec:
    return _field(key, "day", says, **more)


def _flag(key: str, says: str, **more: Any) -> FieldSpec:
    return _field(key, "flag", says, **more)


def _code(key: str, says: str, codes: CodeList, **more: Any) -> FieldSpec:
    return _field(key, "code", says, codes, **more)


def _codes(key: str, says: str, codes: CodeList) -> FieldSpec:
    return _field(key, "codes", says, codes)


def _text(key: str, says: str, **more: Any) -> FieldSpec:
    return _field(key, "text", says, **more)


def _number(key: str, says: str, **more: Any) -> FieldSpec:
    return _field(key, "number", says, **more)


MOST = 2_147_483_647  # what a column of whole numbers holds
STILL = "still going on"
SPAN = (("start", "end"),)

CHILD_FIELDS = (
    _day("as_of", "the day the question is asked", required=True),
    _text("child/id", "the child's reference", required=True),
    _day("child/date_of_birth", "the child's date of birth"),
    _code("child/sex", "the child's sex", v.SEXES),
    _code("child/ethnicity", "the child's ethnicity", v.ETHNICITIES),
    _flag("child/disability", "whether the child has a disability"),
    _flag("child/from_overseas", "whether the child is from overseas"),
    _flag("child/unaccompanied_asylum_seeking", "whether the child came as an unaccompanied asylum seeker"),
    _field("children_with_attachment_difficulties_in_home", "whole",
           "how many children with attachment difficulties live in the home", lowest=0, highest=MOST),
    _flag("permanence/return_home_possible", "whether a return home is possible"),
    _day("permanence/kinship_considered", "when a kinship placement was considered", or_false=True),
    _code("permanence/plan", "the plan for permanence", v.PERMANENCE_PLANS),
    _day("adoption/wishes_recorded", "when the child's wishes about adoption were recorded", or_false=True),
    _day("adoption/contact_information_given", "when the child was told what adoption means for contact", or_false=True),
    _day("adoption/full_assessment_of_need", "when need was fully assessed before adoption", or_false=True),
    _day("adoption/attachment_assessment_offered", "when an attachment assessment was offered after adoption", or_false=True),
    _codes("adoption/support_offered", "the adoption support offered", v.ADOPTION_SUPPORT),
    _day("life_story/information_offered", "when information about the child's history was last offered", or_false=True),
    _field("life_story/people", "whole", "how many significant people are on record", lowest=0, highest=MOST),
    _field("life_story/places", "whole", "how many significant places are on record", lowest=0, highest=MOST),
    _flag("maltreatment/experienced", "whether the child has been maltreated"),
    _flag("maltreatment/at_risk", "whether the child is at risk of maltreatment"),
    _flag("trauma_signs", "whether the child shows signs of trauma"),
    _flag("safeguarding/addressed_in_plan", "whether safeguarding concerns are addressed in the plan"),
    _flag("concerns_remain", "whether the team still has concerns after the intervention"),
    _code("education/setting", "the education setting", v.EDUCATION_SETTINGS),
    _day("education/plan_updated", "when the education plan was last updated", or_false=True),
    _text("education/key_person", "the key person in school", or_false=True),
    _text("education/safe_place", "the safe place in school", or_false=True),
    _flag("education/designated_teacher/named", "whether a designated teacher is named"),
    _day("education/designated_teacher/trained_attachment", "when the designated teacher was trained in attachment", or_false=True),
    _day("education/designated_teacher/trained_data_protection",
         "when the designated teacher was trained in data protection", or_false=True),
    _flag("education/contacts_complete", "whether the designated teacher has everyone's contact details"),
    _flag("education/attends_reviews", "whether the designated teacher attends looked-after reviews"),
    _flag("education/supported_during_intervention", "whether school supports the child during the programme"),
    _text("education/preferred_setting", "where the child would like the programme to take place", or_false=True),
    _text("carer_work/key_attachment_figure", "the key attachment figure among the staff", or_false=True),
    _day("carer_work/group_work_with_staff", "when the staff group was worked with", or_false=True),
)  # fmt: skip

TABLES = (
    TableSpec("care", "where the child has lived", "home", (
        _day("start", "when it began", required=True),
        _day("end", "when it ended", default=STILL, stands_for=False),
        _code("context", "the care context", v.CONTEXTS),
        _code("home", "the kind of home", v.HOMES),
        _code("legal_status", "the legal status", v.LEGAL_STATUSES),
        _text("carer", "the carer household or children's home", default="judged by the kind of home, or by dates"),
        _code("entry", "how the child came", v.ENTRIES),
        _flag("stable", "whether the team judges the placement stable"),
        _code("end_reason", "why it ended", v.END_REASONS),
        _code("relationship_kept", "whether the relationship with these carers was kept", v.RELATIONSHIP_KEPT),
    ), "Homes", dated_by="start", ended_by="end", spans=SPAN, undone_with_end=("end_reason", "relationship_kept"),
        one_at_a_time=True),
    TableSpec("placement_concerns", "concerns about the placement", "placement concern", (
        _day("date", "the day", required=True),
        _code("level", "how serious it was", v.CONCERN_LEVELS, required=True),
    ), "Homes: placement concerns", dated_by="date"),
    TableSpec("carer_support", "support contacts with the carers", "support contact", (
        _day("date", "the day", required=True),
        _code("kind", "how it took place", v.CONTACT_KINDS, required=True),
    ), "Homes: support to carers", dated_by="date"),
    TableSpec("extra_support", "extra support for the placement", "extra support", (
        _day("date", "the day", required=True),
        _code("kind", "the kind of support", v.EXTRA_SUPPORT_KINDS, required=True),
    ), "Homes: extra support", dated_by="date"),
    TableSpec("moves", "moves planned or made", "move", (
        _day("date", "the day", required=True, may_be_future=True),
        _code("kind", "the kind of move", v.MOVE_KINDS, required=True),
        _codes("prepared", "how the child was prepared", v.PREPARATIONS),
    ), "Homes: planned moves", dated_by="date"),
    TableSpec("siblings", "brothers and sisters", "brother or sister", (
        _text("id", "who it is", required=True),
        _flag("in_care", "whether in care too"),
        _flag("together", "whether they live together"),
        _flag("together_possible", "whether living together is possible"),
        _flag("apart_in_best_interests", "whether living apart is in their best interests"),
    ), "People: brothers and sisters"),
    TableSpec("attachment", "attachment status", "attachment status", (
        _day("date", "the day", required=True),
        _code("status", "the status", v.ATTACHMENT_STATUSES, required=True),
    ), "Assessments: attachment status", dated_by="date"),
    TableSpec("conditions", "mental health problems and neurodevelopmental conditions", "condition", (
        _code("condition", "the condition", v.CONDITIONS, required=True),
        _code("status", "whether diagnosed or suspected", v.CONDITION_STATUSES, required=True),
        _day("offered", "when its own treatment was offered", or_false=True),
    ), "Assessments: coexisting conditions"),
    TableSpec("assessments", "assessments made", "assessment", (
        _day("date", "the day", required=True),
        _code("type", "the kind of assessment", v.ASSESSMENT_TYPES, required=True),
        _codes("areas", "the areas covered", v.AREAS),
        _flag("declined", "whether it was offered and declined", default="not declined", stands_for=False),
        _code("tool", "the tool", TOOL_CODES),
        _code("subject", "with whom", v.SUBJECTS, default="the child", stands_for="child"),
        _flag("assessor_skilled", "whether the assessor is skilled in the tool"),
        _code("outcome", "the outcome", v.OUTCOMES),
        _text("scale", "the scale"),
        _text("carer", "the carer it is about", default="judged by its date"),
        _number("score", "the score"),
    ), "Assessments", dated_by="date", also=(Depending("type", "attachment_tool", "tool", required=True),)),
    TableSpec("diagnoses", "diagnoses of an attachment disorder", "diagnosis", (
        _day("date", "the day", required=True),
        _code("code", "the diagnosis", v.DIAGNOSIS_CODES, required=True),
        _flag("criteria_met", "whether the criteria of the manual are met"),
    ), "Assessments: diagnoses", dated_by="date"),
    TableSpec("referrals", "referrals", "referral", (
        _day("date", "the day", required=True),
        _flag("attachment_expertise", "whether the service has expertise in attachment"),
        _flag("works_with_other_services", "whether the service works with other services"),
        _flag("involves_young_people_in_training", "whether young people take part in training its staff"),
    ), "Assessments: referrals", dated_by="date"),
    TableSpec("programmes", "programmes offered", "programme", (
        _code("programme", "the programme", v.PROGRAMMES, required=True),
        _text("carer", "the carer it is for", default="judged by the day of the offer"),
        _day("offered", "when it was offered", or_false=True),
        _code("response", "the answer to the offer", v.RESPONSES),
        _day("started", "when it started", or_false=True),
        _day("ended", "when it ended", default=STILL, stands_for=False),
        _code("ended_because", "why it ended", v.ENDED_BECAUSE),
        _flag("practitioner_trained", "whether the practitioner is trained in it"),
        _code("improvement/parental_sensitivity", "the improvement in parental sensitivity", v.IMPROVEMENTS),
        _code("improvement/child_attachment", "the improvement in the child's attachment", v.IMPROVEMENTS),
        _flag("safeguarding_in_place", "whether safeguarding is in place"),
        _codes("adaptations_considered", "the adaptations considered", v.ADAPTATIONS),
    ), "Programmes", dated_by="offered", ended_by="ended", spans=(("started", "ended"),), undone_with_end=("ended_because",)),
    TableSpec("sessions", "sessions of a programme", "session", (
        _day("date", "the day", required=True),
        _number("minutes", "how long it lasted, in minutes", lowest=0),
        _code("place", "where it took place", v.PLACES),
        _codes("with", "who was there", v.PRESENT),
        _number("filmed_minutes", "how many minutes were filmed", lowest=0),
        _flag("film_watched_with_carer", "whether the film was watched with the carer"),
        _codes("highlighted", "what the film was used to show", v.HIGHLIGHTS),
        _codes("covered", "what was covered", v.CONTENT),
    ), "Programmes: sessions", dated_by="date", inside="programmes"),
    TableSpec("reviews", "reviews held", "review", (
        _day("date", "the day", required=True),
        _code("type", "the kind of review", v.REVIEW_TYPES, required=True),
        _code("conclusion", "what it concluded", v.CONCLUSIONS),
    ), "Reviews", dated_by="date"),
    TableSpec("proposals", "what somebody wants to do next", "proposal", (
        _day("date", "the day", required=True, may_be_future=True),
        _code("kind", "what is proposed", v.PROPOSAL_KINDS, required=True),
        _code("for", "what it is for", v.PROPOSED_FOR),
        _code("programme", "which programme", v.PROGRAMMES),
        _code("because", "because of what", v.REFUSAL_REASONS),
        _code("exclusion", "the kind of exclusion", v.EXCLUSIONS),
        _flag("planned", "whether the change of school is planned ahead"),
    ), "Decisions: proposals", dated_by="date", also=(
        Depending("kind", "programme", "programme", required=True),
        Depending("kind", "medicine", "for", codes=v.MEDICINE_FOR),
        Depending("kind", "genetic_test", "for", codes=v.GENETIC_TEST_FOR),
    )),
    TableSpec("team", "the child's team", "role in the team", (
        _code("role", "the role", v.TEAM_ROLES, required=True),
        _text("person", "the person", required=True),
        _day("start", "from when", required=True),
        _day("end", "until when", default=STILL, stands_for=False),
    ), "Team", dated_by="start", ended_by="end", spans=SPAN),
    TableSpec("sdq", "strengths and difficulties questionnaires", "questionnaire", (
        _day("date", "the day", required=True),
        _field("score", "whole", "total difficulties", lowest=0, highest=40),
        _code("not_done_because", "why not done", v.SDQ_REASONS),
    ), "Assessments: SDQ", dated_by="date"),
    TableSpec("missing_episodes", "times missing from the placement", "episode", (
        _day("start", "from when", required=True),
        _day("end", "until when", default=STILL, stands_for=False),
        _flag("away_without_authorisation", "whether away without authorisation"),
    ), "Homes: missing episodes", dated_by="start", ended_by="end", spans=SPAN),
    TableSpec("unaccompanied_periods", "times as an unaccompanied asylum-seeking child", "period", (
        _day("start", "from when", required=True),
        _day("end", "until when", default=STILL, stands_for=False),
    ), "Homes: unaccompanied periods", dated_by="start", ended_by="end", spans=SPAN),
)  # fmt: skip

OBJECTS = {
    "": "Child's page",
    "child": "Child's page",
    "permanence": "Homes: permanence",
    "adoption": "Homes: adoption",
    "life_story": "Life story",
    "maltreatment": "Assessments: maltreatment",
    "safeguarding": "Child's page: safeguarding",
    "concerns_remain": "Reviews",
    "trauma_signs": "Assessments: maltreatment and trauma",
    "education": "Education",
    "carer_work": "Programmes: work with staff",
    "children_with_attachment_difficulties_in_home": "Homes",
}

ORDER = (
    "as_of", "child", "care", "placement_concerns", "children_with_attachment_difficulties_in_home", "carer_support",
    "extra_support", "moves", "permanence", "siblings", "adoption", "life_story", "attachment", "maltreatment",
    "trauma_signs", "conditions", "safeguarding", "concerns_remain", "assessments", "diagnoses", "referrals",
    "programmes", "reviews", "proposals", "education", "team", "carer_work", "sdq", "missing_episodes",
    "unaccompanied_periods",
)  # fmt: skip

CASE_FILE = DocumentSpec("holdfast-case/1", CHILD_FIELDS, TABLES, ORDER, OBJECTS)
