"""School: the setting, the plan, the people and place there."""

from django.db import models

from holdfast.education import access
from holdfast.people.entries import Entry, object_of


class Education(object_of("education")):
    """Education as the guideline asks about it (1.2.3 to 1.2.5)."""

    record_kind = access.SCHOOL


class SchoolPeriod(Entry):
    """A school or other setting the child attended, from when to when."""

    record_kind = access.SCHOOL
    name = models.TextField()
    setting = models.TextField(blank=True, default="")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    why_ended = models.TextField(blank=True, default="")
