"""Addresses of `teams`."""

from django.urls import path

from unstori.teams.views import absences, handing, managing, requests, supervision

app_name = "teams"
urlpatterns = [
    path("", managing.index, name="index"),
    path("nobody/", managing.nobody, name="nobody"),
    path("requests/", requests.index, name="requests"),
    path("requests/table/", requests.export, name="requests_table"),
    path("supervision/", supervision.index, name="supervision"),
    path("supervision/<uuid:id>/", supervision.between, name="between"),
    path("supervision/<uuid:id>/write/", supervision.write, name="write"),
    path("supervision/agreed/<uuid:id>/", supervision.done, name="done"),
    path("handover/<uuid:id>/", handing.hand_over, name="hand_over"),
    path("handovers/<uuid:id>/", handing.handover, name="handover"),
    path("handovers/<uuid:id>/take-back/", handing.take_back, name="take_back"),
    path("w/<uuid:id>/", managing.worker, name="worker"),
    path("away/<uuid:id>/", absences.away, name="away"),
    path("away/<uuid:id>/today/", absences.today, name="today"),
    path("away/<uuid:id>/back/", absences.back, name="back"),
    path("w/<uuid:id>/<slug:kind>/", managing.behind, name="behind"),
]
