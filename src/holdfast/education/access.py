"""Who may see and write what concerns school."""

from holdfast.people.grounds import kind

SCHOOL = kind(
    "school", "school", reads="health carer young_person emergency", writes="social_care school manager"
)
