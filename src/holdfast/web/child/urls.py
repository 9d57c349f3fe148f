"""Addresses of one child's pages that join several rooms."""

from django.urls import path

from holdfast.web.child import views, views_story, views_why

app_name = "child"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("story/", views_story.story, name="story"),
    path("findings/", views.findings, name="findings"),
    path("findings/<str:number>/", views_why.why, name="why"),
    path("findings/<str:number>/answer/", views_why.answer, name="answer"),
]
