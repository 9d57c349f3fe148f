"""Who works in and around Saltmarsh Council: agencies, teams and people, every role of `accounts.vocabulary` among them."""

from dataclasses import dataclass

from holdfast.accounts.vocabulary import ACCOUNT_ROLES

DOMAIN = "saltmarsh.example"

AGENCIES = (  # key, name, kind, telephone (numbers that Ofcom keeps for drama)
    ("saltmarsh", "Saltmarsh Council children's services", "local_authority", "01632 960100"),
    ("tideway", "Tideway CAMHS", "health", "01632 960300"),
    ("dunes", "Dunes Health Visiting", "health", "01632 960310"),
    ("kelp", "Kelp Primary School", "school", "01632 960200"),
    ("marram", "Marram Primary School", "school", "01632 960210"),
    ("lantern", "Lantern High School", "school", "01632 960220"),
    ("breakwater", "Breakwater College", "school", "01632 960230"),
    ("sandpiper", "Sandpiper Fostering", "fostering", "01632 960400"),
    ("rockyshore", "Rocky Shore children's home", "residential", "01632 960500"),
)
EDGE, NORTH, SOUTH, EAST, PERMANENCE, LEAVING, HARBOUR, CAMHS = (
    "Edge of Care", "Children in Care North", "Children in Care South", "Children in Care East", "Permanence",
    "Leaving Care", "Harbour", "Attachment and Trauma",
)  # fmt: skip
TEAMS = {  # team: agency
    **dict.fromkeys((EDGE, NORTH, SOUTH, EAST, PERMANENCE, LEAVING, HARBOUR), "saltmarsh"),
    CAMHS: "tideway",
}


@dataclass(frozen=True)
class Member:
    """Somebody who signs in: `team` is where they work, `manages` the team they answer for."""

    key: str
    name: str
    role: str
    agency: str | None = "saltmarsh"
    team: str | None = None
    manages: str | None = None

    @property
    def email(self) -> str:
        """A made-up address."""
        return f"{self.key.replace('_', '.')}@{DOMAIN}"


def _key(name: str) -> str:
    return name.lower().replace("’", "").replace("'", "").replace(" ", "_")


def _several(role: str, agency: str, team: str | None, *names: str) -> tuple[Member, ...]:
    return tuple(Member(_key(name), name, role, agency, team) for name in names)


def _managers() -> tuple[Member, ...]:
    names = {
        EDGE: "Grace Amponsah", NORTH: "Malcolm Bright", SOUTH: "Nia Pugh", EAST: "Harpreet Gill", PERMANENCE: "Ruth Feldman",
        LEAVING: "Callum Reid", HARBOUR: "Joy Baptiste", CAMHS: "Helen Marchetti",
    }  # fmt: skip
    return tuple(
        Member(_key(name), name, "team_manager", TEAMS[team], None, team) for team, name in names.items()
    )


