"""Placements, the present period, moves, siblings, carers' support, permanence and life story (NG26 1.1)."""

from holdfast.engine.expressions import (
    Entries,
    Expr,
    Fact,
    IsRecorded,
    Known,
    Other,
    PeerExists,
    Previous,
    RunsAtLeast,
    RunStart,
    Same,
    Truth,
    after,
    all_of,
    any_of,
    before,
)
from holdfast.ng26 import settings as s
from holdfast.ng26.facts.child import (
    AS_OF,
    CARE,
    CHILD,
    CURRENT,
    adopted,
    aged_under,
    identified,
    in_care,
    within,
)
from holdfast.ng26.tables import CASE_FILE

CONCERNS = Entries(CASE_FILE.by_table["placement_concerns"])
CARER_SUPPORT = Entries(CASE_FILE.by_table["carer_support"])
EXTRA_SUPPORT = Entries(CASE_FILE.by_table["extra_support"])
MOVES = Entries(CASE_FILE.by_table["moves"])
SIBLINGS = Entries(CASE_FILE.by_table["siblings"])
TEAM = Entries(CASE_FILE.by_table["team"])

# --- placements: a new order or context alone is no move ------------------------------------------------------
_follows = CARE["start"] <= after(Previous(CARE["end"]), s.JOIN_DAYS)
_carers_known = IsRecorded(CARE["carer"]) & IsRecorded(Previous(CARE["carer"]))
same_placement = Fact(
    "same_placement",
    _follows
    & any_of(
        _carers_known & Same(CARE["carer"], Previous(CARE["carer"])),
        ~_carers_known & Same(CARE["home"], Previous(CARE["home"])),
    ),
    "it is the same placement as the home before it",
    "it is another placement than the home before it",
)
placement_start = Fact(  # of a day, `yes` is what we call it
    "placement_start", RunStart(CARE.spec, Truth(True), CARE["start"], same_placement, CARE["end"]),
    "the start of the present placement",
)  # fmt: skip
period_start = Fact(
    "period_start",
    RunStart(
        CARE.spec, CARE["context"].is_one_of("edge_of_care", "in_care"), CARE["start"], _follows, CARE["end"]
    ),
    "the start of this period in care or on the edge of care",
)
frequent_changes = Fact(
    "frequent_changes",
    RunsAtLeast(
        CARE.spec,
        CARE["context"].is_("in_care")
        & (~CARE["end"].is_set | within(CARE["end"], s.FREQUENT_CHANGES_MONTHS)),
        same_placement,
        s.FREQUENT_CHANGES,
    ),
    "{frequent_changes} or more placements within {frequent_changes_months} months",
    "fewer than {frequent_changes} placements within {frequent_changes_months} months",
    "how many placements there were within {frequent_changes_months} months is not known",
)


def in_this_placement(day: Expr) -> Expr:
    """`day` lies in the present placement."""
    return day >= placement_start


# --- the same worker throughout (1.1.4) -----------------------------------------------------------------------
_of_today = ~TEAM["end"].is_set & TEAM["role"].is_one_of(
    "social_worker", "key_worker", "personal_adviser", "school_key_person"
)
_early_enough = PeerExists(
    TEAM.spec,
    (TEAM["role"], TEAM["person"]),
    TEAM["start"] <= after(period_start, s.SAME_WORKER_DAYS),
)
_others = PeerExists(
    TEAM.spec,
    (TEAM["role"],),
    ~Same(TEAM["person"], Other(TEAM["person"])) & (~TEAM["end"].is_set | (TEAM["end"] > period_start)),
)
one_constant_person = Fact(
    "one_constant_person",
    TEAM.some(_of_today & _early_enough & ~_others),
    "one social worker, key worker, personal adviser or key person in school has stayed throughout this period",
    "no social worker, key worker, personal adviser or key person in school has stayed throughout this period "
    "(from its first {same_worker_days} days)",
    "who has been in the child's team throughout this period is not known",
)

# --- kinship, breakdown, siblings -----------------------------------------------------------------------------
kinship_placement = Fact(
    "kinship_placement", CURRENT.of(CARE["home"].is_("kinship_foster")),
    "the child lives in kinship foster care", "the child does not live in kinship foster care",
    "where the child lives now is not known",
)  # fmt: skip
kinship_considered = Fact(
    "kinship_considered", CHILD["permanence/kinship_considered"].is_set,
    "a kinship placement was considered", "a kinship placement has not been considered",
    "whether a kinship placement was considered is not known",
)  # fmt: skip
_broke_down = (
    within(CARE["end"], s.BREAKDOWN_MONTHS)
    & CARE["home"].is_one_of("foster", "kinship_foster", "adoptive", "special_guardian")
    & CARE["end_reason"].is_("breakdown")
)
placement_broke_down = Fact(
    "placement_broke_down", CARE.some(_broke_down),
    "a family placement broke down within {breakdown_months} months",
    "no family placement broke down within {breakdown_months} months",
    "whether a family placement broke down within {breakdown_months} months is not known",
)  # fmt: skip
relationships_after_breakdown = Fact(
    "relationships_after_breakdown",
    CARE.every(_broke_down, CARE["relationship_kept"].is_one_of("yes", "not_in_best_interests")),
    "the relationship with those carers was kept, or keeping it is not in the child's interests",
    "the relationship with those carers was not kept",
    "whether the relationship with those carers was kept is not known",
)
no_return_home = Fact(
    "no_return_home", ~CHILD["permanence/return_home_possible"].is_true,
    "a return home is not possible", "a return home is possible", "whether a return home is possible is not known",
)  # fmt: skip
sibling_in_care = Fact(
    "sibling_in_care", SIBLINGS.some(SIBLINGS["in_care"].is_true),
    "a brother or sister is in care too", "no brother or sister is in care", "whether brothers or sisters are in care is not known",
)  # fmt: skip
siblings_together = Fact(
    "siblings_together",
    SIBLINGS.every(
        SIBLINGS["in_care"].is_true,
        SIBLINGS["together"].is_true
        | SIBLINGS["apart_in_best_interests"].is_true
        | ~SIBLINGS["together_possible"].is_true,
    ),
    "brothers and sisters in care are together, or rightly or unavoidably apart",
    "a brother or sister in care lives apart, though nothing on record speaks for it",
    "whether brothers and sisters in care can be together is not known",
)

