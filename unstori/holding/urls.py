"""Addresses of `holding`: beside a person, and for who must answer."""

from django.urls import path

from unstori.holding.views import answering, saying

app_name = "holding"
ABOUT = "p/<str:reference>/nobody-holding/"
urlpatterns = [
    path(ABOUT, saying.index, name="index"),
    path(f"{ABOUT}say/", saying.say, name="say"),
    path(f"{ABOUT}<uuid:id>/", saying.said, name="said"),
    path(f"{ABOUT}<uuid:id>/again/", saying.again, name="again"),
    path(f"{ABOUT}<uuid:id>/back/", saying.back, name="back"),
    path("nobody-holding/", answering.asked, name="asked"),
    path("nobody-holding/<uuid:id>/", answering.answer, name="answer"),
    path("nobody-holding/<uuid:id>/pass/", answering.pass_on, name="pass_on"),
]
