"""Supervision: with whom, what was said, what is agreed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access import queries as access
from unstori.access.actions import lists
from unstori.access.request import Request
from unstori.core import dates
from unstori.teams import actions, queries
from unstori.teams.forms import DoneForm, NoteForm
from unstori.teams.presenters import supervision as said
from unstori.ui.trying import tried


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Everybody with whom one has supervision, or had."""
    return render(request, "teams/supervision.html", {"pairs": queries.pairs(request.actor)})


@login_required
@require_safe
def between(request: Request, id: UUID) -> HttpResponse:
    """With one other: what is agreed first, then what was said."""
    by = request.actor
    pair = queries.other_of(by, id)
    rows = list(queries.between(by, pair.other))
    named = {each.person_id for row in rows for each in row.about.all()}
    seen = set(access.people_visible_to(by).filter(pk__in=named).values_list("pk", flat=True))
    lists.shown(by=by, what="supervision", people=seen)
    context = {
        "pair": pair,
        "notes": [said.note(row, seen) for row in rows],
        "agreed": [said.agreed(row) for row in queries.agreed(by, pair.other)],
    }
    return render(request, "teams/between.html", context)


@login_required
def write(request: Request, id: UUID) -> HttpResponse:
    """Write down what was said, or answer it."""
    by = request.actor
    pair = queries.other_of(by, id)
    answers = queries.note(by, request.GET.get("answers")) if _is_id(request.GET.get("answers")) else None
    form = NoteForm(
        request.POST or None, people=queries.could_point_at(by, pair.other),
        two=(queries.me(by), pair.other), initial={"language": dates.language()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = {"other": pair.other, "answers": answers, **form.said()}
        if tried(form, lambda: actions.write_note(by=by, **said)):
            messages.success(request, _("It is written down, for the two of you."))
            return redirect("teams:between", id)
    context = {"pair": pair, "form": form, "answers": answers}
    return render(request, "teams/write.html", context)


def _is_id(text: str | None) -> bool:
    try:
        return bool(text and UUID(text))
    except ValueError:
        return False


@login_required
def done(request: Request, id: UUID) -> HttpResponse:
    """What was agreed is done."""
    by = request.actor
    held = queries.action(by, id)
    other = held.note.worker_id if held.note.manager_id == by.capacity_id else held.note.manager_id
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.do_agreed(by=by, action=held, words=words)):
            messages.success(request, _("Thank you. It is done."))
            return redirect("teams:between", other)
    return render(request, "teams/done.html", {"action": held, "form": form, "other": other})