# --- support to the placement (1.1.10, 1.1.14) ----------------------------------------------------------------
_recent = within(CONCERNS["date"], s.CONCERN_MONTHS) & in_this_placement(CONCERNS["date"])
placement_concern = Fact(
    "placement_concern", CONCERNS.some(_recent),
    "there was a concern about this placement within {concern_months} months",
    "no concern about this placement within {concern_months} months",
    "whether there was a concern about this placement is not known",
)  # fmt: skip
difficulties_or_concern = Fact("difficulties_or_concern", identified | placement_concern)
carer_contact = Fact(
    "carer_contact",
    CARER_SUPPORT.some(
        (CARER_SUPPORT["date"] >= before(AS_OF, s.CARER_CONTACT_DAYS))
        & in_this_placement(CARER_SUPPORT["date"])
    ),
    "the carers of this placement were in contact with support within {carer_contact_days} days",
    "no support contact with the carers of this placement within {carer_contact_days} days",
    "whether the carers had a support contact within {carer_contact_days} days is not known",
)
_serious = _recent & CONCERNS["level"].is_("serious")
serious_concern = Fact(
    "serious_concern", CONCERNS.some(_serious),
    "there was a serious concern about this placement within {concern_months} months",
    "no serious concern about this placement within {concern_months} months",
    "whether there was a serious concern about this placement is not known",
)  # fmt: skip
several_children = Fact(
    "several_children", CHILD["children_with_attachment_difficulties_in_home"] > 1,
    "more than one child with attachment difficulties lives in the home",
    "no other child with attachment difficulties lives in the home",
    "how many children with attachment difficulties live in the home is not known",
)  # fmt: skip
strained_placement = Fact("strained_placement", serious_concern | frequent_changes | several_children)
_after_triggers = all_of(  # only triggers known to be true count
    ~Known(serious_concern) | (EXTRA_SUPPORT["date"] >= CONCERNS.latest("date", Known(_serious))),
    ~Known(frequent_changes | several_children) | (EXTRA_SUPPORT["date"] >= placement_start),
)
extra_support_since = Fact(
    "extra_support_since", EXTRA_SUPPORT.some(_after_triggers),
    "extra support has been given since then", "no extra support has been given since then",
    "whether extra support has been given is not known",
)  # fmt: skip

# --- moves (1.1.12) -------------------------------------------------------------------------------------------
to_come = Fact("move_to_come", MOVES["date"] >= AS_OF, "the move is still to come", "the move is over")
move_ahead = Fact(
    "move_ahead",
    MOVES.some(to_come),
    "a move lies ahead",
    "no move lies ahead",
    "whether a move lies ahead is not known",
)
entry_to_care_ahead = Fact(
    "entry_to_care_ahead", MOVES.some(to_come & MOVES["kind"].is_("enter_care")),
    "entering care lies ahead", "entering care does not lie ahead", "whether entering care lies ahead is not known",
)  # fmt: skip


def prepared(code: str) -> Expr:
    """The child was prepared for the move in this way; a relationship rightly not kept stands for one kept."""
    done = MOVES["prepared"].includes(code)
    return (
        done | MOVES["prepared"].includes("relationships_not_in_best_interests")
        if code == "relationships_kept"
        else done
    )


# --- adoption (1.1.15), life story (1.1.16, 1.1.17) -----------------------------------------------------------
_plan_is_adoption = CHILD["permanence/plan"].is_("adoption")
adoption_planned = Fact(
    "adoption_planned",
    CURRENT.of(CARE["context"].is_one_of("edge_of_care", "in_care")) & _plan_is_adoption,
    "adoption is the plan", "adoption is not the plan", "whether adoption is the plan is not known",
)  # fmt: skip
adopted_or_planned = Fact("adopted_or_planned", adopted | adoption_planned)
before_adoption = Fact(
    "before_adoption", adoption_planned & ~adopted,
    "adoption is planned and still to come", "no adoption is planned and still to come",
)  # fmt: skip
with_adopters_in_care = Fact(
    "with_adopters_in_care", CURRENT.of(CARE["home"].is_("adoptive")) & in_care,
    "living with the adopters, still in care", "not living with adopters while still in care",
)  # fmt: skip
old_enough_for_wishes = Fact(
    "old_enough_for_wishes",
    ~aged_under(s.ADOPTION_WISHES_FROM),
    "{adoption_wishes_from} or older",
    "under {adoption_wishes_from}",
)
support_before = CHILD["adoption/support_offered"].includes("before")
support_during = CHILD["adoption/support_offered"].includes("during")
support_after = CHILD["adoption/support_offered"].includes("after")
life_story_offered = Fact(
    "life_story_offered", within(CHILD["life_story/information_offered"], s.LIFE_STORY_MONTHS),
    "information about the child's history was offered within {life_story_months} months",
    "no information about the child's history was offered within {life_story_months} months",
    "whether information about the child's history was offered is not known",
)  # fmt: skip
people_and_places = Fact(
    "people_and_places", (CHILD["life_story/people"] >= 1) & (CHILD["life_story/places"] >= 1),
    "significant people and places are on record", "significant people or places are not on record",
    "whether significant people and places are on record is not known",
)  # fmt: skip
