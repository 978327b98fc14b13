"""A service's side: the team's queue, one request as it reads it, and every step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle.queries import kept_names
from unstori.directory import queries as directory
from unstori.directory.models import Entry
from unstori.pathways.actions import offers
from unstori.pathways.actions import requests as actions
from unstori.pathways.actions import service as own
from unstori.pathways.forms.service import BOXES, QueueForm, ServiceStepForm
from unstori.pathways.models import Request as Asked
from unstori.pathways.presenters import criteria, happening, tables
from unstori.pathways.presenters import reaching as reaching_words
from unstori.pathways.presenters import service as telling
from unstori.pathways.queries import asking, desks, reaching, waits
from unstori.pathways.queries import offers as times
from unstori.pathways.queries import queue as queries
from unstori.pathways.queries import requests as asked
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity, Team
from unstori.ui.paging import Bounded
from unstori.ui.saving import CSV, to_save
from unstori.ui.tables import written
from unstori.ui.trying import tried

ON_A_PAGE, MOST_LINES = 30, 10_000
ACTS: dict[str, Callable[..., Any]] = {
    "receive": actions.receive, "ask": actions.ask_more, "accept": actions.accept, "list": actions.put_on_list,
    "triage": actions.triage, "contact": actions.contact, "meet": actions.meet, "lead": own.name_lead,
    "note": actions.note, "end": actions.end, "decline": own.decline, "redirect": actions.redirect,
    "reconsider": actions.reconsider, "offer": offers.offer,
}  # fmt: skip


@login_required
@require_safe
def queue(request: Request) -> HttpResponse:
    """By need, then by time."""
    by = request.actor
    team, form = _asked(request)
    wanted = form.wanted()
    pages = Bounded(queries.queue(by, wanted), ON_A_PAGE, most=queries.MOST)
    page = pages.get_page(request.GET.get("page"))
    rows = list(page.object_list)
    lists.shown(by=by, what="queue", people={row.person_id for row in rows})
    ours, beside = desks.of_team(by), waits.of_many(by, rows)
    entries: dict[UUID | None, Entry] = {one.service_id: one.service for one in ours}
    told = desks.newest(one.service for one in ours)
    kept = kept_names(by)
    asked_for = request.GET.copy()
    asked_for.pop("page", None)
    context = {
        "team": team, "form": form, "page": page, "total": pages.count,
        "rows": [telling.line(row, beside.get(row.pk), entries, kept) for row in rows],
        "more": pages.is_more, "most": queries.MOST, "filtered": wanted != queries.Wanted(),
        "address": f"?{asked_for.urlencode()}&" if asked_for else "?", "services": telling.services(ours, told),
    }  # fmt: skip
    return render(request, "pathways/queue.html", context)


@login_required
@require_safe
def table(request: Request) -> HttpResponse:
    """The same lines to take along."""
    _team, form = _asked(request)
    rows = list(queries.queue(request.actor, form.wanted())[:MOST_LINES])
    lists.shown(by=request.actor, what="queue", people={row.person_id for row in rows})
    return to_save(written(tables.queue(rows, kept_names(request.actor))), "requests.csv", CSV)


def _asked(request: Request) -> tuple[Team | None, QueueForm]:
    by = request.actor
    if not queries.serves(by):
        raise NotFound(reference="requests", permission=Permission.SEE)
    team = directory.team(by.team_id)
    people = telling.people(directory.workers_of(team), by) if team else []
    return team, QueueForm(request.GET, people=people, needs=telling.needs())


@login_required
@require_safe
def one(request: Request, id: UUID) -> HttpResponse:
    """What was asked, what came with it, who holds it, and what can be done."""
    by = request.actor
    row = queries.one(by, id)
    own.read(by=by, request=row)
    turns = queries.turns(by, row)
    offered = times.of_request(by, row)
    standing = [one for one in offered if not one.withdrawn_at]
    teller = happening.Teller([row.pathway], {row.pathway_id: turns}, me=by.capacity_id, times=standing)
    teller.kept = kept_names(by)
    beside = queries.beside(by, row)
    context = {
        "row": row, "state": telling.state(row),
        "name": telling.whole_name(row.person),
        "facts": telling.facts(row, holder=teller.name(row.pathway.holder)),
        "kind": happening.KINDS.get(row.state, "waiting"), "buttons": telling.buttons(row),
        "points": criteria.lines(queries.points(by, row)), "others": telling.others(beside),
        "next": teller.next(row.pathway, [row, *beside]), "turns": teller.timeline(turns),
        "sent": happening.sendings(asked.sent_to_service(by, row)), "worry": teller.worry(row.pathway),
        "offers": telling.offers(offered), "reaching": reaching_words.said(reaching.for_service(by, row)),
    }  # fmt: skip
    return render(request, "pathways/asked_of_us.html", context)


@login_required
def step(request: Request, id: UUID, step: str) -> HttpResponse:
    """One step. Who was overtaken reads who did what, and what they typed stays."""
    by = request.actor
    row = queries.one(by, id)
    back = reverse("pathways:asked_of_us", args=[row.pk])
    if step not in ACTS:
        raise asked.missing(id, row.person)
    may = rules.may_move(step, state=row.state, whose={rules.SERVICE}, here=True)
    if request.method != "POST" and not may:
        messages.info(request, _("That has been done meanwhile. This is where it stands now."))
        return redirect(back)
    form = _form(request, row, step)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        said = _said(request, form, row, step)
        if tried(form, lambda: ACTS[step](by=by, request=row, **said)):
            messages.success(request, _("Saved. The family sees it, and who holds it."))
            return redirect(back)
    overtaken = request.method == "POST" and form.data.get("seen") != str(row.version)
    context = {
        "row": row, "form": form, "title": telling.TITLES[step], "note": telling.NOTES.get(step, ""), "back": back,
        "save": telling.TITLES[step], "name": telling.whole_name(row.person),
        "meanwhile": _meanwhile(request, row) if overtaken else [], "may": may,
    }  # fmt: skip
    if overtaken:  # read now: pressing again says it knowingly
        data = request.POST.copy()
        data["seen"] = str(row.version)
        form.data = data
    return render(request, "pathways/service_step.html", context)


def _meanwhile(request: Request, row: Asked) -> list[dict[str, Any]]:
    """What was done since the page was opened."""
    turns = queries.turns(request.actor, row)
    teller = happening.Teller([row.pathway], {}, me=request.actor.capacity_id)
    teller.kept = kept_names(request.actor)
    return teller.timeline(turns[-1:])


def _form(request: Request, row: Asked, step: str) -> ServiceStepForm:
    found = (
        queries.suggested(request.actor, row, request.POST.get("find", "").strip())
        if "find" in BOXES[step]
        else []
    )
    chosen = asking.services([*request.POST.getlist("services"), request.POST.get("service", "")])
    services = [(str(one.hsds_id), one.name) for one in {one.pk: one for one in [*chosen, *found]}.values()]
    team = telling.people(queries.colleagues(request.actor, row), request.actor) if row.team else []
    held = row.pathway.holder
    named = held is not None and held.pk not in kept_names(request.actor)
    holder = telling.people([held], request.actor) if held and named else []
    choices: dict[str, Any] = {
        "lead": [("", _("Nobody yet")), *team] if step != "lead" else team, "need": telling.needs(),
        "reason": telling.reasons(), "next_by": list(dict([*holder, *team]).items()), "services": services,
        "service": services,
    }  # fmt: skip
    if request.method == "POST" and "look" not in request.POST:
        return ServiceStepForm(request.POST, step=step, choices=choices)
    begins: dict[str, Any] = {"seen": row.version, "need": row.need, "lead": str(row.lead_id or "")}
    if step == "meet" and not row.lead_id:
        begins["lead"] = str(request.actor.capacity_id)  # whoever met them, unless somebody else is named
    if request.method == "POST":
        begins |= {name: request.POST.get(name) for name in request.POST} | {
            "services": request.POST.getlist("services")
        }
    return ServiceStepForm(initial=begins, step=step, choices=choices)


def _said(request: Request, form: ServiceStepForm, row: Asked, step: str) -> dict[str, Any]:
    """What the action wants, out of what was typed."""
    said = dict(form.cleaned_data)
    said.pop("find", None)
    holder = [row.pathway.holder] if row.pathway.holder else []
    people: dict[str, Capacity] = {
        str(one.pk): one for one in [*holder, *queries.colleagues(request.actor, row)]
    }
    for name in ("lead", "next_by"):
        if name in said:
            said[name] = people.get(said[name])
    if "day" in said:
        del said["day"], said["time"]
        said["at" if step == "offer" else "meeting"] = form.meeting()
    if "services" in said:
        said["services"] = asking.services(said["services"])
    if step == "redirect":
        found = asking.services([said.pop("service")])
        said["to"] = found[0] if found else row.service
    return said
