"""Group-based training and education for the child or young person (NG26 1.5.10; considered in 1.5.8)."""

from dataclasses import replace

from holdfast.ng26.programmes.carer_group import CARER_GROUP

YOUNG_PERSON_GROUP = replace(
    CARER_GROUP,
    code="young_person_group",
    described_in=("1.5.10",),
    group_then_alone=True,
    covers=(("1.5.10", ("peer_skills", "confidence", "activities", "positive_outlook")),),
)
