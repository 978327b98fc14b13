"""Addresses of those who run it. Those that name no capacity are in `arriving`."""

from django.urls import path

from unstori.governance.views import start, workers

app_name = "governance"
urlpatterns = [
    path("", start.index, name="index"),
    path("people/", workers.index, name="workers"),
    path("people/invite/", workers.invite, name="invite"),
    path("people/invited/<uuid:id>/take-back/", workers.take_back, name="take_back"),
    path("people/<uuid:id>/", workers.worker, name="worker"),
    path("people/<uuid:id>/give/", workers.give, name="give"),
    path("people/as/<uuid:id>/change/", workers.change, name="change"),
    path("people/as/<uuid:id>/end/", workers.end, name="end"),
    path("people/as/<uuid:id>/vouch/", workers.vouch, name="vouch"),
    path("people/as/<uuid:id>/sign-out/", workers.sign_out, name="sign_out"),
    path("people/as/<uuid:id>/second-step/", workers.reset, name="reset"),
]
