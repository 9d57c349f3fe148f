"""Intensive training and support for carers (NG26 1.5.5 training, 1.5.6 support; considered in 1.5.4)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, between

INTENSIVE_CARER_SUPPORT = Programme(
    "intensive_carer_support",
    described_in=("1.5.5", "1.5.6"),
    over=between(s.NINE_MONTHS_LEAST, s.TWELVE_MONTHS_MOST),
    covers=(
        ("1.5.5", ("behavioural_management", "relationships", "schoolwork", "conflict")),
        ("1.5.6", ("daily_telephone", "weekly_group", "crisis_line")),
    ),
)
