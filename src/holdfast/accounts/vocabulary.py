"""The roles and agencies of people who sign in, in their own words. A role by itself opens no record."""

from holdfast.engine.tables import code_list

AGENCIES = code_list(
    "agency",
    local_authority="local authority children's services",
    health="health service",
    school="school or college",
    fostering="fostering or adoption agency",
    residential="children's home",
    other="another agency",
)
ACCOUNT_ROLES = code_list(
    "role",
    social_worker="social worker",
    key_worker="key worker",
    personal_adviser="personal adviser",
    reviewing_officer="independent reviewing officer",
    therapist="therapist (CAMHS)",
    health_visitor="health visitor",
    designated_teacher="designated teacher",
    school_key_person="key person in school",
    virtual_school_head="virtual school head",
    residential_worker="residential worker",
    team_manager="team manager",
    service_manager="service manager",
    emergency_duty="emergency duty social worker",
    data_officer="data officer",
    researcher="researcher",
    carer="carer",
    young_person="child or young person",
)
STAFF_ROLES = tuple(code for code in ACCOUNT_ROLES if code not in ("carer", "young_person"))
MAY_OPEN_A_RECORD = ("social_worker", "team_manager", "emergency_duty", "data_officer")
MAY_OPEN_IN_AN_EMERGENCY = (
    "social_worker",
    "team_manager",
    "emergency_duty",
    "reviewing_officer",
    "therapist",
)
MAY_IMPORT = ("data_officer", "service_manager")
MAY_MANAGE_STAFF = ("service_manager",)
