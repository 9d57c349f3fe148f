"""Findings kept for lists, people's answers to them, and the guards that somebody passed with a reason."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from holdfast.decisions import access
from holdfast.people.entries import Entry
from holdfast.people.grounds import Kind
from holdfast.people.models import Child


class Kept(models.Model):
    """When a child's findings were last worked out, from which record, and until when they hold.

    `record_version` is the record they were made from; `edition` the guideline, settings and definitions (`working_out.edition`).
    `changes_on` is the next day on which time alone can change a finding: from that day they are worked out anew when read.
    `reasons`: the whole answers are there, and rows for what does not apply; else the states alone, as a whole authority's run
    leaves them.
    """

    record_kind: ClassVar[Kind] = access.FINDINGS
    child = models.OneToOneField(Child, models.CASCADE, primary_key=True, related_name="+")
    as_of = models.DateField()
    changes_on = models.DateField(null=True)
    record_version = models.BigIntegerField()
    edition = models.TextField()
    reasons = models.BooleanField(default=False)


class KeptFinding(models.Model):
    """What one recommendation said of one child, when last worked out (see Kept).

    `kinds` are the kinds of record the finding rests on: it is shown to who may read them all. `facts` is a fingerprint of
    what it rested on. `answer` holds the whole of it (`working_out.shown`), empty until somebody opens the child's findings.
    """

    record_kind: ClassVar[Kind] = access.FINDINGS
    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    recommendation = models.TextField()
    state = models.TextField()
    waits_for = ArrayField(models.TextField(), default=list)
    kinds = ArrayField(models.TextField(), default=list)
    facts = models.TextField(blank=True, default="")
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("child", "recommendation"), name="kept_finding_once"),)


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

    class Meta:
        indexes = (models.Index(fields=("child", "recommendation", "-at"), name="answer_newest"),)


class GuardPassed(Entry):
    """Somebody was warned while entering something, went on, and said why."""

    record_kind = access.FINDINGS
    recommendation = models.TextField()
    kinds = ArrayField(models.TextField(), default=list)
    entering = models.TextField()
    because = models.TextField()
    at = models.DateTimeField(default=timezone.now)
