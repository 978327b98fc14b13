"""For whoever watches over the service; it says nothing about anybody."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

import unstori
from unstori.access import queries


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, 503 when not."""
    answers = queries.database_answers()
    said = {"database": "ok" if answers else "down", "version": unstori.__version__}
    return JsonResponse(said, status=200 if answers else 503)
