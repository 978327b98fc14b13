"""Addresses of one visit for several services."""

from django.urls import path

from unstori.pathways.views import visits as views

ABOUT = "p/<str:reference>/"
urlpatterns = [
    path(f"{ABOUT}requests/<uuid:id>/visit/", views.propose, name="visit_propose"),
    path(f"{ABOUT}visits/<uuid:id>/", views.visit, name="visit"),
    path(f"{ABOUT}visits/<uuid:id>/off/", views.off, name="visit_off"),
    path(f"{ABOUT}visits/<uuid:id>/came/", views.came, name="visit_came"),
    path("requests/visits/<uuid:id>/", views.answer, name="visit_answer"),
]
