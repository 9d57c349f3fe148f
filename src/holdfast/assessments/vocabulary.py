"""Words of this room that neither NG26 nor the case file gives."""

from holdfast.engine.tables import code_list

REFERRAL_ANSWERS = code_list(
    "answer",
    accepted="accepted",
    waiting_list="on a waiting list",
    declined="declined",
    withdrawn="withdrawn",
    advice="advice given",
)
STILL_WAITING = ("", "waiting_list")
HEALTH_ASSESSMENTS = code_list(
    "health assessment",
    initial="initial health assessment",
    review="review health assessment",
    dental="dental check",
)
# Areas of the comprehensive assessment whose words the school does not read (access.HEALTH_AREAS).
HEALTH_AREAS = frozenset({"maltreatment_trauma", "physical_health", "coexisting_conditions"})
AREA_HINTS = {
    "personal": "How the child turns to others for comfort and safety, with whom, and what has changed.",
    "placement": "What living here is like for the child, and what the earlier homes and moves have meant.",
    "education": "Learning, friendships and trusted adults at nursery, school or college.",
    "parental_sensitivity": "How the carers notice and answer what the child needs, seen and, if you can, measured.",
    "parental_factors": "What the parents or carers bring and carry: health, alcohol and drugs, conflict, their own childhood.",
    "maltreatment_trauma": "What is known to have happened, and what still shows.",
    "physical_health": "Health, growth, development, sleep, hearing and sight.",
    "coexisting_conditions": "Mental health, conduct, and conditions such as autism or ADHD.",
}
# The condition's own NICE guideline: number and title. Where we know of none for certain, none is named.
CONDITION_GUIDELINES = {
    "antisocial_behaviour_conduct": (
        ("CG158", "Antisocial behaviour and conduct disorders in children and young people"),
    ),
    "adhd": (("NG87", "Attention deficit hyperactivity disorder"),),
    "autism": (
        ("CG128", "Autism spectrum disorder in under 19s: recognition, referral and diagnosis"),
        ("CG170", "Autism spectrum disorder in under 19s: support and management"),
    ),
    "ptsd": (("NG116", "Post-traumatic stress disorder"),),
    "social_anxiety": (("CG159", "Social anxiety disorder"),),
    "depression": (("NG134", "Depression in children and young people"),),
    "alcohol_misuse": (("CG115", "Alcohol-use disorders: harmful drinking and alcohol dependence"),),
}


def guideline_address(number: str) -> str:
    """Where NICE keeps a guideline: 'CG158' is at …/guidance/cg158."""
    return f"https://www.nice.org.uk/guidance/{number.lower()}"
