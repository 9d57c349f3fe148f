"""Words of the forms that the description of the case file does not give: titles, hints, labels of columns beside it."""

from holdfast.assessments.vocabulary import REFERRAL_ANSWERS
from holdfast.engine.tables import CodeList, FieldSpec
from holdfast.family.vocabulary import QUALITIES, SHARED_PARENTS
from holdfast.forms.words import first_up
from holdfast.ng26.vocabulary import SEXES
from holdfast.record.columns import column

TITLES = {
    "child": "Name, birth and background",
    "children_with_attachment_difficulties_in_home": "Children in the home with attachment difficulties",
    "permanence": "Plan for permanence",
    "adoption": "Steps of adoption",
    "life_story": "Life story",
    "maltreatment": "Maltreatment",
    "trauma_signs": "Signs of trauma",
    "safeguarding": "Safeguarding in the plan",
    "concerns_remain": "Concerns after an intervention",
    "education": "School",
    "carer_work": "Work with the staff of a children’s home",
}
ROOMS = {"Child's page": "About the child", "Education": "School", "Decisions": "Proposals"}
ONE = {"child": "name, birth and background"}
# Where the description says it too shortly to stand as a question of its own.
LABELS = {
    "care.home": "Kind of home",
    "care.carer": "Carer household or children’s home",
    "sessions.with": "Who was there",
    "siblings.id": "Who it is",
    "referrals.to": "Where to",
    "referrals.why": "What for",
    "referrals.answered_on": "When it was answered",
    "referrals.answer": "What they answered",
    "referrals.answer_note": "Their answer in their words",
    "care.why": "The reason for the change, in words",
    "moves.to": "Where to, in words the child may read",
    "moves.why": "Why, in words the child may read",
    "moves.household": "The household the child is to live with",
    "moves.emergency": "Whether it is an emergency",
    "moves.goes_along": "What goes with the child",
    "assessments.assessor": "Who used the tool or the scale",
    "assessments.child_not_asked_because": "Why the child was not asked",
    "assessments.carers_not_asked_because": "Why the carers were not asked",
    "missing_episodes.return_interview_offered": "When a talk about it was offered on return",
    "siblings.shares": "Which birth parents they have in common",
    "siblings.quality": "How it feels to the child",
    "assessments.childs_view": "What the child says",
    "assessments.carers_view": "What the carers say",
    "diagnoses.diagnosed_by": "Who made it",
    "diagnoses.criteria": "Which criteria, in the clinician’s words",
    "team.key_person": "This is the person the child turns to first",
    "team.handover": "How the change of person was or will be prepared",
    "siblings.name": "Name",
    "siblings.date_of_birth": "Date of birth",
    "siblings.sex": "Sex",
    "child.given_name": "Given name",
    "child.family_name": "Family name",
    "child.chosen_name": "What the child likes to be called",
    "child.pronouns": "Pronouns",
    "child.language": "Language the child speaks at home",
    ".note": "Note",
}
HINTS = {
    "care.start": "The first day in this home.",
    "care.stable": "The team’s judgement, not a count of days.",
    "care.carer": "Choose one that is known here, or type a name.",
    "care.legal_status": "The order or agreement while in this home.",
    "moves.prepared": "Tick only what has been done.",
    "moves.goes_along": "Favourite things, photographs, a pet, a phone number.",
    "team.person": "Choose a colleague who signs in here: from the first day on they see the record. Anyone else: type a name.",
    "team.handover": "A planned meeting of the old and the new person, for example.",
    "team.key_person": "NG26 asks for one constant person.",
    "assessments.tool": "The tool’s name alone. Do not copy its questions or pages here.",
    "assessments.areas": "For a comprehensive assessment: the areas it has covered.",
    "assessments.score": "For parental sensitivity or parenting quality.",
    "assessments.scale": "The name of the scale the score is on.",
    "sdq.score": "The total alone.",
    "siblings.id": "Their reference here, or a name.",
    "education.key_person": "The adult in school the child can go to.",
    "education.safe_place": "Where the child can go when it is too much.",
    "child.pronouns": "Such as she/her, he/him, they/them.",
    "children_with_attachment_difficulties_in_home.children_with_attachment_difficulties_in_home": "This child counted.",
    "programmes.carer": "The household the programme is for.",
}
UNITS = {"sessions.minutes": "minutes", "sessions.filmed_minutes": "minutes", "sdq.score": "of 40"}
CHOICES: dict[str, CodeList] = {
    "referrals.answer": REFERRAL_ANSWERS,
    "siblings.sex": SEXES,
    "siblings.shares": SHARED_PARENTS,
    "siblings.quality": QUALITIES,
}
# One line is enough for these; other text beside the case file gets a box.
ONE_LINE = {
    "given_name", "family_name", "chosen_name", "pronouns", "language", "name", "to", "diagnosed_by", "assessor", "household",
}  # fmt: skip

NOT_DONE = "We know that it was not done"
KNOWN_NONE = "We know that there is none"
NOT_KNOWN = "Not known yet"


def label(part: str, spec: FieldSpec, entry: str = "") -> str:
    """The question of one field."""
    own = LABELS.get(f"{part}.{spec.key}")
    if own:
        return own
    return f"The day of the {entry}" if spec.says == "the day" and entry else first_up(spec.says)


def more_label(part: str, name: str) -> str:
    """The question of a column beside the case file."""
    return LABELS.get(f"{part}.{name}") or LABELS.get(f".{name}") or first_up(name.replace("_", " "))


def hint(part: str, key: str) -> str:
    """A word of help, or nothing."""
    return HINTS.get(f"{part}.{key}", "")


def not_done(spec: FieldSpec) -> str:
    """How it is said that somebody looked, and it is not so."""
    return NOT_DONE if spec.kind == "day" else KNOWN_NONE


def anchor(spec: FieldSpec) -> str:
    """What a link to the question of this field ends in."""
    return f"id_{column(spec.key)}"


def one(entry: str) -> str:
    """'a home', 'an assessment', 'extra support'."""
    if entry.endswith("support"):
        return entry
    return f"{'an' if entry[:1] in 'aeiou' else 'a'} {entry}"


def room(recorded_in: str) -> str:
    """The heading under which a part stands: 'Homes: permanence' under Homes."""
    name = recorded_in.partition(":")[0]
    return ROOMS.get(name, name)
