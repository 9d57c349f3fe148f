"""Addresses of this room, under one child's."""

from django.urls import path

from holdfast.assessments.views import overview, results, small, whole

app_name = "assessments"
urlpatterns = [
    path("assessments/", overview.overview, name="overview"),
    path("assessments/begin/", whole.begin, name="begin"),
    path("assessments/declined/", whole.declined, name="declined"),
    path("assessments/results/new/", results.choose, name="choose"),
    path("assessments/results/new/<slug:instrument>/", results.new, name="new_result"),
    path("assessments/results/<uuid:row>/", results.result, name="result"),
    path("assessments/results/<uuid:row>/change/", results.change, name="change_result"),
    path("assessments/referrals/<uuid:row>/answer/", small.answer, name="answer_referral"),
    path("assessments/<slug:what>/new/", small.add, name="add"),
    path("assessments/<uuid:gathering>/", whole.gathering, name="gathering"),
    path("assessments/<uuid:gathering>/finish/", whole.finish, name="finish"),
    path("assessments/<uuid:gathering>/<slug:area>/", whole.area, name="area"),
    path("assessments/<slug:what>/<uuid:row>/", small.entry, name="small"),
]
