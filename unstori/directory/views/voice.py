"""What families say of a service: that its entry is wrong, without an account; how it was, signed in."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unstori.access.actions.identity import system_actor
from unstori.access.request import Request
from unstori.core import dates
from unstori.directory import queries
from unstori.directory.actions import voice as actions
from unstori.directory.forms.voice import CodeForm, ReviewForm, WrongForm
from unstori.directory.models import Entry
from unstori.directory.presenters import voice as presenters
from unstori.directory.queries import voice
from unstori.directory.rules import voice as rules
from unstori.ui.trying import attempt, pressed

SEE_OTHER = 303  # so that nobody takes it for the way to signing in, where what was typed is given back


def entry_or_404(id: UUID) -> Entry:
    found = queries.entry(id)
    if found is None:
        raise Http404
    return found


def wrong(request: Request, id: UUID) -> HttpResponse:
    """One step: tick, a few words if wanted, send."""
    entry = entry_or_404(id)
    form = WrongForm(request.POST or None, entry=entry.hsds_id)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not request.actor and not ratelimit.consume(request, action="entry_report"):
            form.add_error(None, _("Much has come from where you are. Wait an hour, then send it again."))
            status = 429
        elif made := attempt(form, lambda: _report(request, entry, form.cleaned_data)):
            response = redirect("voice:said", code=rules.spaced(made[1]))
            response.status_code = SEE_OTHER
            return response
    context = {"entry": entry, "form": form, "is_error": bool(form.errors)}
    return render(request, "directory/voice/wrong.html", context, status=status)


def _report(request: Request, entry: Entry, said: dict[str, Any]) -> Any:
    by = request.actor or system_actor()
    return actions.report(by=by, entry=entry, parts=said["parts"], words=said["words"])


def code(request: HttpRequest) -> HttpResponse:
    """For whoever wrote the code down."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = voice.report_by(form.cleaned_data["code"])
        if found:
            response = redirect("voice:said", code=rules.spaced(rules.plain_code(form.cleaned_data["code"])))
            response.status_code = SEE_OTHER
            return response
        form.add_error(
            "code", _("We do not know this code, or it is more than three months since the answer.")
        )
    return render(request, "directory/voice/code.html", {"form": form})


@never_cache
def said(request: HttpRequest, code: str) -> HttpResponse:
    """What became of it, for whoever holds the code."""
    found = voice.report_by(code)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("voice:said", args=[code]))
    context = {
        "one": presenters.report(found),
        "code": rules.spaced(rules.plain_code(code)),
        "address": address,
    }
    return render(request, "directory/voice/said.html", context)


@login_required
def mine(request: Request) -> HttpResponse:
    """All that I said about services."""
    by = request.actor
    context = {
        "reports": [presenters.report(row) for row in voice.my_reports(by)],
        "reviews": [presenters.review(row) for row in voice.my_reviews(by)],
        "visits": [
            presenters.visit(row) for row in voice.my_visits(by).select_related("visitor__organisation")
        ],
    }
    return render(request, "directory/voice/mine.html", context)


@login_required
def my_report(request: Request, id: UUID) -> HttpResponse:
    found = voice.my_report(request.actor, id)
    if found is None:
        raise Http404
    return render(request, "directory/voice/said.html", {"one": presenters.report(found)})


@login_required
def review(request: Request, id: UUID) -> HttpResponse:
    """How it was; written again, it waits again."""
    by, entry = request.actor, entry_or_404(id)
    held = voice.my_review(by, entry)
    shown = presenters.review(held) if held else None
    initial = {"language": dates.language()}
    if held and shown:
        initial = {"good": shown["good"], "better": shown["better"], "again": shown["again_id"],
                   "as_whom": held.as_whom, "language": shown["language"]}  # fmt: skip
    form = ReviewForm(request.POST or None, initial=initial, kind=by.kind, draft=f"review-{entry.hsds_id}")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.write_review(by=by, entry=entry, **given)):
            messages.success(request, _("Thank you. Somebody reads it, then everybody can."))
            return redirect("voice:mine")
    context = {"entry": entry, "form": form, "mine": shown}
    return render(request, "directory/voice/review.html", context)


@login_required
@require_POST
def withdraw(request: Request, id: UUID) -> HttpResponse:
    """Taken back: the words go."""
    held = voice.my_review(request.actor, entry_or_404(id))
    if held is None:
        raise Http404
    pressed(request, lambda: actions.withdraw(by=request.actor, said=held), _("It is gone."))
    return redirect("voice:mine")
