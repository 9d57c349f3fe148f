"""Addresses of this room, under one child's."""

from django.urls import path

from holdfast.placements.views import carers, homes, moves, permanence, plan, small, stability

app_name = "placements"
urlpatterns = [
    path("homes/", homes.homes, name="homes"),
    path("homes/new/", homes.begin, name="new_home"),
    path("homes/household/", homes.household, name="household"),
    path("homes/household/carers/", carers.carers, name="carers"),
    path("homes/<slug:what>/new/", small.add, name="add"),
    path("homes/<slug:what>/<uuid:row>/", small.entry, name="entry"),
    path("stability/", stability.stability, name="stability"),
    path("moves/", moves.moves, name="moves"),
    path("moves/new/", moves.plan, name="plan_move"),
    path("moves/emergency/", moves.emergency, name="emergency_move"),
    path("moves/<uuid:row>/", plan.move, name="move"),
    path("moves/<uuid:row>/change/", moves.change, name="change_move"),
    path("moves/<uuid:row>/call-off/", moves.call_off, name="call_off"),
    path("moves/<uuid:row>/ask/", plan.ask, name="ask"),
    path("moves/<uuid:row>/answer/<uuid:question>/", plan.answer, name="answer"),
    path("moves/<uuid:row>/<slug:part>/", plan.part, name="part"),
    path("permanence/", permanence.permanence, name="permanence"),
]
