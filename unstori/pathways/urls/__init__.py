"""Addresses of `pathways` about a person and for services; each module brings its own."""

from typing import Any

from unstori.pathways.urls import (
    advising,
    asking,
    covers,
    happening,
    lifespan,
    moves,
    processes,
    service,
    visits,
)

app_name = "pathways"
urlpatterns: list[Any] = [
    *advising.urlpatterns,
    *asking.urlpatterns,
    *happening.urlpatterns,
    *moves.urlpatterns,
    *processes.urlpatterns,
    *covers.urlpatterns,
    *lifespan.urlpatterns,
    *service.urlpatterns,
    *visits.urlpatterns,
]
