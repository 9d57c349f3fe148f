"""Addresses of this room, under one child's."""

from django.urls import path

from holdfast.education import views

app_name = "education"
urlpatterns = [
    path("school/", views.school, name="school"),
    path("school/periods/new/", views.new_school, name="new_school"),
    path("school/periods/<uuid:row>/", views.school_period, name="school_period"),
]
