"""The first page of those who run it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.governance import presenters, rules
from unstori.governance.queries import confirming


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Only what the actor's kind may do."""
    if not rules.can_run(request.actor):
        raise NotFound(reference="", permission=Permission.SEE)
    by = request.actor
    waits = (
        confirming.waiting(by).exclude(created_by__user_id=by.user_id).count() if rules.can_confirm(by) else 0
    )
    return render(request, "governance/index.html", {"groups": presenters.start.ways(by), "waits": waits})
