"""People of one child's family and network, how they are related, and contact."""

from django.db import models

from holdfast.family import access
from holdfast.people.entries import Entry, list_of


class Sibling(list_of("siblings")):
    """A brother or sister (1.1.13). `sibling` links to their own record where they have one; seeing this does not open that.

    `person`: the same brother or sister among the people of the family, where they are told of there too.
    `shares`: which birth parents the two have in common; `quality`: how it feels to the child. Both empty while not known.
    """

    record_kind = access.SIBLINGS
    name = models.TextField(blank=True, default="")
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.TextField(null=True, blank=True)
    shares = models.TextField(blank=True, default="", help_text="a code of family.vocabulary.SHARED_PARENTS")
    quality = models.TextField(blank=True, default="", help_text="a code of family.vocabulary.QUALITIES")
    sibling = models.ForeignKey("people.Child", models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey("family.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(list_of("siblings").Meta):
        abstract = False
        indexes = (models.Index(fields=("child", "position"), name="sibling_child"),)


class Person(Entry):
    """Somebody who matters to this child: a parent, a carer, a grandparent, a friend's family. Told for this child alone."""

    record_kind = access.FAMILY
    name = models.TextField()
    born = models.DateField(null=True, blank=True)
    died = models.DateField(null=True, blank=True)
    sex = models.TextField(null=True, blank=True)
    note = models.TextField(blank=True, default="")


class Reach(Entry):
    """How somebody is reached, and where they live: a row of its own, so that an address can be hidden and the person not."""

    record_kind = access.FAMILY
    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    telephone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    address = models.TextField(blank=True, default="")


class Relationship(Entry):
    """How two people are related, from when to when. No default: `type` is always said.

    `person` is the `type` of `to_person`, who is the child where it is empty. `quality` says how it feels to the child (for the
    ecomap), `parental_responsibility` is three-valued; both are asked of relationships to the child alone.
    """

    record_kind = access.FAMILY
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to_person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    type = models.TextField(help_text="a code of family.vocabulary.RELATIONSHIPS")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    parental_responsibility = models.BooleanField(null=True, blank=True)
    quality = models.TextField(blank=True, default="", help_text="a code of family.vocabulary.QUALITIES")
    note = models.TextField(blank=True, default="")


class ContactArrangement(Entry):
    """How the child keeps in touch with somebody: how, how often, supervised or not, and what the child says of it."""

    record_kind = access.CONTACT
    with_whom = models.TextField()
    how = models.TextField(help_text="a code of family.vocabulary.CONTACT_WAYS")
    how_often = models.TextField(blank=True, default="")
    supervised = models.BooleanField(null=True, blank=True)
    ordered_by_court = models.BooleanField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    childs_view = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
