"""Every address."""

from django.urls import include, path

from holdfast.web import views_health
from holdfast.web.guideline import views as guideline

urlpatterns = [
    path("health/live", views_health.live, name="health_live"),
    path("health/ready", views_health.ready, name="health_ready"),
    path("", include("holdfast.web.door.urls")),
    path("", include("holdfast.web.search.urls")),
    path("", include("holdfast.web.logs.urls")),
    path("", include("holdfast.web.entries.urls")),
    path("", include("holdfast.web.mine.urls")),
    path("imports/", include("holdfast.web.imports.urls")),
    path("", include("holdfast.web.worklists.urls")),
    path("guideline/", guideline.guideline, name="guideline"),
    path("guideline/<str:number>/", guideline.recommendation, name="explain"),
    path("child/<uuid:child>/", include("holdfast.web.child.urls")),
    path("child/<uuid:child>/", include("holdfast.reviews.urls")),
    path("child/<uuid:child>/", include("holdfast.disclosure.urls")),
    path("child/<uuid:child>/", include("holdfast.placements.urls")),
    path("child/<uuid:child>/", include("holdfast.assessments.urls")),
    path("child/<uuid:child>/", include("holdfast.web.family_pictures.urls")),
    path("child/<uuid:child>/", include("holdfast.family.urls")),
    path("child/<uuid:child>/", include("holdfast.education.urls")),
    path("child/<uuid:child>/", include("holdfast.people.words.urls")),
    path("child/<uuid:child>/", include("holdfast.life_story.urls")),
    path("child/<uuid:child>/", include("holdfast.people.pages.urls")),
    path("child/<uuid:child>/", include("holdfast.people.names.urls")),
]

handler400 = "holdfast.web.views_errors.bad_request"
handler403 = "holdfast.web.views_errors.not_allowed"
handler404 = "holdfast.web.views_errors.not_found"
handler500 = "holdfast.web.views_errors.went_wrong"
