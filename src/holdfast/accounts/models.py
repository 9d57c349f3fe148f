"""Accounts, agencies, teams, and skills."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from holdfast.accounts.vocabulary import ACCOUNT_ROLES


class Agency(models.Model):
    """An organisation whose people work with children: who to ask when a child is not one's own."""

    key = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField(help_text="a code of accounts.vocabulary.AGENCIES")
    telephone = models.TextField(blank=True, default="")
    email = models.EmailField(blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of an agency: the people one manager answers for."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    name = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="team_once_in_agency"),)

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """How an account is found by what is typed at sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this e-mail address, in any case."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in. What they may see comes from their relationship to a child, never from the role alone.

    `key` is what a case file's team calls the person (`P1`); `telephone` is how the team reaches them.
    """

    key = models.TextField(unique=True)
    name = models.TextField()
    email = models.EmailField(unique=True)
    role = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="accounts")
    telephone = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    welcomed = models.DateTimeField(null=True, editable=False, help_text="when the welcome was put away")

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "key", "role"]

    class Meta:
        indexes = (models.Index(fields=("role",), name="account_role"),)

    def __str__(self) -> str:
        return self.name

    @property
    def audit_id(self) -> str:
        """What the audit log calls this account."""
        return f"account:{self.pk}"

    @property
    def audit_name(self) -> str:
        """The name a person reads in the log."""
        return self.name

    @property
    def audit_role(self) -> str:
        """The role in words."""
        return ACCOUNT_ROLES.words.get(self.role, self.role)

    @property
    def is_staff_member(self) -> bool:
        """Whether this is a professional (not a carer, not a young person)."""
        return self.role not in ("carer", "young_person")


def _until_not_before(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name=name)


class Posting(models.Model):
    """Who works in a team, or manages it, from when to when (`until` is the first day no longer)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="postings")
    team = models.ForeignKey(Team, models.CASCADE, related_name="postings")
    manages = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (_until_not_before("posting_until"),)
        indexes = (models.Index(fields=("account", "manages"), name="posting_account"),)


class Skill(models.Model):
    """What a member of staff is trained and skilled to use: a tool of appendix 1 or a programme, from when to when (1.3.5)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="skills")
    code = models.TextField(help_text="a tool's or a programme's code, or a scale's name")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (_until_not_before("skill_until"),)
        indexes = (models.Index(fields=("code",), name="skill_code"),)


class CalendarAddress(models.Model):
    """The secret address under which somebody's own calendar program reads their week; only its hash is kept, and it can be taken back."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    digest = models.TextField(unique=True, help_text="SHA-256 of the secret, in hex")
    made = models.DateTimeField(auto_now_add=True)
