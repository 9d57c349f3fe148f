"""The log. One row an event, chained by hash within its chain; the database refuses to change or delete one."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class AuditEntry(models.Model):
    """One look or change. The actor is kept as text, so that the log stands by itself.

    `chain` is the child (`child:<id>`) where the event is about one child, else the actor (`account:<id>`); `number`,
    `previous` and `hash` are written by the database (SHA-256 over the row and the hash before it), never by Python.
    """

    chain = models.TextField()
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    actor = models.TextField(help_text="the account's id, or what acted (command line, background work)")
    actor_name = models.TextField()
    actor_role = models.TextField(blank=True, default="")
    did = models.TextField(help_text="a code of audit.vocabulary.DID")
    children = ArrayField(models.UUIDField(), default=list)
    about = models.TextField(blank=True, default="", help_text="the room's table and the row's id")
    detail = models.JSONField(default=dict)
    previous = models.BinaryField(null=True)
    hash = models.BinaryField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="audit_number_in_chain"),)
        indexes = (
            GinIndex(fields=("children",), name="audit_children"),
            models.Index(fields=("actor", "-id"), name="audit_actor"),
        )


class ChainHead(models.Model):
    """Where a chain ends: its last number and hash. A log cut short at the end no longer reaches it."""

    chain = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.BinaryField()
