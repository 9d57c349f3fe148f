"""Addresses of this room, under one child's."""

from django.urls import path

from holdfast.people.pages import team

app_name = "people"
urlpatterns = [
    path("team/", team.team, name="team"),
    path("team/own-account/", team.own_account, name="own_account"),
    path("team/<uuid:row>/hand-over/", team.hand_over, name="hand_over"),
    path("team/<uuid:row>/handed-over/", team.handed_over, name="handed_over"),
    path("team/<uuid:row>/key-person/", team.key_person, name="key_person"),
]
