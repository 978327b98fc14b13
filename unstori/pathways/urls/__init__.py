"""Addresses of `pathways` about a person and for services; each module brings its own."""

from typing import Any

from unstori.pathways.urls import moves

app_name = "pathways"
urlpatterns: list[Any] = [*moves.urlpatterns]
