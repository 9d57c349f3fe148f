"""What somebody has typed and not yet saved: theirs alone, for one child and one form, kept until it is saved or dropped.

A draft is no part of the record and is read by nothing but the form it was typed into. The database gives it to nobody else
(`people.row_security`), and to its writer only while they may see the child.
"""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.people import access
from holdfast.people.models import Child, Draft

MOST_CHARACTERS = 200_000
NOT_KEPT = ("csrfmiddlewaretoken", "password", "credential")
OF_FORM = "of_form"  # the hidden field by which forms that stand at one address are told apart


class DraftTooLong(Exception):
    """More was typed than a draft may hold: save the form in parts."""


def address_of(path: str, which: str = "") -> str:
    """What a draft goes by: the address of its form, and which one it is where several stand there."""
    return f"{path}#{which}" if which else path


def parts_of(form: str) -> tuple[str, str]:
    """The address of the page where a draft's form stands, and which of its forms it is; "" where there is but one."""
    path, _, which = form.partition("#")
    return path, which


def save(*, by: Account, child: Child | None, form: str, content: Mapping[str, Sequence[str]]) -> Draft:
    """Keep what stands in a form now, in place of what was kept before; `form` is its address, `content` its fields as sent.

    Raises access.NotAllowed where the child is not theirs to see, DraftTooLong.
    """
    if child is not None and not access.may_read(by, child.pk, access.CORE):
        raise access.NotAllowed(f"{by} may not see {child.pk}")
    kept = {
        name: [text.replace("\0", "") for text in values]
        for name, values in content.items()
        if not any(word in name for word in NOT_KEPT)
    }
    if sum(len(text) for values in kept.values() for text in values) > MOST_CHARACTERS:
        raise DraftTooLong(f"at most {MOST_CHARACTERS} characters")
    draft, _ = Draft.objects.update_or_create(
        account=by, child=child, form=form, defaults={"content": kept, "saved": timezone.now()}
    )
    return draft


def load(*, by: Account, child: Child | None, form: str) -> Draft | None:
    """What was typed into this form and not saved, or None."""
    return Draft.objects.filter(account=by, child=child, form=form).first()


def drop(*, by: Account, child: Child | None, form: str) -> None:
    """Forget it: it was saved, or is not wanted."""
    Draft.objects.filter(account=by, child=child, form=form).delete()


def begun(*, by: Account, child: Child | None = None) -> list[Draft]:
    """What this person has begun and not saved (for one child), the newest first."""
    seen = Q(child=None) | Q(child__in=access.children_visible_to(by))
    found = Draft.objects.filter(seen, account=by).select_related("child")
    return list((found.filter(child=child) if child else found).order_by("-saved"))
