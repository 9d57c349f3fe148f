"""Addresses of the search, of emergency openings, and of records that may be one child's."""

from django.urls import path

from holdfast.web.search import views, views_emergency, views_merging, views_new_record

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/results/", views.results, name="results"),
    path("search/new/", views_new_record.new_record, name="new"),
    path("alike/", views_merging.alike, name="alike"),
    path("alike/<uuid:kept>/<uuid:other>/", views_merging.together, name="together"),
    path("alike/<uuid:kept>/<uuid:other>/apart/", views_merging.apart, name="apart"),
    path("emergency/", views_emergency.openings, name="openings"),
    path("emergency/<int:opening>/", views_emergency.review, name="review"),
    path("emergency/open/<str:ticket>/", views_emergency.open_record, name="emergency"),
]
