"""Addresses of short questions to services."""

from django.urls import path

from unstori.pathways.views import advising as views

ABOUT = "p/<str:reference>/requests/advice/"
urlpatterns = [
    path(ABOUT, views.index, name="advice"),
    path(f"{ABOUT}ask/", views.ask, name="advice_ask"),
    path(f"{ABOUT}<uuid:id>/back/", views.back, name="advice_back"),
    path("requests/advice/", views.team, name="advice_team"),
    path("requests/advice/<uuid:id>/", views.answer, name="advice_answer"),
]
