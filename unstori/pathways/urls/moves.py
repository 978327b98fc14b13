"""Addresses of moves between areas."""

from django.urls import path

from unstori.pathways.views import moves as views

ABOUT = "p/<str:reference>/moving/"
ONE = f"{ABOUT}<uuid:id>/"
urlpatterns = [
    path(ABOUT, views.index, name="moves"),
    path(f"{ABOUT}begin/", views.begin, name="move_begin"),
    path(ONE, views.move, name="move"),
    path(f"{ONE}day/", views.day, name="move_day"),
    path(f"{ONE}there/", views.there, name="move_there"),
    path(f"{ONE}here/", views.here, name="move_here"),
    path(f"{ONE}arrive/", views.arrive, name="move_arrive"),
    path(f"{ONE}stay/", views.off, name="move_off"),
    path(f"{ONE}<slug:thing>/ask/", views.ask, name="move_ask"),
    path(f"{ONE}<slug:thing>/say/", views.say, name="move_say"),
    path("moves/", views.mine, name="moves_mine"),
]
