"""Homes, moves, support, permanence. Homes of one child never overlap: the database sees to it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from holdfast.accounts.models import Account
from holdfast.people.entries import Entry, list_of, object_of
from holdfast.placements import access


def _listed(kind: str) -> models.Index:
    return models.Index(fields=("child", "position"), name=f"{kind}_child")


class Household(models.Model):
    """A carer household or a children's home, under the name that case files and returns use (`key`).

    No child's record by itself: who lives there and where it is stands in HouseholdDetail and in the children's homes.
    """

    key = models.TextField(unique=True)
    name = models.TextField(blank=True, default="")
    kind = models.TextField(
        blank=True, default="", help_text="foster, kinship_foster, residential, … as ng26.vocabulary.HOMES"
    )


class HouseholdDetail(Entry):
    """Where a household is, as this child's record holds it; restricted where an address must stay hidden."""

    record_kind = access.HOUSEHOLDS
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    address = models.TextField(blank=True, default="")
    postcode = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    who_else = models.TextField(blank=True, default="", help_text="who else lives there")


class HouseholdMember(models.Model):
    """A carer who signs in, and the household they belong to, from when to when."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)


class Home(list_of("care")):
    """Where the child has lived, with whom, in which care context and under which order; the one without an end is home now."""

    record_kind = access.HOMES
    why = models.TextField(blank=True, default="", help_text="the reason for the change, in words")

    class Meta(list_of("care").Meta):
        abstract = False
        indexes = (_listed("home"), models.Index(fields=("carer",), name="home_carer"))
        constraints = (
            *list_of("care").Meta.constraints,
            # As the case file has it: one home may end on the day the next begins, and a home of one day (an empty range) is valid.
            ExclusionConstraint(
                name="homes_do_not_overlap",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("start"),
                            F("end"),
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=models.Deferrable.DEFERRED,
            ),
        )


class PlacementConcern(list_of("placement_concerns")):
    """A sign of difficulty in the placement (1.1.10, 1.1.14)."""

    record_kind = access.SUPPORT
    note = models.TextField(blank=True, default="")

    class Meta(list_of("placement_concerns").Meta):
        abstract = False
        indexes = (_listed("concern"),)


class CarerSupport(list_of("carer_support")):
    """A contact to support the carers (1.1.10)."""

    record_kind = access.SUPPORT
    note = models.TextField(blank=True, default="")

    class Meta(list_of("carer_support").Meta):
        abstract = False
        indexes = (_listed("carer_support"),)


class ExtraSupport(list_of("extra_support")):
    """Extra support given to the placement (1.1.14)."""

    record_kind = access.SUPPORT
    note = models.TextField(blank=True, default="")

    class Meta(list_of("extra_support").Meta):
        abstract = False
        indexes = (_listed("extra_support"),)


class Move(list_of("moves")):
    """A move planned or made, and how the child was prepared for it (1.1.12)."""

    record_kind = access.MOVES
    to = models.TextField(blank=True, default="", help_text="where to, in words the child may read")
    why = models.TextField(blank=True, default="", help_text="why, in words the child may read")
    household = models.TextField(
        blank=True, default="", help_text="the key of the household the child is to live with"
    )
    emergency = models.BooleanField(null=True, blank=True)
    goes_along = models.TextField(blank=True, default="", help_text="what goes with the child")

    class Meta(list_of("moves").Meta):
        abstract = False
        indexes = (_listed("move"),)


class MovePart(Entry):
    """One of the six parts of preparing a move: who does it, by when, what was done; shared with the child."""

    record_kind = access.MOVES
    move = models.ForeignKey(Move, models.CASCADE, related_name="parts")
    part = models.TextField(help_text="a code of ng26.vocabulary.PREPARATIONS")
    who = models.TextField(blank=True, default="")
    by_when = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("move", "part"), name="move_part_once"),)


class MoveQuestion(Entry):
    """What somebody asked about the move, the child first of all, and what was answered."""

    record_kind = access.QUESTIONS
    move = models.ForeignKey(Move, models.CASCADE, related_name="questions")
    asked_on = models.DateField()
    question = models.TextField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.TextField(blank=True, default="")


class Permanence(object_of("permanence")):
    """The plan for permanence (1.1.8, 1.1.13, 1.1.15)."""

    record_kind = access.PERMANENCE


class Adoption(object_of("adoption")):
    """The steps of adoption (1.1.15)."""

    record_kind = access.PERMANENCE


class ChildrenInHome(object_of("children_with_attachment_difficulties_in_home")):
    """How many children with attachment difficulties live in the home, this child counted (1.1.14)."""

    record_kind = access.HOMES


class MissingEpisode(list_of("missing_episodes")):
    """A time missing from the placement, and the talk about it that is offered on return."""

    record_kind = access.HOMES
    return_interview_offered = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta(list_of("missing_episodes").Meta):
        abstract = False
        indexes = (_listed("missing"),)


class UnaccompaniedPeriod(list_of("unaccompanied_periods")):
    """A time as an unaccompanied asylum-seeking child."""

    record_kind = access.HOMES

    class Meta(list_of("unaccompanied_periods").Meta):
        abstract = False
        indexes = (_listed("unaccompanied"),)


class CarerReadiness(Entry):
    """Whether carers are ready, willing and prepared (1.1.7, 1.1.9), as talked through with them."""

    record_kind = access.SUPPORT
    on = models.DateField()
    carer = models.TextField(blank=True, default="")
    ready_for_a_loving_relationship = models.BooleanField(null=True, blank=True)
    able_to_care_longer = models.BooleanField(null=True, blank=True)
    willing_to_care_longer = models.BooleanField(null=True, blank=True)
    prepared_by_training = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True, default="")


class Respite(Entry):
    """A planned short stay away from the carers; no move."""

    record_kind = access.HOMES
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    with_whom = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="respite_end_after_start"
            ),
        )


class Visit(Entry):
    """A statutory visit: whether the child was seen, and seen alone."""

    record_kind = access.HOMES
    on = models.DateField()
    seen = models.BooleanField(null=True, blank=True)
    seen_alone = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
