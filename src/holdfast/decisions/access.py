"""Who may see what the guideline says, and answer it. A finding is seen by who may see everything that it rests on."""

from holdfast.people.grounds import kind

FINDINGS = kind("findings", "what the guideline says", reads="other_team carer young_person emergency",
                writes="social_care health school manager")  # fmt: skip
