"""The first page of those who run it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.governance import presenters, rules


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Only what the actor's kind may do."""
    if not rules.can_run(request.actor):
        raise NotFound(reference="", permission=Permission.SEE)
    return render(request, "governance/index.html", {"groups": presenters.start.ways(request.actor)})
