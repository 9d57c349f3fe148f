"""Attachment status over time, assessments of every kind, diagnoses, conditions, referrals."""

from django.db import models

from holdfast.assessments import access
from holdfast.assessments.vocabulary import HEALTH_AREAS
from holdfast.people.entries import Entry, list_of, object_of


def _listed(kind: str) -> models.Index:
    return models.Index(fields=("child", "position"), name=f"{kind}_child")


class AttachmentStatus(list_of("attachment")):
    """Whether attachment difficulties are suspected, at risk, identified or not found; the newest counts."""

    record_kind = access.ASSESSMENT
    note = models.TextField(blank=True, default="")

    class Meta(list_of("attachment").Meta):
        abstract = False
        indexes = (_listed("attachment"),)


class Assessment(list_of("assessments")):
    """An assessment finished: comprehensive (its areas), a tool's result, or a score of sensitivity or parenting quality.

    `results` are the raw results of an instrument, as `assessments.results` checks them; empty where none were recorded.
    """

    record_kind = access.ASSESSMENT
    assessor = models.TextField(blank=True, default="", help_text="who used the tool or the scale")
    results = models.JSONField(default=dict, blank=True, editable=False)
    note = models.TextField(blank=True, default="")
    childs_view = models.TextField(blank=True, default="")
    carers_view = models.TextField(blank=True, default="")

    class Meta(list_of("assessments").Meta):
        abstract = False
        indexes = (_listed("assessment"),)


class Gathering(Entry):
    """A comprehensive assessment under way (1.3.2): opened on a day, built up area by area, finished into an Assessment."""

    record_kind = access.ASSESSMENT
    opened_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)
    assessment = models.OneToOneField(Assessment, models.SET_NULL, null=True, related_name="+")
    childs_view = models.TextField(blank=True, default="")
    child_not_asked_because = models.TextField(blank=True, default="")
    carers_view = models.TextField(blank=True, default="")
    carers_not_asked_because = models.TextField(blank=True, default="")


class Area(Entry):
    """One area of a comprehensive assessment as one person wrote it: others may read it, only its writer may change it.

    `brought_in` are facts already on record that the writer confirmed, by reference alone: what they say is read where they
    stand, by who may read it there. Of an area of health or maltreatment the words are kept in `HealthWords`.
    """

    record_kind = access.ASSESSMENT
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="areas")
    area = models.TextField(help_text="a code of ng26.vocabulary.AREAS")
    text = models.TextField(blank=True, default="")
    brought_in = models.JSONField(default=list)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("gathering", "area", "recorded_by"), name="area_once_a_writer"),
            models.CheckConstraint(
                condition=~models.Q(area__in=sorted(HEALTH_AREAS)) | models.Q(text="", brought_in=[]),
                name="area_health_words_apart",
            ),
        )


class HealthWords(Entry):
    """What was written in an area of health or maltreatment: apart from `Area`, as fewer may read it than that it was done."""

    record_kind = access.HEALTH_AREAS
    area = models.OneToOneField(Area, models.CASCADE, related_name="words")
    text = models.TextField(blank=True, default="")
    brought_in = models.JSONField(default=list)


class Diagnosis(list_of("diagnoses")):
    """A diagnosis of an attachment disorder, and whether the manual's criteria are met (1.3.6)."""

    record_kind = access.DIAGNOSES
    diagnosed_by = models.TextField(blank=True, default="")
    criteria = models.TextField(blank=True, default="", help_text="which criteria, in the clinician's words")

    class Meta(list_of("diagnoses").Meta):
        abstract = False
        indexes = (_listed("diagnosis"),)


class Condition(list_of("conditions")):
    """A coexisting condition, diagnosed or suspected, and whether its own treatment was offered (1.3.3)."""

    record_kind = access.HEALTH

    class Meta(list_of("conditions").Meta):
        abstract = False
        indexes = (_listed("condition"),)


class Referral(list_of("referrals")):
    """A referral (1.3.8), tracked to an answer."""

    record_kind = access.REFERRALS
    to = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(
        blank=True, default="", help_text="a code of assessments.vocabulary.REFERRAL_ANSWERS"
    )
    answer_note = models.TextField(blank=True, default="")

    class Meta(list_of("referrals").Meta):
        abstract = False
        indexes = (_listed("referral"),)


class Sdq(list_of("sdq")):
    """A strengths and difficulties questionnaire: its total alone; the form is licensed to others."""

    record_kind = access.SDQ_KIND

    class Meta(list_of("sdq").Meta):
        abstract = False
        indexes = (_listed("sdq"),)


class Maltreatment(object_of("maltreatment")):
    """Whether the child has been maltreated or is at risk of it."""

    record_kind = access.HEALTH


class TraumaSigns(object_of("trauma_signs")):
    """Whether the child shows signs of trauma."""

    record_kind = access.HEALTH


class HealthAssessment(Entry):
    """A statutory health assessment."""

    record_kind = access.HEALTH
    on = models.DateField()
    type = models.TextField(help_text="initial, review, dental")
    note = models.TextField(blank=True, default="")
