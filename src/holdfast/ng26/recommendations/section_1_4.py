"""NG26 1.4: interventions for children and young people on the edge of care."""

from holdfast.engine.definitions import Advice, Recommendation
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import programmes as p
from holdfast.ng26.programmes.delivery import delivered
from holdfast.ng26.vocabulary import CONSIDER, ENSURE, OFFER

PROFESSIONALS = "health and social care professionals"
PARENTS_PRESCHOOL = "parents of preschool children on the edge of care"
PARENTS_SCHOOL = "parents of school-age children and young people on the edge of care"
_preschool = c.edge_of_care & c.preschool & c.attachment_concern
_school_age = c.edge_of_care & c.school_age & c.attachment_concern

R1_4_1 = Recommendation(
    "1.4.1", OFFER, PROFESSIONALS, PARENTS_PRESCHOOL,
    "Offer a video feedback programme, so that parents read and answer their child better.",
    rule=Advice(applies=_preschool, met=p.VIDEO_FEEDBACK_OFFERED, waits_for=("1.3.2",)),
)  # fmt: skip
R1_4_2 = delivered(
    "1.4.2", "video_feedback", "trained health or social care workers", "parents and their child",
    "Deliver video feedback at home: ten sessions, each filmed and watched together, over 3–4 months.",
)  # fmt: skip
R1_4_3 = Recommendation(
    "1.4.3", ENSURE, PROFESSIONALS, PARENTS_PRESCHOOL,
    "After ten sessions with little improvement, hold a multi-agency review before more sessions or another programme.",
    rule=Advice(
        applies=c.edge_of_care & p.little_after_ten, met=p.reviewed_after_ten, stops_when=c.programme_proposed
    ),
)  # fmt: skip
R1_4_4 = Recommendation(
    "1.4.4", OFFER, PROFESSIONALS, PARENTS_PRESCHOOL,
    "Where parents do not want video feedback, offer parental sensitivity and behaviour training.",
    rule=Advice(
        applies=_preschool & p.VIDEO_FEEDBACK_DECLINED,
        met=p.SENSITIVITY_TRAINING_OFFERED,
        waits_for=("1.3.2", "1.4.3", "1.4.6"),
    ),
)  # fmt: skip
R1_4_5 = delivered(
    "1.4.5", "sensitivity_training", "trained health or social care professionals", "parents and their child",
    "Deliver sensitivity and behaviour training in full: a session with the parents, then 5–15 with the child over 6 months.",
)  # fmt: skip
R1_4_6 = Recommendation(
    "1.4.6", ENSURE, PROFESSIONALS, PARENTS_PRESCHOOL,
    "Where both programmes were declined, or one brought little improvement and concerns remain, hold a multi-agency review "
    "before going on.",
    rule=Advice(
        applies=c.edge_of_care & c.preschool & p.declined_or_little,
        met=p.reviewed_after_either,
        stops_when=c.programme_proposed,
    ),
)  # fmt: skip
R1_4_7 = Recommendation(
    "1.4.7", CONSIDER, PROFESSIONALS, PARENTS_PRESCHOOL,
    "Where that review finds further help appropriate, consider a home visiting programme.",
    rule=Advice(applies=c.edge_of_care & c.preschool & p.further_intervention, met=p.HOME_VISITING_OFFERED),
)  # fmt: skip
R1_4_8 = delivered(
    "1.4.8", "home_visiting", "trained lay home visitors or healthcare professionals", "parents and their child",
    "Deliver home visiting in full: twelve sessions within 18 months, watching the child with the parents, not filming.",
)  # fmt: skip
R1_4_9 = Recommendation(
    "1.4.9", CONSIDER, PROFESSIONALS, "parents who have maltreated their preschool child or may do so",
    "Consider parent-child psychotherapy, with safeguarding concerns addressed.",
    rule=Advice(
        applies=c.at_home & c.preschool & c.attachment_concern & c.maltreated_or_at_risk,
        met=p.PSYCHOTHERAPY_OFFERED,
        waits_for=("1.3.2", "1.4.3", "1.4.6"),
        holds=(~c.safeguarding_addressed,),
    ),
)  # fmt: skip
R1_4_10 = delivered(
    "1.4.10", "parent_child_psychotherapy", "therapists trained in it", "parents and their child",
    "Deliver parent-child psychotherapy on the Cicchetti and Toth model at home, every week for a year.",
)  # fmt: skip
R1_4_11 = Recommendation(
    "1.4.11", CONSIDER, PROFESSIONALS, PARENTS_SCHOOL,
    "Consider parental sensitivity and behaviour training, adapted to the child's age.",
    rule=Advice(
        applies=_school_age,
        met=p.SENSITIVITY_TRAINING_OFFERED,
        waits_for=("1.3.2",),
        holds=(c.at_risk & ~c.safeguarding_addressed,),
    ),
)  # fmt: skip
R1_4_12 = Recommendation(
    "1.4.12", OFFER, PROFESSIONALS, "maltreated children and young people of school age who show signs of trauma",
    "Offer trauma-focused cognitive behavioural therapy and what else NICE's guideline on post-traumatic stress disorder has.",
    rule=Advice(applies=c.school_age & c.maltreated & (c.trauma_signs | c.ptsd), met=p.TRAUMA_CBT_OFFERED),
)  # fmt: skip
R1_4_13 = Recommendation(
    "1.4.13", CONSIDER, PROFESSIONALS, "parents at risk of maltreating their school-age child",
    "Consider parental sensitivity and behaviour training, with safeguarding concerns addressed and adapted to age.",
    rule=Advice(
        applies=_school_age & c.at_risk,
        met=p.SENSITIVITY_TRAINING_OFFERED,
        waits_for=("1.3.2",),
        holds=(~c.safeguarding_addressed,),
    ),
)  # fmt: skip

SECTION_1_4 = (
    R1_4_1, R1_4_2, R1_4_3, R1_4_4, R1_4_5, R1_4_6, R1_4_7, R1_4_8, R1_4_9, R1_4_10, R1_4_11, R1_4_12, R1_4_13,
)  # fmt: skip
