"""While a page is made, symbols are drawn as the person that it is about reads them."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from unstori.boards import queries
from unstori.ui import symbols


class DrawInTheirSymbols:
    """Nothing is read until the page shows its first symbol, and then once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with symbols.drawn_by(_drawer(request)):
            return self.get_response(request)


def _drawer(request: HttpRequest) -> symbols.Drawer:
    read: list[dict[str, tuple[str, UUID]]] = []

    def draw(id: str) -> str:
        actor, match = getattr(request, "actor", None), request.resolver_match
        if actor is None or match is None:
            return ""
        reference = match.kwargs.get("reference", "")
        if not read:
            read.append(queries.drawings(actor, reference))
        kind, row = read[0].get(id, ("", None))
        if kind == "own":
            return reverse("boards:own_picture", args=[reference, row])
        return reverse("boards:drawing", args=[row]) if kind else ""

    return draw
