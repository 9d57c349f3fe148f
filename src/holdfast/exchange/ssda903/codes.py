"""The DfE's code lists of the SSDA903, each written once: what a code says, when it was in force, what it becomes.

Source: the DfE's guide to the SSDA903, as quoted in the project's brief on standards (1.3 code sets, 1.4 changes by
year, 3.4 mapping to the case file). A year is the one in which the collection ends: 2026 is 2025/26.
Ethnicity and the reasons for no SDQ stand in the guideline's vocabulary, because the case file keeps the DfE's codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from holdfast.ng26.vocabulary import ETHNICITIES, SDQ_REASONS


@dataclass(frozen=True)
class Code:
    """One code: its meaning, the case-file code it `becomes` (None: not known from this), first and last year of use."""

    meaning: str
    becomes: str | None = None
    since: int = 0
    until: int = 9999


@dataclass(frozen=True)
class DfeList:
    """One list of the DfE's guide, under the name of the column that uses it; holds every year's codes."""

    name: str
    codes: Mapping[str, Code]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def becomes(self, code: str | None) -> str | None:
        """The case file's code for this one; None if it has none or the code is not known."""
        known = self.codes.get(code or "")
        return known.becomes if known else None

    def in_force(self, code: str, year: int) -> bool:
        """Whether the guide for the collection that ends in `year` has the code."""
        known = self.codes.get(code)
        return known is not None and known.since <= year <= known.until


def _plain(name: str, meanings: Mapping[str, str]) -> DfeList:
    return DfeList(name, {code: Code(meaning) for code, meaning in meanings.items()})


def _flags(name: str) -> DfeList:
    return _plain(name, {"0": "no", "1": "yes"})


SEX = DfeList(
    "SEX",
    {
        "M": Code("male", "male", since=2025),
        "F": Code("female", "female", since=2025),
        "U": Code("not known", since=2025),
        "1": Code("male", "male", until=2024),
        "2": Code("female", "female", until=2024),
    },
)
ETHNIC = DfeList("ETHNIC", {code: Code(words, code) for code, words in ETHNICITIES.words.items()})
MOTHER = _flags("MOTHER")

RNE = _plain(
    "RNE",
    {
        "S": "started to be looked after",
        "L": "legal status changed",
        "P": "placement and carer changed",
        "T": "placement changed, same carer",
        "B": "legal status, placement and carer changed",
        "U": "legal status and placement changed, same carer",
    },
)
NEW_CARER = frozenset("SPB")
SAME_CARER = frozenset("LTU")

LS = DfeList(
    "LS",
    {
        "C1": Code("interim care order", "interim_care_order"),
        "C2": Code("full care order", "care_order"),
        "D1": Code("freeing order", "placement_order"),
        "E1": Code("placement order", "placement_order"),
        "V2": Code("single period of accommodation under section 20", "section_20"),
        "V3": Code("short breaks, recorded one by one"),
        "V4": Code("short breaks under an agreement"),
        "L1": Code("police protection", "other"),
        "L2": Code("emergency protection order", "other"),
        "L3": Code("child assessment order", "other"),
        "J1": Code("remand to local authority or youth detention accommodation", "other"),
        "J2": Code("detained under PACE", "other"),
        "J3": Code("youth rehabilitation order with residence or intensive fostering", "other"),
    },
)
SHORT_BREAKS = frozenset({"V3", "V4"})  # left out of every national figure and of "looked after" here
EMERGENCIES = frozenset({"L1", "L2"})

CIN = _plain(
    "CIN",
    {
        "N1": "abuse or neglect",
        "N2": "child's disability",
        "N3": "parental illness or disability",
        "N4": "family in acute stress",
        "N5": "family dysfunction",
        "N6": "socially unacceptable behaviour",
        "N7": "low income",
        "N8": "absent parenting",
    },
)

