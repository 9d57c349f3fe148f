"""The child, names and numbers, the team, and the openings to a record."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone

from holdfast.accounts.models import Account, Agency, Team
from holdfast.people import access
from holdfast.people.entries import Entry, list_of
from holdfast.people.grounds import Kind


class Child(models.Model):
    """A child or young person.

    `reference` is what case files and returns call the child. `record_version` goes up with every write to the record; `known_on`
    is the day up to which the record speaks (the `as_of` of the case file it makes). `merged_into`: the record that took this one in.
    """

    record_kind: ClassVar[Kind] = access.CORE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True)
    given_name = models.TextField(blank=True, default="")
    family_name = models.TextField(blank=True, default="")
    chosen_name = models.TextField(blank=True, default="", help_text="what the child likes to be called")
    pronouns = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="", help_text="the language the child speaks at home")
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.TextField(null=True, blank=True)
    ethnicity = models.TextField(null=True, blank=True)
    disability = models.BooleanField(null=True, blank=True)
    from_overseas = models.BooleanField(null=True, blank=True)
    unaccompanied_asylum_seeking = models.BooleanField(null=True, blank=True)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", help_text="whom to ask about this child"
    )
    known_on = models.DateField()
    record_version = models.BigIntegerField(default=1)
    version = models.IntegerField(default=1)
    stated = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    sort_name = models.TextField(
        blank=True, default="", editable=False, help_text="lower case, no accents: the order of lists"
    )

    class Meta:
        indexes = (
            models.Index(fields=("sort_name", "id"), name="child_sort"),
            models.Index(fields=("date_of_birth",), name="child_born"),
            models.Index(fields=("opened_by",), name="child_opened_by"),
            GinIndex(OpClass(Upper("sort_name"), name="gin_trgm_ops"), name="child_name_trigrams"),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What to call the child on a page: the chosen name, else the given one, else the reference."""
        first = self.chosen_name or self.given_name
        return " ".join(part for part in (first, self.family_name) if part) or f"Child {self.reference}"

    @property
    def called_short(self) -> str:
        """The first name alone."""
        return self.chosen_name or self.given_name or f"Child {self.reference}"


class OtherName(Entry):
    """Another name the child is or was known by."""

    record_kind = access.CORE
    given_name = models.TextField(blank=True, default="")
    family_name = models.TextField(blank=True, default="")
    why = models.TextField(
        blank=True, default="", help_text="for example: name at birth, name of the foster family"
    )


class Identifier(Entry):
    """An NHS number, a UPN, or a number in another system; its check digit is checked before it is kept."""

    record_kind = access.IDENTIFIERS
    scheme = models.TextField(help_text="nhs_number, upn, or the name of another system")
    value = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("child", "scheme", "value"), name="identifier_once_a_child"),
        )
        indexes = (models.Index(fields=("scheme", "value"), name="identifier_value"),)


class NotTheSame(Entry):
    """Another record that looks like this child's, and is another child's: why it is known."""

    record_kind = access.TWO_CHILDREN
    other = models.ForeignKey(Child, models.CASCADE, related_name="+")
    why = models.TextField()

    class Meta:
        verbose_name = "not the same child"


class TeamMember(list_of("team")):
    """A role in the child's team (1.1.4). With an account, it opens the record for as long as it lasts.

    `person` is what the case file calls them; `team` is the team they work in, whose manager sees the child through them.
    """

    record_kind = access.TEAM
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    key_person = models.BooleanField(default=False, help_text="the one the child turns to first")
    handover = models.TextField(
        blank=True, default="", help_text="how the change of person was or will be prepared"
    )

    class Meta(list_of("team").Meta):
        abstract = False
        indexes = (
            models.Index(fields=("account", "child"), name="team_account"),
            models.Index(fields=("team", "child"), name="team_team"),
            models.Index(fields=("child", "position"), name="team_child"),
        )


class Handover(Entry):
    """A change of person planned ahead (1.1.4): who takes over a role, from when, and how the child is prepared for it.

    A plan opens nothing: the new person sees the record once the handover has happened (`happened_on`) and their role has begun.
    """

    record_kind = access.TEAM
    member = models.ForeignKey(TeamMember, models.CASCADE, related_name="+")
    to_person = models.TextField(blank=True, default="", help_text="their name, where they have no account")
    to_account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(help_text="the day it is planned for")
    child_told_on = models.DateField(null=True, blank=True)
    met_together_on = models.DateField(null=True, blank=True)
    how = models.TextField(
        blank=True, default="", help_text="how it is prepared, and what the child says of it"
    )
    happened_on = models.DateField(null=True, blank=True)


class CarerLink(models.Model):
    """A carer who can sign in, and a child who lives with them: kept in step with the child's homes by `placements`."""

    record_kind: ClassVar[Kind] = access.TEAM
    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    household = models.TextField()
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("account", "child"), name="carer_link_account"),)


class EmergencyAccess(models.Model):
    """A record opened in an emergency by somebody with no relationship to the child: why, until when, and who looked at it after."""

    record_kind: ClassVar[Kind] = access.EMERGENCY
    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.TextField()
    opened = models.DateTimeField(default=timezone.now)
    closes = models.DateTimeField()
    reviewed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reviewed = models.DateTimeField(null=True)
    review = models.TextField(blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("account", "closes"), name="emergency_account"),)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_a_reason"),
            models.CheckConstraint(condition=Q(closes__gt=F("opened")), name="emergency_closes"),
        )


class Voice(Entry):
    """The child's own words, as they said or wrote them; `said_to` and `where` are empty for what they wrote here themselves."""

    record_kind = access.VOICE
    on = models.DateField()
    words = models.TextField()
    about = models.TextField(blank=True, default="")
    said_to = models.TextField(blank=True, default="")
    where = models.TextField(blank=True, default="")


class KnownNone(models.Model):
    """Somebody looked, and there is nothing of this list to record (`[]`); `explicit_null` where a file said `null`."""

    record_kind: ClassVar[Kind] = access.CORE
    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    list = models.TextField()
    explicit_null = models.BooleanField(default=False)
    recorded_by = models.TextField(default="")
    recorded_by_name = models.TextField(default="")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("child", "list"), name="known_none_once"),)


class Correction(models.Model):
    """What was believed before: the whole row as it was, from when to when, who put it right, and why."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    kind_code = models.TextField(help_text="the kind of record of the row: who may read it may read this")
    restricted = models.BooleanField(default=False)
    table = models.TextField()
    row = models.UUIDField()
    version = models.IntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    removed = models.BooleanField(default=False)
    believed_from = models.DateTimeField()
    believed_until = models.DateTimeField(default=timezone.now)
    by = models.TextField()
    by_name = models.TextField()
    why = models.TextField(blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=("row", "version"), name="correction_row"),
            models.Index(fields=("child",), name="correction_child"),
        )


class Draft(models.Model):
    """What somebody has typed and not yet saved: theirs alone, for one child and one form."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, null=True, blank=True, related_name="+")
    form = models.TextField(help_text="the address of the form")
    content = models.JSONField()
    saved = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account", "child", "form"), nulls_distinct=False, name="one_draft_a_form"
            ),
        )
