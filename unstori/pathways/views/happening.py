"""What is happening with what was asked for: for the family and whoever is around them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.dates import format_date
from unstori.pathways.actions import requests as actions
from unstori.pathways.forms.happening import BY_SERVICE, AgainForm, HandOverForm, NextForm, OverForm, StepForm
from unstori.pathways.models import Pathway
from unstori.pathways.models import Request as Asked
from unstori.pathways.presenters import asking, happening, service, steps
from unstori.pathways.presenters import visits as telling_visits
from unstori.pathways.queries import happening as queries
from unstori.pathways.queries import offers, visits
from unstori.pathways.queries import requests as asked
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity
from unstori.ui.trying import tried

ACTS: dict[str, Callable[..., Any]] = {
    "confirm": actions.confirm, "not_yet": actions.not_yet, "see": actions.record_started, "tell": actions.tell_more,
    "withdraw": actions.withdraw, "note": actions.note, "contact": actions.contact, "receive": actions.receive,
    "ask": actions.ask_more, "accept": actions.accept, "list": actions.put_on_list, "meet": actions.meet,
    "end": actions.end, "decline": actions.decline,
}  # fmt: skip


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """Everything that was asked for: what is open first."""
    opened = open_person(request.actor, reference, what="requests")
    rows = list(asked.pathways_of(opened))
    cards = _teller(opened, rows).cards()
    context = {
        "opened": opened, "open": [one for one in cards if one["is_open"]], "easy": opened.is_self,
        "over": [one for one in cards if not one["is_open"]], "may_ask": bool(opened.may_add_to),
        "may_press": request.actor.kind in ("self", "family", "advocate"),
    }  # fmt: skip
    return render(request, "pathways/happening.html", context)


def _teller(opened: Opened, rows: list[Pathway]) -> happening.Teller:
    return happening.Teller(rows, queries.turns_of(opened, rows), me=opened.actor.capacity_id, opened=opened)


@login_required
@require_safe
def sent(request: Request, reference: str) -> HttpResponse:
    """What was sent where: all of it, with its parts."""
    opened = open_person(request.actor, reference, what="requests")
    rows = happening.sendings(asked.sent_of(opened))
    return render(request, "pathways/sent.html", {"opened": opened, "rows": rows})


@login_required
@require_safe
def pathway(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One worry and everybody who is asked: who holds it, the one next step, and all that was done."""
    opened = open_person(request.actor, reference, what="requests")
    row = asked.pathway(opened, id)
    teller = _teller(opened, [row])
    context = {
        "opened": opened, "page": teller.card(row), "turns": teller.timeline(teller.turns.get(row.pk, [])),
        "others": teller.for_others(row), "may": opened.may(Permission.ADD, row.section),
        "may_press": request.actor.kind in ("self", "family", "advocate"), "row": row,
        "visits": telling_visits.lines(visits.visits_of(opened, row)), "may_arrange": visits.can_arrange(row),
    }  # fmt: skip
    return render(request, "pathways/pathway.html", context)


