"""The address of one's own first page."""

from django.urls import path

from holdfast.web.mine import views

app_name = "mine"
urlpatterns = [path("mine/", views.home, name="home")]
