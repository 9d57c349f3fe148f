"""What a copy of somebody's record holds: a decision for every column of every table. The build fails where one is missing.

A subject access request (UK GDPR, article 15) is for all personal data, so the answer is "shown" unless there is a reason. Rows that are
restricted, as they tell of somebody else, are held back for a person to decide on, and counted
(Data Protection Act 2018, schedule 2, part 3).
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

NUMBER = "a number of the database's own; what it stands for is shown by its words"
POINTS = "points to facts that are shown where they stand"
SIGN_IN = "belongs to somebody's sign-in"
INNER = "kept to make pages fast or in order; says nothing that is not shown elsewhere"
LINK = "repeats what the homes and carers say"
DRAFT = "typed and not saved: no part of the record until its writer saves it"
OTHER_CHILD = "tells that another child has a record"
INNER_TABLE = "when findings were last worked out; the findings themselves are shown"

ENTRY_SHOWN = ("recorded_by_name", "recorded_at")
ENTRY_LEFT_OUT = {
    "id": NUMBER, "child": NUMBER, "version": INNER, "restricted": INNER, "recorded_by": NUMBER, "stated": INNER, "position": INNER,
}  # fmt: skip
SHOWN: dict[str, str] = {  # the columns of each table that are in the pack, in their order
    "people.child": (
        "reference given_name family_name chosen_name pronouns language date_of_birth sex ethnicity disability "
        "from_overseas unaccompanied_asylum_seeking opened_at"
    ),
    "people.othername": "given_name family_name why",
    "people.identifier": "scheme value",
    "people.teammember": "role person start end key_person handover",
    "people.handover": "to_person on child_told_on met_together_on how happened_on",
    "people.emergencyaccess": "reason opened closes reviewed review",
    "people.voice": "on words about said_to where",
    "people.knownnone": "list explicit_null",
    "people.correction": "table content removed believed_from believed_until by_name why",
    "placements.householddetail": "address postcode telephone who_else",
    "placements.home": "start end context home legal_status carer entry stable end_reason relationship_kept why",
    "placements.placementconcern": "date level note",
    "placements.carersupport": "date kind note",
    "placements.extrasupport": "date kind note",
    "placements.move": "date kind prepared to why emergency goes_along",
    "placements.movepart": "part who by_when done_on note",
    "placements.movequestion": "asked_on question answer answered_by",
    "placements.permanence": "return_home_possible kinship_considered kinship_considered_not_done plan",
    "placements.adoption": (
        "wishes_recorded wishes_recorded_not_done contact_information_given contact_information_given_not_done "
        "full_assessment_of_need full_assessment_of_need_not_done attachment_assessment_offered "
        "attachment_assessment_offered_not_done support_offered"
    ),
    "placements.childreninhome": "children_with_attachment_difficulties_in_home",
    "placements.missingepisode": "start end away_without_authorisation return_interview_offered note",
    "placements.unaccompaniedperiod": "start end",
    "placements.carerreadiness": (
        "on carer ready_for_a_loving_relationship able_to_care_longer willing_to_care_longer "
        "prepared_by_training note"
    ),
    "placements.respite": "start end with_whom why",
    "placements.visit": "on seen seen_alone note",
    "education.education": (
        "setting plan_updated plan_updated_not_done key_person key_person_not_done safe_place safe_place_not_done "
        "designated_teacher_named designated_teacher_trained_attachment designated_teacher_trained_attachment_not_done "
        "designated_teacher_trained_data_protection designated_teacher_trained_data_protection_not_done "
        "contacts_complete attends_reviews supported_during_intervention preferred_setting preferred_setting_not_done"
    ),
    "education.schoolperiod": "name setting start end why_ended",
    "family.sibling": "key in_care together together_possible apart_in_best_interests name date_of_birth sex shares quality",
    "family.person": "name born died sex note",
    "family.reach": "telephone email address",
    "family.relationship": "person type since until parental_responsibility quality note",
    "family.contactarrangement": "with_whom how how_often supervised ordered_by_court since until childs_view note",
    "programmes.programme": (
        "programme carer offered offered_not_done response started started_not_done ended ended_because "
        "practitioner_trained improvement_parental_sensitivity improvement_child_attachment safeguarding_in_place "
        "adaptations_considered note"
    ),
    "programmes.session": "date minutes place present filmed_minutes film_watched_with_carer highlighted covered note",
    "programmes.carerwork": "key_attachment_figure key_attachment_figure_not_done group_work_with_staff group_work_with_staff_not_done",
    "assessments.attachmentstatus": "date status note",
    "assessments.assessment": (
        "date type areas declined tool subject assessor assessor_skilled outcome results scale carer score note "
        "childs_view carers_view"
    ),
    "assessments.gathering": (
        "opened_on finished_on childs_view child_not_asked_because carers_view carers_not_asked_because"
    ),
    "assessments.area": "area text done_on",
    "assessments.healthwords": "text",
    "assessments.diagnosis": "date code criteria_met diagnosed_by criteria",
    "assessments.condition": "condition status offered offered_not_done",
    "assessments.referral": (
        "date attachment_expertise works_with_other_services involves_young_people_in_training to why answered_on "
        "answer answer_note"
    ),
    "assessments.sdq": "date score not_done_because",
    "assessments.maltreatment": "experienced at_risk",
    "assessments.traumasigns": "trauma_signs",
    "assessments.healthassessment": "on type note",
    "life_story.lifestory": "information_offered information_offered_not_done people places",
    "reviews.review": "date type conclusion note",
    "reviews.proposal": "date kind proposed_for programme because exclusion planned note",
    "reviews.decision": (
        "on question took_part childs_view child_not_asked_because carers_view carers_not_asked_because decided "
        "who_does_it by_when disagreed done_on"
    ),
    "reviews.safeguarding": "addressed_in_plan",
    "reviews.concernsremain": "concerns_remain",
    "decisions.keptfinding": "recommendation state waits_for answer",
    "decisions.answer": "recommendation says because by_when state at",
    "decisions.guardpassed": "recommendation entering because at",
}
LEFT_OUT: dict[str, dict[str, str]] = {  # and those that are not, each with the reason
    "people.child": {
        "account": SIGN_IN,
        "opened_by": NUMBER,
        "agency": NUMBER,
        "known_on": INNER,
        "record_version": INNER,
        "merged_into": INNER,
        "sort_name": INNER,
    },
    "people.teammember": {"account": SIGN_IN, "team": NUMBER},
    "people.handover": {"member": NUMBER, "to_account": SIGN_IN},
    "people.emergencyaccess": {"account": NUMBER, "reviewed_by": NUMBER},
    "people.correction": {"kind_code": INNER, "row": NUMBER, "by": NUMBER},
    "placements.householddetail": {"household": NUMBER},
    "placements.move": {"household": NUMBER},
    "placements.movepart": {"move": NUMBER},
    "placements.movequestion": {"move": NUMBER},
    "family.sibling": {"sibling": NUMBER, "person": NUMBER},
    "family.reach": {"person": NUMBER},
    "family.relationship": {"to_person": NUMBER},
    "programmes.session": {"course": NUMBER},
    "assessments.gathering": {"assessment": NUMBER},
    "assessments.area": {"gathering": NUMBER, "brought_in": POINTS},
    "assessments.healthwords": {"area": NUMBER, "brought_in": POINTS},
    "decisions.keptfinding": {"kinds": INNER, "facts": INNER},
    "decisions.answer": {"kinds": INNER, "facts": INNER},
    "decisions.guardpassed": {"kinds": INNER},
}
WHOLE_TABLES_LEFT_OUT = {
    "people.carerlink": LINK, "people.draft": DRAFT, "people.notthesame": OTHER_CHILD, "decisions.kept": INNER_TABLE,
}  # fmt: skip


def tables() -> list[type[models.Model]]:
    """Every table that holds something of a child's: those with a child, and the child itself."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("holdfast.")]
    return [
        m
        for m in ours
        if m._meta.label_lower == "people.child" or "child" in {f.name for f in m._meta.concrete_fields}
    ]


def shown_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table that are in the pack; none where the whole table is left out."""
    label = model._meta.label_lower
    if label in WHOLE_TABLES_LEFT_OUT:
        return ()
    there = {field.name for field in model._meta.concrete_fields}
    return (*SHOWN.get(label, "").split(), *(name for name in ENTRY_SHOWN if name in there))


def undecided() -> Iterator[str]:
    """Every column without a decision, and every decision about a column that is gone; the build fails while there is one."""
    known = set()
    for model in tables():
        label = model._meta.label_lower
        known.add(label)
        if label in WHOLE_TABLES_LEFT_OUT:
            continue
        there = {field.name for field in model._meta.concrete_fields}
        decided = {*SHOWN.get(label, "").split(), *LEFT_OUT.get(label, {})}
        yield from (
            f"{label}.{name}: shown, or left out and why?"
            for name in sorted(there - decided - {*ENTRY_SHOWN, *ENTRY_LEFT_OUT})
        )
        yield from (f"{label}.{name} is gone" for name in sorted(decided - there))
    yield from (f"{label} is gone" for label in sorted({*SHOWN, *LEFT_OUT, *WHOLE_TABLES_LEFT_OUT} - known))
