"""Addresses of names and numbers, under one child's."""

from django.urls import path

from holdfast.people.names import views

app_name = "names"
urlpatterns = [
    path("names/", views.names, name="names"),
    path("names/change/", views.change, name="change"),
    path("names/called/", views.called, name="called"),
    path("names/other/", views.add_other, name="add_other"),
    path("names/other/<uuid:row>/", views.other, name="other"),
    path("numbers/", views.all_numbers, name="numbers"),
    path("numbers/add/", views.add_number, name="add_number"),
    path("numbers/<uuid:row>/", views.number, name="number"),
]
