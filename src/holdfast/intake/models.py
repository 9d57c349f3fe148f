"""One row an import: who gave what, how far it is, what it would change or has changed."""

import uuid

from django.db import models
from django.utils import timezone

from holdfast.accounts.models import Account


class ImportRun(models.Model):
    """An import from the files given to its report. No row of a child's record: references and counts alone.

    `preview` and `result` are a `taking.Tally` as JSON; `report` are lines of file, line, column, value, reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    started_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.TextField(help_text="a code of intake.vocabulary.KINDS")
    state = models.TextField(default="looking", help_text="a code of intake.vocabulary.STATES")
    started = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    files = models.JSONField(default=list, help_text="name and size of each file given")
    done = models.IntegerField(default=0)
    of = models.IntegerField(default=0)
    preview = models.JSONField(null=True)
    result = models.JSONField(null=True)
    report = models.JSONField(default=list)
    message = models.TextField(blank=True, default="", help_text="why it cannot be taken in")

    class Meta:
        indexes = (models.Index(fields=("-started",), name="import_started"),)
