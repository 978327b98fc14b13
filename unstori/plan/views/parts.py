"""Steps, supports and needs."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.directory.queries import organisations_named
from unstori.plan import actions, queries
from unstori.plan.forms import MoveForm, NeedAnswerForm, NeedForm, StepForm, SupportForm
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
def add_step(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.outcome(opened, id))
    form, back = StepForm(request.POST or None), reverse("plan:outcome", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        actions.add_step(by=request.actor, outcome=row, **form.cleaned_data)
        messages.success(request, _("The step is in the plan."))
        return redirect(back)
    return form_page(request, opened, form, _("A small step on the way"), _("Save the step"), back, cited=row)


@login_required
@require_POST
def finish_step(request: Request, reference: str, id: UUID) -> HttpResponse:
    _opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.step(opened, id))
    actions.finish_step(by=request.actor, step=row)
    messages.success(request, _("Well done. The step is done."))
    return redirect("plan:outcome", reference, row.outcome_id)


@login_required
def add_support(request: Request, reference: str, id: UUID | None = None) -> HttpResponse:
    """Something that helps with one outcome (`id`), or with life as a whole."""
    opened, row = open_plan(
        request, reference, Permission.ADD, (lambda opened: queries.outcome(opened, id)) if id else None
    )
    form = SupportForm(
        request.POST or None,
        opened=opened,
        organisations=organisations_named("", by=request.actor),
        initial={"section": row.section if row else "care"},
    )
    back = reverse("plan:outcome", args=[reference, id]) if id else reverse("plan:index", args=[reference])
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "outcome": row, **form.cleaned_data}
        if attempt(form, lambda: actions.add_support(by=request.actor, **said)):
            messages.success(request, _("What helps is in the plan."))
            return redirect(back)
    return form_page(
        request,
        opened,
        form,
        _("What helps?"),
        _("Save"),
        back,
        cited=row,
        help=_("Think first of what the person can do, their family and friends, and the community."),
    )


@login_required
def move_support(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.support(opened, id))
    form, back = MoveForm(request.POST or None, support=row), reverse("plan:index", args=[reference])
    if request.method == "POST" and form.is_valid():
        moved = attempt(
            form,
            lambda: actions.move_support(by=request.actor, support=row, status=form.cleaned_data["status"]),
        )
        if moved:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, opened, form, row.what, _("Save"), back)


@login_required
def add_need(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference, Permission.ADD)
    form = NeedForm(request.POST or None, opened=opened, initial={"section": "care"})
    back = reverse("plan:index", args=[reference])
    if request.method == "POST" and form.is_valid():
        actions.add_need(by=request.actor, person=opened.person, **form.cleaned_data)
        messages.success(request, _("The need is listed until it has an outcome."))
        return redirect(back)
    return form_page(request, opened, form, _("Something is needed"), _("Save"), back)


@login_required
def answer_need(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.need(opened, id))
    outcomes = list(queries.outcomes(opened))
    form, back = (
        NeedAnswerForm(request.POST or None, outcomes=outcomes),
        reverse("plan:index", args=[reference]),
    )
    if request.method == "POST" and form.is_valid():
        chosen = next((o for o in outcomes if str(o.pk) == form.cleaned_data["outcome"]), None)
        if chosen:
            actions.meet_need(by=request.actor, need=row, outcome=chosen)
        else:
            actions.give_reason(by=request.actor, need=row, why=form.cleaned_data["why"])
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(request, opened, form, row.words, _("Save"), back)
