"""Whom and what can be chosen: colleagues who sign in here, households known here, the child's own programmes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from holdfast.accounts.models import Account
from holdfast.accounts.vocabulary import ACCOUNT_ROLES, STAFF_ROLES
from holdfast.placements.queries import find_households, household_of, households_known
from holdfast.web.entries.parts import Part, Rights, rows, said_of
from holdfast.web.entries.saying import sentence

MOST = 300  # names in a list that a browser searches as one types
# Where a household is chosen, and where a colleague.
HOUSEHOLDS, PEOPLE = ("carer", "household"), ("person",)
# Whose names may be offered to every worker. A family's own household is offered for a child who has lived there alone.
OFFERED_TO_ALL = ("foster", "residential", "secure", "semi_independent")


class Suggested(forms.TextInput):
    """A text box that suggests: what is typed may be one of the suggestions or not. Works without a script."""

    template_name = "entries/widgets/suggested.html"

    def __init__(self, suggestions: list[str]) -> None:
        super().__init__(attrs={"class": "govuk-input--width-30", "autocomplete": "off"})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As Django's, with the suggestions and the id of their list."""
        context = super().get_context(name, value, attrs)
        list_id = f"{(attrs or {}).get('id', name)}_list"
        context["widget"] |= {"suggestions": self.suggestions, "list": list_id}
        context["widget"]["attrs"] |= {"list": list_id}
        return context


def staff_said(account: Account) -> str:
    """A colleague as the list of suggestions says them: name, role, agency."""
    role = ACCOUNT_ROLES.words.get(account.role, account.role)
    return ", ".join(filter(None, (account.name, role, account.agency.name if account.agency else "")))


def staff_suggested() -> list[str]:
    """Colleagues by name."""
    found = Account.objects.filter(is_active=True, role__in=STAFF_ROLES).select_related("agency")
    return [staff_said(account) for account in found.order_by("name", "key")[:MOST]]


@dataclass(frozen=True)
class Chosen:
    """Who was meant by what was typed: an account, or a name by itself."""

    account: Account | None
    person: str


def person_meant(typed: str) -> Chosen:
    """The colleague whose name (with role and agency, or alone), e-mail address or key this is; otherwise the name as typed.

    Raises ValidationError where several colleagues have the name.
    """
    text = typed.strip()
    name = text.split(",")[0].strip()
    found = list(
        Account.objects.filter(is_active=True, role__in=STAFF_ROLES)
        .filter(Q(name__iexact=name) | Q(email__iexact=text) | Q(key=text))
        .select_related("agency")[:20]
    )
    exact = [
        account for account in found if staff_said(account) == text or text in (account.email, account.key)
    ]
    matches = exact or (found if name == text else [])
    if len(matches) > 1:
        raise ValidationError(
            "The person: several colleagues have this name. Type their e-mail address instead", code="several"
        )
    return Chosen(matches[0], matches[0].key) if matches else Chosen(None, text)


def _household_said(key: str, name: str) -> str:
    """A household as the list of suggestions says it: its name and key."""
    return f"{name} ({key})" if name else key


def households_suggested(here: set[str]) -> list[str]:
    """Households that any worker may be offered, and those the child has lived in (`here`, their keys)."""
    found = households_known(kinds=OFFERED_TO_ALL, keys=here)[:MOST]
    return [_household_said(key, name) for key, name in found]


def households_shown(keys: list[str]) -> dict[str, str]:
    """These households as the list of suggestions says them, by key."""
    return {key: _household_said(key, name) for key, name in households_known(keys=keys)}


def household_meant(typed: str) -> str:
    """The key of the household that was typed by its name and key, its name or its key; otherwise the text as typed."""
    text = typed.strip()
    key = text.rsplit("(", 1)[1].removesuffix(")") if text.endswith(")") and "(" in text else text
    if household_of(key):
        return key
    exact = [key for key, _, whole in find_households(text) if whole]
    return exact[0] if len(exact) == 1 else text


def courses(part: Part, child: Any, what: Rights) -> list[tuple[str, str]]:
    """The child's programmes to choose from, the newest first."""
    return [(str(row.pk), sentence(part, said_of(part, row))) for row in rows(part, child, what)]
