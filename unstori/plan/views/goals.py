"""Five levels of an outcome, where the person stands on them, and all of them together."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.plan import actions, presenters, queries
from unstori.plan.forms import LevelForm, ScaleForm
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
def scales(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference)
    return render(request, "plan/scales.html", {"opened": opened, **presenters.scales_page(opened)})


@login_required
def set_scale(request: Request, reference: str, id: UUID) -> HttpResponse:
    """A scale for an outcome, or one that follows the old one."""
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.outcome(opened, id))
    before = queries.scale_of(opened, row)
    form = ScaleForm(request.POST or None, initial=ScaleForm.initial_of(before) if before else None)
    back = reverse("plan:outcome", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.set_scale(by=request.actor, outcome=row, **form.scale()))
        if made:
            messages.success(request, _("The five levels are in the plan."))
            return redirect(back)
    help = _("Agree together what each level would look like, before anyone looks. Say what you would see.")
    return form_page(
        request, opened, form, _("Five levels"), _("Save the levels"), back, cited=row, help=help
    )


@login_required
def mark_level(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.outcome(opened, id))
    scale = queries.scale_of(opened, row)
    if scale is None:
        raise NotFound(reference=reference, permission=Permission.ADD, person_id=opened.person.pk)
    form = LevelForm(request.POST or None, scale=scale, initial={"reached_on": clock.today()})
    back = reverse("plan:outcome", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "level": int(form.cleaned_data["level"])}
        if attempt(form, lambda: actions.mark_level(by=request.actor, scale=scale, **data)):
            messages.success(request, _("Thank you. Where it stands is in the plan."))
            return redirect(back)
    return form_page(request, opened, form, _("Where does it stand?"), _("Save"), back, cited=row)
