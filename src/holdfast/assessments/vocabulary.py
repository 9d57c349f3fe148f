"""Words of this room that neither NG26 nor the case file gives."""

from holdfast.engine.tables import code_list

REFERRAL_ANSWERS = code_list(
    "answer",
    accepted="accepted",
    waiting_list="on a waiting list",
    declined="declined",
    withdrawn="withdrawn",
    advice="advice given",
)
HEALTH_ASSESSMENTS = code_list(
    "health assessment",
    initial="initial health assessment",
    review="review health assessment",
    dental="dental check",
)
