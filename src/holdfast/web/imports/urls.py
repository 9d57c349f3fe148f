"""Addresses of imports."""

from django.urls import path

from holdfast.web.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:run>/", views.run, name="run"),
    path("<uuid:run>/take-in", views.go_on, name="go_on"),
    path("<uuid:run>/drop", views.drop, name="drop"),
    path("<uuid:run>/report.csv", views.report, name="report"),
]
