"""Addresses of the child's own words, under the child's."""

from django.urls import path

from holdfast.people.words import views

app_name = "words"
urlpatterns = [
    path("words/", views.words, name="words"),
    path("words/new/", views.add, name="add"),
    path("words/<uuid:row>/", views.change, name="change"),
]
