"""Findings kept for lists, people's answers to them, and the guards that somebody passed with a reason."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from holdfast.decisions import access
from holdfast.people.entries import Entry
from holdfast.people.grounds import Kind
from holdfast.people.models import Child


class KeptFinding(models.Model):
    """What one recommendation said of one child, when last worked out.

    `kinds` are the kinds of record the finding rests on: it is shown to who may read them all. `changes_on` is the next day on
    which time alone can change it; from that day it is worked out anew when read. `record_version` is the record it was made from.
    """

    record_kind: ClassVar[Kind] = access.FINDINGS
    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    recommendation = models.TextField()
    state = models.TextField()
    as_of = models.DateField()
    changes_on = models.DateField(null=True)
    record_version = models.BigIntegerField()
    edition = models.TextField()
    kinds = ArrayField(models.TextField(), default=list)
    answer = models.JSONField(default=dict, help_text="the finding as `assess --format json` prints it")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("child", "recommendation"), name="kept_finding_once"),)
        indexes = (models.Index(fields=("state", "child"), name="kept_finding_state"),)


class Answer(Entry):
    """What somebody answers to a finding: we will; not now, because…; done elsewhere; we disagree, because…"""

    record_kind = access.FINDINGS
    recommendation = models.TextField()
    kinds = ArrayField(models.TextField(), default=list)
    says = models.TextField(help_text="a code of decisions.vocabulary.ANSWERS")
    because = models.TextField(blank=True, default="")
    by_when = models.DateField(null=True, blank=True)
    state = models.TextField(help_text="the finding's state when it was answered")
    facts = models.TextField(
        help_text="a fingerprint of what the finding rested on: another one re-opens the answer"
    )
    at = models.DateTimeField(default=timezone.now)


class GuardPassed(Entry):
    """Somebody was warned while entering something, went on, and said why."""

    record_kind = access.FINDINGS
    recommendation = models.TextField()
    kinds = ArrayField(models.TextField(), default=list)
    entering = models.TextField()
    because = models.TextField()
    at = models.DateTimeField(default=timezone.now)
