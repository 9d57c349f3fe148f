"""The fact that a database is the made-up authority."""

from django.db import models
from django.utils import timezone


class DemoAuthority(models.Model):
    """At most one row. While it is there, a page lets anybody sign in as anybody: no real child may be in such a database."""

    only = models.BooleanField(primary_key=True, default=True)
    name = models.TextField()
    seed = models.IntegerField()
    made_on = models.DateField(help_text="the day as of which its children were made up")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(only=True), name="one_demo_authority"),)
