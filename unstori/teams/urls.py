"""Addresses of `teams`."""

from django.urls import path

from unstori.teams.views import absences, managing

app_name = "teams"
urlpatterns = [
    path("", managing.index, name="index"),
    path("nobody/", managing.nobody, name="nobody"),
    path("w/<uuid:id>/", managing.worker, name="worker"),
    path("away/<uuid:id>/", absences.away, name="away"),
    path("away/<uuid:id>/today/", absences.today, name="today"),
    path("away/<uuid:id>/back/", absences.back, name="back"),
    path("w/<uuid:id>/<slug:kind>/", managing.behind, name="behind"),
]
