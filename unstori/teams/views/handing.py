"""Handing over many at once: choose, look before, watch, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import lists
from unstori.access.request import Request
from unstori.core.errors import RuleBroken
from unstori.teams import actions, queries
from unstori.teams.forms import HandoverForm
from unstori.teams.presenters import handing as said
from unstori.teams.presenters.managing import not_shared
from unstori.ui.trying import attempt


@login_required
def hand_over(request: Request, id: UUID) -> HttpResponse:
    """Choose for each person; then see what becomes of it; then do it."""
    by = request.actor
    giver = queries.worker_of(by, id)
    held, unseen = queries.held_by(by, giver)
    form = HandoverForm(request.POST or None, held=held, colleagues=queries.could_stand_in(giver))
    context: dict[str, Any] = {
        "worker": giver,
        "form": form,
        "unseen": not_shared(unseen),
        "mine": id == by.capacity_id,
    }
    lists.shown(by=by, what="handover", people=[one.person.pk for one in held])
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if "confirm" in request.POST and (begun := _begin(request, form, chosen, giver)):
            return redirect("teams:handover", begun)
        if chosen and "change" not in request.POST and not form.errors:
            context["preview"] = said.previews(chosen, giver)
            return render(request, "teams/handover_preview.html", context)
        if not chosen:
            form.add_error("everybody", _("Choose a colleague for at least one person."))
    context["rows"] = [{**row, "owed": said.owed(row["held"])} for row in form.rows()]
    context["before"] = queries.handovers_of(by, giver)[:10]
    return render(request, "teams/hand_over.html", context)


def _begin(request: Request, form: HandoverForm, chosen: list[Any], giver: Any) -> UUID | None:
    choices = [(one.person, to, key) for one, to, key in chosen]
    said = {"from_capacity": giver, "choices": choices, "why": form.cleaned_data["why"]}
    begun = attempt(form, lambda: actions.begin_handover(by=request.actor, **said))
    return begun.pk if begun else None


@login_required
@require_safe
def handover(request: Request, id: UUID) -> HttpResponse:
    """How far it is, and what became of each."""
    by = request.actor
    held = queries.handover(by, id)
    parts, unseen = queries.parts_of(by, held)
    lists.shown(by=by, what="handover", people=[part.person_id for part in parts])
    context = {
        "handover": held,
        "parts": said.parts(parts),
        "unseen": not_shared(unseen),
        "waiting": held.waiting,  # type: ignore[attr-defined]
        "done": held.number - held.waiting,  # type: ignore[attr-defined]
        "number": held.number,  # type: ignore[attr-defined]
    }
    return render(request, "teams/handover.html", context)


@login_required
@require_POST
def take_back(request: Request, id: UUID) -> HttpResponse:
    """One part or, without one named, all on which nobody acted."""
    by = request.actor
    held = queries.handover(by, id)
    parts, _unseen = queries.parts_of(by, held)
    wanted = [part for part in parts if request.POST.get("part", str(part.pk)) == str(part.pk)]
    back, refused = 0, ""
    for part in wanted:
        if part.state in ("undone", "stays"):
            continue
        try:
            actions.take_back(by=by, part=part)
            back += 1
        except RuleBroken as broken:
            refused = _(broken.reason)
    if refused:
        messages.error(request, refused)
    if back:
        messages.success(request, _("It is as it was before."))
    return redirect("teams:handover", id)
