"""Addresses of `teams`."""

from django.urls import path

from unstori.teams.views import managing

app_name = "teams"
urlpatterns = [
    path("", managing.index, name="index"),
    path("nobody/", managing.nobody, name="nobody"),
    path("w/<uuid:id>/", managing.worker, name="worker"),
    path("w/<uuid:id>/<slug:kind>/", managing.behind, name="behind"),
]
