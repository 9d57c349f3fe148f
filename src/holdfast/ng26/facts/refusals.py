"""Proposals that a guard looks at: refusals, medicines, genetic tests (NG26 1.1.2, 1.1.5, 1.1.20, 1.3.6, 1.3.7)."""

from holdfast.engine.expressions import Fact
from holdfast.ng26.facts.child import DIAGNOSES, PROPOSALS, live

_kind = PROPOSALS["kind"]
_refusal = live & _kind.is_("refuse_service")
_medicine = live & _kind.is_("medicine")
_gene_test = live & _kind.is_("genetic_test")
_NOT_ON_FILE = "what is proposed is not on file"

service_refused = Fact(
    "service_refused",
    PROPOSALS.some(_refusal),
    "a service is being refused",
    "no service is being refused",
    _NOT_ON_FILE,
)
refused_for_circumstances = Fact(
    "refused_for_circumstances",
    PROPOSALS.some(
        _refusal
        & PROPOSALS["because"].is_one_of(
            "legal_status", "home", "ethnicity", "disability", "mental_health", "from_overseas"
        )
    ),
    "a service is being refused because of legal status, home, ethnicity, disability, mental health or coming from overseas",
    "no service is being refused because of the child's circumstances",
    "why a service is being refused is not known",
)
refused_for_instability = Fact(
    "refused_for_instability", PROPOSALS.some(_refusal & PROPOSALS["because"].is_("placement_unstable")),
    "a service is being refused because the placement is unstable",
    "no service is being refused because the placement is unstable", "why a service is being refused is not known",
)  # fmt: skip
medicine_proposed = Fact(
    "medicine_proposed",
    PROPOSALS.some(_medicine),
    "a medicine is proposed",
    "no medicine is proposed",
    _NOT_ON_FILE,
)
medicine_for_attachment = Fact(
    "medicine_for_attachment", PROPOSALS.some(_medicine & PROPOSALS["for"].is_("attachment_difficulties")),
    "a medicine is proposed for attachment difficulties", "no medicine is proposed for attachment difficulties",
    "what the medicine is for is not known",
)  # fmt: skip
genetic_test_proposed = Fact(
    "genetic_test_proposed", PROPOSALS.some(_gene_test),
    "a genetic test is proposed", "no genetic test is proposed", _NOT_ON_FILE,
)  # fmt: skip
genetic_test_for_attachment = Fact(
    "genetic_test_for_attachment", PROPOSALS.some(_gene_test & PROPOSALS["for"].is_("attachment_difficulties")),
    "a genetic test is proposed for attachment difficulties", "no genetic test is proposed for attachment difficulties",
    "what the genetic test is for is not known",
)  # fmt: skip
diagnosis_made = Fact(
    "diagnosis_made", DIAGNOSES.some(),
    "an attachment disorder was diagnosed", "no attachment disorder was diagnosed", "the diagnoses made are not on file",
)  # fmt: skip
diagnosis_without_criteria = Fact(
    "diagnosis_without_criteria", DIAGNOSES.some(~DIAGNOSES["criteria_met"].is_true),
    "an attachment disorder was diagnosed though the manual's criteria are not met",
    "no attachment disorder was diagnosed without the manual's criteria being met",
    "whether the manual's criteria were met is not known",
)  # fmt: skip
