"""For who was asked: what waits, and saying who holds it now."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.request import Request
from unstori.holding import actions, presenters, queries, rules
from unstori.holding.forms import AnswerForm, PassForm
from unstori.people.models import Capacity
from unstori.ui.trying import tried

DONE_SHOWN = 30


@login_required
@require_safe
def asked(request: Request) -> HttpResponse:
    """What waits, the longest first; after it what was answered lately."""
    by = request.actor
    if by.kind != "worker" or not by.vouched:
        raise queries.missing("")
    rows = list(queries.for_team(by))
    waiting = presenters.team_lines([row for row in rows if row.state == rules.WAITING], by)
    done = presenters.team_lines([row for row in rows if row.state == rules.HELD][-DONE_SHOWN:][::-1], by)
    lists.shown(by=by, what="holding", people=[line["person"] for line in (*waiting, *done)])
    return render(request, "holding/asked.html", {"waiting": waiting, "done": done})


@login_required
def answer(request: Request, id: UUID) -> HttpResponse:
    """The family's words, and who holds it now."""
    by = request.actor
    row = queries.one_for_team(by, id)
    could = queries.could_hold(by, row)
    form = (
        AnswerForm(request.POST or None, people=presenters.people(could, by))
        if row.state == rules.WAITING
        else None
    )
    if form and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = _chosen(could, said["held_by"])
        if tried(form, lambda: actions.answer(by=by, unheld=row, words=said["words"], held_by=to)):
            messages.success(request, _("Your answer is with who asked. They see who holds it now."))
            return redirect("holding:asked")
    lists.shown(by=by, what="holding", people=[row.person_id])
    context = {"page": presenters.team_page(row, by), "form": form}
    return render(request, "holding/answer.html", context)


@login_required
def pass_on(request: Request, id: UUID) -> HttpResponse:
    """To somebody else who must answer."""
    by = request.actor
    row = queries.one_for_team(by, id)
    if row.state != rules.WAITING:
        raise queries.missing(id)
    could = queries.could_take(by, row)
    form = PassForm(request.POST or None, people=presenters.people(could, by))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = _chosen(could, said["to"])
        if tried(form, lambda: actions.pass_on(by=by, unheld=row, to=to, words=said["words"])):
            messages.success(request, _("It is passed on. The family sees to whom, and why."))
            return redirect("holding:asked")
    context = {"id": id, "form": form, "any": bool(could)}
    return render(request, "holding/pass.html", context)


def _chosen(could: list[Capacity], id: str) -> Capacity | None:
    return next((one for one in could if str(one.pk) == id), None)
