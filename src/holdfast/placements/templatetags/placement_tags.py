"""Entries about a placement in words: `{% load placement_tags %}`."""

from django import template

from holdfast.ng26.vocabulary import CONCERN_LEVELS, CONTACT_KINDS, EXTRA_SUPPORT_KINDS
from holdfast.placements.models import CarerReadiness, CarerSupport, ExtraSupport, PlacementConcern

register = template.Library()

READINESS = {
    "ready_for_a_loving_relationship": (
        "ready for a loving relationship",
        "not ready for a loving relationship yet",
    ),
    "able_to_care_longer": ("able to care for longer", "not able to care for longer"),
    "willing_to_care_longer": ("willing to care for longer", "not willing to care for longer"),
    "prepared_by_training": ("prepared by training", "not prepared by training yet"),
}


@register.filter
def kind_words(row: PlacementConcern | CarerSupport | ExtraSupport) -> str:
    """'serious concern', 'by telephone', 'mentoring'."""
    if isinstance(row, PlacementConcern):
        return f"{CONCERN_LEVELS.words[row.level]} concern"
    return (CONTACT_KINDS if isinstance(row, CarerSupport) else EXTRA_SUPPORT_KINDS).words[row.kind]


@register.simple_tag
def readiness_words(row: CarerReadiness) -> str:
    """What is known of the carers' readiness, the rest left out."""
    said = [
        words[0 if getattr(row, name) else 1]
        for name, words in READINESS.items()
        if getattr(row, name) is not None
    ]
    return ", ".join(said) or "talked through; nothing settled"
