"""NG26 1.3.8, which looks at what sections 1.4 to 1.6 call for, so it stands after them."""

from holdfast.engine.definitions import Advice, Recommendation, is_act_or_met
from holdfast.engine.expressions import Expr, Fact, any_of
from holdfast.ng26.facts import assessment as a
from holdfast.ng26.facts import child as c
from holdfast.ng26.vocabulary import ENSURE

PROGRAMMES_CALLED_FOR = (
    "1.4.1", "1.4.4", "1.4.7", "1.4.9", "1.4.11", "1.4.12", "1.4.13", "1.5.1", "1.5.3", "1.5.4", "1.5.8", "1.6.1",
)  # fmt: skip


def referral(by_number: dict[str, Recommendation], waits: dict[str, Expr]) -> Recommendation:
    """1.3.8 over the recommendations that call for a programme and what each of them waits for."""
    called_for = []
    for number in PROGRAMMES_CALLED_FOR:
        rule = by_number[number].rule
        assert isinstance(rule, Advice)
        called_for.append(
            Fact(
                f"called_for_{number.replace('.', '_')}", is_act_or_met(c.in_scope, rule, waits[number]),
                f"{number} is to be done or is done", f"{number} is neither to be done nor done",
            )
        )  # fmt: skip
    programme_called_for = Fact(
        "programme_called_for", any_of(*called_for),
        "a programme is called for", "no programme is called for", "whether a programme is called for is not known",
    )  # fmt: skip
    return Recommendation(
        "1.3.8", ENSURE, "health and social care professionals", "children who need a programme, and their parents or carers",
        "Refer to a service with expertise in attachment that works with other services and involves young people in training.",
        rule=Advice(applies=c.attachment_concern & a.assessed & programme_called_for, met=a.referred),
    )  # fmt: skip
