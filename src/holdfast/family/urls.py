"""Addresses of this room, under one child's."""

from django.urls import path

from holdfast.family.views import family, people, small

app_name = "family"
urlpatterns = [
    path("family/", family.family, name="family"),
    path("family/people/new/", people.new_person, name="new_person"),
    path("family/people/<uuid:row>/", people.person, name="person"),
    path("family/people/<uuid:row>/change/", people.change_person, name="change_person"),
    path("family/people/<uuid:row>/reach/", people.reach, name="reach"),
    path("family/people/<uuid:row>/related/", people.new_relationship, name="new_relationship"),
    path("family/relationships/<uuid:row>/", people.relationship, name="relationship"),
    path("family/siblings/new/", small.new_sibling, name="new_sibling"),
    path("family/siblings/none/", family.no_siblings, name="no_siblings"),
    path("family/siblings/<uuid:row>/", small.sibling, name="sibling"),
    path("family/contact/new/", small.new_contact, name="new_contact"),
    path("family/contact/<uuid:row>/", small.contact, name="contact"),
]
