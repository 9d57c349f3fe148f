"""What a person sees when something is not there, not theirs, or went wrong: what happened to what they typed is said truly."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits: signed out meanwhile, or the form was open too long. What was typed is given back."""
    return render(request, "holdfast/error_form_expired.html", {"typed": given_back(request)}, status=403)


def given_back(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed under words that a person can read: a field's name is all that is left of its question."""
    return [(name.replace("-", " ").replace("_", " ").capitalize(), value) for name, value in typed(request)]


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, field by field, passwords and tokens left out."""
    secret = ("csrfmiddlewaretoken", "password", "code", "credential")
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value and not any(word in name for word in secret)
    ]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return render(request, "holdfast/error_400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "holdfast/error_403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also the answer to who may not know that there is something."""
    return render(request, "holdfast/error_404.html", status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: nothing was saved."""
    return render(request, "holdfast/error_500.html", status=500)
