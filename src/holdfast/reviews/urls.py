"""Addresses of decisions made together, below a child's."""

from django.urls import path

from holdfast.reviews import views

app_name = "reviews"
urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/new/", views.new_decision, name="new_decision"),
    path("decisions/<uuid:decision>/", views.decision, name="decision"),
    path("decisions/<uuid:decision>/change/", views.change_decision, name="change_decision"),
    path("decisions/<uuid:decision>/done/", views.decision_done, name="decision_done"),
]
