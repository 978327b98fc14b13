"""Times that are offered: to several at once, taken back, and answered by the family."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.actions import lists
from unstori.access.door import NotFound, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.dates import format_when
from unstori.pathways.actions import offers as actions
from unstori.pathways.forms.covers import WordsForm
from unstori.pathways.forms.service import AnswerForm, SeveralForm
from unstori.pathways.presenters import service as telling
from unstori.pathways.queries import offers as queries
from unstori.pathways.queries import queue
from unstori.pathways.queries import requests as asked
from unstori.pathways.rules import requests as rules
from unstori.ui.trying import tried


@login_required
def several(request: Request) -> HttpResponse:
    """One time each to those who were told yes or wait."""
    by = request.actor
    if not queue.serves(by):
        raise NotFound(reference="requests", permission=Permission.SEE)
    rows = queue.offerable(by)
    lists.shown(by=by, what="queue", people={row.person_id for row in rows})
    form = SeveralForm(request.POST if request.method == "POST" else None, requests=telling.to_offer(rows))
    back = reverse("pathways:queue")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [row for row in rows if str(row.pk) in said["requests"]]
        if tried(form, lambda: actions.offer_several(
            by=by, requests=chosen, first=form.first(), minutes=said["minutes"], place=said["place"], words=said["words"]
        )):  # fmt: skip
            messages.success(request, _("The times are offered. Each family answers on its own page."))
            return redirect(back)
    if not rows:
        messages.info(request, _("Nobody waits for a time now."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("Offer times to several"),
        "save": _("Offer these times"),
        "back": back,
    }
    return render(request, "ui/one_form.html", context)


@login_required
def take_back(request: Request, id: UUID, offer: UUID) -> HttpResponse:
    """Undone, and the family is told why."""
    row = queue.one(request.actor, id)
    found = queries.one_of(request.actor, row, offer)
    back = reverse("pathways:asked_of_us", args=[row.pk])
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.take_back(by=request.actor, offer=found, words=words)):
            messages.success(request, _("The time is taken back. The family is told."))
            return redirect(back)
    context = {
        "form": form, "title": _("Take this time back"), "save": _("Take it back"), "back": back,
        "help": f"{format_when(found.at)}, {found.place}",
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)


@login_required
def answer(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Yes, another time, or no; by the family or who is around them."""
    opened = open_person(request.actor, reference, what="requests")
    found = queries.one_seen(opened, id)
    back = reverse("pathways:request", args=[reference, found.request_id])
    if not asked.whose(request.actor, found.request, opened) & {rules.FAMILY, rules.CIRCLE}:
        raise asked.missing(id, opened.person)
    if found.answer or found.withdrawn_at:
        messages.info(request, _("That has been done meanwhile. This is where it stands now."))
        return redirect(back)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(form, lambda: actions.answer(by=request.actor, offer=found, **said)):
            messages.success(request, _("Your answer is sent."))
            return redirect(back)
    context = {
        "opened": opened, "form": form, "title": _("A time that %(service)s offers") % {"service": found.request.service_name},
        "save": _("Send the answer"), "back": back, "help": f"{format_when(found.at)}, {found.place}", "note": found.words,
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)
