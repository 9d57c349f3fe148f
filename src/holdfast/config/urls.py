"""Every address."""

from django.urls import include, path

from holdfast.web import views_health

urlpatterns = [
    path("health/live", views_health.live, name="health_live"),
    path("health/ready", views_health.ready, name="health_ready"),
    path("accounts/", include("allauth.urls")),
]

handler400 = "holdfast.web.views_errors.bad_request"
handler403 = "holdfast.web.views_errors.not_allowed"
handler404 = "holdfast.web.views_errors.not_found"
handler500 = "holdfast.web.views_errors.went_wrong"
