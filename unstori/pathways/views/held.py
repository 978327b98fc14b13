"""What I hold: today, overdue, silent, waiting; also where it fell to me and I am not around the person."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import look_across
from unstori.access.request import Request
from unstori.pathways.models import Request as Asked
from unstori.pathways.presenters import happening, held, steps, tables
from unstori.pathways.queries import happening as queries
from unstori.pathways.queries import offers
from unstori.pathways.queries import requests as asked
from unstori.pathways.rules import requests as rules
from unstori.pathways.views.happening import holding, take
from unstori.ui.saving import CSV, to_save
from unstori.ui.tables import written


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The first page of whoever holds anything: late first, then silent, then what is due, then what waits."""
    groups, total = _groups(request)
    return render(request, "pathways/held.html", {"groups": groups, "total": total})


@login_required
@require_safe
def table(request: Request) -> HttpResponse:
    """The same to take along."""
    groups, _total = _groups(request)
    return to_save(written(tables.held(groups)), "what-i-hold.csv", CSV)


def _groups(request: Request) -> tuple[list[dict[str, Any]], int]:
    if request.actor.kind != "worker":
        raise Http404
    rows = list(queries.held(request.actor))
    lists.shown(by=request.actor, what="held", people=[row.person_id for row in rows])
    times = offers.held(request.actor, [one for row in rows for one in row.requests.all()])
    turns = queries.turns_held(request.actor, rows)
    teller = happening.Teller(rows, turns, me=request.actor.capacity_id, times=times)
    seen = {
        one.person.pk for one in look_across(request.actor).open({row.person for row in rows}) if one.rights
    }
    return held.groups([(row, teller.card(row)) for row in rows], around=seen), len(rows)


def _teller(request: Request, id: UUID) -> happening.Teller:
    row = queries.held_one(request.actor, id)
    lists.shown(by=request.actor, what="held", people=[row.person_id])
    times, turns = offers.held(request.actor, row.requests.all()), queries.turns_held(request.actor, [row])
    return happening.Teller([row], turns, me=request.actor.capacity_id, times=times)


@login_required
@require_safe
def one(request: Request, id: UUID) -> HttpResponse:
    """One of them, for who holds it without being around the person: what was asked, and no more of the story."""
    teller = _teller(request, id)
    row = teller.rows[0]
    context: dict[str, Any] = {
        "page": teller.card(row), "name": held.name(row.person), "row": row, "others": teller.for_others(row),
        "turns": teller.timeline(teller.turns.get(row.pk, [])),
    }  # fmt: skip
    return render(request, "pathways/held_one.html", context)


@login_required
@require_safe
def service(request: Request, id: UUID) -> HttpResponse:
    """One service that is asked there, with what the holder can do."""
    row, teller = _asked(request, id)
    turns = teller.turns.get(row.pathway_id, [])
    whose = asked.whose(request.actor, row, None) & {rules.CIRCLE}
    context = {
        "page": teller.line(row, turns), "row": row, "name": held.name(row.person),
        "worry": teller.worry(row.pathway), "turns": teller.timeline([one for one in turns if one.request_id == row.pk]),
        "buttons": steps.buttons(row, whose, lambda step: reverse("pathways:held_step", args=[row.pk, step])),
    }  # fmt: skip
    return render(request, "pathways/held_request.html", context)


def _asked(request: Request, id: UUID) -> tuple[Asked, happening.Teller]:
    found = queries.held_request(request.actor, id)
    return found, _teller(request, found.pathway_id)


@login_required
def step(request: Request, id: UUID, step: str) -> HttpResponse:
    row, _teller = _asked(request, id)
    return take(request, row, step, opened=None, back=reverse("pathways:held_request", args=[row.pk]))


@login_required
def hand_over(request: Request, id: UUID) -> HttpResponse:
    row = queries.held_one(request.actor, id)
    return holding(request, row, "hand_over", opened=None, back=reverse("pathways:held"))


@login_required
def say_next(request: Request, id: UUID) -> HttpResponse:
    row = queries.held_one(request.actor, id)
    return holding(request, row, "next", opened=None, back=reverse("pathways:held_one", args=[row.pk]))


@login_required
def over(request: Request, id: UUID) -> HttpResponse:
    row = queries.held_one(request.actor, id)
    return holding(request, row, "over", opened=None, back=reverse("pathways:held"))
