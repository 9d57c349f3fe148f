"""What others may read of the life story."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings as django_settings

from holdfast.accounts.models import Account
from holdfast.education.queries import months_after
from holdfast.family.queries import people_of
from holdfast.life_story.models import LifeStory
from holdfast.ng26.settings import overridden
from holdfast.people.access import visible
from holdfast.people.registry import objects
from holdfast.placements.queries import homes_of


def life_story_of(viewer: Account, child: UUID) -> LifeStory | None:
    """What is recorded, where the viewer may read it."""
    return visible(LifeStory, viewer).filter(child=child).first()


def work_with_staff_of(viewer: Account, child: UUID) -> Any:
    """The work with the staff of a children's home, read through the register: programmes are kept in a room beside this one."""
    return visible(objects()["carer_work"], viewer).filter(child=child).first()


def named_elsewhere(viewer: Account, child: UUID) -> tuple[int, int]:
    """How many people the family's page and how many homes the record names to this viewer: somewhere to begin from."""
    return len(people_of(viewer, child)), len(homes_of(viewer, child))


def offered_again_by(offered: date | None) -> tuple[date | None, int]:
    """By when information is to be offered again, and after how many months, by the settings in force."""
    numbers, _ = overridden(getattr(django_settings, "GUIDELINE_SETTINGS", {}))
    months = numbers["life_story_months"]
    return (months_after(offered, months) if offered else None), months
