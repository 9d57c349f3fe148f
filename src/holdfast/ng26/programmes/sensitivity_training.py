"""Parental sensitivity and behaviour training (NG26 1.4.5; offered in 1.4.4, 1.4.11, 1.4.13 and 1.5.3)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, at_least, at_most, between

SENSITIVITY_TRAINING = Programme(
    "sensitivity_training",
    described_in=("1.4.5",),
    trained=True,
    carer_session_first=True,
    sessions=between(5, 15),
    gap=between(s.GAP_LEAST, s.GAP_FORTNIGHTLY),
    minutes=at_least(60),
    over=at_most(s.SENSITIVITY_TRAINING_MOST),
    covers=(
        (
            "1.4.5",
            (
                "behavioural_management",
                "limit_setting",
                "sensitive_responsiveness",
                "parenting_quality",
                "homework",
            ),
        ),
    ),
    from_months=("behavioural_management", 19),
)
