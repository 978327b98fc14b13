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
from unstori.access.forms import WithholdForm
from unstori.access.queries import safety
from unstori.access.request import Request
from unstori.core.errors import RuleBroken


@login_required
def withhold(request: Request, reference: str) -> HttpResponse:
    """What stands, and keeping one thing more. `row` comes from the page of an entry."""
    person = actions.authorise(by=request.actor, reference=reference)
    holders = safety.who_could_see(person, request.actor)
    row = request.POST.get("row_id") or request.GET.get("row", "")
    form = WithholdForm(
        request.POST or None, holders=holders, row=row, initial={"row_id": row, "kind": "row" if row else ""}
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["withheld_from"] = queries.capacities_named({UUID(said["withheld_from"])})[
            UUID(said["withheld_from"])
        ]
        try:
            actions.withhold(by=request.actor, person=person, **said)
            messages.success(request, _("It is kept from them now. Their pages show no trace of it."))
            return redirect("access:withhold", person.reference)
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
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
