"""What is known of the child's history, and what of it the child has been offered."""

from holdfast.life_story import access
from holdfast.people.entries import object_of


class LifeStory(object_of("life_story")):
    """Life story facts the guideline asks about (1.1.16, 1.1.17)."""

    record_kind = access.LIFE_STORY
