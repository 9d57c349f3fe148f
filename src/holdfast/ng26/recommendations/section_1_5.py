"""NG26 1.5: interventions in the care system, under special guardianship and after adoption from care."""

from holdfast.engine.definitions import Advice, Note, Recommendation
from holdfast.engine.expressions import before
from holdfast.ng26 import settings as s
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import homes as h
from holdfast.ng26.facts import programmes as p
from holdfast.ng26.programmes.delivery import delivered
from holdfast.ng26.vocabulary import CONSIDER, ENSURE, OFFER

PROFESSIONALS = "health and social care professionals"
CARERS = "foster carers, special guardians and adoptive parents"
_preschool = c.family_carer & c.preschool & c.attachment_concern

R1_5_1 = Recommendation(
    "1.5.1", OFFER, PROFESSIONALS, f"{CARERS} of preschool children",
    "Offer a video feedback programme to the carers.",
    rule=Advice(applies=_preschool, met=p.VIDEO_FEEDBACK_OFFERED, waits_for=("1.3.2",)),
)  # fmt: skip
R1_5_2 = Recommendation(
    "1.5.2", ENSURE, PROFESSIONALS, f"{CARERS} of preschool children",
    "After ten sessions with little improvement, hold a multi-agency review before more sessions or another programme.",
    rule=Advice(
        applies=c.family_carer & p.little_after_ten, met=p.reviewed_after_ten, stops_when=c.programme_proposed
    ),
)  # fmt: skip
R1_5_3 = Recommendation(
    "1.5.3", OFFER, PROFESSIONALS, f"{CARERS} of preschool children",
    "Where the carers do not want video feedback, offer parental sensitivity and behaviour training.",
    rule=Advice(
        applies=_preschool & p.VIDEO_FEEDBACK_DECLINED,
        met=p.SENSITIVITY_TRAINING_OFFERED,
        waits_for=("1.3.2", "1.5.2"),
    ),
)  # fmt: skip
_old_placement = ~(h.placement_start >= before(c.AS_OF, s.NEW_PLACEMENT_MONTHS, "months"))
R1_5_4 = Recommendation(
    "1.5.4", CONSIDER, PROFESSIONALS, f"{CARERS} of primary school children, and the child",
    "Consider intensive training and support for the carers together with group therapeutic play for the child.",
    rule=Advice(
        applies=c.family_carer & c.primary & c.attachment_concern,
        met=p.CARER_SUPPORT_OFFERED & p.PLAY_OFFERED,
        waits_for=("1.3.2",),
    ),
    notes=(
        Note(
            "the guideline ties this to a new placement; the present one is over {new_placement_months} months old",
            _old_placement,
        ),
    ),
)  # fmt: skip
R1_5_5 = delivered(
    "1.5.5", "intensive_carer_support", "trained professionals", CARERS,
    "Let intensive training for carers cover behaviour, relationships, schoolwork and conflict, for 9–12 months.",
)  # fmt: skip
R1_5_6 = delivered(
    "1.5.6", "intensive_carer_support", "trained professionals", CARERS,
    "Let intensive support for carers include a daily call, a weekly group and a line open day and night, for 9–12 months.",
)  # fmt: skip
R1_5_7 = delivered(
    "1.5.7", "therapeutic_play", "trained health or social care professionals", "primary school children after placement",
    "Deliver group play every week for 9–12 months, following how behaviour, friendships and development go.",
)  # fmt: skip
R1_5_8 = Recommendation(
    "1.5.8", CONSIDER, PROFESSIONALS, f"{CARERS} of children in late primary or early secondary school, and the child",
    "Consider a training group for the carers together with one for the child or young person.",
    rule=Advice(
        applies=c.family_carer & c.late_primary_early_secondary & c.attachment_concern,
        met=p.CARER_GROUP_OFFERED & p.YOUNG_PERSON_GROUP_OFFERED,
        waits_for=("1.3.2",),
    ),
)  # fmt: skip
R1_5_9 = delivered(
    "1.5.9", "carer_group", "trained facilitators", CARERS,
    "Deliver the carers' group twice a week for three weeks, then weekly to the end of the school year.",
)  # fmt: skip
R1_5_10 = delivered(
    "1.5.10", "young_person_group", "trained mentors", "children and young people in late primary or early secondary school",
    "Deliver the young person's group twice a week for three weeks, then one to one every week to the end of the school year.",
)  # fmt: skip
R1_5_11 = Recommendation(
    "1.5.11", ENSURE, PROFESSIONALS, "young people in care outside residential care, under special guardianship or adopted",
    "Adapt programmes where needed to physical and sexual development, adolescence and feelings about the original family.",
    rule=Advice(
        applies=c.family_or_after_care & c.young_person & p.programme_under_way, met=p.adaptations_considered
    ),
)  # fmt: skip

SECTION_1_5 = (R1_5_1, R1_5_2, R1_5_3, R1_5_4, R1_5_5, R1_5_6, R1_5_7, R1_5_8, R1_5_9, R1_5_10, R1_5_11)
