"""Addresses of this room, under one child's."""

from django.urls import path

from holdfast.life_story import views

app_name = "life_story"
urlpatterns = [path("life-story/", views.life_story, name="life_story")]
