"""A worker's own team: who is there, and who is on duty."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.request import Request
from unstori.directory import actions, queries


@login_required
def my_team(request: Request) -> HttpResponse:
    """Whoever presses the button is on duty from then on."""
    team = queries.team(request.actor.team_id) if request.actor.kind == "worker" else None
    if team is None:
        raise Http404
    if request.method == "POST":
        actions.go_on_duty(by=request.actor, team=team)
        messages.success(request, _("You are on duty now."))
        return redirect("directory:my_team")
    context = {"team": team, "workers": queries.workers_of(team), "mine": request.actor.capacity_id}
    return render(request, "directory/my_team.html", context)