@login_required
@require_safe
def one(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One service: where it is, what it said, what can be done now."""
    opened, row, teller = _request(request, reference, id)
    turns = teller.turns.get(row.pathway_id, [])
    whose = asked.whose(request.actor, row, opened)
    context = {
        "opened": opened, "page": teller.line(row, turns), "worry": teller.worry(row.pathway),
        "buttons": steps.buttons(row, whose, lambda step: reverse("pathways:step", args=[reference, row.pk, step])),
        "turns": teller.timeline([turn for turn in turns if turn.request_id == row.pk]),
        "sent": happening.sendings(asked.sent_of(opened, [row])), "row": row, "may": rules.CIRCLE in whose,
        "said": row.state in rules.OVER and row.state != rules.ENDED and row.pathway.ended_at is None,
        "may_press": request.actor.kind in ("self", "family", "advocate"),
        "offers": service.offers(offers.seen(opened, [row])), "may_answer": bool(whose & {rules.FAMILY, rules.CIRCLE}),
    }  # fmt: skip
    return render(request, "pathways/request.html", context)


@login_required
@require_safe
def sheet(request: Request, reference: str, id: UUID) -> HttpResponse:
    """A letter to a service that does not answer here: what is asked and what goes along, to print or to save."""
    opened, row, teller = _request(request, reference, id)
    mine = row.pathway.holder_id == opened.actor.capacity_id
    context = {
        "opened": opened, "page": teller.line(row, teller.turns.get(row.pathway_id, [])), "row": row,
        "worry": teller.worry(row.pathway), "sent": happening.sendings(asked.sent_of(opened, [row])),
        "holder": request.actor.user_name if mine else teller.name(row.pathway.holder),
        "first": format_date(row.pathway.first_asked_on, year=True), "phone": teller.phone_of(row.pathway),
    }  # fmt: skip
    return render(request, "pathways/request_sheet.html", context)


def _request(request: Request, reference: str, id: UUID) -> tuple[Opened, Asked, happening.Teller]:
    opened = open_person(request.actor, reference, what="requests")
    row = asked.request(opened, id)
    return opened, row, _teller(opened, [asked.pathway(opened, row.pathway_id)])


@login_required
def step(request: Request, reference: str, id: UUID, step: str) -> HttpResponse:
    """One step of a request, by whoever may take it."""
    opened = open_person(request.actor, reference, what="requests")
    row = asked.request(opened, id)
    return take(request, row, step, opened=opened, back=reverse("pathways:request", args=[reference, row.pk]))


def take(request: Request, row: Asked, step: str, *, opened: Opened | None, back: str) -> HttpResponse:
    """The plain page of one step, wherever it is taken from. What was typed stays when somebody was quicker."""
    whose, outside = asked.whose(request.actor, row, opened), not row.is_here
    if step not in ACTS or not (whose & {rules.FAMILY, rules.CIRCLE}):
        raise asked.missing(row.pk, row.person)
    if request.method != "POST" and not rules.may_move(step, state=row.state, whose=whose, here=not outside):
        messages.info(request, _("That has been done meanwhile. This is where it stands now."))
        return redirect(back)
    form = StepForm(
        request.POST if request.method == "POST" else None, step=step, outside=outside and step in BY_SERVICE, family=rules.FAMILY in whose,
        reasons=asking.defined("reasons"), initial={"seen": row.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        if step == "decline":
            said["next_by"] = row.pathway.holder
        if tried(form, lambda: ACTS[step](by=request.actor, request=row, **said)):
            messages.success(request, _("Saved."))
            return redirect(back)
    return _page(request, opened, form, steps.TITLES[step] % {"service": row.service_name}, steps.SAVES[step], back,
                 note=steps.NOTES.get(step, ""))  # fmt: skip


@login_required
def hand_over(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row, back = _mine(request, reference, id)
    return holding(request, row, "hand_over", opened=opened, back=back)


@login_required
def say_next(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row, back = _mine(request, reference, id)
    return holding(request, row, "next", opened=opened, back=back)


@login_required
def over(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row, back = _mine(request, reference, id)
    return holding(request, row, "over", opened=opened, back=back)


@login_required
def again(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row, back = _mine(request, reference, id)
    return holding(request, row, "again", opened=opened, back=back)


def _mine(request: Request, reference: str, id: UUID) -> tuple[Opened, Pathway, str]:
    opened = open_person(request.actor, reference, Permission.ADD, what="requests")
    row = asked.pathway(opened, id)
    if not opened.may(Permission.ADD, row.section) and row.holder_id != request.actor.capacity_id:
        raise asked.missing(id, opened.person)
    return opened, row, reverse("pathways:pathway", args=[reference, row.pk])


def holding(request: Request, row: Pathway, step: str, *, opened: Opened | None, back: str) -> HttpResponse:
    """Hand it over, say the next step, end it, open it again."""
    if (row.ended_at is None) != (step != "again"):
        messages.info(request, _("That has been done meanwhile. This is where it stands now."))
        return redirect(back)
    people = queries.could_hold(row, request.actor) if step in ("hand_over", "next") else []
    form = _holding_form(request, row, step, people)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        if tried(form, lambda: _held(request, row, step, said, people)):
            messages.success(request, _("Saved."))
            return redirect(back)
    title, save, note = steps.HOLDING[step]
    return _page(request, opened, form, title, save, back, note=note)


def _holding_form(request: Request, row: Pathway, step: str, people: list[Capacity]) -> forms.Form:
    data, begins = request.POST if request.method == "POST" else None, {"seen": row.version}
    if step == "hand_over":
        return HandOverForm(data, people=steps.people(people, request.actor), initial=begins)
    if step == "next":
        who = steps.people([*([row.holder] if row.holder else []), *people], request.actor)
        return NextForm(data, people=who, initial={**begins, "words": row.next_words, "on": row.next_on})
    return (OverForm if step == "over" else AgainForm)(data, initial=begins)


def _held(request: Request, row: Pathway, step: str, said: dict[str, Any], people: list[Capacity]) -> object:
    given: dict[str, Any] = {
        "by": request.actor,
        "pathway": row,
        "words": said["words"],
        "seen": said["seen"],
    }
    if step == "hand_over":
        return actions.hand_over(to=_chosen(people, said["to"]), **given)
    if step == "next":
        return actions.say_next(who=_chosen(people, said["who"]), on=said["on"], **given)
    return (actions.close if step == "over" else actions.open_again)(**given)


def _chosen(people: list[Capacity], id: str) -> Capacity | None:
    return next((one for one in people if str(one.pk) == id), None)


def _page(
    request: Request, opened: Opened | None, form: forms.Form, title: Any, save: Any, back: str, *, note: Any = ""
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "title": title, "save": save, "back": back, "note": note}
    if opened is not None:
        context["opened"] = opened
    return render(request, "ui/one_form.html", context)
