"""The same service from two feeds: a steward sees both side by side and says so, or not; it can be said anew."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.request import Request
from unstori.directory import actions
from unstori.directory.presenters import keeping
from unstori.directory.queries import editing as queries
from unstori.directory.rules import editing as rules
from unstori.ui.trying import pressed

ON_A_PAGE = 20
DECIDED = 20  # that stay on the page, to say otherwise


def _steward(request: Request) -> None:
    if not rules.keeps_all(request.actor):
        raise Http404


@login_required
def index(request: Request) -> HttpResponse:
    """Those that wait, and the newest that were decided."""
    _steward(request)
    page = Paginator(queries.likenesses(decided=False), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "decided": queries.likenesses(decided=True)[:DECIDED]}
    return render(request, "directory/keep_alike_all.html", context)


@login_required
def one(request: Request, id: UUID) -> HttpResponse:
    _steward(request)
    found = queries.likeness(id)
    if found is None:
        raise Http404
    said = request.POST.get("same", "")
    if request.method == "POST" and said in ("yes", "no"):
        done = _("They are shown as one from now on.") if said == "yes" else _("They are shown as two.")
        pressed(
            request, lambda: actions.say_same(by=request.actor, likeness=found, is_same=said == "yes"), done
        )
        return redirect("keeping:alike", id=id)
    return render(request, "directory/keep_alike.html", {"one": keeping.alike(found)})
