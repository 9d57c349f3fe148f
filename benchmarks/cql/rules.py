"""The peer's 31 recommendations once more, as plain nested tuples: what check.py holds the CQL to.

Written from the reading's table, not from the CQL, and without its shared definitions. A rule is a dict:
    applies, met        expressions
    waits               something it must wait for is outstanding (absent: it waits for nothing)
    stop                act becomes stop where this is true (absent: never)
or, for a guard:
    scope               as for all
    could_be            something of the kind that it guards against is recorded or proposed
    broken              what it guards against is
An expression is ('fact', name), ('and', a, b, ...), ('or', a, b, ...), ('not', a), or refers to a recommendation written before it:
('applies', number), ('outstanding', number).
"""


def f(name):
    return ("fact", name)


def both(*parts):
    return ("and", *(f(p) if isinstance(p, str) else p for p in parts))


def either(*parts):
    return ("or", *(f(p) if isinstance(p, str) else p for p in parts))


def no(part):
    return ("not", f(part) if isinstance(part, str) else part)


SCOPE = both("under_18", "context_in_scope")
S = "attachment_concern"
M = either("maltreatment_experienced", "maltreatment_at_risk")
ASSESS = no("assessed")
UNSAFE = no("safeguarding_addressed")
LITTLE = both("video_feedback_ten_sessions_from_preschool", "video_feedback_little_improvement")
PREPARED = [
    "reasons_explained", "met_new_carers", "support_during", "questions_and_choices", "relationships", "developmental_needs",
]  # fmt: skip
SCHOOL = [
    "teacher_named", "teacher_trained_attachment", "teacher_trained_data_protection", "school_contacts_complete",
    "school_key_person", "school_safe_place", "school_plan_current",
]  # fmt: skip


def rule(applies, met, waits=None, stop=None):
    out = {"applies": both(SCOPE, *applies), "met": both(*met)}
    return out | ({"waits": waits} if waits else {}) | ({"stop": f(stop)} if stop else {})


