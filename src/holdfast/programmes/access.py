"""Who may see and write programmes."""

from holdfast.people.grounds import kind

PROGRAMMES = kind(
    "programmes",
    "programmes and sessions",
    reads="school carer young_person emergency",
    writes="social_care health manager",
)
