"""The recommendations that say how a programme is delivered: one shape for all, read off the programme's values."""

from holdfast.engine.definitions import Advice, Note, Recommendation, of_course
from holdfast.engine.expressions import Fact
from holdfast.ng26.facts.programmes import accepted, newest_entry
from holdfast.ng26.programmes import BY_CODE
from holdfast.ng26.programmes.fidelity import rules
from holdfast.ng26.vocabulary import ENSURE, PROGRAMMES


def delivered(number: str, code: str, who: str, whom: str, summary: str) -> Recommendation:
    """The finding about how the newest entry of a programme has been delivered, once it is begun."""
    programme, course, words = BY_CODE[code], newest_entry(code), PROGRAMMES.words[code]
    parts = rules(programme, number)
    begun = Fact(
        f"{code}_begun", course.of(accepted),
        f"{words} has been begun", f"{words} has not been begun", f"whether {words} has been begun is not known",
    )  # fmt: skip
    as_specified = Fact(
        f"{code}_as_specified_{number.replace('.', '_')}", of_course(course, parts),
        f"nothing in the delivery of {words} has gone against the guideline",
        f"the delivery of {words} has gone against the guideline",
        f"not enough is recorded to judge the delivery of {words}",
    )  # fmt: skip
    notes = (Note(programme.note),) if programme.note else ()
    return Recommendation(
        number, ENSURE, who, whom, summary,
        rule=Advice(applies=begun, met=as_specified, parts=parts, course=course), notes=notes,
    )  # fmt: skip
