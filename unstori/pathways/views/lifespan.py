"""A life as a line, and what changes on a day."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.pathways.actions import opening_transitions as actions
from unstori.pathways.presenters import lifespan as telling
from unstori.pathways.presenters import waysback as ways
from unstori.pathways.queries import lifespan as queries
from unstori.pathways.queries import waysback


def _open(request: Request, reference: str) -> Opened:
    """Only who may know how old somebody is."""
    opened = open_person(request.actor, reference, section=queries.SECTION, what="lifespan")
    return opened


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """Stages past and coming."""
    opened = _open(request, reference)
    stages = queries.stages_of(opened)
    back = [ways.line(opened, row) for row in waysback.ways_of(opened)]
    context = {
        "opened": opened, "page": telling.page(opened, stages) if stages else None,
        "back": [one for one in back if one["is_open"]],
    }  # fmt: skip
    return render(request, "pathways/lifespan.html", context)


@login_required
@require_safe
def changes(request: Request, reference: str, age: str) -> HttpResponse:
    """Easy Read for the young person, plain words for others; each can read both."""
    opened = _open(request, reference)
    stage = queries.stage(opened, age)
    if not stage.age.easy:
        raise queries.missing(opened, age)
    easy = request.GET.get("easy", "1" if opened.is_self else "") == "1"
    context = {"opened": opened, "page": telling.changes(opened, stage), "easy": easy}
    return render(request, "pathways/changes.html", context)


@login_required
@require_POST
def begin(request: Request, reference: str, age: str) -> HttpResponse:
    """Before its time; it stands there once, however often it is pressed."""
    opened = _open(request, reference)
    row = actions.open_early(by=request.actor, person=opened.person, age=age)
    return redirect("pathways:transition", reference, row.pk)
