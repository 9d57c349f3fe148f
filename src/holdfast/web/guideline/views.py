"""Pages of the guideline: all 62 recommendations, and one of them with its criteria and settings."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.decisions.working_out.definitions_read import settings_in_force
from holdfast.explaining.english import amount
from holdfast.explaining.explained import explained
from holdfast.ng26.guideline import EDITION, NG26, SECTIONS, URL


@login_required
def guideline(request: HttpRequest) -> HttpResponse:
    """All recommendations, in the guideline's order."""
    sections = [
        (number, title, [r for r in NG26 if r.number.rpartition(".")[0] == number])
        for number, title in SECTIONS.items()
    ]
    return render(
        request, "web/guideline/guideline.html", {"sections": sections, "edition": EDITION, "url": URL}
    )


@login_required
def recommendation(request: HttpRequest, number: str) -> HttpResponse:
    """One recommendation: when it applies, when it is met, the settings used, its source."""
    found = NG26.by_number.get(number)
    if found is None:
        raise Http404(f"NG26 has no recommendation {number}")
    said = explained(found, settings_in_force())
    settings = [
        (s.key, amount(s, value), amount(s, s.value) if value != s.value else "", s.reason)
        for s, value in said.settings
    ]
    context = {"said": said, "recommendation": found, "settings": settings, "edition": EDITION, "url": URL}
    return render(request, "web/guideline/recommendation.html", context)
