"""Addresses of a service's own side of requests."""

from django.urls import path

from unstori.pathways.views import desks, offers
from unstori.pathways.views import service as views

urlpatterns = [
    path("requests/", views.queue, name="queue"),
    path("requests/table/", views.table, name="queue_table"),
    path("requests/offer/", offers.several, name="offer_several"),
    path("requests/desks/", desks.index, name="desks"),
    path("requests/desks/open/<uuid:service>/", desks.ask, name="desk_ask"),
    path("requests/desks/asked/<uuid:id>/", desks.decide, name="desk_decide"),
    path("requests/desks/<uuid:id>/close/", desks.close, name="desk_close"),
    path("requests/desks/<uuid:id>/places/", desks.places, name="desk_places"),
    path("requests/<uuid:id>/offers/<uuid:offer>/", offers.take_back, name="offer_back"),
    path("p/<str:reference>/requests/time/<uuid:id>/", offers.answer, name="offer"),
    path("requests/<uuid:id>/", views.one, name="asked_of_us"),
    path("requests/<uuid:id>/<slug:step>/", views.step, name="service_step"),
]
