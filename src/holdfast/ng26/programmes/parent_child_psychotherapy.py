"""Parent-child psychotherapy on the Cicchetti and Toth model (NG26 1.4.10; considered in 1.4.9)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, at_least, between

PARENT_CHILD_PSYCHOTHERAPY = Programme(
    "parent_child_psychotherapy",
    described_in=("1.4.10",),
    place="home",
    trained=True,
    gap=between(s.GAP_LEAST, s.GAP_WEEKLY),
    minutes=between(45, 60),
    over=at_least(s.PSYCHOTHERAPY_LEAST),
    covers=(("1.4.10", ("observation", "parents_understanding", "parents_own_childhood")),),
)
