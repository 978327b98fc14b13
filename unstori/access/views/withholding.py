"""Keeping one thing from one person, because seeing it would put someone in danger."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access import presenters, queries
from unstori.access.actions import withholding as actions
from unstori.access.door import NotFound
from unstori.access.forms import LookUpForm, WithholdForm
from unstori.access.queries import safety
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.access.rules.safety import can_look_up_to_withhold
from unstori.core.errors import RuleBroken
from unstori.ui.trying import tried

LOOKED_UP_FOR = "withholding_reason"


@login_required
def look_up(request: Request) -> HttpResponse:
    """Governance comes to somebody by exact identifiers; nothing is said about anybody before that."""
    if not can_look_up_to_withhold(request.actor):
        raise NotFound(reference="", permission=Permission.ADD)
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            person = actions.look_up(by=request.actor, reason=reason, **form.identifiers())
            if person:
                request.session[LOOKED_UP_FOR] = {person.reference: reason}
                return redirect("access:withhold", person.reference)
            form.add_error(None, _("Nobody was found by exactly these details. Check each of them."))
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
    return render(request, "access/look_up.html", {"form": form})


@login_required
def withhold(request: Request, reference: str) -> HttpResponse:
    """What stands, and keeping one thing more. `row` comes from the page of an entry."""
    person = actions.authorise(by=request.actor, reference=reference)
    holders = safety.who_could_see(person, request.actor)
    row = request.POST.get("row_id") or request.GET.get("row", "")
    why = request.session.get(LOOKED_UP_FOR, {}).get(person.reference, "")
    initial = {"row_id": row, "kind": "row" if row else "", "reason": why}
    form = WithholdForm(request.POST or None, holders=holders, row=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["withheld_from"] = queries.capacities_named({UUID(said["withheld_from"])})[
            UUID(said["withheld_from"])
        ]
        if tried(form, lambda: actions.withhold(by=request.actor, person=person, **said)):
            request.session.pop(LOOKED_UP_FOR, None)
            messages.success(request, _("It is kept from them now. Their pages show no trace of it."))
            return redirect("access:withhold", person.reference)
    actions.list_read(by=request.actor, person=person)
    held = [presenters.withholding(each) for each in safety.withholdings_on(person, request.actor)]
    return render(request, "access/withhold.html", {"form": form, "held": held, "person": person})


@login_required
@require_POST
def lift(request: Request, reference: str, withholding_id: UUID) -> HttpResponse:
    """It is safe now."""
    person = actions.authorise(by=request.actor, reference=reference)
    actions.lift(by=request.actor, person=person, withholding_id=withholding_id)
    messages.success(request, _("It is no longer kept from them."))
    return redirect("access:withhold", person.reference)
