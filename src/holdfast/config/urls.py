"""Every address."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]

handler400 = "holdfast.web.views_errors.bad_request"
handler403 = "holdfast.web.views_errors.not_allowed"
handler404 = "holdfast.web.views_errors.not_found"
handler500 = "holdfast.web.views_errors.went_wrong"
