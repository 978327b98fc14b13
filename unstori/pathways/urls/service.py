"""Addresses of a service's own side of requests."""

from django.urls import path

from unstori.pathways.views import service as views

urlpatterns = [
    path("requests/", views.queue, name="queue"),
    path("requests/<uuid:id>/", views.one, name="asked_of_us"),
    path("requests/<uuid:id>/<slug:step>/", views.step, name="service_step"),
]
