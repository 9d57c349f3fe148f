"""How people are related to a child, how it feels, and how they keep in touch."""

from holdfast.engine.tables import code_list

RELATIONSHIPS = code_list(
    "relationship",
    birth_mother="birth mother", birth_father="birth father", birth_parent="birth parent", adoptive_parent="adoptive parent",
    step_parent="step-parent", foster_carer="foster carer", kinship_carer="kinship carer", special_guardian="special guardian",
    former_carer="former carer", grandparent="grandparent", aunt_or_uncle="aunt or uncle", cousin="cousin",
    brother_or_sister="brother or sister",
    half_brother_or_sister="half-brother or half-sister", partner="partner", former_partner="former partner",
    child_of="child", friend="friend", teacher="teacher or school staff", mentor="mentor",
    independent_visitor="independent visitor",
    advocate="advocate", professional="professional", faith_or_community="faith or community", other="another relationship",
)  # fmt: skip
QUALITIES = code_list(
    "quality", strong="strong", ordinary="ordinary", thin="thin", strained="strained", broken="broken"
)
CONTACT_WAYS = code_list(
    "contact",
    in_person="in person", overnight="overnight stay", video="video call", telephone="telephone", letters="letters or cards",
    letterbox="letterbox scheme", none="no contact",
)  # fmt: skip
