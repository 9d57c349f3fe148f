"""NG26 1.6: interventions for children and young people in residential care."""

from holdfast.engine.definitions import Advice, Part, Recommendation, lacking_none_of
from holdfast.engine.expressions import Fact
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import programmes as p
from holdfast.ng26.programmes.delivery import delivered
from holdfast.ng26.vocabulary import ENSURE

_WORK = (
    Part("residential_sensitivity_training_offered", p.RESIDENTIAL_TRAINING_OFFERED, "training offered to the carers of the home"),
    Part("key_attachment_figure", c.CHILD["carer_work/key_attachment_figure"].is_set, "a key attachment figure named"),
    Part("group_work_with_staff", c.CHILD["carer_work/group_work_with_staff"].is_set, "work with the staff group"),
)  # fmt: skip
_work_done = Fact(
    "work_with_the_home_done", lacking_none_of(*_WORK),
    "all three parts of the work with the carers of the home were done",
    "not all three parts of the work with the carers of the home were done",
    "whether all three parts of the work with the carers of the home were done is not known",
)  # fmt: skip
R1_6_1 = Recommendation(
    "1.6.1", ENSURE, "professionals with expertise in attachment", "children in residential care and their carers",
    "Work with the staff group, find the key attachment figures, and offer sensitivity training adapted for professional carers.",
    rule=Advice(
        applies=c.residential & c.attachment_concern, met=_work_done, waits_for=("1.3.2",), parts=_WORK
    ),
)  # fmt: skip
R1_6_2 = delivered(
    "1.6.2", "residential_sensitivity_training", "trained health or social care professionals",
    "professional carers and the child",
    "Deliver sensitivity training at the children's home: a session with the carers, then 5–15 with the child over 6 months.",
)  # fmt: skip
R1_6_3 = Recommendation(
    "1.6.3", ENSURE, "health and social care professionals", "young people in residential care",
    "Adapt programmes where needed to physical and sexual development, adolescence and feelings about the original family.",
    rule=Advice(applies=c.residential & c.young_person & p.programme_under_way, met=p.adaptations_considered),
)  # fmt: skip

SECTION_1_6 = (R1_6_1, R1_6_2, R1_6_3)
