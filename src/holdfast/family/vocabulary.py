"""How people are related to a child, how it feels, and how they keep in touch."""

from holdfast.engine.tables import code_list

RELATIONSHIPS = code_list(
    "relationship",
    birth_mother="birth mother", birth_father="birth father", birth_parent="birth parent", adoptive_parent="adoptive parent",
    step_parent="step-parent", foster_carer="foster carer", kinship_carer="kinship carer", special_guardian="special guardian",
    former_carer="former carer", grandparent="grandparent", aunt_or_uncle="aunt or uncle", cousin="cousin",
    brother_or_sister="brother or sister", half_brother_or_sister="half-brother or half-sister",
    married="husband, wife or civil partner", partner="partner, not married", former_partner="former partner",
    divorced="divorced husband, wife or civil partner", child_of="child",
    friend="friend", teacher="teacher or school staff", mentor="mentor", independent_visitor="independent visitor",
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
SHARED_PARENTS = code_list(
    "shared parents", both="both birth parents", mother="the same mother", father="the same father",
    none="no birth parent: by adoption, a step-family, or growing up together",
)  # fmt: skip

GROUPS = {  # the headings of the family page, and the relationships to the child that stand under each
    "Parents": ("birth_mother", "birth_father", "birth_parent", "adoptive_parent", "step_parent"),
    "Brothers and sisters": ("brother_or_sister", "half_brother_or_sister"),
    "Carers": ("foster_carer", "kinship_carer", "special_guardian", "former_carer"),
    "Wider family": (
        "grandparent", "aunt_or_uncle", "cousin", "married", "partner", "former_partner", "divorced", "child_of",
    ),
    "Friends and community": ("friend", "faith_or_community"),
    "School": ("teacher",),
    "Professionals and supporters": ("mentor", "independent_visitor", "advocate", "professional"),
    "Others": ("other",),
}  # fmt: skip
# Of these the page says so where nobody knows yet whether they have parental responsibility.
RESPONSIBLE = (*GROUPS["Parents"], "kinship_carer", "special_guardian")
COUPLES = ("married", "partner", "former_partner", "divorced")
