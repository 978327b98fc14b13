"""Direct payments."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.plan import actions, queries
from unstori.plan.forms import PaymentForm
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
def add_payment(request: Request, reference: str) -> HttpResponse:
    """Which needs, how much, how often. Without a need there is nothing to pay for."""
    opened = open_person(request.actor, reference, Permission.ADD, section="money", what="plan")
    needs = list(queries.needs(opened))
    form, back = PaymentForm(request.POST or None, needs=needs), reverse("plan:index", args=[reference])
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.add_payment(by=request.actor, person=opened.person, **form.cleaned_data),
        )
        if made:
            messages.success(request, _("The direct payment is in the plan."))
            return redirect(back)
    help = "" if needs else _("First add what is needed to the plan: a payment is for a need.")
    return form_page(request, opened, form, _("A direct payment"), _("Save"), back, help=help)


@login_required
@require_POST
def end_payment(request: Request, reference: str, id: UUID) -> HttpResponse:
    _opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.payment(opened, id))
    actions.end_payment(by=request.actor, payment=row)
    messages.success(request, _("Saved."))
    return redirect("plan:index", reference)
