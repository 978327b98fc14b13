"""As whom somebody is here."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from unstori.access import presenters, queries
from unstori.access.actions import accounts
from unstori.access.request import BACKEND, act_as
from unstori.people.models import Capacity, User


@login_required
def choose_capacity(request: HttpRequest) -> HttpResponse:
    """Two capacities are never mixed, so one is chosen, and every page shows it."""
    user = request.user
    assert isinstance(user, User)
    capacities = list(queries.capacities_in(request.session, user))
    wanted = request.POST.get("capacity") or ""
    chosen = next((each for each in capacities if str(each.pk) == wanted), None)
    if request.method == "POST" and chosen:
        act_as(request, chosen)
        accounts.capacity_chosen(by=queries.actor_of(chosen))
        return redirect(ours_next(request))
    actor = getattr(request, "actor", None)
    return render(
        request,
        "access/choose_capacity.html",
        {
            "choices": [presenters.capacity(each, actor) for each in capacities],
            "next": ours_next(request),
            "kept": queries.drafts_of(user, request.session).count(),
            "bound": bool(queries.bound_to(request.session)),
            "governs": actor is not None and actor.kind == Capacity.Kind.GOVERNANCE,
            "works": actor is not None and actor.kind == Capacity.Kind.WORKER,
        },
    )


def become(request: HttpRequest) -> HttpResponse:
    """In the demo, and nowhere else, anybody becomes anybody without a password."""
    if not settings.DEMO or queries.accounts_not_of_the_demo():
        raise Http404
    words = request.GET.get("q", "").strip()[:100]
    if request.method == "POST":
        wanted = request.POST.get("capacity", "")
        capacity = next((each for each in queries.demo_capacities() if str(each.pk) == wanted), None)
        if capacity:
            login(request, capacity.user, backend=BACKEND)
            act_as(request, capacity)
            accounts.became(by=queries.actor_of(capacity))
            return redirect("/")
    groups = presenters.demo_groups(queries.demo_capacities(words))
    firsts = [] if words else presenters.demo_firsts(queries.demo_firsts())
    return render(request, "access/become.html", {"groups": groups, "words": words, "firsts": firsts})


def ours_next(request: HttpRequest) -> str:
    """Where they wanted to go, if it is one of our pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"
