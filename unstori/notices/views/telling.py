"""How I am told; and stopping it from a message, without signing in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from unstori.access.actions.identity import system_actor
from unstori.access.request import Request
from unstori.circle import queries as circle
from unstori.core.dates import format_date
from unstori.notices import actions, queries
from unstori.notices.forms import PauseForm, StopForm, TellingForm, kind_field
from unstori.ui.trying import attempt, tried

UNDO = "notices.undo"  # in the session


@login_required
def how(request: Request) -> HttpResponse:
    """The reader's choice, in the capacity in which they are here."""
    capacity = queries.capacity_of(request.actor)
    wish, safe = queries.wish_of(capacity), circle.safe_contact_of(capacity)
    form = TellingForm(
        request.POST or None, initial=_initial(wish), kinds=queries.chosen_kinds(), ways=queries.ways_there_are(),
        safe=safe.way if safe else "",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        where = "to" if "to" in form.fields else None
        if tried(form, lambda: actions.choose(by=request.actor, **form.chosen()), where):
            messages.success(request, _("Kept. From now on you are told in this way."))
            return redirect("notices:how")
    place = queries.where_to(capacity, wish)
    context = {
        "form": form,
        "wish": wish,
        "safe": safe,
        "place": place,
        "own_person": capacity.person if capacity.kind in ("self", "family") else None,
        "paused": format_date(wish.paused_until) if wish.is_paused else "",
    }
    return render(request, "notices/how.html", context)


def _initial(wish: queries.Wish) -> dict[str, Any]:
    said = {name: getattr(wish, name) for name in ("way", "to", "language", "quiet_from", "quiet_until")}
    return {**said, **{kind_field(kind): often for kind, often in wish.often.items()}}


@login_required
def pause(request: Request) -> HttpResponse:
    """Nothing until a day."""
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if row := attempt(form, lambda: actions.pause(by=request.actor, until=until), "until"):
            said = {"day": format_date(row.paused_until)}
            messages.success(request, _("Nothing is sent to you until %(day)s.") % said)
            return redirect("notices:how")
    return render(request, "notices/pause.html", {"form": form})


@login_required
@require_POST
def go_on(request: Request) -> HttpResponse:
    """The pause is over."""
    actions.go_on(by=request.actor)
    messages.success(request, _("You are told again."))
    return redirect("notices:how")


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds a message: it says nothing about anybody, and nothing of what is chosen.

    Mail programmes send the press of their own button here (RFC 8058), without any page of ours, so without its
    token: whoever could forge it already holds the address.
    """
    found = queries.read_stop_token(token)
    if found is None:
        raise Http404
    capacity, stopping = found
    chosen = get_language() if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else None
    with override(chosen or queries.wish_of(capacity).language):  # theirs, until they switch on this page
        return _stop(request, capacity, stopping)


def _stop(request: HttpRequest, capacity: Any, stopping: list[str]) -> HttpResponse:
    """The kinds of the message alone. Only the browser that stopped them takes it back; no page tells what was chosen."""
    offered = [kind for kind in queries.kinds() if kind["id"] in stopping]
    context = {"form": StopForm(None, kinds=offered, initial={"kinds": stopping}), "done": "", "undo": False}
    asked = [kind for kind in request.POST.getlist("kinds") if kind in stopping]
    by_programme = "List-Unsubscribe" in request.POST
    if request.POST.get("undo"):
        was = queries.read_undo_token(request.session.pop(UNDO, ""), capacity.pk)
        if was:
            actions.start_again(by=system_actor(), capacity=capacity, was=was)
        context["done"] = "started"
    elif by_programme or asked:
        was = actions.stop(by=system_actor(), capacity=capacity, kinds=asked or stopping)
        if not by_programme:
            request.session[UNDO] = queries.undo_token(capacity.pk, was)
        context |= {"done": "stopped", "undo": not by_programme}
    return render(request, "notices/stop.html", context)
