"""Asking for help: with what, whom, and what goes along. Written first, seen as a whole, then sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import Opened, look_across, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.pathways.actions import asking as actions
from unstori.pathways.forms.asking import WORRY, AskForm, SendForm, ServicesForm
from unstori.pathways.models import Pathway
from unstori.pathways.presenters import asking as telling
from unstori.pathways.presenters import reaching
from unstori.pathways.queries import asking as queries
from unstori.pathways.queries import requests as asked
from unstori.pathways.queries.pieces import pieces
from unstori.plan.models import Outcome
from unstori.ui.fields import DayInput
from unstori.ui.trying import attempt, tried

PEOPLE_ON_A_PAGE = 30


def _open(request: Request, reference: str) -> Opened:
    return open_person(request.actor, reference, Permission.ADD, what="asking")


@login_required
@require_safe
def for_whom(request: Request, service: UUID) -> HttpResponse:
    """Ask this service: for whom? Whoever has one person only is not asked."""
    found, seen = directory.entry(service), look_across(request.actor)
    if found is None:
        raise Http404
    page = Paginator(seen.people().order_by("called", "pk"), PEOPLE_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    several = [one for one in seen.open(page.object_list) if one.may_add_to]
    if len(several) == page.paginator.count == 1:
        return redirect(
            f"{reverse('pathways:ask', args=[several[0].person.reference])}?service={found.hsds_id}"
        )
    lists.shown(by=request.actor, what="ask", people=[one.person.pk for one in several])
    context = {"service": found, "people": telling.people(several, request.actor), "page": page}
    return render(request, "pathways/ask_for_whom.html", context)


@login_required
def ask(request: Request, reference: str) -> HttpResponse:
    """With what, and whom."""
    opened = _open(request, reference)
    outcomes = queries.outcomes(opened)
    outcome = _one_of(outcomes, request.POST.get("outcome") or request.GET.get("outcome", ""))
    form = _ask_form(request, opened, outcomes, outcome)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: _asked(opened, form, outcome, said))
        if made:
            return redirect("pathways:ask_send", reference, made.pk)
    context = {
        "opened": opened, "form": form, "looked": "look" in request.POST, "ways": telling.ways_back(opened),
    }  # fmt: skip
    return render(request, "pathways/ask.html", context)


def _ask_form(request: Request, opened: Opened, outcomes: list[Outcome], outcome: Outcome | None) -> AskForm:
    begins = {
        "outcome": str(outcome.pk) if outcome else WORRY if not outcomes else "", "first_asked_on": clock.today(),
        "section": "what_matters", "tier": "early_intervention", "services": request.GET.getlist("service"),
    }  # fmt: skip
    given: dict[str, Any] = {
        "opened": opened, "outcomes": outcomes, "services": _choices(request, opened, outcome),
    }  # fmt: skip
    if "look" in request.POST:
        return AskForm(initial=_kept(request), **given)
    return AskForm(request.POST or None, initial=begins, **given)


def _choices(request: Request, opened: Opened, outcome: Outcome | None) -> list[tuple[str, Any]]:
    """What was chosen stays; then what stands in the plan, and what was looked for."""
    chosen = queries.services(request.POST.getlist("services") or request.GET.getlist("service"))
    words = request.POST.get("find", "").strip()
    found = queries.found(opened, words) if words else []
    return telling.choices([*chosen, *queries.saved(opened, outcome), *found])


def _kept(request: Request) -> dict[str, Any]:
    """What was typed, while a service is looked for: shown again and not judged yet."""
    kept: dict[str, Any] = {name: request.POST.get(name, "") for name in request.POST}
    first = DayInput().value_from_datadict(request.POST, None, "first_asked_on")
    return {**kept, "services": request.POST.getlist("services"), "first_asked_on": first}


def _asked(opened: Opened, form: AskForm, outcome: Outcome | None, said: dict[str, Any]) -> Pathway:
    section = outcome.section if outcome else said["section"] or opened.may_add_to[0]
    more = {"tier": said["tier"]} if said.get("tier") else {}
    return actions.ask(
        by=opened.actor, person=opened.person, services=queries.services(said["services"]), names=form.names_said(),
        section=section, outcome=outcome, words=said["words"], first_asked_on=said["first_asked_on"], **more,
    )  # fmt: skip


def _one_of(rows: list[Outcome], id: str) -> Outcome | None:
    return next((row for row in rows if str(row.pk) == id), None)


@login_required
def also(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One more service with the same worry, or another instead of one that said no."""
    opened = _open(request, reference)
    found = asked.pathway(opened, id)
    if not opened.may(Permission.ADD, found.section) or found.ended_at:
        raise asked.missing(id, opened.person)
    after = next((one for one in found.requests.all() if str(one.pk) == request.GET.get("after")), None)
    services = _choices(request, opened, found.outcome)
    form = ServicesForm(request.POST or None, services=services)
    if "look" in request.POST:
        form = ServicesForm(initial=_kept(request), services=services)
    elif request.method == "POST" and form.is_valid():
        new: dict[str, Any] = {
            "services": queries.services(form.cleaned_data["services"]),
            "names": form.names_said(),
        }
        if tried(form, lambda: actions.ask_also(by=request.actor, pathway=found, after=after, **new)):
            return redirect("pathways:ask_send", reference, found.pk)
    context = {
        "opened": opened, "form": form, "worry": telling.worry(opened, found), "looked": "look" in request.POST,
        "ways": telling.ways_back(opened),
        "back": reverse("pathways:pathway", args=[reference, found.pk]),
    }  # fmt: skip
    return render(request, "pathways/ask.html", context)


@login_required
def send(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Everything that goes, and to whom, before it goes."""
    opened = _open(request, reference)
    found = asked.pathway(opened, id)
    if not opened.may(Permission.ADD, found.section):
        raise asked.missing(id, opened.person)
    drafts = queries.drafted(opened, found)
    if not drafts:
        return redirect("pathways:pathway", reference, id)
    available = pieces(opened, found)
    form = SendForm(
        request.POST or None, requests=[(str(row.pk), row.service_name) for row in drafts], decides=opened.decides,
        rows=telling.pieces(available), purposes=telling.defined("purposes"), agreed=telling.defined("agreed"),
        initial={"requests": [str(row.pk) for row in drafts], "rows": queries.ticked(opened, found, available), "purpose": "help"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("requests")
        going = [row for row in drafts if str(row.pk) in chosen]
        given = {"rows": [], **said}
        if tried(form, lambda: actions.send_all(by=request.actor, requests=going, **given)):
            number = len(going)
            done = ngettext("Sent to %(n)s service.", "Sent to %(n)s services.", number) % {"n": number}
            messages.success(request, done)
            return redirect("pathways:pathway", reference, id)
    context = {
        "opened": opened, "form": form, "services": telling.services(opened, drafts),
        "worry": telling.worry(opened, found), "pathway": found, **reaching.before_sending(opened),
    }  # fmt: skip
    return render(request, "pathways/ask_send.html", context)
