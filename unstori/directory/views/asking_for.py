""" "What can I ask for?" For anybody: no account, and nothing written down about who looked."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from unstori.directory.forms.asking_for import AskingForm
from unstori.directory.presenters import asking_for as presenters
from unstori.directory.queries import entitlements as queries
from unstori.directory.rules.entitlements import Situation


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The questions; answered, they lead to the address of a list that can be kept and passed on."""
    form = AskingForm(request.GET or None)
    if form.is_bound and "change" not in request.GET and form.is_valid():
        return redirect(f"{request.path}list/?{urlencode(form.pairs())}")
    return render(request, "directory/asking_for.html", {"form": form})


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What fits, under headings."""
    return _list(request, "directory/asking_for_list.html")


@require_safe
def easy(request: HttpRequest) -> HttpResponse:
    """The same in short sentences with a symbol each."""
    return _list(request, "directory/asking_for_easy.html")


def _list(request: HttpRequest, template: str) -> HttpResponse:
    form = AskingForm(request.GET)
    if not form.is_valid():
        return redirect("asking_for:index")
    query = urlencode(form.pairs())
    said = form.said()
    found = queries.entitlements_for(said)
    context = {
        "groups": presenters.in_groups(found, said, query),
        "count": len(found),
        "ticked": bool(said.ticked),
        "nation": dict(form.fields["where"].choices)[said.nation],  # type: ignore[attr-defined]
        "query": query,
    }
    return render(request, template, context)


@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One thing: what it is, who decides, how to ask, by when, and what if they say no. One sheet of paper."""
    found = queries.entitlement(key)
    if found is None:
        raise Http404
    form = AskingForm(request.GET or None)
    asked = form.is_bound and form.is_valid()
    said = form.said() if asked else Situation()
    chosen: dict[str, Any] = dict(form.pairs()) if asked else {}
    place = presenters.Place(said.nation, chosen.get("council", ""))
    context = {"one": presenters.shown(found, place, said), "query": urlencode(form.pairs()) if asked else ""}
    return render(request, "directory/asking_for_one.html", context)
