"""The codes of the case file and of the guideline, each list once, with the words a person reads.

Terms are NG26's own (Terms used in this guideline); codes are those of the case file, version 1.
"""

from holdfast.engine.tables import CodeList, code_list

# --- the answer ---------------------------------------------------------------------------------------------
STRENGTHS = code_list(
    "strength",
    offer="offer: strong evidence of benefit",
    consider="consider: the evidence is less certain",
    ensure="ensure: a duty of good practice",
    do_not="do not",
    avoid="avoid as far as possible",
)
OFFER, CONSIDER, ENSURE, DO_NOT, AVOID = STRENGTHS

STATES = code_list(
    "state",
    stop="something recorded or proposed goes against it",
    act="it applies and is not yet done",
    wait="it applies, but something else comes first",
    ask="the record does not say enough",
    met="it applies and the record shows it done",
    not_applicable="it does not apply",
)

# --- the child's circumstances --------------------------------------------------------------------------------
SEXES = code_list("sex", female="female", male="male", indeterminate="indeterminate")
ETHNICITIES = code_list(  # SSDA903 ETHNIC
    "ethnicity",
    WBRI="White British", WIRI="White Irish", WOTH="any other White background", WIRT="Traveller of Irish heritage",
    WROM="Gypsy or Roma", MWBC="White and Black Caribbean", MWBA="White and Black African", MWAS="White and Asian",
    MOTH="any other mixed background", AIND="Indian", APKN="Pakistani", ABAN="Bangladeshi",
    AOTH="any other Asian background", BCRB="Black Caribbean", BAFR="Black African",
    BOTH="any other Black background", CHNE="Chinese", OOTH="any other ethnic group",
    REFU="information refused", NOBT="information not obtained",
)  # fmt: skip
CONTEXTS = code_list(
    "context",
    edge_of_care="on the edge of care",
    in_care="in the care system",
    special_guardianship="under special guardianship",
    adopted="adopted from care",
    not_in_scope="not in the guideline's scope",
)
HOMES = code_list(
    "home",
    birth_family="with birth parents or original family",
    foster="in foster care",
    kinship_foster="in kinship foster care",
    residential="in residential care",
    special_guardian="with a special guardian",
    adoptive="with adoptive parents",
    semi_independent="in semi-independent housing",
    secure="in a secure children's home",
    other="somewhere else",
)
LEGAL_STATUSES = code_list(
    "legal_status",
    none="no legal status", section_20="section 20", interim_care_order="interim care order", care_order="care order",
    placement_order="placement order", special_guardianship_order="special guardianship order",
    adoption_order="adoption order", other="another legal status",
)  # fmt: skip
ENTRIES = code_list("entry", planned="planned", emergency="in an emergency")
END_REASONS = code_list(
    "end_reason",
    planned_move="a planned move", breakdown="the placement broke down", carer_request="the carer asked for it",
    returned_home="returned home", adopted="adopted", special_guardianship="special guardianship",
    turned_18="turned 18", other="another reason",
)  # fmt: skip
RELATIONSHIP_KEPT = code_list(
    "relationship_kept", yes="kept", no="not kept", not_in_best_interests="not in the child's best interests"
)
CONCERN_LEVELS = code_list("placement concern", some="some", serious="serious")
CONTACT_KINDS = code_list("carer support", telephone="by telephone", in_person="in person")
EXTRA_SUPPORT_KINDS = code_list(
    "extra support", mentoring="mentoring", day_visit="day visits", other="another kind"
)
MOVE_KINDS = code_list(
    "move", enter_care="entering care", change_placement="change of placement", return_home="return home"
)
PREPARATIONS = code_list(  # the six parts of 1.1.12; the one before last stands for the one before it
    "preparation for a move",
    reasons_explained="the reasons for the move explained",
    met_new_carers="the new carers and home made familiar",
    support_during_move="support during the move",
    questions_and_choices="questions asked and choices made",
    relationships_kept="earlier relationships kept",
    relationships_not_in_best_interests="keeping earlier relationships found not to be in the child's interests",
    developmental_needs="age, development and health taken into account",
)
PERMANENCE_PLANS = code_list(
    "permanence plan",
    none="no change planned", return_home="return home", kinship="kinship care", long_term_foster="long-term foster care",
    special_guardianship="special guardianship", adoption="adoption", residential="residential care",
)  # fmt: skip
ADOPTION_SUPPORT = code_list(
    "adoption support", before="before adoption", during="during adoption", after="after adoption"
)

# --- attachment, assessment, diagnosis ----------------------------------------------------------------------
ATTACHMENT_STATUSES = code_list(
    "attachment status",
    suspected="suspected", at_risk="at risk", identified="identified", not_found="not found",
)  # fmt: skip
CONDITIONS = code_list(
    "condition",
    antisocial_behaviour_conduct="antisocial behaviour and conduct disorder", adhd="attention deficit hyperactivity disorder",
    autism="autism", ptsd="post-traumatic stress disorder", anxiety="anxiety disorder", social_anxiety="social anxiety disorder",
    depression="depression", alcohol_misuse="alcohol misuse", emotional_dysregulation="emotional dysregulation",
    other="another condition",
)  # fmt: skip
CONDITION_STATUSES = code_list("condition status", diagnosed="diagnosed", suspected="suspected")
ASSESSMENT_TYPES = code_list(
    "assessment",
    comprehensive="comprehensive assessment", attachment_tool="attachment tool",
    sensitivity="parental sensitivity", parenting_quality="parenting quality",
)  # fmt: skip
AREAS = code_list(  # the eight areas of 1.3.2
    "area of the comprehensive assessment",
    personal="the child's own attachment and relationships",
    placement="the placement and its history",
    education="education",
    parental_sensitivity="parental sensitivity",
    parental_factors="parental factors",
    maltreatment_trauma="maltreatment or trauma",
    physical_health="physical health",
    coexisting_conditions="coexisting conditions",
)
SUBJECTS = code_list("subject", child="the child", carer="the carer")
OUTCOMES = code_list("outcome", secure="secure", insecure="insecure", disorganised="disorganised")
DIAGNOSIS_CODES = CodeList(
    "diagnosis",
    {
        "F94.1": "reactive attachment disorder (ICD-10)",
        "F94.2": "disinhibited attachment disorder (ICD-10)",
        "RAD": "reactive attachment disorder (DSM-5)",
        "DSED": "disinhibited social engagement disorder (DSM-5)",
    },
)
IMPROVEMENTS = code_list("improvement", clear="clear", little="little")

