"""NG26, *Children's attachment*: the edition, all 62 recommendations in order, and `findings()`."""

from collections.abc import Mapping
from typing import Any

from holdfast.engine.definitions import Guideline, Recommendation
from holdfast.engine.findings import Answer, Answers
from holdfast.ng26.facts.child import in_scope
from holdfast.ng26.recommendations.referral import PROGRAMMES_CALLED_FOR, referral
from holdfast.ng26.recommendations.section_1_1 import SECTION_1_1
from holdfast.ng26.recommendations.section_1_2 import SECTION_1_2
from holdfast.ng26.recommendations.section_1_3 import SECTION_1_3
from holdfast.ng26.recommendations.section_1_4 import SECTION_1_4
from holdfast.ng26.recommendations.section_1_5 import SECTION_1_5
from holdfast.ng26.recommendations.section_1_6 import SECTION_1_6
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE

NAME, EDITION, URL = (
    "NG26",
    "25 November 2015, minor changes May 2016",
    "https://www.nice.org.uk/guidance/ng26",
)

SECTIONS: Mapping[str, str] = {
    "1.1": "Principles of care in all contexts",
    "1.2": "Support in schools and other education settings",
    "1.3": "Assessing attachment difficulties",
    "1.4": "On the edge of care",
    "1.5": "In care, special guardianship and adoption",
    "1.6": "In residential care",
}


def _guideline() -> Guideline:
    before, after = (*SECTION_1_1, *SECTION_1_2, *SECTION_1_3), (*SECTION_1_4, *SECTION_1_5, *SECTION_1_6)
    draft = Guideline(NAME, EDITION, URL, CASE_FILE, in_scope, (*before, *after))
    waits = {number: draft.criteria(number).third for number in PROGRAMMES_CALLED_FOR}
    recommendations: tuple[Recommendation, ...] = (*before, referral(draft.by_number, waits), *after)
    return Guideline(NAME, EDITION, URL, CASE_FILE, in_scope, recommendations)


NG26 = _guideline()
_ANSWERS = Answers(NG26)


def findings(
    case: Mapping[str, Any], settings: Mapping[str, int] = DEFAULTS, notes: tuple[str, ...] = ()
) -> Answer:
    """The answer to one valid case file: a finding for each recommendation that speaks about a child, in order.

    `settings` as `ng26.settings.overridden` gives them; `notes` are said beside the whole answer.
    Source: the reading, docs/explanation/reading.md.
    """
    return _ANSWERS.of(case, settings, notes)
