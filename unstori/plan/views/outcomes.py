"""The plan's first page, and outcomes: make, read, change, rate."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import NotFound, Opened
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash
from unstori.plan import actions, presenters, queries, rules
from unstori.plan.forms import OutcomeForm, RateForm
from unstori.plan.models import Outcome
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference)
    return render(request, "plan/index.html", {"opened": opened, **presenters.plan_page(opened)})


@login_required
def outcome(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, row=lambda opened: queries.outcome(opened, id))
    card = presenters.outcome_card(opened, row)
    scale = presenters.scale_card(opened, row)
    context = {"opened": opened, "card": card, "ratings": list(row.ratings.all()), "scale": scale}
    return render(request, "plan/outcome.html", context)


@login_required
def add_outcome(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference, Permission.ADD)
    statements = queries.statements(opened)
    form = OutcomeForm(
        request.POST or None,
        opened=opened,
        statements=statements,
        initial={"language": (get_language() or "en")[:2], "section": "what_matters"},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data.pop("version")
        made = actions.add_outcome(by=request.actor, person=opened.person, **data)
        messages.success(request, _("The outcome is in the plan."))
        return redirect("plan:outcome", reference, made.pk)
    return form_page(
        request,
        opened,
        form,
        _("A new outcome"),
        _("Save the outcome"),
        reverse("plan:index", args=[reference]),
        help=_("Start from the words that were said. They stay beside the outcome."),
    )


@login_required
def edit_outcome(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.outcome(opened, id))
    cited = [str(statement.pk) for statement in row.statements.all()]
    now = {name: getattr(row, name) for name in (*actions.outcomes.EDITABLE, "version")} | {
        "statements": cited
    }
    form = OutcomeForm(
        request.POST or None, opened=opened, statements=queries.statements(opened), outcome=row, initial=now
    )
    back = reverse("plan:outcome", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            chosen = {UUID(pk) for pk in data.pop("statements")} if "statements" in data else None
            actions.edit_outcome(
                by=request.actor, outcome=row, version=data.pop("version") or 0, statements=chosen, **data
            )
        except Clash as clash:
            return _clash(request, opened, row, form, clash)
        messages.success(request, _("The outcome is changed."))
        return redirect(back)
    return form_page(request, opened, form, _("Change the outcome"), _("Save the change"), back)


def _clash(request: Request, opened: Opened, row: Outcome, form: OutcomeForm, clash: Clash) -> HttpResponse:
    """Both texts side by side, and the form again at the version that stands now."""
    form.data = {
        **request.POST.dict(),
        **{name: request.POST.getlist(name) for name in ("domains", "statements")},
        "version": clash.version,
    }
    change = queries.changes_since(opened, None).filter(row_id=row.pk).last()
    return form_page(
        request, opened, form, _("Change the outcome"), _("Save what should stay"),
        reverse("plan:outcome", args=[opened.person.reference, row.pk]), template="plan/clash.html",
        fields=presenters.clash_fields(clash.theirs, clash.mine), change=change,
    )  # fmt: skip


@login_required
@require_POST
def end_outcome(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Reached, no longer wanted, or wanted again: one press each."""
    _opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.outcome(opened, id))
    state = request.POST.get("state", "")
    if state in ("agreed", "reached", "stopped"):
        actions.change_state(by=request.actor, outcome=row, state=state)
        messages.success(request, _("The outcome is changed."))
    return redirect("plan:outcome", reference, id)


def _to_rate(request: Request, reference: str, id: UUID) -> tuple[Opened, Any]:
    opened, row = open_plan(request, reference, row=lambda opened: queries.outcome(opened, id))
    if not rules.can_rate(is_self=opened.is_self, may_add=opened.may(Permission.ADD, row.section)):
        raise NotFound(reference=reference, permission=Permission.ADD, person_id=opened.person.pk)
    return opened, row


@login_required
def rate(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = _to_rate(request, reference, id)
    easy = "easy" in request.GET
    raters = presenters.raters(request.actor, opened.person.called)
    helper = {} if opened.is_self else {"helped_by": request.actor.user_name}
    form = RateForm(request.POST or None, raters=raters, easy=easy, initial=helper)
    back = reverse("plan:outcome", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.rate(by=request.actor, outcome=row, **form.view()))
        if made:
            messages.success(request, _("Thank you. What you said is in the plan."))
            return redirect(back)
    return form_page(
        request,
        opened,
        form,
        _("How is it going?"),
        _("Save"),
        back,
        template="plan/rate.html",
        outcome=row,
        easy=easy,
    )