RULES = {
    "1.1.8": rule([either("context_in_care", "move_into_care_planned")], [either("home_kinship_foster", "kinship_considered")]),
    "1.1.10": rule([either("attachment_identified", "placement_concern")], ["carer_supported"]),
    "1.1.12": rule(["move_planned"], ["move_" + p for p in PREPARED]),
    "1.1.13": rule(["context_in_care", no("return_home_possible"), "sibling_in_care"], ["siblings_well_placed"]),
    "1.1.16": rule([either("context_in_care", "special_guardianship", "adopted")], ["life_story_offered"]),
    "1.1.17": rule(["context_in_care"], ["life_story_people", "life_story_places"]),
    "1.1.18": rule(["programme_under_way"], ["programme_safeguarding_in_place"]),
    "1.1.19": rule([S, "programme_offered_or_begun"], ["sensitivity_assessed", "parenting_quality_assessed"]),
    "1.2.3": rule([S, "in_education", "programme_under_way"], ["supported_during_intervention"]),
    "1.2.4": rule([either("programme_under_way_at_school", ("applies", "1.2.3"))], ["preferred_setting_recorded"]),
    "1.2.5": rule(
        ["at_school", either("context_in_care", "special_guardianship", "adopted", S)],
        [*SCHOOL, either(no("context_in_care"), "school_attends_reviews")],
    ),
    "1.2.7": {
        "scope": SCOPE,
        "could_be": both("context_in_care", "exclusion_proposed"),
        "broken": both("context_in_care", "exclusion_proposed", "attachment_identified"),
    },
    "1.3.2": rule([S], ["assessed"], stop="programme_proposed"),
    "1.3.3": rule([S, "condition_diagnosed"], ["condition_treatments_offered"]),
    "1.3.4": rule([S, "tool_for_age"], ["tool_used"]),
    "1.4.1": rule(["edge_of_care", "preschool", S], ["video_feedback_offered"], ASSESS),
    "1.4.3": rule(["edge_of_care", LITTLE], ["video_feedback_reviewed"], stop="programme_proposed"),
    "1.4.6": rule(
        ["edge_of_care", "preschool", either(
            both("video_feedback_declined", "sensitivity_training_declined"),
            both("little_improvement_when_done", "concerns_remain"))],
        ["second_review_held"], stop="programme_proposed",
    ),
    "1.4.4": rule(
        ["edge_of_care", "preschool", S, "video_feedback_declined"], ["sensitivity_training_offered"],
        either(ASSESS, ("outstanding", "1.4.3"), ("outstanding", "1.4.6")),
    ),
    "1.4.9": rule(
        ["home_birth_family", "preschool", S, M], ["psychotherapy_offered"],
        either(ASSESS, ("outstanding", "1.4.3"), ("outstanding", "1.4.6"), UNSAFE),
    ),
    "1.4.11": rule(
        ["edge_of_care", "school_age", S], ["sensitivity_training_offered"],
        either(ASSESS, both("maltreatment_at_risk", UNSAFE)),
    ),
    "1.4.12": rule(["school_age", "maltreatment_experienced", either("trauma_signs", "ptsd_condition")], ["trauma_therapy_offered"]),
    "1.4.13": rule(
        ["edge_of_care", "school_age", S, "maltreatment_at_risk"], ["sensitivity_training_offered"], either(ASSESS, UNSAFE)
    ),
    "1.5.1": rule(["family_carer", "preschool", S], ["video_feedback_offered"], ASSESS),
    "1.5.2": rule(["family_carer", LITTLE], ["video_feedback_reviewed"], stop="programme_proposed"),
    "1.5.3": rule(
        ["family_carer", "preschool", S, "video_feedback_declined"], ["sensitivity_training_offered"],
        either(ASSESS, ("outstanding", "1.5.2")),
    ),
    "1.5.4": rule(["family_carer", "primary", S], ["intensive_carer_support_offered", "therapeutic_play_offered"], ASSESS),
    "1.5.8": rule(
        ["family_carer", "late_primary_early_secondary", S], ["carer_group_offered", "young_person_group_offered"], ASSESS
    ),
    "1.5.11": rule(
        [either(both("context_in_care", no("residential")), "special_guardianship", "context_adopted"), "young_person",
         "programme_under_way"],
        ["adaptations_considered"],
    ),
    "1.6.1": rule(
        ["residential", S], ["residential_training_offered", "key_attachment_figure", "group_work_with_staff"], ASSESS
    ),
    "1.6.3": rule(["residential", "young_person", "programme_under_way"], ["adaptations_considered"]),
}  # fmt: skip


# ---- the plain evaluation, one child at a time, by truth tables ----

AND = {
    (a, b): False if False in (a, b) else None if None in (a, b) else True
    for a in (True, False, None)
    for b in (True, False, None)
}
OR = {
    (a, b): True if True in (a, b) else None if None in (a, b) else False
    for a in (True, False, None)
    for b in (True, False, None)
}
NOT = {True: False, False: True, None: None}


def value(expr, facts, states, applied):
    op, *args = expr
    if op == "fact":
        return facts[args[0]]
    if op == "applies":
        return applied[args[0]]
    if op == "outstanding":
        return {"act": True, "stop": True, "ask": None}.get(states[args[0]], False)
    values = [value(a, facts, states, applied) for a in args]
    if op == "not":
        return NOT[values[0]]
    table, out = {"and": AND, "or": OR}[op], values[0]
    for v in values[1:]:
        out = table[out, v]
    return out


def states_of(facts, rules=RULES):
    """{recommendation: state} of one child's {fact: True, False or None}."""
    states, applied = {}, {}
    for number, r in rules.items():

        def v(key, missing=False, r=r):
            return value(r[key], facts, states, applied) if key in r else missing

        if "broken" in r:
            scope, could_be, broken = v("scope"), v("could_be"), v("broken")
            both_apply = AND[scope, could_be]
            if broken and scope is not False:
                state = "stop"
            elif scope is False or OR[could_be, broken] is False:
                state = "not_applicable"
            else:
                state = "met" if both_apply and broken is False else "ask"
        else:
            both_apply = v("applies")
            if both_apply is not True:
                state = "ask" if both_apply is None else "not_applicable"
            elif (met := v("met")) is not False:
                state = "ask" if met is None else "met"
            elif (waits := v("waits")) is not False:
                state = "ask" if waits is None else "wait"
            else:
                state = "stop" if v("stop") else "act"
        states[number], applied[number] = state, both_apply
    return states
