"""For keepers and whoever answers for a service: what waits, with its days; one thing on each page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.request import Request
from unstori.access.rules import Actor
from unstori.core import dates
from unstori.directory.actions import visits
from unstori.directory.actions import voice as actions
from unstori.directory.forms.voice import AnswerForm, BackForm, ReplyForm
from unstori.directory.models import Review, Visit
from unstori.directory.presenters import voice as presenters
from unstori.directory.queries import voice
from unstori.directory.rules import voice as rules
from unstori.ui.trying import pressed, tried


@login_required
def waiting(request: Request) -> HttpResponse:
    """All that waits for me, the longest waiting first."""
    by = request.actor
    if not voice.hears(by):
        raise Http404
    found = voice.waits_for(by)
    says: dict[str, Callable[[Any], dict[str, Any]]] = {
        "reports": presenters.report,
        "replies": presenters.reply,
    }
    lists: dict[str, Any] = {}
    for name, rows in found.items():
        say = says.get(name, _named)
        lists[name] = {"count": rows.count(), "rows": [say(row) for row in rows[: voice.PAGE]]}
    context = {
        **lists, "elsewhere": voice.reports_elsewhere(by), "is_keeper": rules.is_keeper(by),
        "nothing": not any(one["count"] for one in lists.values()),
    }  # fmt: skip
    return render(request, "directory/voice/waiting.html", context)


def _named(row: Review | Visit) -> dict[str, Any]:
    return {"id": row.pk, "entry": row.entry.name, "waits": presenters.waits(row.sent_at)}


@login_required
def report(request: Request, id: UUID) -> HttpResponse:
    """One report, and its answer."""
    by, row = request.actor, voice.report(request.actor, id)
    if row is None:
        raise Http404
    form = AnswerForm(
        None if "look" in request.POST else request.POST or None,
        draft=f"report-{row.pk}", initial={"language": row.language},
    )  # fmt: skip
    if "look" in request.POST:
        pressed(request, lambda: actions.look_at_report(by=by, report=row))
        return redirect("voice:report", row.pk)
    if form.is_bound and _done(form, lambda: actions.answer_report(by=by, report=row, **form.cleaned_data)):
        messages.success(request, _("Your answer is there for whoever asked."))
        return redirect("voice:waiting")
    context = {"one": presenters.report(row), "entry": row.entry, "form": form}
    return render(request, "directory/voice/report.html", context)


@login_required
def review(request: Request, id: UUID) -> HttpResponse:
    """A review that waits, or that the organisation answers."""
    by, row = request.actor, voice.review(request.actor, id)
    if row is None:
        raise Http404
    one = presenters.review(row)
    show = {"show": lambda: actions.show(by=by, said=row, read=request.POST.get("read", ""))}
    return _decided(
        request, row, one, show, [one["good"], one["better"]], "directory/voice/heard_review.html"
    )


@login_required
def visit(request: Request, id: UUID) -> HttpResponse:
    """A visit that waits, or that the organisation answers."""
    by, row = request.actor, voice.visit(request.actor, id)
    if row is None:
        raise Http404
    one = presenters.visit(row)
    show = {"show": lambda: visits.show_visit(by=by, visit=row, read=request.POST.get("read", ""))}
    words = [found["words"] for section in one["sections"] for found in section["found"]]
    return _decided(request, row, one, show, words, "directory/voice/heard_visit.html")


def _decided(
    request: Request,
    row: Review | Visit,
    one: dict[str, Any],
    show: dict[str, Any],
    words: list[str],
    page: str,
) -> HttpResponse:
    """The button that was pressed: show it, send it back, answer it."""
    by, post = request.actor, request.POST
    back = BackForm(post if "back" in post else None)
    answer = ReplyForm(
        post if "answer" in post else None, draft=f"reply-{row.pk}", initial={"language": dates.language()}
    )
    if "show" in post and pressed(request, show["show"], _("Everybody can read it now.")):
        return redirect("voice:waiting")
    if back.is_bound and _done(
        back, lambda: actions.send_back(by=by, said=row, because=back.cleaned_data["because"])
    ):
        messages.success(request, _("It is back with whoever wrote it, with your reasons."))
        return redirect("voice:waiting")
    if answer.is_bound and _done(answer, lambda: actions.reply(by=by, to=row, **answer.cleaned_data)):
        messages.success(request, _("Your answer is shown when somebody has looked at it."))
        return redirect("voice:waiting")
    replied = [presenters.reply(said) for said in row.replies.all() if said.state != rules.SENT_BACK]
    context = {
        **_hearing(by, row, replied), "one": one, "hints": presenters.hints(*words), "back_form": back,
        "answer_form": answer, "form": back if back.errors else answer if answer.errors else None,
    }  # fmt: skip
    return render(request, page, context)


def _hearing(by: Actor, row: Review | Visit, replied: list[dict[str, Any]]) -> dict[str, Any]:
    """What this reader can do about it."""
    return {
        "entry": row.entry, "until": presenters.until(row) if isinstance(row, Visit) else "", "replied": replied,
        "decides": voice.may_decide(by, row.entry), "waits": row.state == rules.WAITING, "read": str(row.sent_at),
        "replies": not replied and voice.may_reply(by, row.entry),
    }  # fmt: skip


def _done(form: Form, action: Any) -> bool:
    return form.is_valid() and tried(form, action)


@login_required
def reply(request: Request, id: UUID) -> HttpResponse:
    """What an organisation answered, before everybody reads it."""
    by, row = request.actor, voice.reply(request.actor, id)
    if row is None:
        raise Http404
    form = BackForm(request.POST if "back" in request.POST else None)
    if "show" in request.POST:
        pressed(request, lambda: actions.decide_reply(by=by, reply=row), _("Everybody can read it now."))
        return redirect("voice:waiting")
    if form.is_bound and _done(
        form, lambda: actions.decide_reply(by=by, reply=row, because=form.cleaned_data["because"])
    ):
        messages.success(request, _("It is back with whoever wrote it, with your reasons."))
        return redirect("voice:waiting")
    context = {
        "one": presenters.reply(row), "entry": voice.about(row).entry, "form": form,
        "hints": presenters.hints(row.words), "waits": row.state == rules.WAITING,
    }  # fmt: skip
    return render(request, "directory/voice/heard_reply.html", context)
