"""Where answers to what is asked often are written, shown and hidden."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.request import Request
from unstori.directory.actions import questions as actions
from unstori.directory.forms.questions import AnswerForm, written
from unstori.directory.models import Answer
from unstori.directory.presenters import questions as presenters
from unstori.directory.queries import questions as queries
from unstori.ui.trying import attempt, pressed


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """All of them: shown, and not yet."""
    found = [presenters.kept(one) for one in queries.answers(request.actor)]
    return render(request, "directory/questions/keep.html", {"answers": found})


@login_required
def new(request: Request) -> HttpResponse:
    """Begun from a theme, or from nothing."""
    queries.answers(request.actor)
    return _write(
        request, None, {"theme": request.GET.get("theme", ""), "times": request.GET.get("times", "")}
    )


@login_required
def edit(request: Request, id: UUID) -> HttpResponse:
    """What it says, and its older versions."""
    found = queries.answer(request.actor, id)
    return _write(request, found, written(queries.newest(found)))


def _write(request: Request, answer: Answer | None, initial: dict[str, Any]) -> HttpResponse:
    draft = f"answer-{answer.pk if answer else 'new'}"
    form = AnswerForm(request.POST or None, initial=initial, draft=draft)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.write_answer(by=request.actor, answer=answer, said=_said(form)))
        if made:
            messages.success(request, _("Saved. Nobody else reads it until you show it."))
            return redirect("questions:edit", id=made.answer_id)
    context = {
        "form": form,
        "one": presenters.kept(answer) if answer else None,
        "is_error": bool(form.errors),
    }
    return render(request, "directory/questions/edit.html", context)


def _said(form: AnswerForm) -> actions.Said:
    said = form.cleaned_data
    return actions.Said(
        asked=(said["asked_en"], said["asked_cy"]), said=(said["said_en"], said["said_cy"]),
        themes=(said["theme"],) if said["theme"] else (), entries=form.entries(),
        entitlements=form.entitlements(), found=(said["found_en"], said["found_cy"]), times=said["times"],
    )  # fmt: skip


@login_required
@require_POST
def show(request: Request, id: UUID, number: int) -> HttpResponse:
    """This version stands from now on."""
    found = queries.answer(request.actor, id)
    version = next((one for one in found.versions.all() if one.number == number), None)
    if version is None:
        raise Http404
    pressed(
        request,
        lambda: actions.show_answer(by=request.actor, version=version),
        _("Everybody can read it now."),
    )
    return redirect("questions:edit", id=id)


@login_required
@require_POST
def hide(request: Request, id: UUID) -> HttpResponse:
    """It can be shown again."""
    found = queries.answer(request.actor, id)
    pressed(
        request, lambda: actions.hide_answer(by=request.actor, answer=found), _("Nobody else reads it now.")
    )
    return redirect("questions:edit", id=id)
