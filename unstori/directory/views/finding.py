"""The directory for anybody: no account, nothing written down about who looked for what."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from unstori.directory import presenters, queries
from unstori.directory.forms import LookForm

ON_A_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One box and what it finds; before anything is asked, everything there is."""
    form = LookForm(request.GET or None)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    wanted = queries.Wanted(search=asked.get("q", ""), age=asked.get("age"), day=asked.get("day"))
    rows = queries.found_entries(wanted).exclude(status="defunct").order_by("name", "hsds_id")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": bool(form.is_bound),
        "page": page,
        "found": [presenters.in_a_list(row) for row in page.object_list]
        if form.is_valid() or not form.is_bound
        else [],
        "address": f"?{urlencode({name: request.GET.get(name, '') for name in form.fields})}&",
    }
    return render(request, "directory/find.html", context)


@require_safe
def entry(request: HttpRequest, id: UUID) -> HttpResponse:
    """One entry at an address that stays."""
    found = queries.entry(id)
    if found is None:
        raise Http404
    if found.hsds_id != id:
        return redirect("finding:entry", id=found.hsds_id)
    return render(request, "directory/entry.html", {"one": presenters.shown(found)})
