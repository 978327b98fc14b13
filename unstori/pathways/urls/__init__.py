"""Addresses of `pathways` about a person and for services; each module brings its own."""

from typing import Any

app_name = "pathways"
urlpatterns: list[Any] = []
