"""The definitions of policy, to read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.governance.forms import FindForm
from unstori.governance.presenters import definitions as said
from unstori.governance.queries import definitions as queries
from unstori.governance.views.saying import only_who_runs_it


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What is in force today."""
    only_who_runs_it(request.actor)
    form = FindForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = [said.row(one) for one in queries.in_force(clock.today()) if said.finds(one, words)]
    rows.sort(key=lambda row: str(row["title"]).casefold())
    return render(request, "governance/definitions.html", {"rows": rows, "form": form})


@login_required
@require_safe
def definition(request: Request, room: str, key: str, version: str) -> HttpResponse:
    """One version of one of them."""
    only_who_runs_it(request.actor)
    found = queries.one(room, key, int(version)) if version.isdecimal() else None
    if found is None:
        raise NotFound(reference=key, permission=Permission.SEE)
    context = {"row": said.row(found), "part": said.part(found), "found": found}
    return render(request, "governance/definition.html", context)
