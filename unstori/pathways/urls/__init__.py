"""Addresses of `pathways` about a person and for services; each module brings its own."""

from typing import Any

from unstori.pathways.urls import (
    covers,
    lifespan,
    moves,
    visits,
)

app_name = "pathways"
urlpatterns: list[Any] = [
    *moves.urlpatterns,
    *covers.urlpatterns,
    *lifespan.urlpatterns,
    *visits.urlpatterns,
]
