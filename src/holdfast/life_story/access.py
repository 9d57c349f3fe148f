"""Who may see and write the life story."""

from holdfast.people.grounds import kind

LIFE_STORY = kind(
    "life_story",
    "life story",
    reads="health school emergency",
    writes="social_care manager carer young_person",
)
