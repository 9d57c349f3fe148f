"""The facts of cql/facts.json, each as an expression of our definitions, worked out on event tables by our engine.

The peer gets ready facts: nothing that events cost is charged to it. Names and meanings are those of cql/facts.json; a name there
without an expression here, or the other way round, ends the run. No reading is decided here: where facts.json asks for one thing
of "every" move or programme, or for a half of what our definitions say in one breath, the definition's own parts are put together.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from holdfast.engine.caseload import CaseloadEngine
from holdfast.engine.expressions import Expr
from holdfast.engine.frames import frames
from holdfast.engine.kleene import to_flags
from holdfast.engine.reads import columns_read
from holdfast.ng26.facts import assessment as a
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import education as e
from holdfast.ng26.facts import homes as h
from holdfast.ng26.facts import programmes as p
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE

NAMES = tuple(json.loads((Path(__file__).parent / "cql" / "facts.json").read_text("utf-8"))["facts"])


def _every_move(code: str) -> Expr:
    return h.MOVES.every(h.to_come, h.prepared(code))


EXPRESSIONS: Mapping[str, Expr] = {
    "under_18": c.under_18,
    "context_in_scope": c.known_context,
    "context_in_care": c.in_care,
    "special_guardianship": c.special_guardianship,
    "context_adopted": c.CURRENT.of(c.CARE["context"].is_("adopted")),
    "adopted": c.adopted,
    "edge_of_care": c.edge_of_care,
    "family_carer": c.family_carer,
    "residential": c.residential,
    "home_kinship_foster": h.kinship_placement,
    "home_birth_family": c.at_home,
    "preschool": c.preschool,
    "primary": c.primary,
    "school_age": c.school_age,
    "late_primary_early_secondary": c.late_primary_early_secondary,
    "young_person": c.young_person,
    "attachment_concern": c.attachment_concern,
    "attachment_identified": c.identified,
    "assessed": a.assessed,
    "maltreatment_experienced": c.maltreated,
    "maltreatment_at_risk": c.at_risk,
    "safeguarding_addressed": c.safeguarding_addressed,
    "trauma_signs": c.trauma_signs,
    "ptsd_condition": c.ptsd,
    "condition_diagnosed": a.diagnosed_condition,
    "condition_treatments_offered": a.conditions_treated,
    "tool_for_age": a.tool_for_age,
    "tool_used": a.tool_used,
    "move_into_care_planned": h.entry_to_care_ahead,
    "kinship_considered": h.kinship_considered,
    "placement_concern": h.placement_concern,
    "carer_supported": h.carer_contact,
    "move_planned": h.move_ahead,
    "move_reasons_explained": _every_move("reasons_explained"),
    "move_met_new_carers": _every_move("met_new_carers"),
    "move_support_during": _every_move("support_during_move"),
    "move_questions_and_choices": _every_move("questions_and_choices"),
    "move_relationships": _every_move("relationships_kept"),
    "move_developmental_needs": _every_move("developmental_needs"),
    "return_home_possible": ~h.no_return_home,
    "sibling_in_care": h.sibling_in_care,
    "siblings_well_placed": h.siblings_together,
    "life_story_offered": h.life_story_offered,
    "life_story_people": c.CHILD["life_story/people"] >= 1,
    "life_story_places": c.CHILD["life_story/places"] >= 1,
    "programme_under_way": p.programme_under_way,
    "programme_under_way_at_school": p.session_at_school,
    "programme_offered_or_begun": p.programme_with_carers,
    "programme_safeguarding_in_place": p.safeguarding_in_place,
    "adaptations_considered": p.adaptations_considered,
    "sensitivity_assessed": a.sensitivity_measured,
    "parenting_quality_assessed": a.parenting_quality_measured,
    "in_education": e.in_education,
    "at_school": e.at_school,
    "supported_during_intervention": e.supported_at_school,
    "preferred_setting_recorded": e.preferred_setting,
    "teacher_named": e.teacher_named,
    "teacher_trained_attachment": e.trained_in_attachment,
    "teacher_trained_data_protection": e.trained_in_data_protection,
    "school_contacts_complete": e.contacts_complete,
    "school_key_person": e.key_person,
    "school_safe_place": e.safe_place,
    "school_plan_current": e.plan_up_to_date,
    "school_attends_reviews": e.attends_reviews,
    "video_feedback_offered": p.VIDEO_FEEDBACK_OFFERED,
    "video_feedback_declined": p.VIDEO_FEEDBACK_DECLINED,
    "video_feedback_ten_sessions_from_preschool": p._ten.of(
        p.aged_under(p.s.PRESCHOOL_UNDER, p.first_session)
    ),
    "video_feedback_little_improvement": p._ten.of(p._little),
    "video_feedback_reviewed": p.reviewed_after_ten,
    "sensitivity_training_offered": p.SENSITIVITY_TRAINING_OFFERED,
    "sensitivity_training_declined": p.SENSITIVITY_TRAINING_DECLINED,
    "little_improvement_when_done": p.little_after_video | p.little_after_training,
    "concerns_remain": p.concerns_remain,
    "second_review_held": p.reviewed_after_either,
    "psychotherapy_offered": p.PSYCHOTHERAPY_OFFERED,
    "trauma_therapy_offered": p.TRAUMA_CBT_OFFERED,
    "intensive_carer_support_offered": p.CARER_SUPPORT_OFFERED,
    "therapeutic_play_offered": p.PLAY_OFFERED,
    "carer_group_offered": p.CARER_GROUP_OFFERED,
    "young_person_group_offered": p.YOUNG_PERSON_GROUP_OFFERED,
    "residential_training_offered": p.RESIDENTIAL_TRAINING_OFFERED,
    "key_attachment_figure": c.CHILD["carer_work/key_attachment_figure"].is_set,
    "group_work_with_staff": c.CHILD["carer_work/group_work_with_staff"].is_set,
    "programme_proposed": c.programme_proposed,
    "exclusion_proposed": e.exclusion_proposed,
}


def check_names() -> None:
    """Every fact that the peer reads has an expression, and no expression is left over."""
    lacking, surplus = set(NAMES) - set(EXPRESSIONS), set(EXPRESSIONS) - set(NAMES)
    if lacking or surplus:
        raise SystemExit(
            f"peer_facts.py: no expression for {sorted(lacking)}; not in facts.json: {sorted(surplus)}"
        )


def peer_facts(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """`child` and the peer's facts, one nullable Boolean column each, one row a child, in the order of facts.json."""
    check_names()
    children, engine = frames(CASE_FILE, tables, columns_read(EXPRESSIONS.values())), CaseloadEngine(DEFAULTS)
    return pl.DataFrame(
        {"child": tables["child"]["child__id"]}
        | {name: to_flags(engine.ask(children, EXPRESSIONS[name])) for name in NAMES}
    )
