"""Sets of symbols that an organisation brings."""

from uuid import UUID

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.boards import actions, presenters, queries
from unstori.boards.forms import DrawForm, SetForm
from unstori.ui.trying import attempt, pressed

# A drawing shows itself and can do nothing: no program, nothing fetched; its own style alone.
HARMLESS = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": []}
A_YEAR = 365 * 24 * 3600


@login_required
def index(request: Request) -> HttpResponse:
    """The organisation's sets, and a new one."""
    may = presenters.keeps_sets(request.actor)
    form = SetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.add_set(by=request.actor, **form.cleaned_data))
        if made:
            return redirect("boards:set", made.pk)
    context = {
        "sets": queries.own_sets(request.actor),
        "form": form,
        "may": may,
    }
    return render(request, "boards/sets.html", context)


@login_required
def one(request: Request, id: UUID) -> HttpResponse:
    """What a set draws, what is missing, and files to bring. What came of files is said on the same page."""
    row = queries.symbol_set(request.actor, id)
    form, brought = DrawForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        uploads = form.cleaned_data["uploads"]
        brought = attempt(form, lambda: actions.draw_with(by=request.actor, set=row, uploads=uploads))
    drawn = {picture.symbol: picture for picture in row.pictures.order_by("symbol")}
    context = {
        "row": row, "form": form, "brought": brought, "drawn": presenters.drawn(drawn),
        "missing": presenters.missing_ideas(set(drawn)), "may": presenters.keeps_sets(request.actor),
    }  # fmt: skip
    return render(request, "boards/set.html", context)


@login_required
@require_POST
def retire(request: Request, id: UUID) -> HttpResponse:
    """No longer used, or used again."""
    row = queries.symbol_set(request.actor, id)
    if row.retired_at:
        act, done = actions.bring_back_set, _("The set is used again.")
    else:
        act, done = actions.retire_set, _("The set is no longer used. You can bring it back.")
    pressed(request, lambda: act(by=request.actor, set=row), done)
    return redirect("boards:set", row.pk)


@login_required
@csp(HARMLESS)
def drawing(request: Request, id: UUID) -> HttpResponseBase:
    """One drawing. Another one has another address, so a browser may keep it; nobody between may."""
    row = queries.drawing(request.actor, id)
    response = FileResponse(row.file.open("rb"))
    response.headers["Content-Type"] = row.media_type
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
