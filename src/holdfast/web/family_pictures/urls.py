"""Addresses of the pictures of a child's family, under one child's."""

from django.urls import path

from holdfast.web.family_pictures import views

app_name = "family_pictures"
urlpatterns = [
    path("family/genogram/", views.genogram, name="genogram"),
    path("family/ecomap/", views.ecomap, name="ecomap"),
]
