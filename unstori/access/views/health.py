"""For whoever watches over the service; it says nothing about anybody."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

import unstori
from unstori.access import queries
from unstori.access.queries import jobs


@never_cache
def health_of_web(request: HttpRequest) -> JsonResponse:
    """For a load balancer: 200 while this process can serve pages, however late the jobs are."""
    return _answer(_web())


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """For whoever is woken: 503 when the database is away, or when jobs that should run are late."""
    said = _web()
    if said["database"] == "ok":
        ran = jobs.ran()
        said["jobs"] = "late" if any(job.late for job in ran) else "ok"
        said["ran"] = {job.name: {"last": job.last, "late": job.late} for job in ran}
    return _answer(said)


def _web() -> dict[str, Any]:
    return {"database": "ok" if queries.database_answers() else "down", "version": unstori.__version__}


def _answer(said: dict[str, Any]) -> JsonResponse:
    late = settings.WORKER and said.get("jobs") == "late"
    return JsonResponse(said, status=503 if late or said["database"] == "down" else 200)
