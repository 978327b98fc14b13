"""Which team answers for which service; places; the wait by the service's own record."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.directory import queries as directory
from unstori.directory.queries import editing
from unstori.pathways.actions import desks as actions
from unstori.pathways.forms.desks import CloseForm, DecideForm, PlacesForm, TeamForm
from unstori.pathways.models import Desk
from unstori.pathways.presenters import desks as telling
from unstori.pathways.queries import desks as queries
from unstori.ui.trying import tried


def _check(request: Request) -> None:
    if not queries.sees(request.actor):
        raise NotFound(reference="desks", permission=Permission.SEE)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What the team answers for, what waits to be decided, and how to begin."""
    _check(request)
    by = request.actor
    desks, mine = queries.of_team(by) if by.team_id else [], queries.speaks(by)
    places, told = queries.places(desks), queries.newest(row.service for row in desks)
    words = request.GET.get("find", "").replace("\x00", "")[:200]
    context = {
        "desks": [
            telling.desk(row, places.get(row.pk, ()), told.get(row.service_id), may=row.team in mine) for row in desks
        ],
        "to_decide": [(row.pk, telling.ask(row)) for row in queries.to_decide(by)],
        "asked": [telling.ask(row) for row in queries.asked_by(by)], "may_ask": bool(mine) or editing.keeps_any(by),
        "find": words, "found": queries.found(words),
    }  # fmt: skip
    return render(request, "pathways/desks.html", context)


@login_required
def ask(request: Request, service: UUID) -> HttpResponse:
    """That a team answers for this service."""
    _check(request)
    by, found = request.actor, queries.service(service)
    if found is None:
        raise Http404
    teams = queries.speaks(by)
    if not teams and editing.edits(by, found) and found.provider and found.provider.organisation_id:
        teams = list(directory.teams().filter(organisation=found.provider.organisation_id))
    if not teams:
        raise NotFound(reference=str(service), permission=Permission.SEE)
    choices = [(str(one.pk), one.name) for one in teams]
    form = TeamForm(
        request.POST if request.method == "POST" else None, teams=choices, initial={"team": choices[0][0]}
    )
    if request.method == "POST" and form.is_valid():
        team = next(one for one in teams if str(one.pk) == form.cleaned_data["team"])
        if tried(form, lambda: actions.ask(by=by, service=found, team=team)):
            opened = queries.desk(found) is not None
            messages.success(
                request,
                _("Requests come to this team from now on.")
                if opened
                else _("Asked. The other side decides it."),
            )
            return redirect("pathways:desks")
    return _page(request, form, _("Answer for %(service)s") % {"service": found.name}, _("Answer for it"),
                 help=_("It takes the team and who keeps the entry. Who is both opens it at once."))  # fmt: skip


@login_required
def decide(request: Request, id: UUID) -> HttpResponse:
    """By the other side."""
    row = queries.one_ask(request.actor, id)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        if tried(form, lambda: actions.decide(by=request.actor, ask=row, opened=yes)):
            messages.success(request, _("Saved."))
            return redirect("pathways:desks")
    return _page(request, form, telling.ask(row), _("Save"))


@login_required
def close(request: Request, id: UUID) -> HttpResponse:
    row = queries.one_desk(request.actor, id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: actions.close(by=request.actor, desk=row))
    ):
        messages.success(request, _("No more requests come here. It can be opened again."))
        return redirect("pathways:desks")
    return _page(request, form, _("Stop answering for %(service)s") % {"service": row.service.name}, _("Stop"),
                 help=_("What has started goes on. New requests are then written as letters by who asks."))  # fmt: skip


@login_required
def places(request: Request, id: UUID) -> HttpResponse:
    """How many are free now; what was said before stays below."""
    row: Desk = queries.one_desk(request.actor, id)
    form = PlacesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        if tried(form, lambda: actions.say_places(by=request.actor, desk=row, **said)):
            messages.success(request, _("Saved, with the day."))
            return redirect("pathways:desks")
    said_before = [telling.place(one) for one in queries.history(row)]
    context = {"form": form, "row": row, "before": said_before, "back": reverse("pathways:desks")}
    return render(request, "pathways/desk_places.html", context)


def _page(request: Request, form: forms.Form, title: Any, save: Any, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "save": save, "back": reverse("pathways:desks"), **more}
    return render(request, "ui/one_form.html", context)
