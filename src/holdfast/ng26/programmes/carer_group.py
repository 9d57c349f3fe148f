"""Group-based training and education for carers (NG26 1.5.9; considered in 1.5.8)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, between

CARER_GROUP = Programme(
    "carer_group",
    described_in=("1.5.9",),
    trained=True,
    twice_weekly_weeks=3,
    gap=between(s.GAP_LEAST, s.GAP_WEEKLY),
    minutes=between(60, 90),
    covers=(("1.5.9", ("reinforcement_system", "homework")),),
)
