"""The team that takes concerns: who waits longest, and everything that is done about one."""

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
from django.views.decorators.http import require_POST, require_safe

from unstori.access.request import Request
from unstori.safeguarding import actions, presenters, queries
from unstori.safeguarding import forms as asking
from unstori.safeguarding.models import Concern
from unstori.safeguarding.views.saying import form_page, said
from unstori.ui.trying import pressed, tried


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Where somebody is in danger now, then what nobody has, then by waiting time; after them the last that were decided."""
    if not queries.team_takes_concerns(request.actor):
        raise queries.missing()
    actions.list_read(by=request.actor)
    lines = presenters.team_lines(queries.for_team(request.actor), request.actor)
    urgency = lambda line: (not line["danger_now"], bool(line["holder"]))  # noqa: E731
    waiting = sorted((line for line in lines if line["open"]), key=urgency)
    done = [line for line in lines if not line["open"]][::-1][:50]
    return render(request, "safeguarding/team.html", {"waiting": waiting, "done": done})


@login_required
@require_safe
def handle(request: Request, id: UUID) -> HttpResponse:
    """All of one."""
    held = queries.one_for_team(request.actor, id)
    actions.read(by=request.actor, concern=held)
    return render(request, "safeguarding/handle.html", {"page": presenters.handled(held, request.actor)})


@login_required
@require_POST
def accept(request: Request, id: UUID) -> HttpResponse:
    """With one press: whoever raised it sees the name."""
    held = queries.one_for_team(request.actor, id)
    yours = _("You have it. Whoever raised it sees your name.")
    pressed(request, lambda: actions.accept(by=request.actor, concern=held), yours)
    return redirect("safeguarding:handle", id)


@login_required
def step(request: Request, id: UUID, what: str) -> HttpResponse:
    """One thing that is done about it."""
    held = queries.one_for_team(request.actor, id)
    page = presenters.handled(held, request.actor)
    offered = [way["href"] for way in page["ways"]]
    if request.path not in offered and not (what == "decide" and page["may_decide"]):
        raise queries.missing(id)
    form, act, help = STEPS[what](request, held)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(said(form, "family_told"))):
        messages.success(request, _("It is written down."))
        passed = queries.for_team(request.actor).filter(pk=id).exists()
        return redirect("safeguarding:handle", id) if passed else redirect("safeguarding:team")
    title, save = presenters.TEAM_STEPS[what]
    back = reverse("safeguarding:handle", args=[id])
    return form_page(request, form, title=title, save=save, back=back, help=help)


Made = tuple[forms.Form, Callable[[dict[str, Any]], Any], str]


def _decide(request: Request, held: Concern) -> Made:
    offered = presenters.options(queries.outcomes(held))
    form = asking.DecideForm(request.POST or None, outcomes=offered, hints=presenters.outcome_hints(held))
    help = ""
    if not queries.writes_in_record(request.actor, held):
        help = _(
            "You cannot write in this record. If you decide on an enquiry, somebody who may has to begin it there."
        )
    return form, lambda data: actions.decide(by=request.actor, concern=held, **data), help


def _share(request: Request, held: Concern) -> Made:
    law = queries.definition_of(held)
    form = asking.ShareForm(
        request.POST or None, data=presenters.options(law["data_bases"]),
        confidentiality=presenters.options(law["confidentiality_bases"]),
    )  # fmt: skip
    return form, lambda data: actions.share(by=request.actor, concern=held, **data), ""


def _give(request: Request, held: Concern) -> Made:
    kept = queries.users_of(held)
    able = [
        each for each in queries.workers(held.team) if each.user_id not in kept and each.pk != held.holder_id
    ]
    form = asking.GiveForm(request.POST or None, people=presenters.people(able))

    def act(data: dict[str, Any]) -> Any:
        to = next(each for each in able if str(each.pk) == data["to"])
        return actions.give(by=request.actor, concern=held, to=to, why=data["why"])

    return form, act, "" if able else _("Nobody else works in this team now.")


def _pass(request: Request, held: Concern) -> Made:
    found = queries.places_of(held.authority_id)
    others = [
        (kind, f"{place.get_kind_display()}: {place.team.name}")
        for kind, place in found.items()
        if place.team and place.team_id != held.team_id
    ]
    form = asking.PassForm(request.POST or None, places=others)

    def act(data: dict[str, Any]) -> Any:
        return actions.pass_on(by=request.actor, concern=held, kind=data["place"], why=data["why"])

    return form, act, "" if others else _("No other team here takes concerns.")


def _say(request: Request, held: Concern) -> Made:
    help = _("They read just this. Write nothing of the record that they may not see anyway.")
    form = asking.WordsForm(request.POST or None, label=_("What do you want to say to them?"))
    return form, lambda data: actions.say_back(by=request.actor, concern=held, **data), help


def _tell(request: Request, held: Concern) -> Made:
    help = _(
        "It stands in their story. They and you see it; whoever is named as a danger does not. Never say who raised it."
    )
    form = asking.WordsForm(request.POST or None, label=_("What may they know?"))
    return form, lambda data: actions.tell_person(by=request.actor, concern=held, **data), help


STEPS: dict[str, Callable[[Request, Concern], Made]] = {
    "decide": _decide, "share": _share, "give": _give, "pass": _pass, "say": _say, "tell": _tell,
}  # fmt: skip
