"""NG26 1.2: supporting children with attachment difficulties in schools and other education settings."""

from holdfast.engine.definitions import Advice, Guard, Part, Recommendation, lacking_none_of
from holdfast.engine.expressions import Fact
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import education as e
from holdfast.ng26.facts import programmes as p
from holdfast.ng26.vocabulary import AVOID, ENSURE

PUPILS = "children and young people with attachment difficulties in schools and other education settings"

R1_2_1 = Recommendation(
    "1.2.1", ENSURE, "schools and other education providers", "staff who meet these children",
    "Train all staff who may meet children with attachment difficulties.",
    measure="staff in contact with these children who hold current training, by setting",
)  # fmt: skip
R1_2_2 = Recommendation(
    "1.2.2", ENSURE, "educational psychologists, health and social care providers, virtual school heads, designated teachers",
    "teachers of all levels",
    "Develop and give training together on how attachment difficulties begin, show, affect learning and can be helped; "
    "involve young people and carers in its design.",
    measure="courses given with all four topics, and with young people or carers in their design",
)  # fmt: skip
_taking_part = c.attachment_concern & e.in_education & p.programme_under_way
R1_2_3 = Recommendation(
    "1.2.3", ENSURE, "education staff with health and social care professionals", PUPILS,
    "Work together so that the child gets mental health and psychology help, and is supported at school during a programme.",
    rule=Advice(applies=_taking_part, met=e.supported_at_school),
)  # fmt: skip
R1_2_4 = Recommendation(
    "1.2.4", ENSURE, "education staff", PUPILS,
    "When a programme touches school, mind stigma and bullying and ask where the child would like it to take place.",
    rule=Advice(applies=p.session_at_school | _taking_part, met=e.preferred_setting),
)  # fmt: skip
_DUTIES = (
    Part("designated_teacher_named", e.teacher_named, "a designated teacher named"),
    Part(
        "trained_attachment",
        e.trained_in_attachment,
        "the designated teacher trained in attachment difficulties",
    ),
    Part(
        "trained_data_protection",
        e.trained_in_data_protection,
        "the designated teacher trained in data protection",
    ),
    Part(
        "contacts_complete",
        e.contacts_complete,
        "contact details of parents, carers and professionals complete",
    ),
    Part("key_person", e.key_person, "a key person in school"),
    Part("safe_place", e.safe_place, "a safe place in school"),
    Part(
        "plan_updated",
        e.plan_up_to_date,
        "the plan updated within {plan_months_in_care} months (in care) or {plan_months_others} months (others)",
    ),
    Part("attends_reviews", ~c.in_care | e.attends_reviews, "the designated teacher at looked-after reviews"),
)
_duties_done = Fact(
    "school_duties_done", lacking_none_of(*_DUTIES),
    "school does all that is asked of it for this pupil", "school does not do all that is asked of it for this pupil",
    "whether school does all that is asked of it for this pupil is not known",
)  # fmt: skip
R1_2_5 = Recommendation(
    "1.2.5", ENSURE, "schools and other education providers",
    "pupils in care, adopted, under special guardianship, or with possible attachment difficulties",
    "Have a trained designated teacher who knows these pupils, keeps contacts and an up-to-date plan, provides a key person "
    "and a safe place, and attends reviews.",
    rule=Advice(
        applies=e.at_school & (c.care_guardianship_or_adopted | c.attachment_concern),
        met=_duties_done,
        parts=_DUTIES,
    ),
)  # fmt: skip
R1_2_6 = Recommendation(
    "1.2.6", ENSURE, "social care professionals, schools and other education providers", "pupils in the care system",
    "Avoid changes and gaps in education; plan ahead for a change that cannot be avoided.",
    rule=Guard(
        c.in_care & (e.unplanned_change | (c.of_compulsory_school_age & e.no_setting)),
        c.in_care & (e.change_proposed | c.of_compulsory_school_age),
    ),
)  # fmt: skip
R1_2_7 = Recommendation(
    "1.2.7", AVOID, "schools and other education providers", "pupils in care with identified attachment difficulties",
    "Avoid excluding the child from school, for good or for a time.",
    rule=Guard(c.in_care & e.exclusion_proposed & c.identified, c.in_care & e.exclusion_proposed),
)  # fmt: skip

SECTION_1_2 = (R1_2_1, R1_2_2, R1_2_3, R1_2_4, R1_2_5, R1_2_6, R1_2_7)
