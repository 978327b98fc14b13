"""Deciding about a need, and reading what was decided."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.request import Request
from unstori.assessment import actions, catalogue, presenters, queries
from unstori.assessment.catalogue import Kind
from unstori.assessment.drawing import known
from unstori.assessment.forms import DecideForm, ViewForm
from unstori.assessment.models import Assessment, Finding
from unstori.assessment.views.opening import may_work, open_here, open_to_work, page
from unstori.plan.queries import needs
from unstori.ui.trying import attempt


@login_required
def decide(request: Request, reference: str, id: UUID) -> HttpResponse:
    """About one need, test by test."""
    opened, found, kind = open_to_work(request, reference, id)
    if not found.is_open or not queries.is_for(opened, found):
        raise queries.missing(opened)
    return _decide(request, opened, found, kind, None)


@login_required
def anew(request: Request, reference: str, id: UUID) -> HttpResponse:
    """The newer decision replaces the one before; both stay to be seen."""
    opened = open_here(request, reference)
    before = queries.finding(opened, id)
    found = queries.assessment(opened, before.assessment_id)
    if not may_work(opened, found) or queries.is_replaced(before):
        raise queries.missing(opened)
    return _decide(request, opened, found, catalogue.kind(found.kind, found.kind_version), before)


def _decide(
    request: Request, opened: Opened, found: Assessment, kind: Kind, before: Finding | None
) -> HttpResponse:
    reference = opened.person.reference
    here = known(opened, found, offer=False)
    grounds = [(row.pk, here.by_id[row.row_id]) for row in here.citations if row.row_id in here.by_id]
    listed = [] if before or found.is_carers or kind.whole else list(needs(opened))
    form = DecideForm(
        request.POST or None, kind=kind, needs=listed, grounds=list({one.id: (id, one) for id, one in grounds}.values()),
        owners=queries.could_see_to(opened, found.section), initial=presenters.decided_before(before) if before else {},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = {"assessment": found, "replaces": before, **form.decided()}
        made = attempt(form, lambda: actions.determine(by=request.actor, **said))
        if made:
            messages.success(request, _("Decided. The family can read it now, test by test."))
            return redirect("assessment:finding", reference, made.pk)
    back = reverse("assessment:assessment", args=[reference, found.pk])
    return page(request, "decide", opened, form, back=back, kind=kind, before=before, row=found)


@login_required
def finding(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Which test, why, on what evidence, what instead, whom to ask, and where to disagree."""
    opened = open_here(request, reference)
    found = queries.finding(opened, id)
    form = ViewForm(request.POST or None, for_others=request.actor.is_professional)
    if request.method == "POST" and form.is_valid():
        view = attempt(form, lambda: actions.say_of(by=request.actor, finding=found, **form.cleaned_data))
        if view:
            messages.success(request, _("Thank you. What you say stands beside the decision."))
            return redirect("assessment:finding", reference, id)
    row = queries.assessment(opened, found.assessment_id)
    back = reverse("assessment:assessment", args=[reference, row.pk])
    here = known(opened, row, offer=False, grounds=queries.grounds_of([found]))
    said = presenters.finding_page(opened, row, found, here)
    return page(
        request, "finding", opened, form, back=back, said=said, may_decide_anew=may_work(opened, row) and not found.is_old,
    )  # fmt: skip
