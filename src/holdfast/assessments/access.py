"""Who may see and write assessments and health."""

from holdfast.people.grounds import kind

ASSESSMENT = kind(
    "assessment", "assessments", reads="young_person emergency", writes="social_care health school manager"
)
HEALTH = kind("health", "conditions, diagnoses, maltreatment, trauma", reads="carer young_person emergency",
              writes="social_care health manager")  # fmt: skip
# The school works on the assessment, and does not read of health and maltreatment: neither in the record nor here.
HEALTH_AREAS = kind(
    "health_areas",
    "what a comprehensive assessment says of health and maltreatment",
    reads="young_person emergency",
    writes="social_care health manager",
)
REFERRALS = kind(
    "referrals", "referrals", reads="school carer young_person emergency", writes="social_care health manager"
)
SDQ_KIND = kind(
    "sdq",
    "strengths and difficulties questionnaires",
    reads="young_person emergency",
    writes="social_care health school manager",
)
