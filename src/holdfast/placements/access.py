"""Who may see and write where a child lives."""

from holdfast.people.access import EVERYBODY
from holdfast.people.grounds import kind

HOMES = kind("homes", "homes, orders, missing episodes", reads=f"{EVERYBODY}", writes="social_care manager")
HOUSEHOLDS = kind("households", "the carers' household and who lives there",
                  reads="social_care health manager carer young_person emergency", writes="social_care manager")  # fmt: skip
SUPPORT = kind(
    "support",
    "placement concerns and support to carers",
    reads="health emergency",
    writes="social_care manager",
)
MOVES = kind("moves", "moves and how they are prepared", reads=EVERYBODY, writes="social_care manager")
PERMANENCE = kind(
    "permanence",
    "permanence and adoption",
    reads="health school carer young_person emergency",
    writes="social_care manager",
)
