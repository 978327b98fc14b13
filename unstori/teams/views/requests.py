"""A team's requests for who manages it: as the service that is asked, and as those who hold."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.request import Request
from unstori.directory import queries as directory
from unstori.pathways.models import Request as Asked
from unstori.pathways.queries import tallies
from unstori.pathways.queries.tallies import ASKED
from unstori.people.models import Capacity, Team
from unstori.teams import queries
from unstori.teams.forms.requests import RequestsForm
from unstori.teams.presenters import requests as said
from unstori.ui.paging import Bounded
from unstori.ui.saving import CSV, to_save
from unstori.ui.tables import written

ON_A_PAGE, MOST_LINES = 30, 10_000


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Numbers first, then the lines behind them."""
    team, workers, form = _asked(request)
    wanted = form.asked()
    found = tallies.numbers(request.actor, team, wanted.side)
    pages = Bounded(tallies.lines(request.actor, team, wanted), ON_A_PAGE, most=tallies.LIVE)
    page = pages.get_page(request.GET.get("page"))
    rows = list(page.object_list)
    seen = tallies.named(request.actor, rows, wanted.side)
    lists.shown(by=request.actor, what="requests", people=_named(rows, seen))
    heads, cells = said.cells(found, wanted.side)
    load_heads, loads = said.loads(found, workers, wanted.side)
    context = {
        "team": team, "form": form, "side": wanted.side, "is_asked": wanted.side == ASKED, "heads": heads,
        "cells": cells, "load_heads": load_heads, "loads": loads, "reasons": said.reasons(found), "unmet": list(found.unmet.items()),
        "counted": said.counted(found), "page": page, "rows": [said.line(row, wanted, seen) for row in rows],
        "address": request.GET.urlencode(), "most": tallies.LIVE if pages.is_more else 0,
        "must_choose": found.counted_at is not None and not (wanted.who or rows),
    }  # fmt: skip
    return render(request, "teams/requests.html", context)


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same lines as a table."""
    team, _workers, form = _asked(request)
    wanted = form.asked()
    rows = list(tallies.lines(request.actor, team, wanted)[:MOST_LINES])
    seen = tallies.named(request.actor, rows, wanted.side)
    lists.shown(by=request.actor, what="requests", people=_named(rows, seen))
    return to_save(written(said.table(rows, seen)), "requests.csv", CSV)


def _asked(request: Request) -> tuple[Team, list[Capacity], RequestsForm]:
    team = queries.team_of(request.actor)
    workers = list(directory.workers_of(team))
    people = [(str(worker.pk), worker.user.name) for worker in workers]
    return team, workers, RequestsForm(request.GET, people=people)


def _named(rows: list[Asked], seen: set[UUID]) -> set[UUID]:
    return {row.person_id for row in rows if row.pk in seen}
