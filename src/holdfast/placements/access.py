"""Who may see and write where a child lives."""

from holdfast.people.access import EVERYBODY
from holdfast.people.grounds import kind

# Who opened a record in an emergency writes homes and moves too: at night it is they who find the child a bed.
HOMES = kind(
    "homes",
    "homes, orders, missing episodes",
    reads=EVERYBODY,
    writes="social_care manager emergency",
)
HOUSEHOLDS = kind("households", "the carers' household and who lives there",
                  reads="social_care health manager carer young_person emergency", writes="social_care manager")  # fmt: skip
SUPPORT = kind(
    "support",
    "placement concerns and support to carers",
    reads="health emergency",
    writes="social_care manager",
)
MOVES = kind(
    "moves",
    "moves and how they are prepared",
    reads=EVERYBODY,
    writes="social_care manager emergency",
)
QUESTIONS = kind(
    "questions",
    "what was asked about a move, and answered",
    reads=EVERYBODY,
    writes="young_person carer social_care manager emergency",
)
PERMANENCE = kind(
    "permanence",
    "permanence and adoption",
    reads="health school carer young_person emergency",
    writes="social_care manager",
)
