"""Addresses under one person. Those that name nobody are in `outside`."""

from django.urls import URLPattern

app_name = "circle"
urlpatterns: list[URLPattern] = []
