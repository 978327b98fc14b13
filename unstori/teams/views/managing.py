"""The team on one page; one of them; what is behind a number; whom nobody holds."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import look_across
from unstori.access.request import Request
from unstori.directory import queries as directory
from unstori.directory.wording import away_said
from unstori.holding import queries as holding
from unstori.teams import queries, rules
from unstori.teams.forms import ShowForm
from unstori.teams.presenters import managing as said

FIRST, ON_A_PAGE = 8, 30


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Whom nobody holds first; then each of the team, with how much they hold."""
    by = request.actor
    team, seen = queries.team_of(by), look_across(by)
    form = ShowForm(_kept(request))
    asked = form.said()
    everybody = queries.lines(by, seen)
    held, unseen = queries.nobody_holds_seen(team, seen)
    first = list(held[: FIRST + 1])
    families = list(holding.to_answer(by)[:FIRST])
    named = [*(person.pk for person in first[:FIRST]), *(row.person_id for row in families)]
    lists.shown(by=by, what="team", people=named)
    heads = said.heads()
    context = {
        "team": team,
        "form": form,
        "heads": [_("Name"), *heads.values()],
        "rows": [said.row(line) for line in rules.arranged(everybody, **asked)],
        "any": bool(everybody),
        "nobody": [said.nobody(person) for person in first[:FIRST]],
        "more": len(first) > FIRST,
        "unseen": said.not_shared(unseen),
        "families": [said.unheld(row) for row in families],
    }
    return render(request, "teams/index.html", context)


def _kept(request: Request) -> Any:
    """How the list was last wanted stays, for as long as one is signed in."""
    if {"sort", "show"} & set(request.GET):
        request.session["team"] = {key: request.GET.get(key, "") for key in ("sort", "show")}
    return request.session.get("team", {"sort": "name", "show": "all"})


@login_required
@require_safe
def nobody(request: Request) -> HttpResponse:
    """Everybody of the team whom nobody holds."""
    by = request.actor
    held, unseen = queries.nobody_holds_seen(queries.team_of(by), look_across(by))
    page = Paginator(held, ON_A_PAGE).get_page(request.GET.get("page"))
    people = list(page.object_list)
    lists.shown(by=by, what="team", people=[person.pk for person in people])
    context = {
        "page": page,
        "nobody": [said.nobody(person) for person in people],
        "unseen": said.not_shared(unseen),
    }
    return render(request, "teams/nobody.html", context)


@login_required
@require_safe
def worker(request: Request, id: UUID) -> HttpResponse:
    """One of the team: what they hold, and what a manager does for them."""
    by = request.actor
    queries.team_of(by)
    held = queries.worker_of(by, id)
    line = next(line for line in queries.lines(by, look_across(by)) if line.worker.pk == held.pk)
    numbers = [
        {"kind": kind, "words": words, "n": line.numbers[kind]} for kind, words in said.heads().items()
    ]
    away = [away_said(row) for row in directory.absences_of([held.pk])]
    context = {"worker": held, "numbers": numbers, "away": away, "is_me": held.pk == by.capacity_id}
    return render(request, "teams/worker.html", context)


@login_required
@require_safe
def behind(request: Request, id: UUID, kind: str) -> HttpResponse:
    """What one number counts: what the manager may see, and of how many people more there is."""
    by = request.actor
    if kind not in rules.COUNTED:
        raise Http404
    queries.team_of(by)
    held = queries.worker_of(by, id)
    found = queries.behind_one(by, held, kind)
    page = Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    lists.shown(by=by, what="team", people=[row.person_id for row in rows])
    context = {
        "worker": held,
        "heading": said.heads()[kind],
        "explained": said.explained(kind),
        "page": page,
        "rows": [said.behind(row) for row in rows],
        "unseen": said.not_shared(found.unseen),
    }
    return render(request, "teams/behind.html", context)
