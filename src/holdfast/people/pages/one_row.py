"""A page about one row: added, put right or taken out, with what was believed before under it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from holdfast.accounts.models import Account
from holdfast.people import keeping
from holdfast.people.access import visible
from holdfast.people.entries import Entry
from holdfast.people.keeping import StaleVersion
from holdfast.people.models import Child, Correction
from holdfast.people.pages.believed import believed
from holdfast.people.pages.row_form import RowForm
from holdfast.people.pages.saving import save_or_show, saved, why_taken_out

TEMPLATE = "people/form_page.html"
MISTAKE = "written by mistake"


def corrections_of(viewer: Account, row: Entry) -> list[Correction]:
    """What was believed of a row before, the newest first. Only for who may read the row itself."""
    if row.version == 1 or not visible(type(row), viewer).filter(pk=row.pk).exists():
        return []
    return list(Correction.objects.filter(row=row.pk, child=row.child_id).order_by("-version"))


def add_row(
    request: HttpRequest,
    child: Child,
    form: RowForm,
    page: Mapping[str, Any],
    *,
    model: type[Entry],
    then: str | Callable[[Any], str] = "",
    said: str = "Saved",
) -> HttpResponse:
    """A new row. `page` has heading, back and back_text; without `then` the way goes back there."""
    return save_or_show(
        request, form, TEMPLATE, page,
        save=lambda: keeping.add(
            model=model, child=child, values=form.values(), by=request.user,
            restricted=bool(form.cleaned_data.get("restricted")),
        ),
        then=then or page["back"], said=said,
    )  # fmt: skip


def row_page(
    request: HttpRequest,
    row: Any,
    form: RowForm,
    page: Mapping[str, Any],
    *,
    save: Callable[[], Any] | None = None,
    take_out: Callable[[str], None] | None = None,
    then: str = "",
) -> HttpResponse:
    """A row put right or taken out. `save` and `take_out` (given the reason) stand in for keeping's own; `then` follows a save."""
    if request.method == "POST" and "remove" in request.POST:
        why = why_taken_out(request, MISTAKE)
        try:
            (take_out or _take_out(request, row))(why)
        except StaleVersion:
            return saved(request, page["back"], "It had been taken out already")
        return saved(request, page["back"], "It was taken out")
    context = {
        "row": row,
        "takes_out": True,
        **page,
        "believed": believed(row, corrections_of(request.user, row), form),
    }
    return save_or_show(
        request,
        form,
        TEMPLATE,
        context,
        save=save or (lambda: _correct(request, row, form)),
        then=then or page["back"],
    )


def _take_out(request: HttpRequest, row: Any) -> Callable[[str], None]:
    return lambda why: keeping.remove(row=row, version=row.version, by=request.user, why=why)


def _correct(request: HttpRequest, row: Any, form: RowForm) -> Any:
    return keeping.correct(
        row=row, version=form.cleaned_data["version"] or 0, values=form.values(), by=request.user,
        restricted=form.cleaned_data.get("restricted"),
    )  # fmt: skip
