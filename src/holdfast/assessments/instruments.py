"""Every instrument whose result may be recorded: what a result holds, in which units and ranges, and who says so. One table.

An instrument is recorded, never reproduced: no item, stem or manual stands here. A classification is what the coder gave;
nothing here works one out from scores. `means` is what a classification is usually read as in the case file's three words; it is
shown as a hint, and a person chooses.
"""

from dataclasses import dataclass

SECURE, INSECURE, DISORGANISED = "secure", "insecure", "disorganised"
TOOL, SENSITIVITY, QUALITY = "attachment_tool", "sensitivity", "parenting_quality"


@dataclass(frozen=True)
class Score:
    """One number of a result. `low` and `high` are the ends of its scale, both included; None where its users standardise it."""

    code: str
    name: str
    low: float | None = None
    high: float | None = None

    @property
    def scale(self) -> str:
        """'1 to 7', or nothing."""
        return f"{self.low:g} to {self.high:g}" if self.low is not None and self.high is not None else ""

    def holds(self, value: float) -> bool:
        """Whether the scale has this value."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Class:
    """One classification, under the letters or words of its manual."""

    code: str
    name: str
    means: str | None = None


@dataclass(frozen=True)
class Instrument:
    """A tool or a scale. `measures`: the types of assessment it may stand for. `main`: the score that is drawn over time.

    `alternative`: the classifications that are recorded with the best-fitting other one. `sorted_by`: who may have done it, where that
    changes its worth. `about_one`: a result is about the relationship with one carer. `source` says where ranges and classes are from.
    """

    code: str
    name: str
    source: str
    measures: tuple[str, ...] = (TOOL,)
    scores: tuple[Score, ...] = ()
    classes: tuple[Class, ...] = ()
    modifiers: tuple[Class, ...] = ()
    alternative: tuple[str, ...] = ()
    sorted_by: tuple[Class, ...] = ()
    main: str = ""
    about_one: bool = True
    note: str = ""
    licence: str = "Needs training and a certificate of reliability; the manual is its authors’. Record the result alone."

    @property
    def main_score(self) -> Score | None:
        """The score that is drawn over time."""
        return next((score for score in self.scores if score.code == self.main), None)


def _classes(means: str | None, **names: str) -> tuple[Class, ...]:
    return tuple(Class(code, name, means) for code, name in names.items())


def _scales(low: float, high: float, **names: str) -> tuple[Score, ...]:
    return tuple(Score(code, name, low, high) for code, name in names.items())


_CC = Class("CC", "cannot classify")
_D = Class("D", "disorganised", DISORGANISED)
_LETTERS = (
    Class("A", "avoidant", INSECURE),
    Class("B", "secure", SECURE),
    Class("C", "resistant or ambivalent", INSECURE),
)

TOOLS = (
    Instrument(
        "strange_situation", "Strange Situation Procedure",
        "Ainsworth and others 1978, appendix III (scale points and subgroups A to C verified in print); disorganisation: Main and "
        "Solomon 1990 (from the literature)",
        scores=(
            *_scales(1, 7, proximity="Proximity and contact seeking", maintaining="Contact maintaining", avoidance="Avoidance",
                     resistance="Resistance"),
            Score("disorganisation", "Disorganisation", 1, 9),
        ),
        classes=(
            *_classes(INSECURE, A1="avoidant", A2="avoidant"), *_classes(SECURE, B1="secure", B2="secure", B3="secure", B4="secure"),
            *_classes(INSECURE, C1="resistant", C2="resistant"), _D, _CC,
        ),
        alternative=("D",),
        note="The manual gives D above 5 on the disorganisation scale, and calls 5 borderline. The coder decides.",
    ),
    Instrument(
        "cassidy_marvin", "Cassidy–Marvin Preschool Attachment Coding System",
        "Cassidy and Marvin with the MacArthur group 1992 (from the literature)",
        scores=_scales(1, 9, security="Security", avoidance="Avoidance"),
        classes=(
            *_LETTERS, _D, Class("D-punitive", "controlling, punitive", DISORGANISED),
            Class("D-caregiving", "controlling, caregiving", DISORGANISED), Class("D-controlling", "controlling, general", DISORGANISED),
            Class("IO", "insecure, other", INSECURE),
        ),
    ),
    Instrument(
        "preschool_assessment_of_attachment", "Preschool Assessment of Attachment", "Crittenden 1992 and 2004 (from the literature)",
        classes=(
            *_classes(INSECURE, **{"A1-2": "type A", "A3": "compulsive caregiving", "A4": "compulsive compliant"}),
            *_classes(SECURE, **{f"B{n}": "type B" for n in range(1, 6)}),
            *_classes(INSECURE, **{"C1-2": "type C", "C3-4": "aggressive or feigned helpless", "C5-6": "type C"}),
            Class("A/C", "type A and C"),
        ),
        modifiers=(
            Class("depressed", "depressed"), Class("IO", "insecure, other, or disorganised"),
            Class("unresolved", "unresolved loss or trauma"),
        ),
    ),
    Instrument(
        "attachment_q_sort", "Attachment Q-sort",
        "Waters and Deane 1985; van IJzendoorn and others 2004 (verified: an observer’s sort is valid, a parent’s own is not)",
        scores=_scales(-1, 1, security="Security", dependency="Dependency"),
        sorted_by=(Class("observer", "a trained observer"), Class("parent", "the parent or carer")),
        main="security",
        note="The score is a correlation. Some studies call 0.30 or more secure: a convention of theirs, no published cut-off. "
             "A parent’s own sort was not found valid.",
        licence="Its cards circulate freely for research; they are not reproduced here. Record the result alone.",
    ),
    Instrument(
        "manchester_story_task", "Manchester Child Attachment Story Task",
        "Green, Stanley, Smith and Goldwyn 2000 (ages verified, scales from the literature)",
        scores=_scales(1, 9, coherence="Narrative coherence", disorganisation="Disorganisation"),
        classes=(*_LETTERS, _D, _CC), alternative=("D",),
        note="The manual gives D from 5 on the disorganisation scale. The coder decides.",
    ),
    Instrument(
        "macarthur_story_stem", "MacArthur Story Stem Battery",
        "Bretherton, Oppenheim and others 1990; manual of Robinson and Mantz-Simmons (from the literature)",
        scores=_scales(0, 10, coherence="Coherence"),
        note="The battery itself gives no single classification. If your team adds one, write it in the note.",
    ),
    Instrument(
        "story_stem_profile", "Story Stem Assessment Profile", "Hodges, Steele, Hillman and others 2003 and 2009 (from the literature)",
        scores=tuple(Score(code, name) for code, name in (
            ("security", "Security"), ("insecurity", "Insecurity"), ("disorganisation", "Disorganisation"),
            ("defensive_avoidance", "Defensive avoidance"))),
        note="Composites are sums or means that the coding centre standardises: write the figures as it gave them.",
    ),
    Instrument(
        "child_attachment_interview", "Child Attachment Interview",
        "Shmueli-Goetz and others 2008 (categories verified in the abstract, names of scales from the literature)",
        scores=_scales(1, 9, openness="Emotional openness", balance="Balance of positive and negative references",
                       examples="Use of examples", anger="Preoccupied anger", idealisation="Idealisation",
                       dismissal="Dismissal", conflict="Resolution of conflict", coherence="Overall coherence"),
        classes=(
            Class("secure", "secure", SECURE), *_classes(INSECURE, dismissing="dismissing", preoccupied="preoccupied"),
            Class("insecure", "insecure, where coded in two ways alone", INSECURE), Class("disorganised", "disorganised", DISORGANISED),
        ),
        note="One result for each parent or carer asked about: record them one after the other.",
    ),
    Instrument(
        "adult_attachment_interview", "Adult Attachment Interview", "Main, Goldwyn and Hesse 2003 (from the literature)",
        scores=_scales(1, 9, coherence="Coherence of transcript", loss="Unresolved loss", abuse="Unresolved abuse"),
        classes=(
            *_classes(SECURE, **{f"F{n}": "autonomous" for n in range(1, 6)}),
            *_classes(INSECURE, **{f"Ds{n}": "dismissing" for n in range(1, 5)}),
            *_classes(INSECURE, **{f"E{n}": "preoccupied" for n in range(1, 4)}),
            Class("U/d", "unresolved", DISORGANISED), _CC,
        ),
        alternative=("U/d",), about_one=False,
        note="The manual gives U/d above 5. The coder decides. The result is a state of mind, not a relationship.",
    ),
)  # fmt: skip

_BOTH = (SENSITIVITY, QUALITY)
SCALES = (
    Instrument(
        "ainsworth", "Ainsworth’s Maternal Sensitivity Scales", "Ainsworth 1969 (verified: four scales, anchors 9, 7 and 5)",
        measures=(SENSITIVITY,),
        scores=_scales(1, 9, sensitivity="Sensitivity to signals", cooperation="Cooperation", availability="Availability",
                       acceptance="Acceptance"),
        main="sensitivity", note="Described at the odd points; 9 is highly sensitive, 5 inconsistently sensitive, 1 highly insensitive.",
        licence="Its text circulates freely for research; it is not reproduced here. Record the scores alone.",
    ),
    Instrument(
        "emotional_availability", "Emotional Availability Scales (4th edition), direct scores",
        "Biringen 2008 (the scales verified, their numbers from the literature)", measures=(SENSITIVITY,),
        scores=_scales(1, 7, sensitivity="Sensitivity", structuring="Structuring", non_intrusiveness="Non-intrusiveness",
                       non_hostility="Non-hostility", responsiveness="Child’s responsiveness", involvement="Child’s involvement"),
        main="sensitivity",
    ),
    Instrument(
        "emotional_availability_zones", "Emotional Availability zones", "Biringen 2008 (from the literature)", measures=_BOTH,
        scores=(Score("zone", "Zone score", 1, 100),), main="zone",
        note="Its authors call 81 to 100 emotionally available, 61 to 80 complicated, 41 to 60 detached, 1 to 40 problematic.",
    ),
    Instrument(
        "care_index", "CARE-Index", "Crittenden 1979 to 2007 (verified that it does not assess attachment; bands from the literature)",
        measures=(SENSITIVITY,),
        scores=_scales(0, 14, sensitivity="Adult: sensitive", controlling="Adult: controlling", unresponsive="Adult: unresponsive",
                       cooperative="Child: cooperative", difficult="Child: difficult", compulsive="Child: compulsive",
                       passive="Child: passive"),
        main="sensitivity", note="The adult’s three add up to 14. Up to 15 months the infant form, to 72 months the toddler form.",
    ),
    Instrument(
        "maternal_behaviour_q_sort", "Maternal Behaviour Q-sort", "named in services (from the literature)", measures=(SENSITIVITY,),
        scores=_scales(-1, 1, sensitivity="Sensitivity"), main="sensitivity", note="The score is a correlation.",
    ),
    Instrument(
        "piccolo", "PICCOLO", "named in services (from the literature)", measures=(QUALITY,),
        scores=_scales(0, 58, total="Total"), main="total",
    ),
    Instrument(
        "local", "Another scale used here", "the service’s own: its name and ends are recorded with the score", measures=_BOTH,
        scores=(Score("score", "Score"),), main="score", licence="Record the score alone; copy no questions of a licensed scale.",
    ),
)  # fmt: skip
LOCAL = "local"
INSTRUMENTS = {instrument.code: instrument for instrument in (*TOOLS, *SCALES)}


def reading_hint(instrument: Instrument) -> str:
    """What its classifications are usually read as, in one sentence; empty where it gives none."""
    said = []
    for means in (SECURE, INSECURE, DISORGANISED):
        codes = [each.code for each in instrument.classes if each.means == means]
        if codes:
            said.append(f"{', '.join(codes)} as {means}")
    if not said:
        return "This instrument gives no such classification by itself. Leave it open unless a clinician has given one."
    other = " whatever the alternative" if instrument.alternative else ""
    return f"Usually read: {'; '.join(said)}{other}. You decide; nothing is worked out from the scores."
