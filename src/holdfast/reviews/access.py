"""Who may see and write reviews, decisions and proposals."""

from holdfast.people.grounds import kind

REVIEWS = kind(
    "reviews", "reviews", reads="school carer young_person emergency", writes="social_care health manager"
)
PROPOSALS = kind(
    "proposals", "proposals", reads="young_person emergency", writes="social_care health school manager"
)
DECISIONS = kind(
    "decisions",
    "decisions made together",
    reads="other_team carer young_person emergency",
    writes="social_care health school manager",
)
SAFEGUARDING = kind(
    "safeguarding", "safeguarding", reads="health school emergency", writes="social_care manager"
)
