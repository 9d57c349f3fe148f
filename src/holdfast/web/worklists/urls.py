"""Addresses of the worklists."""

from django.urls import path

from holdfast.web.worklists import views

app_name = "worklists"
urlpatterns = [
    path("week/", views.week, name="week"),
    path("children/", views.children, name="children"),
    path("caseload/", views.caseload, name="caseload"),
    path("calendar/", views.calendar_address, name="calendar_address"),
    path("calendar/<str:secret>.ics", views.calendar, name="calendar"),
]
