"""Group therapeutic play sessions for the child (NG26 1.5.7; considered in 1.5.4)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, between

THERAPEUTIC_PLAY = Programme(
    "therapeutic_play",
    described_in=("1.5.7",),
    trained=True,
    in_group=True,
    gap=between(s.GAP_LEAST, s.GAP_WEEKLY),
    minutes=between(60, 90),
    over=between(s.NINE_MONTHS_LEAST, s.TWELVE_MONTHS_MOST),
    covers=(("1.5.7", ("progress_monitoring",)),),
)
