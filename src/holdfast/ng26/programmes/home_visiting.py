"""Home visiting programme (NG26 1.4.8; considered in 1.4.7)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, at_most, between, exactly

HOME_VISITING = Programme(
    "home_visiting",
    described_in=("1.4.8",),
    trained=True,
    sessions=exactly(12),
    gap=between(s.GAP_LEAST, s.GAP_MONTHLY),
    minutes=between(30, 90),
    over=at_most(s.HOME_VISITING_MOST),
    filmed_minutes=exactly(0),
    with_carer_and_child=True,
    covers=(
        ("1.4.8", ("role_modelling", "positive_reinforcement", "parental_empathy", "child_development")),
    ),
)
