"""Programmes offered to a child and their carers, and the sessions held."""

from django.db import models

from holdfast.people.entries import list_of, object_of
from holdfast.programmes import access


class Programme(list_of("programmes")):
    """A programme offered, accepted or declined, running or ended."""

    record_kind = access.PROGRAMMES
    note = models.TextField(blank=True, default="")

    class Meta(list_of("programmes").Meta):
        abstract = False
        indexes = (models.Index(fields=("child", "position"), name="programme_child"),)


class Session(list_of("sessions")):
    """One session of a programme."""

    record_kind = access.PROGRAMMES
    course = models.ForeignKey(Programme, models.CASCADE, related_name="sessions")
    note = models.TextField(blank=True, default="")

    class Meta(list_of("sessions").Meta):
        abstract = False
        indexes = (
            models.Index(fields=("child", "position"), name="session_child"),
            models.Index(fields=("course", "position"), name="session_course"),
        )


class CarerWork(object_of("carer_work")):
    """Work with the staff of a children's home (1.6.1)."""

    record_kind = access.PROGRAMMES
