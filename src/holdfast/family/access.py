"""Who may see and write who belongs to a child."""

from holdfast.people.grounds import kind

FAMILY = kind(
    "family",
    "family and others who matter",
    reads="health young_person emergency",
    writes="social_care manager",
)
CONTACT = kind(
    "contact",
    "contact arrangements",
    reads="health school carer young_person emergency",
    writes="social_care manager",
)
SIBLINGS = kind(
    "siblings",
    "brothers and sisters",
    reads="health school carer young_person emergency",
    writes="social_care manager",
)
