"""NG26 1.1: principles of care in all contexts."""

from holdfast.engine.definitions import Advice, Guard, Part, Recommendation, lacking_none_of
from holdfast.engine.expressions import Exists, Fact, Known
from holdfast.ng26.facts import assessment as a
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import homes as h
from holdfast.ng26.facts import programmes as p
from holdfast.ng26.facts import refusals as r
from holdfast.ng26.vocabulary import CONSIDER, DO_NOT, ENSURE, OFFER, PREPARATIONS

EVERYONE = "children and young people with attachment difficulties, and their parents or carers"
IN_CARE = "children and young people in the care system"

R1_1_1 = Recommendation(
    "1.1.1", ENSURE, "everyone who uses the guideline", EVERYONE,
    "Read this guideline together with NICE's guidelines on looked-after children and on child maltreatment.",
    points_to="NICE NG205 (looked-after children and young people) and NICE CG89 (when to suspect child maltreatment)",
)  # fmt: skip
R1_1_2 = Recommendation(
    "1.1.2", ENSURE, "commissioners and all professionals", EVERYONE,
    "Give equal access to help with attachment difficulties, whatever the legal status, home, ethnicity, disability, "
    "mental health or country of origin.",
    rule=Guard(r.refused_for_circumstances, r.service_refused),
    measure="offers of each programme among those for whom it applies, by legal status, home, ethnicity, disability and origin",
)  # fmt: skip
R1_1_3 = Recommendation(
    "1.1.3", ENSURE, "health and social care professionals", "unaccompanied asylum-seeking children",
    "Once a stable placement has been found, assess for attachment difficulties; offer treatment for any "
    "post-traumatic stress disorder.",
    rule=Advice(
        applies=a.unaccompanied,
        met=a.assessed_since_stable & a.ptsd_treatment_offered,
        holds=(~a.stable_placement & ~Known(~a.ptsd_treatment_offered),),
    ),
)  # fmt: skip
R1_1_4 = Recommendation(
    "1.1.4", ENSURE, "health, education and social care together", EVERYONE,
    "Keep the people and processes around the child stable: one key worker, social worker, personal adviser or key "
    "person in school throughout, one case management system, decisions made together.",
    rule=Advice(applies=c.attachment_concern & c.in_care_or_edge, met=h.one_constant_person),
)  # fmt: skip
R1_1_5 = Recommendation(
    "1.1.5", ENSURE, "commissioners and all professionals", EVERYONE,
    "Do not make psychological or other help depend on how stable the placement is.",
    rule=Guard(r.refused_for_instability, r.service_refused),
    measure="offers of each programme among those for whom it applies, by stability of the placement",
)  # fmt: skip
R1_1_6 = Recommendation(
    "1.1.6", ENSURE, "social care services", "children and young people who enter care",
    "Have children enter care as planned, not in a crisis, whenever possible.",
    measure="planned entries among all entries to care",
)  # fmt: skip
R1_1_7 = Recommendation(
    "1.1.7", ENSURE, "social care services", "carers",
    "Make sure that carers are ready for a child who needs a loving relationship, and able to think of the longer term.",
    measure="carers whose readiness was discussed and recorded before a child came",
)  # fmt: skip
R1_1_8 = Recommendation(
    "1.1.8", ENSURE, "social workers", "children in care or about to enter it",
    "Help to arrange a kinship placement where that is safe and best for the child.",
    rule=Advice(
        applies=c.in_care | h.entry_to_care_ahead, met=h.kinship_placement | h.kinship_considered
    ),
)  # fmt: skip
R1_1_9 = Recommendation(
    "1.1.9", CONSIDER, "fostering and adoption services", "potential carers",
    "Consider thorough education and training that prepares carers for attachment difficulties and what they bring.",
    measure="approved carers who completed preparation on attachment difficulties",
)  # fmt: skip
R1_1_10 = Recommendation(
    "1.1.10", ENSURE, "social workers and supervising social workers", "carers, parents and the child",
    "Keep in touch with the carers, by telephone or in person, and look out for difficulties before they grow.",
    rule=Advice(applies=h.difficulties_or_concern, met=h.carer_contact),
)  # fmt: skip
R1_1_11 = Recommendation(
    "1.1.11", ENSURE, "social workers", "children whose placement broke down",
    "After a breakdown, keep up the relationship with the carers where that is in the child's best interests.",
    rule=Advice(applies=h.placement_broke_down, met=h.relationships_after_breakdown),
)  # fmt: skip
_PREPARED = tuple(
    Part(code, h.prepared(code), PREPARATIONS.words[code], each=Exists(h.MOVES.spec, h.to_come))
    for code in PREPARATIONS
    if code != "relationships_not_in_best_interests"
)
_prepared = Fact(
    "prepared_for_every_move", lacking_none_of(*_PREPARED),
    "everything was done to prepare the child for the move", "not everything was done to prepare the child for the move",
    "whether everything was done to prepare the child for the move is not known",
)  # fmt: skip
R1_1_12 = Recommendation(
    "1.1.12", ENSURE, "social workers", "children who enter care or change placement, and their parents or carers",
    "Involve the child in the move: reasons, new carers, support, questions and choices, earlier relationships, own needs.",
    rule=Advice(applies=h.move_ahead, met=_prepared, parts=_PREPARED),
)  # fmt: skip
R1_1_13 = Recommendation(
    "1.1.13", ENSURE, "social workers", "brothers and sisters in care",
    "Where a return home is not possible, keep brothers and sisters together if that is possible and best for all of them.",
    rule=Advice(applies=c.in_care & h.no_return_home & h.sibling_in_care, met=h.siblings_together),
)  # fmt: skip
R1_1_14 = Recommendation(
    "1.1.14", OFFER, "social workers", "children and young people, and their carers",
    "Offer extra support, such as mentoring or day visits, at the first serious difficulties, after frequent changes, or "
    "where several children with attachment difficulties live together.",
    rule=Advice(applies=h.strained_placement, met=h.extra_support_since),
)  # fmt: skip
_ADOPTION = (
    Part("wishes_recorded", ~h.before_adoption | ~h.old_enough_for_wishes | c.CHILD["adoption/wishes_recorded"].is_set,
         "the child's wishes recorded"),
    Part("contact_information_given",
         ~h.before_adoption | ~h.old_enough_for_wishes | c.CHILD["adoption/contact_information_given"].is_set,
         "the child told what adoption means for contact"),
    Part("full_assessment_of_need", ~h.before_adoption | c.CHILD["adoption/full_assessment_of_need"].is_set,
         "a full assessment of need before adoption"),
    Part("support_before", ~h.before_adoption | h.support_before, "support before adoption"),
    Part("support_during", ~h.before_adoption | ~h.with_adopters_in_care | h.support_during, "support during adoption"),
    Part("attachment_assessment_offered", ~c.adopted | c.CHILD["adoption/attachment_assessment_offered"].is_set,
         "an attachment assessment offered after adoption"),
    Part("support_after", ~c.adopted | h.support_after, "support after adoption"),
)  # fmt: skip
_adoption_supported = Fact(
    "adoption_supported", lacking_none_of(*_ADOPTION),
    "everything that adoption asks for by now was done", "not everything that adoption asks for by now was done",
    "whether everything that adoption asks for by now was done is not known",
)  # fmt: skip
R1_1_15 = Recommendation(
    "1.1.15", ENSURE, "adoption services and social workers", "children who are to be adopted or have been",
    "Where adoption is best: hear the child's wishes, explain what it means for contact, assess need before, offer an "
    "attachment assessment after, and support before, during and after.",
    rule=Advice(applies=h.adopted_or_planned, met=_adoption_supported, parts=_ADOPTION),
)  # fmt: skip
R1_1_16 = Recommendation(
    "1.1.16", OFFER, "social care workers", "children in care, under special guardianship or adopted from care",
    "Offer the child true, full and up-to-date information about their history and family, in a form to come back to.",
    rule=Advice(applies=c.care_guardianship_or_adopted, met=h.life_story_offered),
)  # fmt: skip
R1_1_17 = Recommendation(
    "1.1.17", ENSURE, "social care workers", IN_CARE,
    "Keep a record of the people and places that matter in the child's life.",
    rule=Advice(applies=c.in_care, met=h.people_and_places),
)  # fmt: skip
R1_1_18 = Recommendation(
    "1.1.18", ENSURE, "everyone who delivers a programme", EVERYONE,
    "Keep safeguarding in place during every programme.",
    rule=Advice(applies=p.programme_under_way, met=p.safeguarding_in_place),
)  # fmt: skip
_MEASURES = (
    Part("sensitivity", a.sensitivity_measured, "parental sensitivity assessed with a tool"),
    Part("parenting_quality", a.parenting_quality_measured, "parenting quality assessed with a tool"),
)
R1_1_19 = Recommendation(
    "1.1.19", CONSIDER, "health and social care professionals", "parents and carers",
    "Consider a parental sensitivity tool and a parenting quality tool, to guide the choice of programme and follow progress.",
    rule=Advice(
        applies=c.attachment_concern & p.programme_with_carers, met=lacking_none_of(*_MEASURES), parts=_MEASURES
    ),
)  # fmt: skip
R1_1_20 = Recommendation(
    "1.1.20", DO_NOT, "prescribers", "children and young people with attachment difficulties",
    "Do not treat attachment difficulties with medicine; medicine for a coexisting condition follows its own guideline.",
    rule=Guard(r.medicine_for_attachment, r.medicine_proposed),
)  # fmt: skip

SECTION_1_1 = (
    R1_1_1, R1_1_2, R1_1_3, R1_1_4, R1_1_5, R1_1_6, R1_1_7, R1_1_8, R1_1_9, R1_1_10, R1_1_11, R1_1_12, R1_1_13, R1_1_14,
    R1_1_15, R1_1_16, R1_1_17, R1_1_18, R1_1_19, R1_1_20,
)  # fmt: skip
