"""The plan for learning as draft and as final plan, and its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unstori.access.door import NotFound, Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.plan import actions, catalogue, presenters, queries, rules, wording_learning
from unstori.plan.forms import AnswerForm, CeaseForm, DraftForm, FinalForm
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt

USUAL_DAYS = 15


def _open(request: Request, reference: str) -> tuple[Opened, dict[str, Any]]:
    """For those who make plans of the law: to others the page is not there."""
    opened = open_person(request.actor, reference, Permission.ADD, section="learning", what="plan")
    layouts = catalogue.of_law(opened.person.jurisdiction, opened.person.born_on)
    if not layouts or not rules.can_issue(request.actor.kind):
        raise NotFound(reference=reference, permission=Permission.ADD, person_id=opened.person.pk)
    return opened, layouts[0]


@login_required
def draft(request: Request, reference: str) -> HttpResponse:
    opened, layout = _open(request, reference)
    days = layout.get("family_days", USUAL_DAYS)
    now = {"language": _language(), "answer_by": rules.first_day_to_close(clock.today(), days)}
    form = DraftForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "layout": layout["id"], **form.cleaned_data}
        made = attempt(form, lambda: actions.make_draft(by=request.actor, **said), "answer_by")
        if made:
            messages.success(request, _("The draft is made. The family can read it and answer."))
            return redirect("plan:document", reference, made.document_id)
    return _page(request, opened, layout, form, _("Make a draft"))


@login_required
def answer(request: Request, reference: str, id: UUID) -> HttpResponse:
    """The family, the young person or an advocate; a worker for somebody who told them."""
    by_worker = rules.can_issue(request.actor.kind)
    permission = Permission.ADD if by_worker else Permission.SEE
    opened, row = open_plan(request, reference, permission, lambda opened: queries.issue(opened, id))
    form, back = AnswerForm(request.POST or None, by_worker=by_worker), [reference, row.document_id]
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.answer_draft(by=request.actor, issue=row, **form.cleaned_data))
        if made:
            messages.success(request, _("Thank you. What you said stands with the draft."))
            return redirect("plan:document", *back)
    title, help = _("Your answer to the draft"), _("Whoever makes the plan final has to read it.")
    there = reverse("plan:document", args=back)
    return form_page(request, opened, form, title, _("Save the answer"), there, help=help)


@login_required
def final(request: Request, reference: str) -> HttpResponse:
    opened, layout = _open(request, reference)
    last = queries.last_issue(opened, layout["id"])
    now = {"language": _language(), "heard": presenters.heard_said(opened, last)}
    form = FinalForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "layout": layout["id"], **form.cleaned_data}
        made = attempt(form, lambda: actions.make_final(by=request.actor, **said))
        if made:
            messages.success(request, _("The plan is final."))
            return redirect("plan:document", reference, made.document_id)
    return _page(request, opened, layout, form, _("Make it final"))


@login_required
def cease(request: Request, reference: str) -> HttpResponse:
    opened, layout = _open(request, reference)
    form = CeaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "layout": layout["id"], **form.cleaned_data}
        if attempt(form, lambda: actions.cease(by=request.actor, **said)):
            messages.success(request, _("It is written down that the plan ended."))
            return redirect("plan:learning", reference)
    return _page(request, opened, layout, form, _("End the plan"))


def _language() -> str:
    return (get_language() or "en")[:2]


def _page(request: Request, opened: Opened, layout: dict[str, Any], form: Any, title: str) -> HttpResponse:
    """The form, with what is missing said before it."""
    last = queries.last_issue(opened, layout["id"])
    first = queries.standing(opened, layout["id"]) is None
    gaps = queries.gaps_of(opened, layout, draft=isinstance(form, DraftForm) and first)
    headings = {spec["id"]: str(catalogue.Words.read(spec["heading"])) for spec in layout["blocks"]}
    context = {
        "opened": opened, "form": form, "title": title, "save": title,
        "back": reverse("plan:learning", args=[opened.person.reference]),
        "gaps": [] if isinstance(form, CeaseForm) else wording_learning.gap_parts(gaps, headings),
        "is_final": isinstance(form, FinalForm),
        "last": presenters.issue_line(opened, last) if last else None,
    }  # fmt: skip
    return render(request, "plan/issue.html", context)
