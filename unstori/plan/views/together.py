"""Agreeing and looking again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import NotFound, Opened
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle.models import Member
from unstori.people.models import Person
from unstori.plan import actions, presenters, queries
from unstori.plan.forms import AgreeForm, HoldReviewForm, PlanReviewForm
from unstori.plan.models import Agreement, PlanVersion, Review
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
@require_POST
def put_forward(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference, Permission.ADD)
    actions.put_forward(by=request.actor, person=opened.person)
    messages.success(request, _("The plan is ready. Everyone can say what they think of it."))
    return redirect("plan:agree", reference)


@login_required
def agree(request: Request, reference: str) -> HttpResponse:
    """What stands in the newest version, and this party's answer."""
    opened, _row = open_plan(request, reference)
    version = queries.latest_version(opened)
    if version is None:
        raise NotFound(reference=reference, permission=Permission.SEE, person_id=opened.person.pk)
    others, back = _cannot_sign_in(opened), reverse("plan:index", args=[reference])
    names = {id: said for id, (_row, said) in others.items()}
    form = AgreeForm(request.POST or None, parties=names)
    if request.method == "POST" and form.is_valid():
        whose = others.get(form.cleaned_data.get("party", ""))
        answer = {**form.cleaned_data, "party": whose[0] if whose else None}
        if attempt(form, lambda: actions.agree(by=request.actor, version=version, **answer)):
            messages.success(request, _("Thank you. Your answer is in the plan."))
            return redirect(_to_be_answered(version, reference) if _says_no(answer) else back)
    return form_page(
        request,
        opened,
        form,
        _("Do we agree?"),
        _("Save my answer"),
        back,
        template="plan/agree.html",
        put=presenters.frozen_parts(opened, version),
        more=presenters.withheld_sections(opened, version),
        state=presenters.agreement(opened, version, queries.agreements(opened, version)),
    )


def _says_no(answer: dict[str, Any]) -> bool:
    """Who says no themselves goes on to where somebody must answer them; no is never the end."""
    return answer["verdict"] == Agreement.Verdict.DISAGREES and not answer["party"]


def _to_be_answered(version: PlanVersion, reference: str) -> str:
    return f"{reverse('rights:disagree', args=[reference])}?about={version.pk}"


def _cannot_sign_in(opened: Opened) -> dict[str, tuple[Member | Person, str]]:
    """Those whose answer the actor may write down, by id, each with how they are called."""
    if not opened.may(Permission.ADD, "what_matters"):
        return {}
    rows: dict[str, tuple[Member | Person, str]] = {}
    if not queries.signs_in(opened.person):
        rows[str(opened.person.pk)] = (opened.person, opened.person.called)
    return rows | {str(one.pk): (one, one.said) for one in queries.without_account(opened)}


@login_required
def review(request: Request, reference: str) -> HttpResponse:
    """The next review: plan its day or hold it; and what earlier ones said."""
    opened, _row = open_plan(request, reference)
    planned = queries.open_review(opened)
    may = opened.may(Permission.ADD, "what_matters")
    plan_form = PlanReviewForm(request.POST if "plan" in request.POST else None, prefix="plan")
    hold_form = HoldReviewForm(
        request.POST if "hold" in request.POST else None, whose=request.actor.user_name
    )
    if request.method == "POST" and "plan" in request.POST and plan_form.is_valid():
        actions.plan_review(by=request.actor, person=opened.person, due_on=plan_form.cleaned_data["due_on"])
        messages.success(request, _("The day is in the plan."))
        return redirect("plan:review", reference)
    if request.method == "POST" and "hold" in request.POST and hold_form.is_valid():
        held = _hold(request, opened, planned, hold_form)
        if held:
            messages.success(request, _("The review is in the plan."))
            return redirect("plan:index", reference)
    context = {
        "opened": opened,
        "planned": presenters.review_line(opened, planned),
        "may": may,
        "plan_form": plan_form,
        "hold_form": hold_form,
        "held": presenters.held_reviews(opened),
        "outcomes": list(queries.outcomes(opened)) if planned else [],
        "is_error": bool(plan_form.errors or hold_form.errors),
    }
    return render(request, "plan/review.html", context)


def _hold(request: Request, opened: Opened, planned: Review | None, form: HoldReviewForm) -> Review | None:
    """The one that is planned, or today without a plan."""
    said = {
        "conclusion": form.cleaned_data["conclusion"],
        "views": form.views(),
        **{name: form.cleaned_data[name] for name in ("next_on", "why", "met_otherwise")},
    }
    if planned:
        return attempt(form, lambda: actions.hold_review(by=request.actor, review=planned, **said))
    return attempt(form, lambda: actions.hold_review_today(by=request.actor, person=opened.person, **said))
