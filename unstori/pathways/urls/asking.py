"""Addresses of asking for help."""

from django.urls import path

from unstori.pathways.views import asking as views

ABOUT = "p/<str:reference>/requests/"
urlpatterns = [
    path(f"{ABOUT}ask/", views.ask, name="ask"),
    path(f"{ABOUT}<uuid:id>/also/", views.also, name="ask_also"),
    path(f"{ABOUT}<uuid:id>/send/", views.send, name="ask_send"),
    path("ask/<uuid:service>/", views.for_whom, name="ask_for_whom"),
]
