"""Clocks for anybody: no account, nothing written down about who tried which day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from unstori.core import clock as time
from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue, presenters
from unstori.pathways.forms.clocks import TryForm
from unstori.pathways.rules import Clock, Run, run


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every clock, by nation."""
    return render(request, "pathways/index.html", {"nations": presenters.by_nation(catalogue.clocks())})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: HttpRequest, id: str) -> HttpResponse:
    """One clock: what it says, and its days when one is tried. Nothing is kept.

    The address holds what was typed, but never when somebody was born: with that, the answer has no address (ADR 0076).
    """
    try:
        found = catalogue.newest(id)
    except KeyError:
        raise Http404 from None
    sent = request.method == "POST"
    form = TryForm(found, request.POST if sent else request.GET or None)
    if not sent and form.says("born"):
        return redirect(_address(form))
    tried = _try(found, form) if form.is_bound and form.is_valid() else None
    if sent and tried and not form.cleaned_data.get("born"):
        return redirect(_address(form))
    context: dict[str, Any] = {"form": form, "clock": presenters.clock(found)}
    if tried:
        context |= {"tried": presenters.tried(tried), "line": presenters.line(tried)}
        context["without"] = _address(form) if sent else ""
    return render(request, "pathways/clock.html", context)


def _address(form: TryForm) -> str:
    """What was tried, to come back to, print or send."""
    said = form.without_birth()
    address = reverse("clocks:clock", args=[form.clock.id])
    return f"{address}?{said}" if said else address


def _try(found: Clock, form: TryForm) -> Run | None:
    calendar = catalogue.calendar(found.jurisdiction)
    try:
        return run(found, form.instance(), calendar, time.today())
    except RuleBroken as no:
        form.say_no(no)
        return None
