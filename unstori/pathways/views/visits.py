"""One visit for several services: for who arranges it, for the family, and for each service that comes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.actions import lists
from unstori.access.door import open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.pathways.actions import visits as actions
from unstori.pathways.forms.visits import NONE, CameForm, ChooseForm, OffForm, ProposeForm, SuitsForm
from unstori.pathways.models import Visit
from unstori.pathways.presenters import visits as said
from unstori.pathways.queries import requests as asked
from unstori.pathways.queries import visits as queries
from unstori.pathways.rules import visits as rules
from unstori.ui.trying import attempt, tried


@login_required
def propose(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Who comes, where, and when it could be."""
    opened = open_person(request.actor, reference, Permission.ADD, what="visit")
    pathway = asked.pathway(opened, id)
    could = list(queries.could_come(asked.requests_of(opened).filter(pathway=pathway)).order_by("created_at"))
    form = ProposeForm(request.POST or None, requests=could)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        coming = [one for one in could if str(one.pk) in given["requests"]]
        made = attempt(form, lambda: actions.propose(
            by=request.actor, pathway=pathway, requests=coming, times=form.times(), place=given["place"],
            words=given["words"],
        ))  # fmt: skip
        if made:
            messages.success(request, _("The services say which times suit them. Then the family chooses."))
            return redirect("pathways:visit", reference, made.pk)
    context = {"opened": opened, "pathway": pathway, "form": form, "enough": len(could) >= rules.FEWEST}
    return render(request, "pathways/visit_propose.html", context)


@login_required
def visit(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Where it stands; the family chooses here."""
    opened = open_person(request.actor, reference, what="visit")
    row = queries.visit(opened, id)
    form = None
    if row.state == rules.ASKED and request.actor.kind in actions.FAMILY:
        form = ChooseForm(request.POST or None, times=said.choices(row, fitting=True))
    if form and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        time = said.time_of(given["time"], NONE)
        if tried(form, lambda: actions.choose(by=request.actor, visit=row, time=time, words=given["words"])):
            return redirect("pathways:visit", reference, id)
    may = opened.may(Permission.ADD, row.section)
    context = {"opened": opened, "page": said.page(row), "form": form, "pathway": row.pathway, "may": may}
    return render(request, "pathways/visit.html", context)


@login_required
def off(request: Request, reference: str, id: UUID) -> HttpResponse:
    """It does not take place, and why."""
    opened = open_person(request.actor, reference, Permission.ADD, what="visit")
    row = queries.visit(opened, id)
    form = OffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.call_off(by=request.actor, visit=row, words=words)):
            return redirect("pathways:visit", reference, id)
    context = {
        "opened": opened,
        "form": form,
        "title": _("Call the visit off"),
        "save": _("Call it off"),
        "id": id,
    }
    return render(request, "pathways/visit_off.html", context)


@login_required
def came(request: Request, reference: str, id: UUID) -> HttpResponse:
    """It took place: a first contact for each who came."""
    opened = open_person(request.actor, reference, Permission.ADD, what="visit")
    row = queries.visit(opened, id)
    form = CameForm(request.POST or None, requests=said.coming(row))
    if _took_place(request, row, form):
        return redirect("pathways:visit", reference, id)
    context = {
        "opened": opened,
        "form": form,
        "title": _("It took place"),
        "save": _("Write it down"),
        "id": id,
    }
    return render(request, "pathways/visit_off.html", context)


@login_required
def answer(request: Request, id: UUID) -> HttpResponse:
    """For a service that comes: which times suit it; and afterwards, that it took place."""
    by = request.actor
    row = queries.visit_for_service(by, id)
    mine = [part for part in row.parts.all() if part.request.team_id == by.team_id]
    form: Any = None
    if row.state == rules.FITTING:
        form = SuitsForm(request.POST or None, times=said.choices(row))
    elif row.state == rules.AGREED and said.page(row)["is_past"]:
        form = CameForm(request.POST or None, requests=said.coming(row))
    if isinstance(form, SuitsForm) and request.method == "POST" and form.is_valid():
        suits = form.cleaned_data["suits"]
        answers = (
            partial(actions.answer, by=by, visit=row, request=part.request, suits=suits) for part in mine
        )
        if all(tried(form, each) for each in answers):
            messages.success(request, _("They see which times suit you."))
            return redirect("pathways:visit_answer", id)
    if isinstance(form, CameForm) and _took_place(request, row, form):
        return redirect("pathways:visit_answer", id)
    lists.shown(by=by, what="visit", people=[row.person_id])
    context = {
        "page": said.page(row),
        "form": form,
        "person": row.person,
        "is_suits": isinstance(form, SuitsForm),
    }
    return render(request, "pathways/visit_answer.html", context)


def _took_place(request: Request, row: Visit, form: CameForm) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    given = form.cleaned_data
    those = said.chosen_of(row, given["came"])
    return tried(
        form, lambda: actions.took_place(by=request.actor, visit=row, came=those, words=given["words"])
    )
