"""Who is to run it: the page of the second person, who confirms it or says why not (ADR 0065)."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.request import Request
from unstori.governance.actions import confirming as actions
from unstori.governance.forms import ConfirmForm
from unstori.governance.models import WorkInvitation
from unstori.governance.presenters import confirming as said
from unstori.governance.queries import confirming as queries
from unstori.ui.trying import pressed, tried


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for a second person, and what was answered with a no."""
    by = request.actor
    context = {
        "rows": [said.row(each, by) for each in queries.waiting(by)],
        "refused": [said.refused(each) for each in queries.not_confirmed(by)],
    }
    return render(request, "governance/confirming.html", context)


@login_required
def confirm(request: Request, id: UUID) -> HttpResponse:
    """Another confirms it, or not; whoever asked can take it back."""
    held = queries.one(request.actor, id)
    row = said.row(held, request.actor)
    origin = request.build_absolute_uri("/")
    if row["own"]:
        if request.method == "POST" and pressed(
            request, lambda: actions.refuse(by=request.actor, invitation=held, why=""), _("You took it back.")
        ):  # fmt: skip
            return redirect("governance:confirming")
        return render(request, "governance/confirm.html", {"row": row, "form": None})
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: _answer(request, held, form.cleaned_data, origin)
    ):  # fmt: skip
        messages.success(request, _("Your answer is kept. Whoever asked is told."))
        return redirect("governance:confirming")
    return render(request, "governance/confirm.html", {"row": row, "form": form})


def _answer(request: Request, held: WorkInvitation, answers: dict[str, str], origin: str) -> None:
    by = request.actor
    if answers["answer"] == "confirm":
        actions.confirm(by=by, invitation=held, checked=answers["checked"], origin=origin)
    else:
        actions.refuse(by=by, invitation=held, why=answers["why"], origin=origin)
