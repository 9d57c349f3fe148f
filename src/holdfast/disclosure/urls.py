"""The address of a copy, below a child's."""

from django.urls import path

from holdfast.disclosure import views

app_name = "disclosure"
urlpatterns = [path("copy/", views.copy, name="copy")]
