"""Addresses of those who run it. Each thing has its own list; those that name no capacity are in `arriving`."""

from django.urls import path

from unstori.governance.views import start

app_name = "governance"
urlpatterns = [
    path("", start.index, name="index"),
]
