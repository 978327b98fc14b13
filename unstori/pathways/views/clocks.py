"""Clocks for anybody: no account, nothing written down about who tried which day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unstori.core import clock as time
from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue, presenters
from unstori.pathways.forms.clocks import TryForm
from unstori.pathways.rules import Clock, Run, run


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every clock, by nation."""
    return render(request, "pathways/index.html", {"nations": presenters.by_nation(catalogue.clocks())})


@require_safe
def clock(request: HttpRequest, id: str) -> HttpResponse:
    """One clock: what it says, and its days when one is tried. The address holds all that was typed; nothing is kept."""
    try:
        found = catalogue.newest(id)
    except KeyError:
        raise Http404 from None
    form = TryForm(found, request.GET or None)
    tried = _try(found, form) if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {"form": form, "clock": presenters.clock(found)}
    if tried:
        context |= {"tried": presenters.tried(tried), "line": presenters.line(tried)}
    return render(request, "pathways/clock.html", context)


def _try(found: Clock, form: TryForm) -> Run | None:
    calendar = catalogue.calendar(found.jurisdiction)
    try:
        return run(found, form.instance(), calendar, time.today())
    except RuleBroken as no:
        form.say_no(no)
        return None