STAFF: tuple[Member, ...] = (
    *_several("social_worker", "saltmarsh", EDGE, "Priya Nair", "Tom Ashdown", "Blessing Eze"),
    *_several("social_worker", "saltmarsh", NORTH, "Sam Okafor", "Lucy Hargreaves", "Imran Sheikh"),
    *_several("social_worker", "saltmarsh", SOUTH, "Sal Quinn", "Dorota Nowak", "Kwame Boateng"),
    *_several("social_worker", "saltmarsh", EAST, "Megan Price", "Rafiq Islam", "Ellie Thornton"),
    *_several("social_worker", "saltmarsh", PERMANENCE, "Fiona Laird", "Marcus Campbell"),
    *_several("social_worker", "saltmarsh", LEAVING, "Tariq Hussain", "Anna Kowalska", "Jess Whitlock"),
    *_several(
        "social_worker",
        "saltmarsh",
        HARBOUR,
        "Owen Davies",
        "Chidi Obi",
        "Sarah Linton",
        "Yasmin Farah",
        "Peter Moss",
    ),
    *_several("personal_adviser", "saltmarsh", LEAVING, "Leroy Francis", "Kate Donnelly", "Amir Rahimi"),
    *_managers(),
    *_several(
        "reviewing_officer", "saltmarsh", None, "Ira Stone", "Wendy Clarke", "Desmond Achebe", "Pauline Fox"
    ),
    *_several("emergency_duty", "saltmarsh", None, "Eddie Vale", "Shabnam Aziz"),
    *_several("service_manager", "saltmarsh", None, "Victoria Winter"),
    *_several("data_officer", "saltmarsh", None, "Dot Young"),
    *_several("researcher", "saltmarsh", None, "Rae Abbot"),
    *_several("virtual_school_head", "saltmarsh", None, "Gareth Bowen"),
    *_several("therapist", "tideway", CAMHS, "Tess Craig", "Jonas Lindqvist", "Adaeze Okoro", "Miriam Katz"),
    *_several("health_visitor", "dunes", None, "Bernadette Shaw", "Zainab Musa", "Carol Petty"),
    *_several("designated_teacher", "kelp", None, "Dee Bell"),
    *_several("designated_teacher", "marram", None, "Patrick Nolan"),
    *_several("designated_teacher", "lantern", None, "Sunita Rao"),
    *_several("designated_teacher", "breakwater", None, "Colin Marsh"),
    *_several("school_key_person", "kelp", None, "Holly Sparks"),
    *_several("school_key_person", "marram", None, "Winston Grant"),
    *_several("school_key_person", "lantern", None, "Beth Carver"),
    *_several("school_key_person", "breakwater", None, "Naveed Akhtar"),
    *_several("key_worker", "rockyshore", None, "Stacey Holt", "Emeka Nwosu"),
    *_several("residential_worker", "rockyshore", None, "Linda Frost"),
)
SKILLS = {  # the tools, scales and programmes that somebody is trained and skilled in
    "tess_craig": (
        "attachment_q_sort",
        "cassidy_marvin",
        "story_stem_profile",
        "video_feedback",
        "ainsworth",
    ),
    "jonas_lindqvist": (
        "strange_situation",
        "preschool_assessment_of_attachment",
        "child_attachment_interview",
        "parent_child_psychotherapy",
        "emotional_availability",
    ),
    "adaeze_okoro": ("manchester_story_task", "macarthur_story_stem", "trauma_focused_cbt"),
    "miriam_katz": ("adult_attachment_interview", "care_index", "child_attachment_interview"),
    "bernadette_shaw": ("care_index", "home_visiting", "video_feedback"),
    "fiona_laird": ("attachment_q_sort", "sensitivity_training"),
}
REFERRED_TO = ("Tideway CAMHS, Attachment and Trauma", "Tideway CAMHS", "Harbour Parenting Service")
REFERRED_ELSEWHERE = ("Saltmarsh School Counselling", "Tideway Community Paediatrics")
REFERRED_BECAUSE = (
    "Wary of adults and does not seek comfort when hurt.",
    "Goes to anybody at all; the carers ask for help.",
    "Hurts others when left for a moment; settled at other times.",
    "Third home in a year; sleep and eating have gone backwards.",
    "The carers want to understand what the child’s behaviour says.",
)
SCHOOLS = {  # the school of a child of these ages, by turns
    range(4, 11): ("kelp", "marram"),
    range(11, 16): ("lantern",),
    range(16, 19): ("breakwater",),
}
SCHOOL_NAMES = {key: name for key, name, kind, _ in AGENCIES if kind == "school"}


def in_role(role: str, *, team: str | None = None, agency: str | None = None) -> list[str]:
    """The keys of everybody in a role, of one team or agency where that is named."""
    return [
        m.key
        for m in STAFF
        if m.role == role and (team is None or m.team == team) and (agency is None or m.agency == agency)
    ]


NAMES = {member.key: member.name for member in STAFF}
NAMED_ROLES = {member.key: ACCOUNT_ROLES.words[member.role] for member in STAFF}
