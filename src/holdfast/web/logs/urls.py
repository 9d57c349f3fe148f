"""Addresses of the log's pages."""

from django.urls import path

from holdfast.web.logs import views

app_name = "logs"
urlpatterns = [
    path("child/<uuid:child>/log/", views.child_log, name="child"),
    path("child/<uuid:child>/log/list.csv", views.export, name="export"),
    path("my-activity/", views.my_activity, name="mine"),
]
