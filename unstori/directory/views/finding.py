"""The directory for anybody: no account, nothing written down about who looked for what."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unstori.directory import presenters, queries
from unstori.directory.forms import LookForm
from unstori.directory.presenters import voice
from unstori.directory.presenters.beyond import beyond_shown
from unstori.directory.queries import searching
from unstori.directory.rules import asking
from unstori.directory.views import noticing
from unstori.directory.views.filters import folded

ON_A_PAGE = 20
NEARLY = 5  # that come near what nothing fits
LEFT = 12  # kinds of understood words that can be taken away
DEEPEST = 500  # pages


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One box and what it finds; before anything is asked, everything there is."""
    form = LookForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "filters": folded(form), "topics": presenters.topics()}
    if not form.is_bound or form.is_valid():
        context.update(_found(request, form))
    return render(request, "directory/find.html", context)


def _found(request: HttpRequest, form: LookForm) -> dict[str, Any]:
    pairs = _pairs(request, form)
    asked = _asked(form, [value for name, value in pairs if name == "not"])
    page = _page(request)
    found = searching.search(asked, first=(page - 1) * ON_A_PAGE, count=ON_A_PAGE)
    if page == 1 and asked.text:
        noticing.searched(request, asked, found)
    near = asked.place if found.near and found.near.point else ""
    address = presenters.canonical(pairs)
    numbered = pairs if page == 1 else [*pairs, ("page", str(page))]
    pages = -(-min(found.total, found.reach) // ON_A_PAGE)
    return {
        **presenters.results(found, number=(page - 1) * ON_A_PAGE + 1, near=near),
        "asked": bool(pairs),
        "tags": presenters.tags(asked, pairs), "total": found.total, "page": page, "pages": pages,
        "title": presenters.title(asked, found.total, page) if pairs else "",
        "address": f"?{address}&" if address else "?",
        "canonical": _absolute(request, reverse("finding:index"), presenters.canonical(numbered)),
        "nearly": _nearly(asked) if not found.total and pairs else [],
        "further": _further(asked, near) if page == 1 and found.relaxed else [],
        "answered": noticing.above(asked) if page == 1 else [],
    }  # fmt: skip


def _pairs(request: HttpRequest, form: LookForm) -> presenters.Pairs:
    """What was asked, without what is empty; and which understood words were taken away."""
    asked = [(name, value) for name in form.fields for value in request.GET.getlist(name) if value.strip()]
    left = [("not", kind) for kind in request.GET.getlist("not")[:LEFT] if kind.isidentifier()]
    return [*asked, *left] if form.is_bound else []


def _asked(form: LookForm, left: list[str]) -> asking.Asked:
    if not form.is_bound:
        return asking.Asked()
    understood = asking.understood(form.cleaned_data["q"], leave=frozenset(left))
    return asking.merged(understood, **form.chosen())


def _nearly(asked: asking.Asked) -> list[dict[str, Any]]:
    """Nothing fits: what comes nearest when nothing that was chosen must be so."""
    loose = replace(asked, must=frozenset(), within=None)
    return list(presenters.results(searching.search(loose, count=NEARLY))["hits"]) if loose != asked else []


def _further(asked: asking.Asked, near: str) -> list[dict[str, Any]]:
    """Nothing within reach has everything: what has, further away, is worth more than what lacks what was asked for."""
    if asked.within is None:
        return []
    found = searching.search(replace(asked, within=None, must=asked.must - {"within"}), count=NEARLY)
    whole = tuple(hit for hit in found.hits if not hit.why_not)
    lines: list[dict[str, Any]] = presenters.results(
        replace(found, hits=whole), number=ON_A_PAGE + 1, near=near
    )["hits"]
    return [] if found.relaxed else lines


def _page(request: HttpRequest) -> int:
    said = request.GET.get("page", "")
    return min(max(int(said), 1), DEEPEST) if said.isdecimal() and len(said) < 6 else 1


def _absolute(request: HttpRequest, path: str, query: str = "") -> str:
    return request.build_absolute_uri(f"{path}?{query}" if query else path)


@require_safe
def entry(request: HttpRequest, id: UUID) -> HttpResponse:
    """One entry at an address that stays. `near` is where somebody asked from: it says how far."""
    found = queries.entry(id)
    if found is None:
        raise Http404
    if found.hsds_id != id:
        return redirect("finding:entry", id=found.hsds_id)
    noticing.opened(request)
    near = request.GET.get("near", "").replace("\x00", "").strip()[:60]
    start = searching.search(asking.Asked(place=near), count=0).near if near else None
    address = _absolute(request, reverse("finding:entry", args=[found.hsds_id]))
    context = {
        "entry": found,
        "one": presenters.shown(found),
        "beyond": beyond_shown(found),
        "share": presenters.share(found, address),
        "voice": voice.on_page(found, getattr(request, "actor", None)),
        **presenters.whereabouts(found, start),
    }
    return render(request, "directory/entry.html", context)