PLACE = DfeList(
    "PLACE",
    {
        "U1": Code("relative or friend, long term", "kinship_foster"),
        "U2": Code("relative or friend, fostering for adoption", "kinship_foster"),
        "U3": Code("relative or friend, not long term", "kinship_foster"),
        "U4": Code("other foster carer, long term", "foster"),
        "U5": Code("other foster carer, fostering for adoption", "foster"),
        "U6": Code("other foster carer, not long term", "foster"),
        "A3": Code("placed for adoption with consent, with current carer", "adoptive"),
        "A4": Code("placed for adoption with consent, not with current carer", "adoptive"),
        "A5": Code("placed for adoption under placement order, with current carer", "adoptive"),
        "A6": Code("placed for adoption under placement order, not with current carer", "adoptive"),
        "K1": Code("secure children's home", "secure"),
        "K2": Code("children's home", "residential"),
        "K3": Code("supported accommodation registered with Ofsted", "semi_independent", since=2025),
        "H5": Code(
            "semi-independent living outside the children's homes rules", "semi_independent", until=2024
        ),
        "P1": Code("placed with parents", "birth_family"),
        "P2": Code("independent living", "semi_independent", until=2024),
        "P3": Code("residential employment", "other"),
        "R1": Code("residential care home", "other"),
        "R2": Code("NHS or other nursing care", "other"),
        "R3": Code("family centre or mother and baby unit", "other"),
        "R5": Code("young offender institution", "secure"),
        "S1": Code("residential school", "residential"),
        "T0": Code("temporary, any kind", "other"),
        "T1": Code("temporary, in hospital", "other"),
        "T2": Code("temporary, on holiday", "other"),
        "T3": Code("temporary, while the carer is on holiday", "other"),
        "T4": Code("temporary, other, up to seven days", "other"),
        "Z1": Code("other placement", "other", until=2025),
        "Z11": Code("other placement, first kind", "other", since=2026),
        "Z12": Code("other placement, second kind", "other", since=2026),
        "Z13": Code("other placement, third kind", "other", since=2026),
        "Z14": Code("other placement, fourth kind", "other", since=2026),
    },
)
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})

PLACE_PROVIDER = _plain(
    "PLACE_PROVIDER",
    {
        "PR0": "parents",
        "PR1": "own provision",
        "PR2": "other authority",
        "PR3": "other public provision",
        "PR4": "private provision",
        "PR5": "voluntary provision",
    },
)

CONTINUES = "X1"  # REC: a new episode begins the same day; why is in REASON_PLACE_CHANGE
DIED = "E2"
REC = DfeList(
    "REC",
    {
        "X1": Code("a new episode begins the same day"),
        "E11": Code("adopted, unopposed", "adopted"),
        "E12": Code("adopted, consent dispensed with", "adopted"),
        "E2": Code("died", "other"),
        "E3": Code("care taken over by another UK authority", "other"),
        "E4A": Code("returned home, planned", "returned_home"),
        "E4B": Code("returned home, not planned", "returned_home"),
        "E13": Code("left to live with someone without parental responsibility", "other"),
        "E41": Code("residence or child arrangements order", "other"),
        "E43": Code("special guardianship, former foster carer", "special_guardianship", until=2018),
        "E44": Code("special guardianship, other", "special_guardianship", until=2018),
        "E45": Code(
            "special guardianship, former foster carer, relative", "special_guardianship", since=2019
        ),
        "E46": Code("special guardianship, former foster carer, other", "special_guardianship", since=2019),
        "E47": Code("special guardianship, other carer, relative", "special_guardianship", since=2019),
        "E48": Code("special guardianship, other carer, other", "special_guardianship", since=2019),
        "E5": Code("independent living with formal support", "other"),
        "E6": Code("independent living without formal support", "other"),
        "E7": Code("transferred to adult residential care", "other"),
        "E8": Code("ceased for another reason", "other"),
        "E9": Code("sentenced to custody", "other"),
        "E14": Code("remand ended", "other"),
        "E15": Code("assessed as 18 or over", "other"),
        "E16": Code("moved abroad", "other"),
        "E17": Code("aged 18, stayed with carers", "turned_18"),
    },
)
GUARDIAN_WAS_CARER = frozenset({"E43", "E45", "E46"})

REASON_PLACE_CHANGE = DfeList(
    "REASON_PLACE_CHANGE",
    {
        "CARPL": Code("to carry out the care plan", "planned_move"),
        "CLOSE": Code("provision closed or carer resigned", "other"),
        "ALLEG": Code("allegation", "other"),
        "STAND": Code("standards concern", "other"),
        "APPRR": Code("approval removed", "other"),
        "CREQB": Code(
            "carer's request because of the child's behaviour"
        ),  # a breakdown or not: only a person can say
        "CREQO": Code("carer's request, other reason", "carer_request"),
        "CHILD": Code("child's request"),  # likewise
        "LAREQ": Code("authority's request", "other"),
        "PLACE": Code("change of status of the placement only", "other"),
        "CUSTOD": Code("custody", "other", since=2019),
        "OTHER": Code("other", "other"),
    },
)

