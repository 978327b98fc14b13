"""Saying that somebody is away, and back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.circle.queries import on_duty_for
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory.wording import away_said
from unstori.teams import actions, queries
from unstori.teams.forms import AwayForm
from unstori.teams.presenters.absences import became
from unstori.ui.trying import attempt, pressed


@login_required
def away(request: Request, id: UUID) -> HttpResponse:
    """Of oneself, or of somebody in the team that one manages."""
    held = queries.worker_of(request.actor, id)
    form = AwayForm(request.POST or None, colleagues=queries.could_stand_in(held), team_id=held.team_id)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.be_away(by=request.actor, capacity=held, **form.said()))
        if done:
            messages.success(request, became(done))
            return redirect("teams:away", id)
    now = [{"id": row.pk, "words": away_said(row), "row": row} for row in queries.absences_of([held.pk])]
    on_duty = on_duty_for(held)
    context = {
        "worker": held,
        "mine": held.pk == request.actor.capacity_id,
        "form": form,
        "now": now,
        "today": clock.today(),
        "on_duty": on_duty if on_duty and on_duty.pk != held.pk else None,
    }
    return render(request, "teams/away.html", context)


@login_required
@require_POST
def today(request: Request, id: UUID) -> HttpResponse:
    """Not at work today: whoever is on duty stands in."""
    held, on_duty = queries.worker_of(request.actor, id), None
    taker = on_duty_for(held)
    if taker and queries.could_stand_in(held).filter(pk=taker.pk).exists():
        on_duty = taker
    day = clock.today()
    try:
        done = actions.be_away(by=request.actor, capacity=held, starts_on=day, until=day, stand_in=on_duty)
    except RuleBroken as broken:
        messages.error(request, _(broken.reason))
    else:
        messages.success(request, became(done))
    return redirect("teams:away", id)


@login_required
@require_POST
def back(request: Request, id: UUID) -> HttpResponse:
    """At work again."""
    held = queries.absence(request.actor, id)
    nobody = _("Good. Nobody stands in any more.")
    pressed(request, lambda: actions.be_back(by=request.actor, absence=held), nobody)
    return redirect("teams:away", held.capacity_id)
