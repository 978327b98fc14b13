"""Addresses of what is happening with what was asked for."""

from django.urls import path

from unstori.pathways.views import happening as views
from unstori.pathways.views import held

ABOUT = "p/<str:reference>/requests/"
ONE = f"{ABOUT}<uuid:id>/"
urlpatterns = [
    path(ABOUT, views.index, name="happening"),
    path(f"{ABOUT}sent/", views.sent, name="sent"),
    path(ONE, views.pathway, name="pathway"),
    path(f"{ONE}hand-over/", views.hand_over, name="hand_over"),
    path(f"{ONE}next/", views.say_next, name="say_next"),
    path(f"{ONE}end/", views.over, name="over"),
    path(f"{ONE}again/", views.again, name="again"),
    path(f"{ABOUT}service/<uuid:id>/", views.one, name="request"),
    path(f"{ABOUT}service/<uuid:id>/letter/", views.sheet, name="sheet"),
    path(f"{ABOUT}service/<uuid:id>/<slug:step>/", views.step, name="step"),
    path("i-hold/", held.index, name="held"),
    path("i-hold/table/", held.table, name="held_table"),
    path("i-hold/<uuid:id>/", held.one, name="held_one"),
    path("i-hold/<uuid:id>/hand-over/", held.hand_over, name="held_hand_over"),
    path("i-hold/<uuid:id>/next/", held.say_next, name="held_say_next"),
    path("i-hold/<uuid:id>/end/", held.over, name="held_over"),
    path("i-hold/service/<uuid:id>/", held.service, name="held_request"),
    path("i-hold/service/<uuid:id>/<slug:step>/", held.step, name="held_step"),
]
