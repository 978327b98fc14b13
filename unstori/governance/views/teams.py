"""Teams: named, on duty, closed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.queries import workplace as at_work
from unstori.access.request import Request
from unstori.circle.actions.working import Left
from unstori.directory import actions as directory
from unstori.directory.queries import workers_of
from unstori.governance.actions import teams as actions
from unstori.governance.forms import CloseForm, TeamForm
from unstori.governance.presenters import workers as said
from unstori.governance.queries import workers as queries
from unstori.people.models import Team
from unstori.ui.trying import tried


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Every team, who is on duty and how many work in it."""
    counted = queries.in_teams(request.actor)
    rows = [{"team": team, "number": counted.get(team.pk, 0)} for team in queries.teams(request.actor)]
    return render(request, "governance/teams.html", {"rows": rows})


@login_required
def add(request: Request) -> HttpResponse:
    """A new one, by name in both languages."""
    queries.check_administers(request.actor)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = at_work.organisation_of(request.actor)
        directory.add_team(by=request.actor, organisation=place, **form.names())
        messages.success(
            request, _("The team is there. Now give it people: open each and change their team.")
        )
        return redirect("governance:teams")
    return render(request, "governance/team_add.html", {"form": form})


@login_required
def team(request: Request, id: UUID) -> HttpResponse:
    """Its names, and who is on duty."""
    held = queries.team(request.actor, id)
    workers = list(workers_of(held))
    first = {"name_en": held.name_en, "name_cy": held.name_cy, "on_duty": str(held.on_duty_id or "")}
    form = TeamForm(request.POST or None, initial=first, workers=workers)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _save(request, held, form)):
        messages.success(request, _("It is changed."))
        return redirect("governance:teams")
    return render(request, "governance/team.html", {"form": form, "team": held, "workers": workers})


@transaction.atomic
def _save(request: Request, held: Team, form: TeamForm) -> None:
    if form.names() != {"name_en": held.name_en, "name_cy": held.name_cy}:
        directory.rename_team(by=request.actor, team=held, **form.names())
    worker = form.worker()
    if "on_duty" in form.fields and (worker.pk if worker else None) != held.on_duty_id:
        directory.put_on_duty(by=request.actor, team=held, worker=worker)


@login_required
def close(request: Request, id: UUID) -> HttpResponse:
    """For good: everybody in it goes to another team first."""
    held = queries.team(request.actor, id)
    workers = list(workers_of(held))
    others = queries.teams(request.actor).exclude(pk=held.pk)
    form = CloseForm(request.POST or None, others=others, is_empty=not workers)
    done: list[Left] = []
    sent = request.method == "POST" and (not workers or form.is_valid())
    if sent and tried(form, lambda: done.append(actions.close(
        by=request.actor, team=held, to=form.to() if workers else None
    ))):  # fmt: skip
        messages.success(request, " ".join((_("The team is closed."), said.left(done[0]))))
        return redirect("governance:teams")
    context = {"form": form, "team": held, "workers": workers, "sharing": at_work.sharing_with(held)}
    return render(request, "governance/team_close.html", context)