REVIEW_CODE = _plain(
    "REVIEW_CODE",
    {
        "PN0": "under 4",
        "PN1": "attends, speaks",
        "PN2": "attends, advocate speaks",
        "PN3": "attends, takes part without words",
        "PN4": "attends, does not contribute",
        "PN5": "absent, briefs an advocate",
        "PN6": "absent, sends views",
        "PN7": "absent, no views",
    },
)
MISSING = _plain("MISSING", {"M": "missing", "A": "away from placement without authorisation"})
AWAY_WITHOUT_AUTHORISATION = "A"

SDQ_REASON = DfeList("SDQ_REASON", {code: Code(words, code) for code, words in SDQ_REASONS.words.items()})
HEALTH_FLAGS = tuple(
    _flags(name)
    for name in (
        "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
    )
)  # fmt: skip

IN_TOUCH = _plain(
    "IN_TOUCH",
    {"YES": "in touch", "NO": "not in touch", "DIED": "died", "REFU": "refuses", "NREQ": "not required", "RHOM": "returned home"},
)  # fmt: skip
ACTIV = DfeList(
    "ACTIV",
    {
        "F1": Code("full time, higher education"),
        "P1": Code("part time, higher education"),
        "F2": Code("full time, other education"),
        "P2": Code("part time, other education"),
        "F3": Code("full time, training or employment", until=2021),
        "P3": Code("part time, training or employment", until=2021),
        "F4": Code("full time, apprenticeship", since=2022),
        "P4": Code("part time, apprenticeship", since=2022),
        "F5": Code("full time, training or employment", since=2022),
        "P5": Code("part time, training or employment", since=2022),
        "G4": Code("not in education, employment or training: illness or disability"),
        "G5": Code("not in education, employment or training: other"),
        "G6": Code("not in education, employment or training: pregnancy or parenting"),
        "0": Code("no information"),
    },
)


def _suitable_or_not(kinds: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {
        f"{k}{n}": f"{says}, {how}" for k, says in kinds for n, how in ((1, "suitable"), (2, "unsuitable"))
    }


ACCOM = _plain(
    "ACCOM",
    _suitable_or_not(
        zip(
            "BCDEGHKRSTUVWXYZ",
            (
                "parents or relatives", "community home", "transitional", "supported lodgings", "abroad", "deported",
                "lodgings", "not known", "none", "foyer", "independent", "emergency", "bed and breakfast", "custody",
                "other", "former foster carer",
            ),
            strict=True,
        )
    ) | {"0": "no information"},
)  # fmt: skip

FOSTER_CARE = _flags("FOSTER_CARE")
NB_ADOPTR = _plain("NB_ADOPTR", {"1": "one adopter", "2": "two adopters"})
SEX_ADOPTR = _plain(
    "SEX_ADOPTR",
    {"M1": "one man", "F1": "one woman", "MM": "two men", "FF": "two women", "MF": "a man and a woman"},
)
LS_ADOPTR = _plain(
    "LS_ADOPTR",
    {
        "L0": "single",
        "L11": "married, different gender",
        "L12": "married, same gender",
        "L2": "civil partners",
        "L3": "unmarried, different gender",
        "L4": "unmarried, same gender",
    },
)
REASON_PLACED_CEASED = _plain(
    "REASON_PLACED_CEASED",
    {"RD1": "needs changed", "RD2": "no placement order", "RD3": "no adopters found", "RD4": "other"},
)
PREV_PERM = _plain(
    "PREV_PERM",
    {"P1": "adoption", "P2": "special guardianship", "P3": "residence or child arrangements order", "P4": "not known", "Z1": "none"},
)  # fmt: skip
SOCIAL_WORKERS_SINCE = 2024  # the first collection with SWEpisodes
SW_REASON = _plain(
    "SW_REASON",
    {
        "MANAGE": "change of manager",
        "FCONTA": "first contact",
        "LEFTRL": "worker left the role",
        "ORGRST": "organisation restructured",
        "TSPROC": "standard transfer",
        "ABSENC": "worker absent",
        "CHCHAN": "child asked",
        "PCCHAN": "parent or carer asked",
        "SWDIED": "worker died",
        "OTHERS": "other",
    },
)
