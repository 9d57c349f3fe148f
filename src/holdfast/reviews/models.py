"""Reviews, decisions made together (1.1.4), proposals, and the team's judgements."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdfast.people.entries import Entry, list_of, object_of
from holdfast.reviews import access


class Review(list_of("reviews")):
    """A multi-agency or looked-after review and what it concluded."""

    record_kind = access.REVIEWS
    note = models.TextField(blank=True, default="")

    class Meta(list_of("reviews").Meta):
        abstract = False
        indexes = (models.Index(fields=("child", "position"), name="review_child"),)


class Proposal(list_of("proposals")):
    """What somebody wants to do next; the guideline's guards look at it before it is done."""

    record_kind = access.PROPOSALS
    note = models.TextField(blank=True, default="")

    class Meta(list_of("proposals").Meta):
        abstract = False
        indexes = (models.Index(fields=("child", "position"), name="proposal_child"),)


class Decision(Entry):
    """A decision made together: who took part and how, what the child and the carers said, what was decided, by whom, by when."""

    record_kind = access.DECISIONS
    on = models.DateField()
    question = models.TextField()
    took_part = ArrayField(models.TextField(), default=list, help_text="one line a person: name, role, how")
    childs_view = models.TextField(blank=True, default="")
    child_not_asked_because = models.TextField(blank=True, default="")
    carers_view = models.TextField(blank=True, default="")
    carers_not_asked_because = models.TextField(blank=True, default="")
    decided = models.TextField()
    who_does_it = models.TextField(blank=True, default="")
    by_when = models.DateField(null=True, blank=True)
    disagreed = models.TextField(blank=True, default="", help_text="who disagreed, and why")
    done_on = models.DateField(null=True, blank=True)


class Safeguarding(object_of("safeguarding")):
    """Whether the plan addresses safeguarding concerns."""

    record_kind = access.SAFEGUARDING


class ConcernsRemain(object_of("concerns_remain")):
    """The team's judgement after an intervention."""

    record_kind = access.REVIEWS
