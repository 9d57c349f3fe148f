"""Parental sensitivity and behaviour training for professional carers in residential care (NG26 1.6.2; offered in 1.6.1)."""

from dataclasses import replace

from holdfast.ng26.programmes.sensitivity_training import SENSITIVITY_TRAINING

RESIDENTIAL_SENSITIVITY_TRAINING = replace(
    SENSITIVITY_TRAINING,
    code="residential_sensitivity_training",
    described_in=("1.6.2",),
    place="children_home",
    covers=(("1.6.2", SENSITIVITY_TRAINING.covered_by("1.4.5")),),
    note="As printed, 1.6.2 has behavioural management for children aged 0–18 months, which contradicts 1.4.5; "
    "Holdfast reads it as 1.4.5 has it: not for children under 19 months.",
)