# --- programmes -----------------------------------------------------------------------------------------------
PROGRAMMES = code_list(  # one file each in ng26/programmes; trauma-focused CBT has its own NICE guideline
    "programme",
    video_feedback="video feedback",
    sensitivity_training="parental sensitivity and behaviour training",
    home_visiting="home visiting",
    parent_child_psychotherapy="parent-child psychotherapy",
    trauma_focused_cbt="trauma-focused cognitive behavioural therapy",
    intensive_carer_support="intensive training and support for carers",
    therapeutic_play="group therapeutic play",
    carer_group="group training and education for carers",
    young_person_group="group training and education for the young person",
    residential_sensitivity_training="parental sensitivity and behaviour training for professional carers",
)
RESPONSES = code_list("response", accepted="accepted", declined="declined")
ENDED_BECAUSE = code_list(
    "ended because", completed="completed", withdrew="withdrew", moved="moved", other="another reason"
)
PLACES = code_list(
    "place",
    home="at home", clinic="at a clinic", school="at school", group_venue="in a group", telephone="by telephone",
    children_home="at the children's home", other="somewhere else",
)  # fmt: skip
PRESENT = code_list("with", carer="the carer", child="the child")
HIGHLIGHTS = code_list(
    "highlight",
    sensitivity="sensitivity, responsiveness and communication", strengths="strengths", change="positive changes",
)  # fmt: skip
CONTENT = code_list(
    "content",
    behavioural_management="behavioural management", limit_setting="setting limits",
    sensitive_responsiveness="sensitive responsiveness", parenting_quality="ways to better parenting",
    homework="homework", role_modelling="role modelling", positive_reinforcement="reinforcing positive interactions",
    parental_empathy="parental empathy", child_development="child development", observation="observing child and parent",
    parents_understanding="the parents' understanding of the behaviour",
    parents_own_childhood="the parents' own childhood", relationships="relationships with peers and carers",
    schoolwork="schoolwork", conflict="defusing conflict", daily_telephone="daily telephone contact",
    weekly_group="weekly support group", crisis_line="24-hour crisis line", progress_monitoring="monitoring of progress",
    reinforcement_system="behavioural reinforcement system", peer_skills="skills with peers", confidence="confidence",
    activities="activities", positive_outlook="positive outlook",
)  # fmt: skip
ADAPTATIONS = code_list(
    "adaptation",
    physical_and_sexual_development="physical and sexual development",
    transition_to_adolescence="transition to adolescence",
    emotions_about_original_family="emotions about the original family",
)
REVIEW_TYPES = code_list("review", multi_agency="multi-agency review", looked_after="looked-after review")
CONCLUSIONS = code_list(
    "conclusion",
    further_intervention="further intervention is appropriate", no_further_intervention="no further intervention",
)  # fmt: skip

# --- proposals, school, team ----------------------------------------------------------------------------------
PROPOSAL_KINDS = code_list(
    "proposal",
    medicine="medicine", genetic_test="genetic test", programme="programme", refuse_service="refusal of a service",
    school_exclusion="school exclusion", school_change="change of school",
)  # fmt: skip
MEDICINE_FOR = code_list(
    "medicine for",
    attachment_difficulties="attachment difficulties",
    coexisting_condition="a coexisting condition",
)
GENETIC_TEST_FOR = code_list(
    "genetic test for", attachment_difficulties="attachment difficulties", other="something else"
)
PROPOSED_FOR = CodeList("proposed for", {**MEDICINE_FOR.words, **GENETIC_TEST_FOR.words})
REFUSAL_REASONS = code_list(
    "refusal because of",
    placement_unstable="an unstable placement", legal_status="legal status", home="where the child lives",
    ethnicity="ethnicity", disability="disability", mental_health="mental health", from_overseas="coming from overseas",
    not_clinically_indicated="no clinical need",
)  # fmt: skip
EXCLUSIONS = code_list("exclusion", fixed_term="fixed-term", permanent="permanent")
EDUCATION_SETTINGS = code_list(
    "education setting", early_years="early years", school="school", college="college", none="no setting"
)
TEAM_ROLES = code_list(
    "role",
    social_worker="social worker", key_worker="key worker", personal_adviser="personal adviser",
    school_key_person="key person in school", independent_reviewing_officer="independent reviewing officer",
    designated_teacher="designated teacher", therapist="therapist", health_visitor="health visitor", other="another role",
)  # fmt: skip
SDQ_REASONS = code_list(  # SSDA903 SDQ_REASON
    "SDQ not done because",
    SDQ1="under 4 or over 16", SDQ2="carer refused", SDQ3="severe disability", SDQ4="another reason", SDQ5="child refused",
)  # fmt: skip
