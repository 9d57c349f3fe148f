"""Who may see and write assessments and health."""

from holdfast.people.grounds import kind

ASSESSMENT = kind(
    "assessment", "assessments", reads="young_person emergency", writes="social_care health school manager"
)
HEALTH = kind("health", "conditions, maltreatment, trauma", reads="carer young_person emergency",
              writes="social_care health manager")  # fmt: skip
# The school works on the assessment, and does not read of health and maltreatment: neither in the record nor here.
HEALTH_AREAS = kind(
    "health_areas",
    "what a comprehensive assessment says of health and maltreatment",
    reads="young_person emergency",
    writes="social_care health manager",
)
# A diagnosis of an attachment disorder counts as the status identified, which every finding about school rests on (1.2).
DIAGNOSES = kind("diagnoses", "diagnoses of an attachment disorder", reads="school carer young_person emergency",
                 writes="social_care health manager")  # fmt: skip
REFERRALS = kind(
    "referrals", "referrals", reads="school carer young_person emergency", writes="social_care health manager"
)
SDQ_KIND = kind(
    "sdq",
    "strengths and difficulties questionnaires",
    reads="young_person emergency",
    writes="social_care health school manager",
)
